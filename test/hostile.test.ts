import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../src/diagnostic.ts';
import type { Diagnostic } from '../src/diagnostic.ts';
import { views } from '../src/view/index.ts';
import { readPdf } from './pdf.ts';
import { examined, fixtureInputs, fixtures, root, withFile } from './project.ts';
import { copyOfProject, run, temporary } from './run.ts';

const paper = join('data', 'riverside', 'papers', '2024-06-30-all.yaml');
const note = ['build', 'riverside', '--document', 'briefing-note'];
const secret = 'the canary sings at midnight';

// Whatever is fetched from here is counted, and the file holds what must never be printed.
const asked: string[] = [];
let server: Server;
let web = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(secret);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  expect(asked).toEqual([]);
});

/** A project of its own, with a file beside it that no document may show. */
function project(): { cwd: string; canary: string } {
  const folder = temporary();
  const cwd = join(folder, 'project');
  for (const name of ['config', 'templates']) cpSync(join(root, name), join(cwd, name), { recursive: true });
  mkdirSync(join(cwd, 'data'));
  cpSync(join(fixtures, 'data', 'riverside'), join(cwd, 'data', 'riverside'), { recursive: true });
  const canary = join(folder, 'canary.txt');
  writeFileSync(canary, secret);
  return { cwd, canary };
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

/** Whatever in a PDF does something when it is opened or pressed. */
async function actionsIn(path: string): Promise<string[]> {
  const pdf = await PDFDocument.load(readFileSync(path));
  return pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const dicts = object instanceof PDFDict ? [object, object.get(PDFName.of('A'))] : [];
    return dicts.flatMap((dict) => {
      if (!(dict instanceof PDFDict)) return [];
      const risky = ['JS', 'AA', 'OpenAction', 'EmbeddedFiles', 'EF'].filter((key) =>
        dict.has(PDFName.of(key)),
      );
      const uri = dict.get(PDFName.of('URI'))?.toString();
      return uri === undefined ? risky : [...risky, uri];
    });
  });
}

/** Everything that data may try, as the text of one paragraph. */
const attempts = (file: string): string[] => [
  `<img src="${web}/i.png"> ![picture](${web}/m.png)`,
  `<iframe src="file://${file}"></iframe><object data="file://${file}"></object>`,
  `<meta http-equiv="refresh" content="0;url=file://${file}">`,
  `</title></style><script>fetch('${web}/s')</script>`,
  `<style>@font-face\\{font-family:x;src:url(${web}/f)\\}*\\{font-family:x\\}</style>`,
  `[a](javascript:alert(1)) [b](file://${file}) [c](data:text/html,x) [d](//127.0.0.1/d)`,
  `"; \\a \\} @page \\{ @top-left \\{ content: url(${web}/c.png) \\} \\} /* \\`,
  '\\{\\{> layout\\}\\} \\{\\{#each this\\}\\} \\{\\{constructor\\}\\}',
  `${'['.repeat(200)}${'*a **b '.repeat(30)}`,
];

test('data that reaches out is printed as the text that it is', async () => {
  const { cwd, canary } = project();
  const quoted = JSON.stringify(attempts(canary).join(' '));
  const title = JSON.stringify(attempts(canary).slice(0, 3).join(' '));
  edit(join(cwd, paper), 'title: Everything that a paper can hold', `title: ${title}`);
  edit(join(cwd, paper), 'text: Members and points.', `text: ${quoted}\n        lead_in: ${quoted}`);
  const partnership = join(cwd, 'data', 'riverside', 'partnership.yaml');
  // The name stands in the head of each page, as a string of the style sheet.
  const [name] = attempts(canary).slice(6);
  edit(partnership, 'name: Riverside Combatting Drugs Partnership', `name: ${JSON.stringify(name)}`);
  const { code, err } = await run(note, { cwd });
  expect(err.match(/(?:error|warning) .*/g)).toEqual([
    'warning “<img” would be printed as it stands  [prose/markdown]',
  ]);
  expect(code).toBe(0);
  const stem = join(cwd, 'output', 'riverside', 'briefing-note-2024-06-30');
  const html = readFileSync(`${stem}.html`, 'utf8');
  expect(html).not.toMatch(/<(script|iframe|img|object|embed|base|link)|<meta http-equiv="refresh/i);
  const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
  expect(hrefs.filter((href) => !/^(https:|#|briefing-note)/.test(href))).toEqual([]);
  const { pages } = await readPdf(`${stem}.pdf`);
  expect(pages.join(' ')).not.toContain(secret);
  expect(pages.join(' ')).toContain('<iframe');
  // A name that closed its string would lose its own end, and what stands right of it.
  const second = pages[1]?.replaceAll(/\s+/g, ' ') ?? '';
  expect(second).toContain(`content: url(${web}/c.png)`);
  expect(second).toContain('Briefing note 1/24');
  for (const action of await actionsIn(`${stem}.pdf`)) expect(action).toMatch(/^\(?(https:|mailto:)/);
  expect(asked).toEqual([]);
});

/** What is said of a project of which one file is another, and how long that takes, in seconds. */
function told(name: string, text: string): { errors: readonly Diagnostic[]; seconds: number } {
  const start = performance.now();
  const { diagnostics, ready } = examined(withFile(fixtureInputs(), name, text));
  const seconds = (performance.now() - start) / 1000;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || !ready) return { errors, seconds };
  const plan = ready.plans.find(({ kind }) => kind === 'briefing-note');
  if (!plan) throw new Error('there is no paper');
  try {
    ready.render('briefing-note', 'paper', views.paper(ready.project, plan));
    return { errors, seconds };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { errors: error.diagnostics, seconds };
  }
}

describe('data that cannot be printed is refused at its place, and quickly', () => {
  const row = (i: number) =>
    `  a${i}: { text: Act., owner: Nobody, due: "2024-05-31", state: open, source: { id: riverside-report, at: "10" } }\n`;
  const rows = Array.from({ length: 10_000 }, (_, i) => row(i)).join('');
  const source = (url: string) =>
    `sources:\n  a: { title: T, publisher: P, date: "2024-01-01", url: "${url}" }\n`;
  const text = (words: string) =>
    readFileSync(join(root, 'test', 'fixtures', paper), 'utf8').replace(
      'text: Members and points.',
      () => `text: ${JSON.stringify(words)}`,
    );
  test.each([
    ['Handlebars', paper, text('{{constructor}}'), 'the text quotes {constructor}, which is not a fact'],
    ['a partial', paper, text('{{> layout}}'), 'the text quotes {> layout}, which is not a fact'],
    ['text that turns around', paper, text('paid \u202e001\u202c pounds'), 'no character U+202E'],
    ['an isolate', paper, text('a \u2066b\u2069'), 'no character U+2066'],
    ['a space of no width', paper, text('drug\u200btests'), 'no character U+200B'],
    ['a hyphen that Word makes', paper, text('non\u2011living'), 'no character U+2011'],
    ['a sign that the font lacks', paper, text('5\u2030'), 'no character U+2030'],
    ['a joiner', paper, text('a\u200db'), 'no character U+200D'],
    ['a mark of byte order', paper, text('a\ufeffb'), 'no character U+FEFF'],
    ['nothing', paper, text('a\u0000b'), 'no character U+0000'],
    ['half a character', paper, text('a\ud800b'), 'no character U+D800'],
    [
      'a paragraph of 400 kB',
      paper,
      text('word '.repeat(80_000)),
      'text has 400000 characters, more than 20000',
    ],
    [
      'a paragraph of 5 MB',
      paper,
      text('word '.repeat(1_000_000)),
      'more than the 800000 that anybody could check',
    ],
    [
      'fifty thousand keys, and one of them twice',
      'data/riverside/plan.yaml',
      Array.from({ length: 50_000 }, (_, i) => `k${i}: x\n`).join('') + 'k7: y\n',
      'this key stands twice',
    ],
    ['ten thousand rows', 'data/riverside/actions.yaml', `actions:\n${rows}`, '[file/size]'],
    [
      'lists in lists',
      'data/riverside/plan.yaml',
      `priorities: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`,
      'is nested deeper than can be read',
    ],
    [
      'a tag that makes code',
      'data/riverside/plan.yaml',
      'priorities: !!js/function "x"\n',
      'a text cannot begin with “!”',
    ],
    [
      'a key that every object has',
      'data/riverside/plan.yaml',
      '__proto__: { x: 1 }\n',
      '__proto__ is not a key',
    ],
    [
      'a link that runs',
      'data/riverside/sources.yaml',
      source('javascript:alert(1)'),
      'begins with https://',
    ],
    [
      'a link without end',
      'data/riverside/sources.yaml',
      source(`https://a/${'9'.repeat(9_000)}`),
      'more than 2000',
    ],
  ])('%s', (_, name, content, message) => {
    const { errors, seconds } = told(name, content);
    const [first] = errors.filter((error) =>
      `${error.message} ${error.hint} [${error.rule}]`.includes(message),
    );
    expect(first?.span?.file, JSON.stringify(errors).slice(0, 500)).toBe(name);
    expect(seconds).toBeLessThan(10);
  });

  test('and nothing is written', async () => {
    const { cwd } = project();
    writeFileSync(join(cwd, paper), text('word '.repeat(1_000_000)));
    const { code, err } = await run(note, { cwd });
    expect(err).toMatch(
      /^data\/riverside\/papers\/2024-06-30-all\.yaml:1:1 error this file has \d+ characters/,
    );
    expect(code).toBe(1);
    expect(existsSync(join(cwd, 'output'))).toBe(false);
  });

  test('a long address is printed, in a title and in a cell', async () => {
    const { cwd } = project();
    const address =
      'https://www.example.gov.uk/info/200000/community_safety_partnership_strategy_2023_annex_b';
    edit(join(cwd, paper), 'title: Everything that a paper can hold', `title: See ${address}`);
    edit(join(cwd, 'data/riverside/plan.yaml'), 'text: Test more.', `text: See ${address}.`);
    const { code, err } = await run(['build', 'riverside', '--formats', 'pdf'], { cwd });
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('what looks like a pattern in a name is printed as it stands', async () => {
    const cwd = copyOfProject();
    const path = join(cwd, 'data/haringey/partnership.yaml');
    const text = readFileSync(path, 'utf8');
    const name = 'Haringey Combating Drugs Partnership';
    writeFileSync(
      path,
      text.replace(name, () => "'Haringey $& Partnership, $$5 {n}'"),
    );
    const { code, err } = await run(['build', 'haringey', '--formats', 'html'], { cwd });
    expect(err).not.toContain('error');
    expect(code).toBe(0);
    for (const page of ['accessibility', 'partnership-record', 'annual-return-april-2023'])
      expect(readFileSync(join(cwd, `output/haringey/${page}.html`), 'utf8')).toContain(
        'Haringey $&amp; Partnership, $$5 {n}',
      );
  });

  test('a table of a thousand rows is printed', async () => {
    const { cwd } = project();
    const file = join(cwd, 'data', 'riverside', 'actions.yaml');
    writeFileSync(file, readFileSync(file, 'utf8') + Array.from({ length: 1000 }, (_, i) => row(i)).join(''));
    const { code } = await run(['build', 'riverside', '--document', 'partnership-record'], { cwd });
    expect(code).toBe(0);
    const { pages } = await readPdf(join(cwd, 'output', 'riverside', 'partnership-record.pdf'));
    expect(pages.length).toBeGreaterThan(20);
  });
});

test.each([[''], ['<h1>Note</h1>'], ['{{#> layout}}<p>Note</p>{{/layout}}']])(
  'a template that makes no whole page is told: %j',
  async (text) => {
    const { cwd } = project();
    writeFileSync(join(cwd, 'templates', 'briefing-note', 'document.hbs'), text);
    const { code, err } = await run([...note, '--formats', 'html'], { cwd });
    expect(err).toContain(
      'templates/briefing-note/document.hbs:1:1 error the templates of briefing-note make no',
    );
    expect(err).toContain('[template/page]');
    expect(code).toBe(1);
  },
);

describe('a template that reaches out is refused, whether it is printed or not', () => {
  const table = 'templates/partials/table.hbs';
  const outside = '[template/outside]';
  const cases: [string, (file: string) => string, string][] = [
    ['an image', () => `<img src="${web}/i.png" alt="">`, outside],
    ['an image without quotes', () => `<img/src=${web}/i.png>`, outside],
    ['a drawing', () => `<svg><image href="${web}/i.png"/></svg>`, outside],
    ['a frame', (file) => `<iframe src="file://${file}"></iframe>`, outside],
    ['a frame of its own text', () => '<iframe srcdoc="x"></iframe>', outside],
    ['a refresh', (file) => `<meta http-equiv="Refresh" content="0;url=file://${file}">`, outside],
    ['a script', () => '<script>document.title = 1</script>', outside],
    ['a handler', () => '<p title="a > b" onclick="x()">t</p>', outside],
    ['a link that runs', () => '<a href="java&#115;cript:x()">t</a>', outside],
    ['a link to a file', (file) => `<a href="file://${file}">t</a>`, outside],
    ['a style sheet', () => `<style>@import "${web}/s.css";</style>`, outside],
    ['a font', () => `<style>@font-face { font-family: x; src: url(${web}/f) }</style>`, outside],
    ['a background', () => `<p style="background: url('${web}/b')">t</p>`, outside],
    ['a base', () => `<base href="${web}/">`, outside],
    ['an object', (file) => `<object data="file://${file}"></object>`, outside],
    ['a tag in two halves', () => '<scr{{#if caption}}ipt>{{/if}}', outside],
    ['text that is not escaped', () => '{{{caption}}}', 'caption must be shown through a helper'],
    ['what every object has', () => '{{text constructor.name}}', 'constructor is not a field here'],
    ['a helper that prints', () => '{{log caption}}', 'there is no helper log'],
    ['a file as a partial', () => '{{> ../../../../etc/passwd}}', 'there is no partial'],
    ['a partial that is worked out', () => '{{> (text caption)}}', 'a partial is called by its own name'],
    ['a partial without end', () => '{{> table}}', 'table calls itself, and would never end'],
    ['all the facts at once', () => '{{text @root.facts}}', 'text cannot show @root.facts'],
    ['a helper without anything', () => '\n  {{text}}', `${table}:2:3 text takes 1 value, and gets 0`],
    ['a list as a text', () => '\n  {{text rows}}', `${table}:2:10 text cannot show rows`],
    ['a date as a status', () => '{{status @root.as_at}}', 'status cannot show @root.as_at'],
    [
      'a value in another cell',
      () => '{{#each @root.milestones}}{{cell "due" status}}{{/each}}',
      'cell "due" cannot',
    ],
    [
      'a part of a value',
      () => '{{#each @root.milestones}}{{text status.kind}}{{/each}}',
      'kind is not a field',
    ],
    ['a value by its name', () => '{{text caption as="h2"}}', 'as is given by its name'],
    [
      'an optional field',
      () => '{{#each @root.sources}}{{attr source.undated}}{{/each}}',
      'nothing is on record [template/helper]',
    ],
    [
      'a block left open',
      () => '\n {{#if rows}}{{#each rows}}{{/each}}',
      `${table}:2:2 {{#if rows}} is never closed`,
    ],
    [
      'a block within a block',
      () => '{{#if rows}}\n{{#each rows}}{{/if}}',
      `${table}:2:1 {{#each rows}} is never`,
    ],
    [
      'a block that was not opened',
      () => '{{#if rows}}{{/if}}\n{{/if}}',
      `${table}:2:1 {{/if}} closes what is not`,
    ],
    [
      'a brace too few',
      () => '{{#if rows}}{{/if}}\n{{text caption}',
      `${table}:2:1 the template cannot be read`,
    ],
  ];
  test('a partial that gets the wrong value, at its call; and one that is not called', () => {
    const note = 'templates/briefing-note/document.hbs';
    const { errors } = told(note, '{{#> layout}}<h1>A</h1>{{> table paper}}{{/layout}}');
    expect(errors[0]?.hint).toContain(`this partial gets its value at ${note}:1`);
    const idle = withFile(fixtureInputs(), 'templates/partials/idle.hbs', '{{text captoin}}');
    const { diagnostics } = examined(idle);
    expect(diagnostics.map(({ rule, span }) => `${span?.file} [${rule}]`)).toEqual([
      'templates/partials/idle.hbs [template/unused]',
    ]);
  });

  test.each(cases)('%s', (_, template, message) => {
    const { errors } = told(table, template('/etc/hostname'));
    const said = errors.map(({ rule, span, message: words }) => {
      const { line = 0, column = 0 } = span ?? {};
      return `${span?.file}:${line}:${column} ${words} [${rule}]`;
    });
    expect(said.join('\n')).toContain(message);
  });

  test.each([[['html']], [['pdf', 'html']]])('and so is a style sheet, for %j', async (formats) => {
    const { cwd } = project();
    writeFileSync(join(cwd, 'templates', 'own.css'), `body { background: url(${web}/b.png) }`);
    const { code, out, err } = await run([...note, '--formats', formats.join(',')], { cwd });
    expect(err).toMatch(
      /^templates\/own\.css:1:20 error the templates of briefing-note hold “url\(http.* {2}\[template\/outside\]/,
    );
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(existsSync(join(cwd, 'output', 'riverside'))).toBe(false);
    expect(asked).toEqual([]);
  });
});
