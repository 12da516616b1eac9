import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentsOf } from '../src/documents.ts';
import { returnView } from '../src/view/return.ts';
import { readPdf } from './pdf.ts';
import type { PdfFacts } from './pdf.ts';
import { examined, fixtureInputs, fixtures, withFile } from './project.ts';
import { copyOfProject, hashes, run, temporary } from './run.ts';
import { expectReadable, openBrowser } from './screen.ts';

const out = mkdtempSync(join(tmpdir(), 'cdp-returns-return-'));
const made = join(out, 'made-up');
const ours = [
  ['medway', 'Medway Combating Drugs Partnership'],
  ['haringey', 'Haringey Combating Drugs Partnership'],
  ['barking-and-dagenham', 'Combatting Drugs & Alcohol (CDA) Meeting'],
] as const;
const paths = [
  ...ours.map(([slug]) => join(out, slug, 'annual-return-april-2023')),
  join(made, 'riverside', 'annual-return-april-2023'),
  join(made, 'riverside', 'annual-return-october-2024'),
];
const pdfs = new Map<string, PdfFacts>();
const plain = (text: string) => text.replaceAll(/\s+/g, ' ');
const textOf = (path: string) => plain(pdfs.get(path)?.pages.join('\n') ?? '');

beforeAll(async () => {
  const builds = [
    await run(['build', '--document', 'annual-return', '--out', out]),
    await run([
      ...['build', 'riverside', '--data', join(fixtures, 'data')],
      ...['--document', 'annual-return,briefing-note', '--out', made],
    ]),
  ];
  for (const { err, code } of builds) {
    expect(err).toBe('');
    expect(code).toBe(0);
  }
  for (const path of paths) pdfs.set(path, await readPdf(`${path}.pdf`));
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe.each(paths)('%s', (path) => {
  test('says on its first page that its layout is not the unit’s, and what state it is in', () => {
    const [first = ''] = pdfs.get(path)?.pages ?? [];
    expect(plain(first)).toContain(
      'The layout of this document is illustrative. It is not a form of the Joint',
    );
    expect(plain(first)).toMatch(/Draft, not signed off|Signed off by Nobody at All, Tester, 21 April 2023/);
    const draft = plain(first).includes('Draft, not signed off');
    expect(pdfs.get(path)?.info['Keywords']).toMatch(
      draft ? /^DRAFT$/ : /^SIGNED OFF Made from data (?:[0-9a-f]{4} ){7}[0-9a-f]{4}$/,
    );
  });

  test('lists its sections with the pages on which they really stand', () => {
    const { pages = [], outline = [] } = pdfs.get(path) ?? {};
    const [first = ''] = pages;
    const contents = first
      .slice(first.indexOf('Contents'))
      .split('\n')
      .map((line) => plain(line).trim());
    const headings = outline.slice(outline.indexOf('Contents') + 1);
    let listed = 0;
    for (const heading of headings) {
      const line = contents.find((entry) => entry.startsWith(`${heading} `) && /\d+$/.test(entry));
      if (line === undefined) continue;
      const page = Number(/(\d+)$/.exec(line)?.[1]);
      const lines = (pages[page - 1] ?? '').split('\n').map((text) => plain(text).trim());
      const bare = heading.replace(/^\d+ /, '');
      expect(
        lines.some((text) => text === heading || text === bare || text.endsWith(bare)),
        line,
      ).toBe(true);
      listed += 1;
    }
    expect(listed).toBeGreaterThanOrEqual(10);
  });

  test('has no empty page, and its summary on one', () => {
    const { pages = [] } = pdfs.get(path) ?? {};
    expect(pages.length).toBeGreaterThanOrEqual(6);
    expect(pages.length).toBeLessThanOrEqual(14);
    for (const page of pages) expect(plain(page).length).toBeGreaterThan(250);
    const from = pages.findIndex((page) => page.includes('What went well'));
    expect(from).toBe(1);
    for (const heading of ['What is late', 'What money came and went', 'What is missing'])
      expect(pages[from]).toContain(heading);
  });

  test('ends with what was supplied and what was not', () => {
    const text = textOf(path);
    expect(text.lastIndexOf('What was asked and what was supplied')).toBeGreaterThan(
      text.lastIndexOf('Abbreviations'),
    );
    expect(text).toMatch(/not provided \d+/);
  });
});

describe('what the returns say', () => {
  test.each([
    [0, 'Agree a delivery plan (Overdue by 79 days); Agree a performance framework (Overdue by 79 days)'],
    [0, '2023/24, amounts of the grants named for that year: not known'],
    [
      0,
      'Agree a delivery plan 31 December 2022 undated none was planned for January 2023 Overdue by 79 days',
    ],
    [0, 'Use of illicit opiates per 1,000 people aged 15 to 64, Medway not provided 5.9 not provided'],
    [
      0,
      'It reports to: Joint Combating Drugs Unit; Community Safety Partnership; Health and Wellbeing Board.',
    ],
    [1, '2024/25, amounts of the grants named for that year: about £2,500,000'],
    [1, 'Without a named year: Inpatient Detoxification Grant, “each year” (less than £60,000)'],
    [1, 'about 1,300,000 rounded'],
    [1, '+23%'],
    [2, 'Milestones overdue: Joint needs assessment (Overdue by 31 days)'],
    [2, 'Who answers for it 1.3 Roles have not been provided.'],
  ] as const)('return %i: %s', (index, fact) => expect(textOf(paths[index] ?? '')).toContain(fact));

  test('what has moved since the earlier return', () => {
    const text = textOf(paths[4] ?? '');
    expect(text).toContain('What changed since the First progress report, April 2023');
    expect(text).toContain(
      'Homes by the river, Riverside 38.5% 2022/23 41% 2023/24 up, 2.5 percentage points, better',
    );
    expect(text).toMatch(/£700,000 indicative about £795,000 confirmed up, about £95,000/);
    expect(text).toContain('Paint the door. open done June 2024');
    expect(textOf(paths[0] ?? '')).not.toContain('What changed since');
  });

  test('which headings are the unit’s and which are ours', () => {
    const text = textOf(paths[4] ?? '');
    const ours =
      'This heading is ours: that of the Joint Combating Drugs Unit, if there is one, is not known.';
    expect(text).toMatch(new RegExp(`6 Milestones ${ours}`));
    expect(text).not.toMatch(new RegExp(`The partnership ${ours}`));
  });

  test('a figure is the same in the return and in the note', async () => {
    const note = await readPdf(join(made, 'riverside', 'briefing-note-2024-06-30.pdf'));
    const other = plain(note.pages.join('\n'));
    for (const figure of ['12,345', 'about 795,000', '1,234.50', 'Met 3 days late']) {
      expect(other).toContain(figure);
      expect(textOf(paths[4] ?? '')).toContain(figure);
    }
  });
});

describe('on screen', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each(paths)('%s can be read', (path) => expectReadable(browser, `${path}.html`));
});

describe('diff', () => {
  const data = ['--data', join(fixtures, 'data')];

  test('prints what has moved, whichever round is named first', async () => {
    const { out: text, code } = await run(['diff', 'riverside', 'october-2024', 'april-2023', ...data]);
    expect(code).toBe(0);
    expect(text).toContain('riverside: april-2023 (20 April 2023) to october-2024 (30 June 2024)');
    expect(text).toContain('38.5% (2022/23) → 41% (2023/24): up, 2.5 percentage points, better');
  });

  test('as JSON', async () => {
    const { out: text } = await run([
      'diff',
      'riverside',
      'april-2023',
      'october-2024',
      ...data,
      '--format',
      'json',
    ]);
    const { changes } = JSON.parse(text) as { changes: { kind: string }[] };
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['measure', 'money', 'action']));
  });

  test.each([
    [['diff', 'medway', 'april-2023'], 'diff needs a partnership and two rounds'],
    [
      ['diff', 'medway', 'april-2023', 'october-2024'],
      'medway has no return in the round october-2024  [command/round]',
    ],
  ])('%j ends with 2', async (args, message) => {
    const { err, code } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

test('adding a round is one file and no code', () => {
  const round = [
    ...['title: Spring return', 'recipient: Testing Unit', 'due: "2025-03"', 'complete: true'],
    ...['source: { id: project-brief }', 'confidence: background', 'sections:'],
    ...['  - heading: Boats', '    theirs: true', '    questions:', '      boats: { label: How many boats }'],
  ].join('\n');
  const answers = 'answers:\n  boats: { text: Six. }\n';
  const inputs = withFile(
    withFile(fixtureInputs(), 'config/returns/spring-2025.yaml', round),
    'data/riverside/returns/spring-2025.yaml',
    answers,
  );
  const { ready, diagnostics } = examined(inputs);
  expect(diagnostics).toEqual([]);
  if (!ready) throw new Error('there are errors');
  const plans = ready.project.partners.flatMap((partner) => documentsOf(ready.project.config, partner));
  const plan = plans.find(({ stem }) => stem === 'riverside/annual-return-spring-2025');
  if (!plan) throw new Error('the return is not planned');
  const view = returnView(ready.project, plan);
  expect(view.cover.illustrative).toContain('It is not a form of the Testing Unit');
  expect(view.sections.map(({ heading }) => heading)).toEqual(['Boats']);
  expect(view.sections[0]?.note).toBeUndefined();
});

describe('--final', () => {
  test('refuses a return that nobody has signed, and names what is missing from one that is', async () => {
    const project = copyOfProject();
    const args = ['build', 'medway', '--document', 'annual-return', '--final', '--out', join(project, 'out')];
    const unsigned = await run(args, { cwd: project });
    expect(unsigned.code).toBe(1);
    expect(unsigned.err).toContain('[document/unsigned]');
    const file = join(project, 'data', 'medway', 'returns', 'april-2023.yaml');
    const signed = 'signed_off: { name: A Nobody, post: Tester, date: "2023-04-20" }\n';
    writeFileSync(file, `${signed}${readFileSync(file, 'utf8')}`);
    const open = await run(args, { cwd: project });
    expect(open.code).toBe(1);
    expect(open.err).toContain('[document/gaps]');
    expect(open.err).toMatch(
      /\d+ gaps are open, the first, “answer the question: Where the partnership’s documents can be read”/,
    );
  });
});

describe('--final, of a partnership with nothing missing', () => {
  /** Wholeham, in a project of its own: every role and category, every question answered, signed. */
  function wholeham(findings: string): string {
    const project = temporary();
    const folder = join(project, 'data', 'wholeham');
    mkdirSync(join(folder, 'returns'), { recursive: true });
    const { config } = examined(fixtureInputs()).ready?.project ?? {};
    const round = config?.rounds['april-2023'];
    if (!config || !round) throw new Error('there are errors');
    const source = 'source: { id: project-brief }';
    const roles = Object.keys(config.membership.record.roles);
    const categories = Object.keys(config.membership.record.categories);
    const questions = round.record.sections.flatMap((section) => Object.keys(section.questions));
    const partnership = [
      ...['schema: 1', 'name: Wholeham Partnership', 'as_at: "2023-04-20"', 'roles:'],
      ...roles.map((id) => `  ${id}: { title: Holder, post: Post ${id}, ${source} }`),
      ...['members:', ...categories.map((id) => `  ${id}: { name: Body ${id}, category: ${id}, ${source} }`)],
    ];
    const answers = [
      'signed_off: { name: A Nobody, post: Tester, date: "2023-04-21" }',
      ...['answers:', ...questions.map((id) => `  ${id}: { text: ${id} is answered. }`)],
    ];
    writeFileSync(join(folder, 'partnership.yaml'), `${partnership.join('\n')}\n`);
    const needs = `findings:\n  one:\n    text: ${findings}\n    ${source}\n`;
    writeFileSync(join(folder, 'needs.yaml'), needs);
    writeFileSync(join(folder, 'returns', 'april-2023.yaml'), `${answers.join('\n')}\n`);
    return project;
  }
  const final = (project: string) =>
    run([
      ...['build', '--document', 'annual-return', '--final'],
      ...['--data', join(project, 'data'), '--out', join(project, 'out')],
    ]);

  test('is made, and is nowhere a draft', async () => {
    const project = wholeham('All is well.');
    const { err, code } = await final(project);
    expect(err).toBe('');
    expect(code).toBe(0);
    const path = join(project, 'out', 'wholeham', 'annual-return-april-2023');
    const { pages, info } = await readPdf(`${path}.pdf`);
    expect(info['Keywords']).toMatch(/^SIGNED OFF Made from data /);
    expect(plain(pages[0] ?? '')).toContain('Signed off by A Nobody, Tester, 21 April 2023');
    expect([...pages, readFileSync(`${path}.html`, 'utf8')].join('\n')).not.toMatch(
      /DRAFT|draft_|a draft\./i,
    );
  });

  test('is refused while a warning is open, and says which', async () => {
    const { err, code } = await final(wholeham('Drug addicts live here.'));
    expect(code).toBe(1);
    expect(err).toMatch(
      /one gap is open, “mend the warning, or acknowledge it: .* puts the condition before/,
    );
  });

  test('is made once the warning is acknowledged', async () => {
    const reason = 'acknowledged:\n      - { rule: prose/person-first, reason: So it was said. }';
    const { err, code } = await final(wholeham(`Drug addicts live here.\n    ${reason}`));
    expect(err).toBe('');
    expect(code).toBe(0);
  });
});

test('a second build makes the same bytes', async () => {
  const again = temporary();
  await run(
    [
      'build',
      'riverside',
      '--data',
      join(fixtures, 'data'),
      '--document',
      'annual-return,briefing-note',
      '--jobs',
      '1',
      '--out',
      again,
    ],
    {
      env: { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8' },
    },
  );
  expect(hashes(again)).toEqual(hashes(made));
});
