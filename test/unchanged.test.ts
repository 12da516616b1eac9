import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../src/print/browser.ts';
import { keysWith } from '../src/unchanged.ts';
import { edit, fixtureProject, hashes, run, temporary } from './run.ts';

// Built once; each test spoils a copy.
const whole = mkdtempSync(join(tmpdir(), 'cdp-returns-unchanged-'));
beforeAll(async () => {
  fixtureProject(whole);
  expect((await run(['build'], { cwd: whole })).code).toBe(0);
});
afterAll(() => rmSync(whole, { recursive: true, force: true }));

function copy(): string {
  const cwd = temporary();
  cpSync(whole, cwd, { recursive: true });
  return cwd;
}

interface Result {
  readonly documents: readonly { readonly stem: string; readonly unchanged: boolean }[];
  readonly summary: { readonly made: number; readonly unchanged: number };
}

/** Builds, and says which documents were made. */
async function made(cwd: string, ...args: string[]): Promise<string[]> {
  const { code, out, err } = await run(['build', '--format', 'json', ...args], { cwd });
  expect(err).toBe('');
  expect(code).toBe(0);
  const { documents, summary } = JSON.parse(out) as Result;
  const stems = documents.filter(({ unchanged }) => !unchanged).map(({ stem }) => stem);
  expect(summary).toMatchObject({ made: stems.length, unchanged: documents.length - stems.length });
  return stems;
}

/** What a build of everything gives that knows of nothing earlier. */
async function afresh(cwd: string): Promise<Record<string, string>> {
  const out = temporary();
  expect((await run(['build', '--force', '--out', out], { cwd })).code).toBe(0);
  return hashes(out);
}

const all = [
  'bareham/partnership-record',
  'bareham/tracker',
  'larkford/partnership-record',
  'larkford/tracker',
  'riverside/annual-return-april-2023',
  'riverside/annual-return-october-2024',
  'riverside/briefing-note-2024-06-30',
  'riverside/partnership-record',
  'riverside/tracker',
];
const papers = all.filter((stem) => !stem.endsWith('tracker'));

describe('nothing has changed', () => {
  test('nothing is made, nothing is written, whenever the files were written', async () => {
    const cwd = copy();
    const before = hashes(cwd);
    utimesSync(join(cwd, 'data', 'bareham', 'partnership.yaml'), 0, 0);
    expect(await made(cwd)).toEqual([]);
    expect(await made(cwd, 'riverside')).toEqual([]);
    expect(await made(cwd, '--document', 'briefing-note', '--formats', 'pdf')).toEqual([]);
    const { code, out, err } = await run(['build'], { cwd });
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' });
    expect(hashes(cwd)).toEqual(before);
  });

  test('with --force everything is made again, with the same bytes', async () => {
    const cwd = copy();
    const before = hashes(cwd);
    expect(await made(cwd, '--force')).toEqual(all);
    expect(hashes(cwd)).toEqual(before);
  });

  test('warnings are told again, though the documents stay', async () => {
    const cwd = copy();
    const path = join(cwd, 'data', 'bareham', 'partnership.yaml');
    edit(path, (text) => text.replace(/acknowledged:\n.*\n/, ''));
    const first = await run(['build'], { cwd });
    expect(first.err).toContain('people/role-empty');
    const second = await run(['build'], { cwd });
    expect(second.err).toBe(first.err);
    expect(second.out.split('\n')).not.toContain('output/bareham/partnership-record.pdf');
  });
});

describe('each kind of input remakes what depends on it, and the output is as if made afresh', () => {
  const cases: readonly (readonly [string, (cwd: string) => void, readonly string[]])[] = [
    [
      'a record',
      (cwd) =>
        edit(join(cwd, 'data/riverside/risks.yaml'), (text) => text.replace('Move upstairs.', 'Move up.')),
      // Signed papers bear the number of all that their partnership says.
      [
        'riverside/annual-return-april-2023',
        'riverside/annual-return-october-2024',
        'riverside/briefing-note-2024-06-30',
        'riverside/partnership-record',
      ],
    ],
    [
      'a comment in a record, which nobody sees but in the number of signed papers',
      (cwd) => appendFileSync(join(cwd, 'data/larkford/spend.yaml'), '# checked\n'),
      [],
    ],
    [
      'a label of one document',
      (cwd) =>
        edit(join(cwd, 'config/documents.yaml'), (text) => text.replace('lead_in: Area.', 'lead_in: Place.')),
      ['bareham/partnership-record', 'larkford/partnership-record', 'riverside/partnership-record'],
    ],
    [
      'the words of workbooks',
      (cwd) =>
        edit(join(cwd, 'config/workbook.yaml'), (text) => text.replace(/page: '?"?Page/, (all) => all + 's')),
      ['bareham/tracker', 'larkford/tracker', 'riverside/tracker'],
    ],
    [
      'the style',
      (cwd) => appendFileSync(join(cwd, 'templates/print.css'), 'h1 { letter-spacing: 1px }\n'),
      papers,
    ],
    [
      'a template',
      (cwd) => appendFileSync(join(cwd, 'templates/briefing-note/document.hbs'), '\n'),
      ['riverside/briefing-note-2024-06-30'],
    ],
  ];
  test.each(cases)('%s', async (_, change, expected) => {
    const cwd = copy();
    change(cwd);
    const stems = await made(cwd);
    const signed = ['riverside/annual-return-april-2023', 'riverside/briefing-note-2024-06-30'];
    expect(stems.filter((stem) => expected.includes(stem))).toEqual(expected);
    // What is shared is a part of the number that signed papers bear.
    expect(stems.filter((stem) => !expected.includes(stem) && !signed.includes(stem))).toEqual([]);
    expect(hashes(join(cwd, 'output'))).toEqual(await afresh(cwd));
  });

  test('a new partnership', async () => {
    const cwd = copy();
    const folder = join(cwd, 'data', 'newham-on-the-hill');
    mkdirSync(folder);
    cpSync(join(cwd, 'data', 'bareham', 'partnership.yaml'), join(folder, 'partnership.yaml'));
    expect(await made(cwd)).toEqual(['newham-on-the-hill/partnership-record', 'newham-on-the-hill/tracker']);
    expect(hashes(join(cwd, 'output'))).toEqual(await afresh(cwd));
  });

  test('the day and the audience that the command line names', async () => {
    const cwd = copy();
    expect(await made(cwd, 'bareham', '--as-at', '2024-05-01')).not.toEqual([]);
    expect(await made(cwd, 'bareham', '--as-at', '2024-05-01')).toEqual([]);
    expect(await made(cwd, 'bareham')).not.toEqual([]);
    expect(await made(cwd, 'bareham', '--audience', 'internal')).not.toEqual([]);
    expect(await made(cwd, 'bareham')).toEqual([]);
  });

  test('the browser', async () => {
    const cwd = copy();
    const found = await findBrowser({ env: {}, platform: process.platform, arch: process.arch });
    const env = { ...found?.env, PUPPETEER_EXECUTABLE_PATH: found?.path };
    const { out } = await run(['build', 'bareham', '--format', 'json'], { cwd, env });
    expect((JSON.parse(out) as Result).summary).toMatchObject({ made: 2, unchanged: 0 });
  });

  test('any version', () => {
    const versions = { code: 'a', node: 'b', browser: 'c', fonts: 'd' };
    const key = keysWith(versions, ['x'])('1234');
    for (const name of Object.keys(versions))
      expect(keysWith({ ...versions, [name]: 'z' }, ['x'])('1234')).not.toBe(key);
    expect(keysWith(versions, ['x', 'y'])('1234')).not.toBe(key);
    expect(keysWith(versions, ['x'])('12345')).not.toBe(key);
  });
});

describe('what is not as it was made is made again', () => {
  test('a missing and an altered file, of a document or about it', async () => {
    const cwd = copy();
    const before = hashes(cwd);
    rmSync(join(cwd, 'output/bareham/partnership-record.pdf'));
    appendFileSync(join(cwd, 'output/larkford/data/spend.csv'), ' ');
    expect(await made(cwd)).toEqual(['bareham/partnership-record', 'larkford/tracker']);
    rmSync(join(cwd, 'output/larkford/accessibility.html'));
    writeFileSync(join(cwd, 'output/index.html'), '');
    expect(await made(cwd)).toEqual([]);
    expect(hashes(cwd)).toEqual(before);
  });

  test.each([
    ['no', ''],
    ['half a', '{ "versions": {'],
    ['another program’s', '{ "documents": 7 }'],
  ])('everything, with %s manifest', async (_, text) => {
    const cwd = copy();
    const before = hashes(cwd);
    if (text === '') rmSync(join(cwd, 'output/manifest.json'));
    else writeFileSync(join(cwd, 'output/manifest.json'), text);
    expect(await made(cwd)).toEqual(all);
    expect(hashes(cwd)).toEqual(before);
  });

  test('not for a partnership that has no such paper, nor for a kind or format that there is not', async () => {
    const cwd = copy();
    const ask = async (...args: string[]) => (await run(['build', 'riverside', ...args], { cwd })).code;
    expect(await ask('--document', 'briefing-note')).toBe(0);
    expect(await ask('--document', 'annual')).toBe(2);
    expect(await ask('--document', 'annual-return', '--formats', 'xlsx')).toBe(2);
    appendFileSync(join(cwd, 'data/riverside/risks.yaml'), '# changed\n');
    const before = hashes(cwd);
    expect(await made(cwd, 'bareham', '--document', 'briefing-note')).toEqual([]);
    expect(hashes(cwd)).toEqual(before);
    const { code, err } = await run(['build', 'bareham', '--document', 'briefing-note'], { cwd });
    expect(code).toBe(0);
    expect(err).toContain(
      'warning no partnership that was asked for has a document of the kind briefing-note  [command/document]',
    );
    expect(await run(['build', 'bareham', '--document', 'briefing-note', '--strict'], { cwd })).toMatchObject(
      { code: 2 },
    );
  });

  test('one partnership that is named twice', async () => {
    const cwd = copy();
    appendFileSync(join(cwd, 'templates/print.css'), 'h1 { letter-spacing: 1px }\n');
    expect(await made(cwd, 'bareham', 'bareham')).toEqual(['bareham/partnership-record']);
    expect((await run(['check', 'bareham', 'bareham'], { cwd })).out).toBe('checked 1 partnership\n');
    expect((await run(['verify'], { cwd })).err).not.toContain('bareham/');
  });

  test('a build of a part says nothing of the rest', async () => {
    const cwd = copy();
    appendFileSync(join(cwd, 'templates/print.css'), 'h1 { letter-spacing: 1px }\n');
    expect(await made(cwd, 'bareham')).toEqual(['bareham/partnership-record']);
    expect(await made(cwd, '--document', 'briefing-note')).toEqual(['riverside/briefing-note-2024-06-30']);
    expect(await made(cwd)).toEqual([
      'larkford/partnership-record',
      'riverside/annual-return-april-2023',
      'riverside/annual-return-october-2024',
      'riverside/partnership-record',
    ]);
    expect(hashes(join(cwd, 'output'))).toEqual(await afresh(cwd));
  });
});

describe('what nothing makes any more is withdrawn', () => {
  const note = 'riverside/briefing-note-2024-06-30';
  const files = (cwd: string) => Object.keys(hashes(join(cwd, 'output')));

  test('the files of a paper and of a partnership that were taken out, so that the output is as if made afresh', async () => {
    const cwd = copy();
    expect(files(cwd)).toContain(`${note}.pdf`);
    rmSync(join(cwd, 'data/riverside/papers'), { recursive: true });
    rmSync(join(cwd, 'data/bareham'), { recursive: true });
    const { code, out } = await run(['build', '--format', 'json'], { cwd });
    expect(code).toBe(0);
    const { withdrawn } = JSON.parse(out) as { withdrawn: string[] };
    expect(withdrawn).toContain(`${note}.pdf`);
    expect(withdrawn).toContain('bareham/data/metadata.json');
    expect(existsSync(join(cwd, 'output/bareham'))).toBe(false);
    expect(hashes(join(cwd, 'output'))).toEqual(await afresh(cwd));
  });

  test('but not what somebody has changed or added, nor what was not asked for', async () => {
    const cwd = copy();
    appendFileSync(join(cwd, `output/${note}.html`), '<!-- by hand -->');
    writeFileSync(join(cwd, 'output/riverside/letter.txt'), 'by hand');
    rmSync(join(cwd, 'data/riverside/papers'), { recursive: true });
    const before = files(cwd);
    for (const args of [['larkford'], ['--document', 'partnership-record'], ['--formats', 'html']]) {
      expect((await run(['build', ...args], { cwd })).code).toBe(0);
      expect(files(cwd)).toEqual(before);
    }
    expect((await run(['build'], { cwd })).code).toBe(0);
    expect(files(cwd)).toEqual(before.filter((path) => path !== `${note}.pdf`));
  });

  test('and nothing when a file cannot be moved into place', async () => {
    const cwd = copy();
    rmSync(join(cwd, 'data/riverside/papers'), { recursive: true });
    rmSync(join(cwd, 'output/riverside/accessibility.html'));
    mkdirSync(join(cwd, 'output/riverside/accessibility.html'));
    const before = hashes(join(cwd, 'output'));
    expect((await run(['build'], { cwd })).code).toBe(2);
    expect(hashes(join(cwd, 'output'))).toEqual(before);
  });

  test('and nothing while anything is wrong', async () => {
    const cwd = copy();
    const before = hashes(join(cwd, 'output'));
    rmSync(join(cwd, 'data/riverside/papers'), { recursive: true });
    writeFileSync(join(cwd, 'data/larkford/plan.yaml'), 'prioritys: 1\n');
    expect((await run(['build'], { cwd })).code).toBe(1);
    expect(hashes(join(cwd, 'output'))).toEqual(before);
  });
});
