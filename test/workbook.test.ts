import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Inputs } from '../src/load.ts';
import type { Partner, Project } from '../src/project.ts';
import { bookOf } from '../src/workbook/book.ts';
import { checkParts, checkXml } from '../src/workbook/file.ts';
import { guard, safeFormula, safeText, safeValue } from '../src/workbook/guard.ts';
import { layoutOf, letters } from '../src/workbook/model.ts';
import type { Book, Sheet, Table } from '../src/workbook/model.ts';
import { writeBook } from '../src/workbook/write.ts';
import { cellsOf, hasOffice, readWorkbook, saveInOffice } from './office.ts';
import { pagesOf } from './pdf.ts';
import { examined, fixtureInputs, ownInputs, root, withFile } from './project.ts';

const folder = mkdtempSync(join(tmpdir(), 'cdp-returns-workbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function projectOf(inputs: Inputs): Project {
  const { ready, diagnostics } = examined(inputs);
  if (!ready) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return ready.truth;
}

const made = projectOf(fixtureInputs());
const own = projectOf(ownInputs());
const partnerOf = (project: Project, slug: string): Partner => {
  const partner = project.partners.find((candidate) => candidate.slug === slug);
  if (!partner) throw new Error(`${slug} is not there`);
  return partner;
};
const { words } = made.config.workbook.record;

/** Writes the working copy of a partnership into the test's folder. */
async function working(project: Project, slug: string, asAt?: string): Promise<{ file: string; book: Book }> {
  const book = bookOf(project.config, partnerOf(project, slug), { profile: 'working', asAt });
  const file = join(folder, `${slug}-${asAt ?? 'own'}.xlsx`);
  writeFileSync(file, await writeBook(book, words));
  return { file, book };
}

/** Every formula cell that another program works out differently, or that is an error. */
async function disagreements(file: string, saved: string): Promise<string[]> {
  const [before, after] = [await cellsOf(file), await cellsOf(saved)];
  const formulas = [...before].filter(([, { formula }]) => formula !== undefined);
  expect(formulas.length).toBeGreaterThan(10);
  return formulas.flatMap(([at, { value, formula }]) => {
    const other = after.get(at)?.value;
    return other === value && !String(other).startsWith('{')
      ? []
      : [`${at}: ${value}, not ${other}: ${formula}`];
  });
}

test('a column may be left out, unless the schema asks for it because a formula names it', () => {
  const plan = made.config.workbook.record;
  const asked = made.shapes.schema('workbook').properties?.['sheets'] as unknown as {
    allOf: [{ then: { properties: Record<string, { properties: { columns: { required: string[] } } }> } }];
  };
  const [{ then }] = asked.allOf;
  const [lost, needed] = [new Set<string>(), new Set<string>()];
  for (const [sheet, { columns = {} }] of Object.entries(plan.sheets)) {
    for (const column of then.properties[sheet]?.properties.columns.required ?? [])
      needed.add(`${sheet} ${column}`);
    for (const column of Object.keys(columns)) {
      const others = Object.fromEntries(Object.entries(columns).filter(([id]) => id !== column));
      const sheets = {
        ...plan.sheets,
        [sheet]: { ...plan.sheets[sheet as keyof typeof plan.sheets], columns: others },
      };
      const workbook = { ...made.config.workbook, record: { ...plan, sheets } };
      try {
        for (const partner of made.partners)
          for (const profile of ['working', 'publish'] as const)
            guard(bookOf({ ...made.config, workbook }, partner, { profile }));
      } catch {
        lost.add(`${sheet} ${column}`);
      }
    }
  }
  const keys = [
    'spend line',
    'actions action',
    ...Object.keys(plan.sheets.lists.columns ?? {}).map((id) => `lists ${id}`),
  ];
  expect(
    [...needed].filter((column) => !lost.has(column)).filter((column) => !keys.includes(column)),
  ).toEqual([]);
  expect([...lost].filter((column) => !needed.has(column))).toEqual([]);
});

test.each([
  [
    'a column that formulas name',
    / {6}budget: \{.*\n/,
    '',
    'budget is missing from columns  [schema/required]',
  ],
  [
    'two sheets of one name',
    'name: Spend\n',
    'name: allocations\n',
    'two sheets are called allocations  [workbook/names]',
  ],
  ['a name that programs keep', 'name: Spend\n', 'name: History\n', 'a sheet cannot be called History'],
  ['two columns of one name', 'Quarter 2 £', 'quarter 1 £', 'two columns of spend are called quarter 1 £'],
  ['a sheet that is left out', '    spend,\n', '', 'the sheet spend is not among these  [workbook/sheets]'],
  ['a sheet named twice', '    spend,\n', '    spend, spend,\n', 'spend is named twice  [workbook/sheets]'],
  [
    'a sheet of the other copy',
    '    lists,\n',
    '    contents,\n',
    'contents is a sheet of the publish copy alone',
  ],
])('%s in the workbook, which a check tells', (_, from, to, message) => {
  const text = readFileSync(join(root, 'config', 'workbook.yaml'), 'utf8');
  expect(text.replace(from, to)).not.toBe(text);
  const { diagnostics } = examined(withFile(ownInputs(), 'config/workbook.yaml', text.replace(from, to)));
  const said = diagnostics.map(({ rule, span, message: words }) => `${span?.file} ${words}  [${rule}]`);
  expect(said.join('\n')).toContain(`config/workbook.yaml ${message}`);
});

describe.skipIf(!hasOffice)('LibreOffice (skipped where it is not installed) works out every formula', () => {
  test('of every partnership, ours and made up, to the result that the file holds', async () => {
    const files: string[] = [];
    for (const project of [own, made])
      for (const { slug, partnership } of project.partners)
        if (partnership.record.kind !== 'forum') files.push((await working(project, slug)).file);
    const saved = saveInOffice(files);
    for (const [index, file] of files.entries())
      expect(await disagreements(file, saved[index] ?? ''), file).toEqual([]);
  });

  test('also of milestones without due dates, which are done and neither on time nor late', async () => {
    const dated = readFileSync(join(root, 'config', 'milestones.yaml'), 'utf8');
    const endless = withFile(
      fixtureInputs(),
      'config/milestones.yaml',
      dated.replaceAll(/^ +due: .*\n/gm, ''),
    );
    const { file, book } = await working(projectOf(endless), 'riverside');
    const [saved = ''] = saveInOffice([file]);
    expect(await disagreements(file, saved)).toEqual([]);
    const { rows = [] } = book.sheets.find(({ id }) => id === 'milestones')?.table ?? {};
    const days = rows.filter(({ status }) => status?.value === 'Done').map(({ days: cell }) => cell?.value);
    expect(days).toContain('not applicable');
    expect(new Set(rows.map(({ status }) => status?.value))).toEqual(
      new Set(['Done', 'Not provided', 'Not yet due']),
    );
  });

  test('and puts the title of a sheet above every page of it, where no column can cut it off', async () => {
    const book = bookOf(made.config, partnerOf(made, 'larkford'), { profile: 'publish' });
    const file = join(folder, 'larkford-publish.xlsx');
    writeFileSync(file, await writeBook(book, words));
    const workbook = await readWorkbook(file);
    const [paper = ''] = saveInOffice([file], 'pdf');
    const pages = (await pagesOf(paper)).map((text) => text.split('\n'));
    const wide = book.sheets.filter(({ pagesWide }) => pagesWide > 1);
    expect(wide.length).toBeGreaterThan(3);
    for (const { name, title, pagesWide } of wide) {
      expect(workbook.getWorksheet(name)?.headerFooter.oddHeader).toContain(title);
      const own = pages.filter((lines) => lines.includes(title));
      expect(own.length, title).toBeGreaterThanOrEqual(pagesWide);
      // Only there: its own cell is not printed.
      for (const lines of own) expect(lines.filter((line) => line === title)).toEqual([title]);
    }
    const titles = book.sheets.map(({ title }) => title);
    expect(pages.filter((lines) => !lines.some((line) => titles.includes(line)))).toEqual([]);
  });

  test('to the same as ours when another day is typed on the cover', async () => {
    const days = [
      '2022-07-01',
      '2022-08-02',
      '2022-09-15',
      '2022-12-31',
      '2023-04-30',
      '2024-06-29',
      '2024-06-30',
      '2026-03-01',
    ];
    const { file, book } = await working(made, 'larkford');
    const at = book.sheets[0]?.lines.findIndex(({ name }) => name === 'AsAt') ?? 0;
    const files: string[] = [];
    for (const day of days) {
      const workbook = await readWorkbook(file);
      const cover = workbook.getWorksheet('Cover');
      if (!cover) throw new Error('there is no cover');
      cover.getCell(`B${(book.sheets[0]?.intro.length ?? 0) + 2 + at}`).value = new Date(`${day}T00:00:00Z`);
      const changed = join(folder, `changed-${day}.xlsx`);
      await workbook.xlsx.writeFile(changed);
      files.push(changed);
    }
    const saved = saveInOffice(files);
    for (const [index, day] of days.entries()) {
      const ours = await working(made, 'larkford', day);
      expect(await disagreements(ours.file, saved[index] ?? ''), day).toEqual([]);
    }
  });

  test.each([
    ['words', '31.3.23'],
    ['nothing', null],
  ])('to “not known” where %s are typed instead of a day', async (what, typed) => {
    const { file, book } = await working(made, 'larkford');
    const line = book.sheets[0]?.lines.findIndex(({ name }) => name === 'AsAt') ?? 0;
    const workbook = await readWorkbook(file);
    const day = workbook.getWorksheet('Cover')?.getCell(`B${(book.sheets[0]?.intro.length ?? 0) + 2 + line}`);
    // Whoever types is told; what is deleted or pasted is not looked at.
    expect(day?.dataValidation).toMatchObject({ type: 'date', error: words.bad_date.text });
    if (day) day.value = typed;
    const changed = join(folder, `without-a-day-${what}.xlsx`);
    await workbook.xlsx.writeFile(changed);
    const after = await cellsOf(saveInOffice([changed])[0] ?? '');
    const values = (sheet: string) =>
      [...after].flatMap(([at, { value, formula }]) =>
        formula !== undefined && at.startsWith(`${sheet}!`) ? [value] : [],
      );
    expect(new Set(values('Milestones'))).toEqual(new Set(['not known']));
    expect([...after].filter(([, { value }]) => String(value).includes('#'))).toEqual([]);
    expect(values('Cover')).not.toContain(0);
  });

  test('and a number that was pasted as text, and so enters no sum, is told beside its row', async () => {
    const { file, book } = await working(made, 'larkford');
    const sheet = book.sheets.find(({ id }) => id === 'spend');
    const at = (id: string) => letters((sheet?.table?.columns.findIndex((own) => own.id === id) ?? 0) + 1);
    const first = (sheet ? layoutOf(sheet).header : 0) + 1;
    const workbook = await readWorkbook(file);
    const typed = [
      [at('q1'), '£10,000'],
      [at('q2'), '500'],
    ] as const;
    typed.forEach(([column, value], row) => {
      const target = workbook.getWorksheet('Spend')?.getCell(`${column}${first + row}`);
      if (target) target.value = value;
    });
    const changed = join(folder, 'pasted.xlsx');
    await workbook.xlsx.writeFile(changed);
    const after = await cellsOf(saveInOffice([changed])[0] ?? '');
    const told = [0, 1].map((row) => after.get(`Spend!${at('check')}${first + row}`)?.value);
    expect(told).toEqual(['text in an amount', 'text in an amount']);
    expect(after.get(`Spend!${at('check')}${first + 3}`)?.value).toBe('ok');
  });

  test('of 2,000 budget lines, of names of 200 characters and of pence', async () => {
    const line = (n: number) =>
      `  line-${n}:\n    award: ssmtrg-2024-25\n    name: ${'long '.repeat(40)}\n    category: recovery\n` +
      `    budget: { value: ${n}.1 }\n    actual: { q1: { value: ${n % 7 === 0 ? -0.07 : 0.03} } }\n    source: { id: ledger }\n`;
    const text = `lines:\n${Array.from({ length: 2000 }, (_, n) => line(n)).join('')}`;
    const many = projectOf(withFile(fixtureInputs(), 'data/larkford/spend.yaml', text));
    const { file } = await working(many, 'larkford');
    expect(await disagreements(file, saveInOffice([file])[0] ?? '')).toEqual([]);
  });

  test('and sees where a result in the file is wrong', async () => {
    const { file, book } = await working(made, 'larkford', '2024-11-14');
    const [cover] = book.sheets;
    const lines = cover?.lines.map((line) =>
      line.cell?.formula === 'TotalSpent' ? { ...line, cell: { ...line.cell, value: 1 } } : line,
    );
    const wrong = {
      ...book,
      sheets: book.sheets.map((sheet) => (sheet === cover ? { ...sheet, lines: lines ?? [] } : sheet)),
    };
    writeFileSync(file, await writeBook(wrong, words));
    expect(await disagreements(file, saveInOffice([file])[0] ?? '')).toHaveLength(1);
  });
});

describe('the working copy', () => {
  let book: Book;
  let zip: JSZip;
  const part = async (path: string): Promise<string> => (await zip.file(path)?.async('string')) ?? '';
  const tableOf = (id: string): Table => {
    const table = book.sheets.find((sheet) => sheet.id === id)?.table;
    if (!table) throw new Error(`there is no table ${id}`);
    return table;
  };
  const column = (id: string, name: string) => tableOf(id).rows.map((row) => row[name]?.value ?? null);
  const coverValue = (label: string) =>
    book.sheets[0]?.lines.find((line) => line.label === label)?.cell?.value;

  beforeAll(async () => {
    const { file, book: own } = await working(made, 'larkford');
    book = own;
    zip = await JSZip.loadAsync(readFileSync(file));
  });

  test('answers on its first screen how much, spent, left and late', () => {
    expect(coverValue('Allocated')).toBe('at least 1,412,345.67');
    expect(coverValue('Spent to date')).toBe('at least 845,000.30');
    expect(coverValue('Left of the budget')).toBe('294,999.70 in 3 of 6 lines');
    expect(coverValue('Milestones overdue')).toBe(1);
    expect(coverValue('Actions overdue')).toBe('at least 1');
    expect(book.sheets[0]?.lines.findIndex(({ label }) => label === 'Actions overdue')).toBeLessThan(15);
  });

  test('gives every case of a milestone its status', () => {
    expect(column('milestones', 'status')).toEqual([
      'Met on time',
      'Met 1 day late',
      'Met at least 31 days late',
      'Done',
      'Done, lateness not known',
      'Met on time',
      'Overdue by 685 days',
      'Done, date in doubt',
      'Not yet due',
      'Not yet due',
    ]);
  });

  test('never adds what is unknown, approximate or a ceiling as if it were a number', () => {
    expect(column('allocations', 'amount')).toEqual([600000, 812345.67, 'up to 50,000', 'not provided']);
    expect(column('spend', 'spent')).toEqual([
      400000,
      160000,
      245000.3,
      'at least 40,000',
      'not known',
      'not known',
    ]);
    expect(column('summary', 'budget')).toEqual([600000, 812345.67, 'not known', 'not provided']);
    expect(column('spend', 'variance')).toEqual([0, -40000, 20000, -50000, 'not known', 'not known']);
  });

  test('shows every difference of a sum to the penny, and the reason given for it', () => {
    const results = tableOf('reconciliation').rows.map((row) => [
      row['of']?.value,
      row['difference']?.value,
      row['result']?.value,
    ]);
    expect(results).toContainEqual(['ssmtrg-2024-25', 0.01, 'differs']);
    expect(results).toContainEqual(['ssmtrg-2024-25', -345.67, 'differs']);
    expect(results).toContainEqual(['Both years of the supplemental grant', 0, 'agrees']);
    expect(column('reconciliation', 'note')).toContain('A penny was lost in rounding.');
  });

  test('holds what came after the day it is made for, and the public copy does not', () => {
    const asAt = '2023-03-01';
    const told = (profile: Book['profile'], id: string, column: string) =>
      bookOf(made.config, partnerOf(made, 'larkford'), { profile, asAt })
        .sheets.find((sheet) => sheet.id === id)
        ?.table?.rows.map((row) => row[column]?.value);
    expect(told('working', 'allocations', 'amount')?.slice(0, 1)).toEqual([600000]);
    expect(told('publish', 'allocations', 'amount')?.slice(0, 1)).toEqual(['about 580,000']);
    expect(told('publish', 'allocations', 'status')?.slice(0, 1)).toEqual(['indicative']);
  });

  test('spells out every scheme that can be chosen, and the public copy those that are used', () => {
    const spelt = ({ sheets }: Book): unknown[] =>
      sheets.find(({ id }) => id === 'notes')?.table?.rows.map(({ about }) => about?.value) ?? [];
    const publish = bookOf(made.config, partnerOf(made, 'larkford'), { profile: 'publish' });
    expect(spelt(book)).toEqual(expect.arrayContaining(['SSMTRG', 'IPS']));
    expect(spelt(publish)).toContain('SSMTRG');
    expect(spelt(publish)).not.toContain('IPS');
  });

  test('has a result in every cell with a formula, and a formula in every new row of a table', async () => {
    for (const path of Object.keys(zip.files).filter((name) => name.startsWith('xl/worksheets/sheet'))) {
      const cells = (await part(path)).match(/<c [^>]*>.*?<\/c>/g) ?? [];
      for (const cell of cells.filter((text) => text.includes('<f>'))) expect(cell).toContain('<v>');
    }
    const spend = (await part('xl/tables/table3.xml')).match(/<calculatedColumnFormula>/g);
    expect(spend).toHaveLength(
      tableOf('spend').columns.filter(({ formula }) => formula !== undefined).length,
    );
  });

  test('is made to be used: lists, locks, frozen headers, filters, A4, repeated headings, no merged cell', async () => {
    const workbook = await readWorkbook(join(folder, 'larkford-own.xlsx'));
    for (const { id, name, table } of book.sheets) {
      const sheet = workbook.getWorksheet(name);
      if (!sheet) throw new Error(`there is no sheet ${name}`);
      const grows = id === 'spend' || id === 'actions';
      expect(Boolean((sheet as unknown as { sheetProtection: unknown }).sheetProtection), name).toBe(!grows);
      expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true });
      expect(sheet.hasMerges).toBe(false);
      if (!table) continue;
      expect(sheet.views[0]).toMatchObject({ state: 'frozen' });
      expect(sheet.pageSetup.printTitlesRow).toBeDefined();
    }
    const spend = workbook.getWorksheet('Spend');
    const choices = (address: string) => spend?.getCell(address).dataValidation.formulae;
    expect(choices('C5')).toEqual(['ListGrants']);
    expect(choices('F5')).toEqual(['ListCategories']);
    expect(choices('Z5')).toEqual(['ListRags']);
    expect(workbook.getWorksheet('Actions')?.getCell('G4').dataValidation.formulae).toEqual(['ListStates']);
    expect(workbook.getWorksheet('Allocations')?.getCell('B5').dataValidation.formulae).toEqual([
      'ListSchemes',
    ]);
    const ranges = [
      ...(await part('xl/worksheets/sheet4.xml')).matchAll(/<dataValidation [^>]* sqref="([^"]+)"/g),
    ];
    expect(ranges.map(([, range]) => range)).toEqual(
      Array.from('CFKLMNQVXZ').map((letter) => `${letter}5:${letter}${tableOf('spend').rows.length + 4}`),
    );
    expect(Object.keys(zip.files).filter((name) => /vba|macro/i.test(name))).toEqual([]);
    expect(await part('xl/tables/table3.xml')).toContain('<autoFilter');
  });

  test('holds the truth for finance: what is restricted says so with its number', () => {
    expect(column('measures', 'value')).toEqual([1234, '777 (restricted)', 'suppressed']);
  });

  test('takes no text for a formula', async () => {
    const cells = await cellsOf(join(folder, 'larkford-own.xlsx'));
    const party = [...cells.values()].find(({ value }) => String(value).startsWith('=HYPERLINK'));
    expect(party).toEqual({ value: '=HYPERLINK("https://example.org")' });
  });

  test('has the same bytes every time', async () => {
    const again = await writeBook(book, words);
    expect(Buffer.compare(readFileSync(join(folder, 'larkford-own.xlsx')), again)).toBe(0);
  });

  test('says so where there is nothing to show', () => {
    const { sheets } = bookOf(made.config, partnerOf(made, 'bareham'), { profile: 'working' });
    const spend = sheets.find(({ id }) => id === 'spend');
    expect(spend?.table).toBeUndefined();
    expect(spend?.intro).toEqual(['No budget line has been provided.']);
  });
});

test('a sheet name with a slash, a heading with a bracket and a sheet that is none are told with their places', () => {
  const inputs = fixtureInputs();
  const text = inputs.config.find(({ name }) => name === 'config/workbook.yaml')?.text ?? '';
  const spoiled = text
    .replace('name: Spend', 'name: In/Out')
    .replace('heading: Budget £', 'heading: Budget (1)')
    .replace(/^(publish:\s*\[\s*)cover/m, '$1covre');
  const { diagnostics, ready } = examined(withFile(inputs, 'config/workbook.yaml', spoiled));
  expect(ready).toBeUndefined();
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'name is not written as expected',
    'heading is not written as expected',
    expect.stringContaining('cannot be "covre"'),
  ]);
});

describe('the guard', () => {
  const sheet: Sheet = {
    id: 'spend',
    name: 'Spend',
    title: 'T',
    intro: [],
    lines: [],
    pagesWide: 1,
    grows: true,
  };
  const table: Table = {
    name: 'Spend',
    columns: ['A', 'B'].map((heading) => ({
      id: heading,
      heading,
      as: 'text',
      width: 9,
      input: false,
      tones: [],
    })),
    rows: [{}],
    above: {},
  };
  const base = {
    profile: 'working',
    title: '',
    subject: '',
    author: '',
    language: 'en-GB',
    date: '2024-01-01',
    state: '',
    lists: {},
  } as const;
  const refused =
    (...sheets: Sheet[]) =>
    () =>
      guard({ ...base, sheets });

  test.each([
    ['a slash in the name of a sheet', { ...sheet, name: 'In/Out' }, 'a sheet cannot be called In/Out'],
    ['a name of 32 characters', { ...sheet, name: 'x'.repeat(32) }, 'a sheet cannot be called'],
    ['an empty table', { ...sheet, table: { ...table, rows: [] } }, 'the table of Spend is empty'],
    [
      'an illegal table name',
      { ...sheet, table: { ...table, name: '2024' } },
      'a table cannot be called 2024',
    ],
    [
      'two columns of one name',
      { ...sheet, table: { ...table, columns: table.columns.map((one) => ({ ...one, heading: 'Same' })) } },
      'two columns are called Same',
    ],
  ])('refuses %s', (_, wrong, message) => expect(refused(wrong)).toThrow(message));

  test('refuses two sheets or two tables of one name, in whatever case', () => {
    expect(refused(sheet, { ...sheet, name: 'SPEND' })).toThrow('two sheets are called SPEND');
    expect(refused({ ...sheet, table }, { ...sheet, name: 'B', table })).toThrow(
      'two tables are called Spend',
    );
    expect(refused({ ...sheet, table })).not.toThrow();
  });

  test('lets no number through that is none, no object and no formula too long', () => {
    for (const wrong of [NaN, Infinity, true, { formula: '1+1' }, ['x'], new Date(0)])
      expect(() => safeValue(wrong)).toThrow('a cell would hold');
    expect(() => safeFormula('='.padEnd(9000, 'A'))).toThrow('a formula has 9000 characters');
    expect(() => safeFormula('=1')).toThrow('a formula begins with =');
  });

  test('makes any text fit a cell and XML', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const safe = safeText(text);
        expect(safe.isWellFormed()).toBe(true);
        expect(safe).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      }),
    );
    expect(safeText('🎉 بيت الأمل')).toBe('🎉 بيت الأمل');
    expect(safeText('x'.repeat(40_000))).toHaveLength(32_767);
  });
});

describe('the written file', () => {
  const partsOf = async (): Promise<Map<string, string>> => {
    const { file } = await working(made, 'riverside');
    const zip = await JSZip.loadAsync(readFileSync(file));
    const files = Object.values(zip.files).filter(({ dir }) => !dir);
    return new Map(
      await Promise.all(files.map(async (part) => [part.name, await part.async('string')] as const)),
    );
  };
  const spoiled = async (path: string, from: string | RegExp, to: string): Promise<Map<string, string>> => {
    const parts = await partsOf();
    const text = parts.get(path) ?? '';
    expect(text).toMatch(from);
    return parts.set(path, text.replace(from, to));
  };
  test('is accepted as it was written', async () => {
    const parts = await partsOf();
    expect(() => checkParts(parts)).not.toThrow();
  });

  test.each([
    ['XML that does not nest', 'xl/worksheets/sheet2.xml', '</row>', '</raw>', 'is closed too early'],
    [
      'a table larger than its sheet',
      'xl/tables/table2.xml',
      / ref="A(\d+):U\d+"/,
      ' ref="A$1:U999"',
      'larger than its sheet',
    ],
    ['a name outside its sheet', 'xl/workbook.xml', /\$B\$4</, '$B$9999<', 'outside its sheet'],
    ['a name of a sheet that is gone', 'xl/workbook.xml', />Cover!/, '>Gone!', 'which is not there'],
    [
      'a formula of a name that is gone',
      'xl/worksheets/sheet1.xml',
      '<f>TotalSpent<',
      '<f>TotalLost<',
      'names TotalLost',
    ],
    [
      'a formula of a column that is gone',
      'xl/worksheets/sheet4.xml',
      /<f>IF\(SUMPRODUCT/,
      '<f>SUM(Spend[Gone])+IF(SUMPRODUCT',
      'names the column',
    ],
  ])('is refused with %s', async (...[, path, from, to, message]) => {
    const broken = await spoiled(path, from, to);
    expect(() => checkParts(broken)).toThrow(message);
  });

  test('must be XML throughout', () => {
    for (const good of ['<a><b/></a>', '<?xml version="1.0"?>\n<a b="&lt;" ><b.c>&#38;</b.c ></a>'])
      expect(() => checkXml('a', good)).not.toThrow();
    for (const wrong of [
      '<a>',
      '<a b=c/>',
      '<a>&</a>',
      '<a></b>',
      '<aa></a>',
      '<a/></a>',
      '<a b="&"/>',
      '<a><',
      '<?a>',
    ])
      expect(() => checkXml('a', wrong)).toThrow('is broken');
  });
});
