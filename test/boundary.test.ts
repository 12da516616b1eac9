import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factsOf } from '../src/facts.ts';
import { load } from '../src/load.ts';
import type { Audience } from '../src/prepare.ts';
import type { Figure } from '../src/records.ts';
import { readPdf } from './pdf.ts';
import type { Tag } from './pdf.ts';
import { examined, fixtures, root } from './project.ts';
import { hashes, run } from './run.ts';
import { narrowed } from './solver.ts';
import type { Sum } from './solver.ts';

const data = join(fixtures, 'boundary');
const out = mkdtempSync(join(tmpdir(), 'cdp-returns-boundary-'));
const internal = join(out, 'internal');
let before: Record<string, string>;

beforeAll(async () => {
  expect((await run(['build', '--data', data, '--out', out])).code).toBe(0);
  before = hashes(out);
  expect((await run(['build', '--data', data, '--out', out, '--audience', 'internal'])).code).toBe(0);
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** The facts of Hiddenham as one audience sees them. */
function factsFor(audience: Audience) {
  const inputs = load({ config: join(root, 'config'), templates: join(root, 'templates'), data });
  const { ready } = examined(inputs, { audience });
  const [partner] = ready?.project.partners ?? [];
  if (!ready || !partner) throw new Error('Hiddenham has errors');
  return factsOf(ready.project.config, partner, '2024-06-30');
}

/** Every figure of some facts by its path. */
function figuresIn(value: unknown, path = ''): [string, Figure][] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  const known = ['value', 'low', 'high', 'form', 'state', 'note'];
  const isFigure = keys.every((key) => known.includes(key)) && typeof (value as Figure).value !== 'object';
  if (keys.length > 0 && isFigure) return [[path.slice(1), value]];
  return Object.entries(value).flatMap(([key, inner]) => figuresIn(inner, `${path}.${key}`));
}

const isFigurePath = (path: string) => /^(needs|outcomes|grants)\./.test(path);
const whole = new Map(figuresIn(factsFor('internal')).filter(([path]) => isFigurePath(path)));
const shown = new Map(figuresIn(factsFor('public')).filter(([path]) => isFigurePath(path)));
const numbersOf = ({ value, low, high }: Figure) => [value, low, high].filter((n) => n !== undefined);
const hidden = [...whole].filter(
  ([path, figure]) => numbersOf(figure).length > 0 && numbersOf(shown.get(path) ?? {}).length === 0,
);

/** A file without what only looks like numbers: fonts and hashes. */
const plain = (text: string) => text.replaceAll(/base64,[\w+/=]+|"sha256": "\w+"/g, '');

/** The text of a PDF as its bytes hold it, every compressed stream opened. */
function bytesOf(path: string): string {
  const bytes = readFileSync(path);
  const raw = bytes.toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: word }) => {
    try {
      return [inflateSync(bytes.subarray(index + word.length), { finishFlush: 2 }).toString('latin1')];
    } catch {
      return [];
    }
  });
  expect(streams.length).toBeGreaterThan(5);
  // Text strings of a PDF may be in UTF-16.
  return [raw, ...streams].join('\n').replaceAll('\u0000', '');
}

/** All that a reader, or somebody who takes a file apart, can find in the files of a folder. */
async function findable(folder: string): Promise<Map<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
  const texts = names.map(async (name): Promise<[string, string]> => {
    const path = join(folder, name);
    if (name.endsWith('.xlsx')) {
      const parts = Object.values((await JSZip.loadAsync(readFileSync(path))).files);
      return [name, (await Promise.all(parts.map((part) => part.async('string')))).join('\n')];
    }
    if (!name.endsWith('.pdf')) return [name, plain(readFileSync(path, 'utf8'))];
    const { pages } = await readPdf(path);
    return [name, [...pages, bytesOf(path)].join('\n')];
  });
  return new Map(await Promise.all(texts));
}

/** A number as any program of ours might print it. */
function spellings(n: number): string[] {
  const [digits = '', fraction] = String(n).split('.');
  const grouped = digits.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return [String(n), fraction === undefined ? grouped : `${grouped}.${fraction}`];
}

function isIn(text: string, number: number): boolean {
  return spellings(number).some((spelling) =>
    new RegExp(`(?<![\\d.])${spelling.replace('.', '\\.')}(?!\\d)`).test(text),
  );
}

// Fewer digits than five are found in any file; that those cannot be worked out either is shown below.
const numbers = hidden
  .flatMap(([, figure]) => numbersOf(figure))
  .filter((number) => /\d{5}/.test(String(number).replace('.', '')));

test('what is hidden is hidden for the reason that the fixture gives', () => {
  const states = Object.fromEntries(hidden.map(([path]) => [path, shown.get(path)?.state]));
  expect(states).toEqual({
    'needs.measures.waiting.value': 'restricted',
    'needs.measures.waiting.series.0.value': 'restricted',
    'needs.measures.waiting.comparators.hilltop.value': 'restricted',
    'needs.measures.waiting.comparators.hilltop.series.0.value': 'provisional',
    'needs.measures.waiting-change.value': 'restricted',
    'needs.measures.waiting-range.value': 'restricted',
    'needs.measures.early.value': 'provisional',
    'needs.measures.early-share.value': 'provisional',
    'needs.measures.clients-kept.value': 'restricted',
    'needs.measures.clients-other.value': 'restricted',
    'needs.measures.clients-other.series.0.value': 'suppressed',
    'needs.measures.clients-known.series.0.value': 'suppressed',
    'needs.measures.deaths.comparators.hilltop.value': 'suppressed',
    'needs.measures.deaths-young.value': 'suppressed',
    'needs.measures.deaths-old.value': 'suppressed',
    'needs.measures.death-rate.comparators.hilltop.value': 'suppressed',
    'needs.measures.young-share.value': 'suppressed',
    'needs.measures.small-share.value': 'suppressed',
    'needs.measures.few.value': 'suppressed',
    'needs.measures.homicides-solved.value': 'suppressed',
    'outcomes.measures.continuity.base.value': 'restricted',
    'outcomes.measures.continuity.value': 'restricted',
    'outcomes.measures.continuity.series.0.value': 'restricted',
    'outcomes.targets.waiting.base.value': 'restricted',
    'grants.awards.kept.amount': 'restricted',
    'grants.awards.kept.parts.nurses.amount': 'restricted',
    'grants.awards.kept.parts.boats.amount': 'restricted',
    'grants.awards.kept.history.0.amount': 'restricted',
    'grants.awards.kept.history.1.amount': 'restricted',
    'grants.awards.small.amount': 'restricted',
    'grants.awards.divided.parts.known.amount': 'restricted',
    'grants.awards.divided.parts.kept.amount': 'restricted',
  });
  // Nothing but the state is left: neither the form nor the note.
  for (const [path] of hidden) expect(Object.keys(shown.get(path) ?? {})).toEqual(['state']);
});

describe('in the files for the public', () => {
  test('no hidden number can be found, neither in the text nor in the bytes', async () => {
    const files = await findable(join(out, 'hiddenham'));
    files.set('index.html', plain(readFileSync(join(out, 'index.html'), 'utf8')));
    files.set('manifest.json', plain(readFileSync(join(out, 'manifest.json'), 'utf8')));
    // The working copy holds the truth for finance, says so on its cover, and is in no list.
    const working = files.get('tracker.xlsx') ?? '';
    expect(working).toContain('not for publication');
    expect(numbers.filter((number) => isIn(working, number)).length).toBeGreaterThan(5);
    expect(files.get('index.html')).not.toContain('tracker.xlsx');
    files.delete('tracker.xlsx');
    expect(files.size).toBe(19);
    for (const [name, text] of files) {
      if (name.startsWith('briefing-note')) expect(text).toContain('90,417');
      expect(numbers.filter((number) => isIn(text, number))).toEqual([]);
    }
    // Those who look in the same way into internal documents find what is printed there.
    const others = [...(await findable(join(internal, 'hiddenham')))];
    for (const [name, text] of others.filter(([file]) => file.startsWith('briefing-note')))
      expect(numbers.filter((number) => isIn(text, number)).length, name).toBeGreaterThan(18);
  });

  test('none can be worked out from those that are there', () => {
    const m = 'needs.measures';
    const sums: Sum[] = [
      {
        whole: `${m}.clients.value`,
        parts: ['kept', 'known', 'other'].map((part) => `${m}.clients-${part}.value`),
      },
      {
        whole: `${m}.clients.series.0.value`,
        parts: ['known', 'other'].map((part) => `${m}.clients-${part}.series.0.value`),
      },
      {
        whole: `${m}.waiting.comparators.both.value`,
        parts: [`${m}.waiting.value`, `${m}.waiting.comparators.hilltop.value`],
      },
      { whole: `${m}.waiting.value`, parts: [`${m}.waiting-change.base.value`, `${m}.waiting-change.value`] },
      { whole: `${m}.waiting.value`, parts: [`${m}.waiting.series.1.value`, `${m}.waiting-change.value`] },
      {
        whole: `${m}.deaths.value`,
        parts: ['young', 'old', 'between'].map((part) => `${m}.deaths-${part}.value`),
      },
      {
        whole: `${m}.homicides.value`,
        parts: ['solved', 'open'].map((part) => `${m}.homicides-${part}.value`),
      },
      {
        whole: 'grants.totals.all.amount',
        parts: ['kept', 'open', 'small'].map((id) => `grants.awards.${id}.amount`),
      },
      {
        whole: 'grants.awards.kept.amount',
        parts: ['nurses', 'boats'].map((id) => `grants.awards.kept.parts.${id}.amount`),
      },
      {
        whole: 'grants.awards.divided.amount',
        parts: ['known', 'kept'].map((id) => `grants.awards.divided.parts.${id}.amount`),
      },
    ];
    // The solver is right where everything is known.
    const ends = (figure: Figure) => ({ low: figure.value ?? 0, high: figure.value ?? Infinity });
    const all = new Map([...whole].map(([path, figure]) => [path, ends(figure)]));
    expect(narrowed(sums, all)?.get(`${m}.homicides-open.value`)).toEqual({ low: 4, high: 4 });
    const known = new Map([...shown].map(([path, figure]) => [path, ends(figure)]));
    const told = narrowed(sums, known);
    for (const [path] of hidden) {
      const { low = 0, high = Infinity } = told?.get(path) ?? {};
      expect(high - low, path).toBeGreaterThan(10);
    }
    // Whoever knows one of a pair knows the other, but for the number of people that everybody knows.
    const pairs = [
      ['early', 'early-share'],
      ['deaths-young', 'young-share'],
    ].map((ids) => ids.map((id) => `${m}.${id}.value`));
    const hilltop = ['deaths', 'death-rate'].map((id) => `${m}.${id}.comparators.hilltop.value`);
    for (const pair of [...pairs, hilltop])
      for (const path of pair) expect(shown.get(path)?.value, path).toBeUndefined();
  });

  test('the sign is explained beside each table that shows it, and is heard as words', async () => {
    const { pages, tags } = await readPdf(join(out, 'hiddenham', 'briefing-note-2024-06-30.pdf'));
    const text = pages.join(' ').replaceAll(/\s+/g, ' ');
    expect(text.match(/\*: a number that is hidden so that nobody can be recognised/g)).toHaveLength(1);
    expect(text).toContain('a hidden number died young');
    expect(text).toContain('a provisional number that is not published yet are counted early');
    expect(text).toContain('Of 90,417 clients, a number that is not for publication are secret');
    const alternatives = (tag: Tag): string[] => [
      ...(tag.role === 'Figure' ? [tag.alt ?? ''] : []),
      ...tag.children.flatMap((child) => ('role' in child ? alternatives(child) : [])),
    ];
    const heard = tags.flatMap(alternatives);
    expect(heard.length).toBeGreaterThan(5);
    expect(new Set(heard)).toEqual(new Set(['a hidden number']));
  });
});

describe('what is not for the public', () => {
  test('lies in a tree of its own, under names of its own, and changes nothing that is for the public', () => {
    expect(
      Object.fromEntries(Object.entries(hashes(out)).filter(([name]) => !name.startsWith('internal'))),
    ).toEqual(before);
    expect(Object.keys(hashes(internal))).toEqual([
      'hiddenham/accessibility.html',
      'hiddenham/annual-return-april-2023-internal.html',
      'hiddenham/annual-return-april-2023-internal.pdf',
      'hiddenham/annual-return-october-2024-internal.html',
      'hiddenham/annual-return-october-2024-internal.pdf',
      'hiddenham/briefing-note-2024-06-30-internal.html',
      'hiddenham/briefing-note-2024-06-30-internal.pdf',
      'hiddenham/data/allocations.csv',
      'hiddenham/data/measures.csv',
      'hiddenham/data/metadata.json',
      'hiddenham/data/milestones.csv',
      'hiddenham/data/reconciliation.csv',
      'hiddenham/data/sources.csv',
      'hiddenham/data/summary.csv',
      'hiddenham/partnership-record-internal.html',
      'hiddenham/partnership-record-internal.pdf',
      'hiddenham/tracker-publish.xlsx',
      'hiddenham/tracker.xlsx',
      'index.html',
      'manifest.json',
    ]);
    expect(readFileSync(join(internal, 'index.html'), 'utf8')).toContain(
      'draft; internal, not for publication',
    );
    expect(readFileSync(join(out, 'index.html'), 'utf8')).not.toContain('internal');
  });

  test('shows every number, and what it is', async () => {
    const { pages } = await readPdf(join(internal, 'hiddenham', 'briefing-note-2024-06-30-internal.pdf'));
    const text = pages.join(' ').replaceAll(/\s+/g, ' ');
    for (const words of [
      '48,213 (restricted)',
      '71,936 (provisional)',
      '£417,293 (restricted)',
      '3 died young',
      'less than 5',
    ])
      expect(text).toContain(words);
  });

  test.each(['annual-return-october-2024', 'briefing-note-2024-06-30', 'partnership-record'])(
    '%s says so on every page',
    async (name) => {
      const mark = 'INTERNAL – not for publication';
      const pdf = await readPdf(join(internal, 'hiddenham', `${name}-internal.pdf`));
      expect(pdf.pages.length).toBeGreaterThan(1);
      const count = (page: string) => page.replaceAll(/\s+/g, ' ').split(mark).length - 1;
      // Once across the page and once at its foot; on the first page also as its state.
      const [first, ...others] = pdf.pages.map(count);
      expect(first).toBe(3);
      expect(others).toEqual(others.map(() => 2));
      expect(pdf.info['Keywords']).toBe(`DRAFT ${mark}`);
      // It is read aloud once, before the text begins, and not between the paragraphs.
      expect(pdf.heard.map(count)).toEqual(pdf.heard.map((_, index) => (index === 0 ? 1 : 0)));
      for (const page of pdf.heard) expect(page.length).toBeGreaterThan(20);
      const html = readFileSync(join(internal, 'hiddenham', `${name}-internal.html`), 'utf8');
      expect(html).toContain(`<aside class="banner" aria-label="${mark}">${mark}</aside>`);
      expect(html).toContain('<p class="watermark" aria-hidden="true">');
    },
  );
});
