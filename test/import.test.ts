import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Refusal } from '../src/diagnostic.ts';
import { edit } from '../src/edit.ts';
import type { Patch } from '../src/edit.ts';
import { importTracker } from '../src/import/index.ts';
import { load } from '../src/load.ts';
import { painter, reportOf } from '../src/report.ts';
import { hasOffice, readWorkbook, saveInOffice } from './office.ts';
import { fixtures, root } from './project.ts';
import { hashes, run, temporary } from './run.ts';

interface Ground {
  readonly cwd: string;
  readonly tracker: string;
  readonly before: Record<string, string>;
}

let base: string;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'cdp-returns-import-'));
  for (const name of ['config', 'templates']) cpSync(join(root, name), join(base, name), { recursive: true });
  cpSync(join(fixtures, 'data'), join(base, 'data'), { recursive: true });
  const { code, err } = await run(['build', '--document', 'tracker'], { cwd: base });
  expect(code, err).toBe(0);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A project of the made-up partnerships, with one tracker that has been built. */
function ground(slug = 'larkford'): Ground {
  const cwd = temporary();
  cpSync(base, cwd, { recursive: true });
  return { cwd, tracker: join(cwd, 'output', slug, 'tracker.xlsx'), before: hashes(join(cwd, 'data')) };
}

/** A copy of the tracker in which somebody has worked. */
async function worked({ cwd, tracker }: Ground, work: (workbook: ExcelJS.Workbook) => void): Promise<string> {
  const workbook = await readWorkbook(tracker);
  work(workbook);
  const file = join(cwd, 'typed.xlsx');
  await workbook.xlsx.writeFile(file);
  return file;
}

const sheetOf = (workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet => {
  const sheet = workbook.getWorksheet(name);
  if (!sheet) throw new Error(`there is no sheet ${name}`);
  return sheet;
};

const type = (sheet: string, cells: Record<string, ExcelJS.CellValue>) => (workbook: ExcelJS.Workbook) => {
  for (const [address, value] of Object.entries(cells))
    sheetOf(workbook, sheet).getCell(address).value = value;
};

/** What an import of a file tells, without the command line around it. */
async function told({ cwd }: Ground, file: string): Promise<string> {
  const inputs = load({
    config: join(cwd, 'config'),
    templates: join(cwd, 'templates'),
    data: join(cwd, 'data'),
  });
  try {
    const { diagnostics, changes, files } = await importTracker(inputs, {
      path: file,
      bytes: readFileSync(file),
    });
    if (diagnostics.some(({ severity }) => severity === 'error')) expect([changes, files]).toEqual([[], []]);
    return reportOf(diagnostics, 'text', painter(false));
  } catch (error) {
    if (error instanceof Refusal) return reportOf(error.diagnostics, 'text', painter(false));
    throw error;
  }
}

async function refused(place: Ground, file: string, message: string): Promise<void> {
  const text = await told(place, file);
  expect(text).toContain(message);
  expect(text).toMatch(/\d+ errors?, 0 warnings$/);
  expect(hashes(join(place.cwd, 'data'))).toEqual(place.before);
}

describe('an untouched workbook changes not one byte', () => {
  test.each(['larkford', 'riverside', 'bareham'])('%s', async (slug) => {
    const place = ground(slug);
    const { code, out, err } = await run(['import', place.tracker], { cwd: place.cwd });
    expect(err).toBe('');
    expect(out).toBe('nothing has changed\n');
    expect(code).toBe(0);
    expect(hashes(join(place.cwd, 'data'))).toEqual(place.before);
  });

  test.skipIf(!hasOffice)('saved by LibreOffice (skipped where it is not installed)', async () => {
    for (const slug of ['larkford', 'riverside']) {
      const place = ground(slug);
      const [saved = ''] = saveInOffice([place.tracker]);
      const { out, err } = await run(['import', saved], { cwd: place.cwd });
      expect(err).toBe('');
      expect(out).toBe('nothing has changed\n');
      expect(hashes(join(place.cwd, 'data'))).toEqual(place.before);
    }
  });
});

describe('what finance types', () => {
  const typed = type('Spend', {
    K7: 119999,
    M7: 130000.25,
    N6: -6000.5,
    L8: 45000,
    K9: 1,
    Q9: 90000,
    X9: 10,
    Y9: "it's agreed",
    Y10: 'OHID-25-1',
    Z8: 'Red',
    L10: 2500,
    M6: null,
  });

  test('is shown first, then written, and nothing else changes', async () => {
    const place = ground();
    const file = await worked(place, (workbook) => {
      typed(workbook);
      type('Actions', { G4: 'done', G6: 'open' })(workbook);
    });
    const dry = await run(['import', file, '--dry-run'], { cwd: place.cwd });
    expect(dry.out).toContain('data/larkford/spend.yaml: nurses, Quarter 1 £: 120000.1 → 119999\n');
    expect(dry.out).toContain('14 changes, not written\n');
    expect(hashes(join(place.cwd, 'data'))).toEqual(place.before);
    const spend = () => readFileSync(join(place.cwd, 'data/larkford/spend.yaml'), 'utf8');
    const before = spend();
    const { code, out, err } = await run(['import', file], { cwd: place.cwd });
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('14 changes written\n');
    const lines = (text: string) => new Set(text.split('\n'));
    const fresh = [...lines(spend())].filter((line) => !lines(before).has(line));
    expect(fresh).toEqual([
      '    actual: { q1: { value: 60000 }, q2: { value: 60000 }, q3: { state: not-provided }, q4: { value: -6000.5 } } # a correction',
      '        value: 119999 # to the penny',
      '      q3: { value: 130000.25 }',
      '      q2: { value: 45000 }',
      '    rag: red',
      '    actual: { q1: { value: 1 } }',
      '    forecast: { value: 90000 }',
      "    carry_out: { amount: { value: 10 }, approval: 'it''s agreed' }",
      '    actual: { q1: { value: 3000, form: about }, q2: { value: 2500 } }',
      "    carry_out: { amount: { value: 100 }, approval: 'OHID-25-1' }",
    ]);
    const comments = (text: string) => text.match(/#.*/g);
    expect(comments(spend())).toEqual(comments(before));
    expect(readFileSync(join(place.cwd, 'data/larkford/actions.yaml'), 'utf8')).toContain(
      '    state: open\n  audit:',
    );
    const again = await run(['import', file], { cwd: place.cwd });
    expect(again.code).toBe(1);
    expect(again.err).toContain('was made from other data of larkford than there are now  [import/outdated]');
  });

  test('is taken whatever is wrong with another partnership', async () => {
    const place = ground();
    writeFileSync(join(place.cwd, 'data/riverside/risks.yaml'), 'risks: [');
    const { code, err } = await run(['import', await worked(place, typed)], { cwd: place.cwd });
    expect(err).toBe('');
    expect(code).toBe(0);
  });

  test('goes round: build, type, import, build shows it in the note, the record and the workbook', async () => {
    for (const office of hasOffice ? [false, true] : [false]) {
      const place = ground('riverside');
      let file = await worked(place, type('Spend', { K5: 1234567, K6: 7654321.5 }));
      if (office) file = saveInOffice([file])[0] ?? '';
      const { err, out } = await run(['import', file], { cwd: place.cwd });
      expect(err).toBe('');
      expect(out).toContain('2 changes written');
      const built = await run(['build', 'riverside', '--formats', 'html,xlsx'], { cwd: place.cwd });
      expect(built.err).toBe('');
      const html = (name: string) => readFileSync(join(place.cwd, 'output/riverside', name), 'utf8');
      expect(html('briefing-note-2024-06-30.html')).toContain('£1,234,567');
      expect(html('annual-return-october-2024.html')).toContain('7,654,321.50');
      expect(html('partnership-record.html')).toContain('7,654,321.50');
      const workbook = await readWorkbook(place.tracker);
      expect(sheetOf(workbook, 'Spend').getCell('K6').value).toBe(7654321.5);
    }
  });

  test('is found in rows that were sorted, and between rows that were inserted', async () => {
    const place = ground();
    const file = await worked(place, (workbook) => {
      const sheet = sheetOf(workbook, 'Spend');
      const rows = [5, 6, 7, 8, 9, 10].map((row) =>
        (sheet.getRow(row).values as ExcelJS.CellValue[]).slice(1),
      );
      rows.reverse().forEach((values, index) => {
        for (let column = 1; column <= 31; column++)
          sheet.getCell(5 + index + (index > 2 ? 1 : 0), column).value = values[column - 1] ?? null;
        if (index === 2) for (let column = 1; column <= 31; column++) sheet.getCell(8, column).value = null;
      });
      // The line nurses stood third of six and now stands fourth, below the empty row.
      sheet.getCell('M9').value = 4444;
    });
    const { out, err } = await run(['import', file], { cwd: place.cwd });
    expect(err).toBe('');
    expect(out).toBe('data/larkford/spend.yaml: nurses, Quarter 3 £: empty → 4444\n1 change written\n');
  });

  test('is taken beside a line that was added since, and a text that was mended', async () => {
    const place = ground();
    const file = await worked(place, type('Spend', { K7: 119999, A11: 'rooms', K11: 500 }));
    const change = (name: string, from: string, to: string) => {
      const path = join(place.cwd, 'data/larkford', name);
      writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    };
    const added = ['rooms', 'chairs'].map(
      (id) =>
        `  ${id}:\n    award: ssmtrg-2024-25\n    name: New\n    category: recovery\n    budget: { value: 900 }\n    source: { id: ledger }\n`,
    );
    change('spend.yaml', 'rag_rule:', `${added.join('')}rag_rule:`);
    change('actions.yaml', 'title: Forms', 'title: The forms');
    const { code, out, err } = await run(['import', file], { cwd: place.cwd });
    expect(err).toBe('');
    expect(out).toContain('spend.yaml: rooms, Quarter 1 £: empty → 500\n2 changes written');
    expect(code).toBe(0);
  });

  test('is taken and told, where it may have been meant as a percentage', async () => {
    const place = ground();
    const { out, err } = await run(['import', await worked(place, type('Spend', { K7: 0.5 }))], {
      cwd: place.cwd,
    });
    expect(err).toContain(
      'Spend, cell K7: Quarter 1 £ of nurses is 0.5, less than a pound  [import/fraction]',
    );
    expect(out).toContain('1 change written');
  });

  test('outside the yellow cells is told, not taken', async () => {
    const place = ground();
    const file = await worked(place, (workbook) => {
      type('Spend', { J7: 1, K7: 119999, P8: 99999 })(workbook);
      type('Actions', { H5: new Date('2024-05-02T00:00:00Z') })(workbook);
      sheetOf(workbook, 'Actions').getCell('H5').numFmt = 'd mmm yyyy';
      type('Milestones', { N5: 'Somebody' })(workbook);
    });
    const { code, out, err } = await run(['import', file], { cwd: place.cwd });
    expect(code).toBe(0);
    const told = [
      'Spend, cell J7: Budget £ of nurses is 1, and 500000 in the data',
      'Spend, cell P8: Spent to date £ of rehab is 99999, and no longer worked out',
      'Actions, cell H5: Done of letter is 2024-05-02, and not applicable in the data',
      'Milestones, cell N5: Owner of M2 is Somebody, and not provided in the data',
    ];
    for (const message of told) expect(err).toContain(`warning ${message}`);
    expect(err.match(/import\/ignored/g)).toHaveLength(told.length);
    expect(out).toContain('1 change written');
  });
});

describe('a workbook that cannot be taken ends in one message, and the YAML stays as it was', () => {
  test.each([
    [
      'text for a number',
      type('Spend', { M7: '12k' }),
      'Spend, cell M7: Quarter 3 £ must be a number, and holds “12k”  [import/number]',
    ],
    [
      'parts of a penny',
      type('Spend', { M7: 1000 / 3 }),
      'Spend, cell M7: Quarter 3 £ is 333.3333333333333, which',
    ],
    [
      'a column that is there twice',
      type('Spend', { AH4: 'Quarter 3 £' }),
      'the column Quarter 3 £ is there twice: Spend, cell M4 and Spend, cell AH4  [import/column]',
    ],
    ['a number typed as text', type('Spend', { M7: '12,000' }), 'must be a number, and holds “12,000”'],
    [
      'a date for a number',
      (workbook: ExcelJS.Workbook) => {
        type('Spend', { M7: new Date('2024-01-01T00:00:00Z') })(workbook);
        sheetOf(workbook, 'Spend').getCell('M7').numFmt = 'd mmm yyyy';
      },
      'must be a number, and holds a date',
    ],
    [
      'an error for a number',
      type('Spend', { M7: { error: '#REF!' } }),
      'must be a number, and holds an error',
    ],
    [
      'a state that is none',
      type('Actions', { G4: 'halfway' }),
      'Actions, cell G4: State cannot be “halfway”  [import/text]',
    ],
    [
      'an approval that was cleared',
      type('Spend', { Y6: null }),
      'Spend, cell Y6: Carried out approval cannot be nothing',
    ],
    [
      'an approval without an amount',
      type('Spend', { Y9: 'A-1' }),
      'error Spend, cell Y9: amount is missing from carry_out  [schema/required]',
    ],
    [
      'an amount carried in that was cleared',
      type('Spend', { V8: null }),
      'Spend, cell V8: Carried in £ cannot be nothing  [import/text]',
    ],
    [
      'an action that is opened again',
      type('Actions', { G7: 'open' }),
      'Actions, cell G7: audit is open, and was done on a day  [actions/state]',
    ],
    [
      'a new row',
      type('Spend', { B11: 'More nurses', J11: 5 }),
      'Spend, cell A11: this row is not in the data  [import/new-row]',
    ],
    ['a row in double', type('Spend', { A8: 'nurses' }), 'nurses stands in two rows  [import/double-row]'],
    [
      'a row that is gone',
      type('Spend', { A8: null, B8: null }),
      'rehab is on the sheet Spend no more  [import/lost-row]',
    ],
    [
      'a column that is gone',
      (workbook: ExcelJS.Workbook) => sheetOf(workbook, 'Spend').spliceColumns(13, 1),
      'the sheet Spend has no column Quarter 3 £ any more  [import/column]',
    ],
    [
      'a sheet that is gone',
      (workbook: ExcelJS.Workbook) => workbook.removeWorksheet('Spend'),
      'there is no table with the column Line on a sheet Spend  [import/table]',
    ],
    [
      'a cover of another project',
      (workbook: ExcelJS.Workbook) => workbook.removeWorksheet('Cover'),
      'is not a working copy that this project made  [import/stranger]',
    ],
    [
      'a partnership that is not there',
      (workbook: ExcelJS.Workbook) =>
        sheetOf(workbook, 'Cover').eachRow((row) => {
          if (row.getCell(1).value === 'Made from') row.getCell(2).value = 'nowhere 0123';
        }),
      'is of nowhere, and the data have no such partnership  [import/partnership]',
    ],
  ])('%s', async (_, work, message) => {
    const place = ground();
    await refused(place, await worked(place, work), message);
  });

  test('an .xls or a text renamed .xlsx, and a zip that is no workbook', async () => {
    const place = ground();
    const file = join(place.cwd, 'old.xlsx');
    for (const bytes of [
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'Line,Amount\n',
      Buffer.from('504b0304', 'hex'),
      '',
    ]) {
      writeFileSync(file, bytes);
      await refused(place, file, 'is not a workbook that can be read  [import/format]');
    }
  });

  test('a formula whose result nobody has calculated', async () => {
    const place = ground();
    const file = await worked(place, (workbook) => {
      sheetOf(workbook, 'Spend').getCell('K7').value = { formula: '1000+200' };
    });
    await refused(place, file, 'Spend, cell K7');
  });

  test('a cell so far out that all before it would fill the memory', async () => {
    const place = ground();
    const file = await worked(place, (workbook) => {
      sheetOf(workbook, 'Notes').getCell('XFD1048576').value = 'x';
    });
    await refused(
      place,
      file,
      'the sheet Notes reaches to row 1048576 and column 16384, too far to be read  [import/size]',
    );
  });

  test('the public copy', async () => {
    const place = ground();
    await refused(place, place.tracker.replace('tracker', 'tracker-publish'), '[import/stranger]');
  });

  test('data that have changed since', async () => {
    const place = ground();
    const path = join(place.cwd, 'data/larkford/spend.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('value: 150000', 'value: 150001'));
    await refused({ ...place, before: hashes(join(place.cwd, 'data')) }, place.tracker, '[import/outdated]');
  });

  test('a partnership that is there no longer', async () => {
    const place = ground();
    renameSync(join(place.cwd, 'data/larkford'), join(place.cwd, 'data/larkham'));
    const before = hashes(join(place.cwd, 'data'));
    await refused(
      { ...place, before },
      place.tracker,
      'is of larkford, and the data have no such partnership',
    );
  });

  test('on the command line with 1', async () => {
    const place = ground();
    const file = await worked(place, type('Spend', { M7: '12k' }));
    const { code, out, err } = await run(['import', file], { cwd: place.cwd });
    expect(err).toContain('[import/number]');
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
    expect(code).toBe(1);
    expect(hashes(join(place.cwd, 'data'))).toEqual(place.before);
  });

  test('no file, two files, and a file that is not there', async () => {
    for (const [args, message] of [
      [['import'], 'import takes one workbook  [command/option]'],
      [['import', 'a.xlsx', 'b.xlsx'], 'import takes one workbook'],
      [['import', 'a.xlsx'], 'there is no file a.xlsx  [file/missing]'],
    ] as const) {
      const { code, err } = await run(args);
      expect(err).toContain(message);
      expect(code).toBe(2);
    }
  });

  test('a folder that cannot be written to: not the first file either', async () => {
    const place = ground();
    const file = await worked(place, (workbook) => {
      type('Spend', { K7: 119999 })(workbook);
      type('Actions', { G4: 'done' })(workbook);
    });
    // A folder stands where the second file would be written beside the old one.
    mkdirSync(join(place.cwd, 'data/larkford/actions.yaml.new'));
    const { code, err } = await run(['import', file], { cwd: place.cwd });
    expect(err).toContain('nothing can be written to data/larkford: a folder stands where a file should be');
    expect(code).toBe(2);
    expect(hashes(join(place.cwd, 'data'))).toEqual(place.before);
  });

  test('a file that is somebody’s own stands in the way: it stays, and a link stays a link', async () => {
    const place = ground();
    const file = await worked(place, type('Spend', { K7: 119999 }));
    const own = join(place.cwd, 'data/larkford/spend.yaml');
    writeFileSync(`${own}.new`, 'mine');
    const { code, err } = await run(['import', file], { cwd: place.cwd });
    expect(err).toContain('data/larkford/spend.yaml.new is in the way');
    expect(code).toBe(2);
    expect(readFileSync(`${own}.new`, 'utf8')).toBe('mine');
    rmSync(`${own}.new`);
    const shared = join(place.cwd, 'shared.yaml');
    renameSync(own, shared);
    symlinkSync(shared, own);
    expect((await run(['import', file], { cwd: place.cwd })).code).toBe(0);
    expect(lstatSync(own).isSymbolicLink()).toBe(true);
    expect(readFileSync(shared, 'utf8')).toContain('119999');
  });

  test('an empty file of grants', async () => {
    const place = ground();
    const path = join(place.cwd, 'data/larkford/grants.yaml');
    writeFileSync(path, 'awards: {}\n');
    const { code, err } = await run(['build', 'larkford', '--document', 'tracker'], { cwd: place.cwd });
    expect(code).toBe(1);
    expect(err).toContain('error awards is empty');
  });
});

describe('an edit of YAML', () => {
  const text = '# top\r\na:\r\n  b: 1 # one\r\n  c: >-\r\n    folded\r\n\r\n  # last\r\nd: { e: 2 }';
  test('keeps line ends, comments and empty lines', () => {
    const patch: Patch = { a: { b: { leaf: 3 }, f: { leaf: 'new' } }, d: { g: { leaf: { h: 4 } } } };
    expect(edit(text, patch)).toBe(
      '# top\r\na:\r\n  b: 3 # one\r\n  c: >-\r\n    folded\r\n  f: new\r\n\r\n  # last\r\nd: { e: 2, g: { h: 4 } }',
    );
  });

  test('writes any text and number so that it reads as the same', () => {
    const value = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
    );
    fc.assert(
      fc.property(value, fc.constantFrom('b', 'new'), (leaf, key) => {
        fc.pre(!Object.is(leaf, -0));
        const plain = '# top\na:\n  b: 1 # one\nd: { b: 2 }\n';
        const edited = edit(plain, { a: { [key]: { leaf } }, d: { [key]: { leaf } } });
        const read = parse(edited) as { a: Record<string, unknown>; d: Record<string, unknown> };
        expect(read.a[key]).toEqual(leaf);
        expect(read.d[key]).toEqual(leaf);
        expect(edited).toContain('# top\na:');
      }),
    );
  });

  test('of a value that has no keys is our fault', () => {
    expect(() => edit('a: 1\n', { a: { b: { leaf: 1 } }, c: { leaf: 2 } })).not.toThrow();
    expect(() => edit('- a\n', { a: { leaf: 1 } })).toThrow('no keys');
  });
});

test('a file that is replaced keeps the rights that it had', async () => {
  const place = ground();
  chmodSync(join(place.cwd, 'data/larkford/spend.yaml'), 0o666);
  const file = await worked(place, type('Spend', { K7: 119999 }));
  expect((await run(['import', file], { cwd: place.cwd })).code).toBe(0);
  expect(statSync(join(place.cwd, 'data/larkford/spend.yaml')).mode & 0o777).toBe(0o666);
});
