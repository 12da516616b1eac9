import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic, Span } from '../src/diagnostic.ts';
import type { Inputs } from '../src/load.ts';
import { examined, fixtureInputs, fixtures, root, withFile } from './project.ts';

// Each file states what is wrong with it, in comments under the faulty line:
// #      ^^^^ rule: beginning of the message; beginning of the hint
// #      ^^^^ warning rule: the same of what does not stop a build
// #      ^^^^ other: beginning of the message, under the other side of a contradiction
// # other config/grants.yaml: beginning of the message, where the other side stands in a file that is not replaced
// A second line "# as: …" begins another file of the same case.
const annotation = /^#\s*(\^+) (?:(warning) )?([a-z-]+\/[a-z-]+|other): ([^;]*)(?:; (.*))?$/;
const elsewhere = /^# other (\S+): (.*)$/;

interface Expected {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
  readonly hint: string;
}

interface Part {
  readonly as: string;
  readonly text: string;
}

/** The files of one case, each from its own line "# as: …" to the next. */
function partsOf(text: string): Part[] {
  return text
    .split(/^(?=# as: )/m)
    .map((part) => ({ as: /^# as: (.*)$/m.exec(part)?.[1] ?? '', text: part }));
}

function expectedIn({ as: file, text }: Part): Expected[] {
  let line = 0;
  return text.split('\n').flatMap((content, index): Expected[] => {
    const [, otherFile, otherMessage = ''] = elsewhere.exec(content) ?? [];
    if (otherFile !== undefined) {
      const place = { file: otherFile, line: 0, column: 0, length: 0 };
      return [{ ...place, severity: 'error', rule: 'other', message: otherMessage, hint: '' }];
    }
    const [whole, carets = '', severity = 'error', rule = '', message = '', hint = ''] =
      annotation.exec(content) ?? [];
    if (whole === undefined) {
      line = index + 1;
      return [];
    }
    const place = { file, line, column: content.indexOf('^') + 1, length: carets.length };
    return [{ ...place, severity, rule, message, hint }];
  });
}

const folder = join(fixtures, 'faulty');
const cases = readdirSync(folder).map((name) => {
  const parts = partsOf(readFileSync(join(folder, name), 'utf8'));
  const stated = parts.flatMap(expectedIn);
  const isOther = ({ rule }: Expected) => rule === 'other';
  return { name, parts, expected: stated.filter((e) => !isOther(e)), others: stated.filter(isOther) };
});
const inputs = fixtureInputs();

// Where the schema wants a key that is missing, or the whole file is meant, there is nothing to underline.
const placeless = ['schema/required', 'yaml/empty', 'file/name', 'yaml/syntax'];

function isAt(span: Span | undefined, { file, line, column, length, rule }: Expected): boolean {
  if (line === 0) return span?.file.endsWith(file) ?? false;
  if (span?.file !== file || span.line !== line) return false;
  return placeless.includes(rule) || column <= 2 || (span.column === column && span.length === length);
}

const isAs = (d: Diagnostic, e: Expected) =>
  d.severity === e.severity &&
  d.rule === e.rule &&
  d.message.startsWith(e.message) &&
  (d.hint ?? '').startsWith(e.hint) &&
  isAt(d.span, e);

describe('a faulty file is told where and how it is wrong', () => {
  test.each(cases)('$name', ({ parts, expected, others }) => {
    const faulty = parts.reduce((all, { as, text }) => withFile(all, as, text), inputs);
    const { diagnostics, ready } = examined(faulty);
    const stops = expected.some(({ severity }) => severity === 'error');
    // What an error breaks elsewhere is not stated; a warning breaks nothing, so there is nothing else.
    const files = parts.map(({ as }) => as);
    const own = diagnostics.filter(({ span }) => !stops || files.includes(span?.file ?? ''));
    const place = (d: Diagnostic) => [d.span?.file, d.span?.line, d.severity, d.rule].join(' ');
    const wanted = expected.map((e) => [e.file, e.line, e.severity, e.rule].join(' '));
    expect(own.map(place).sort()).toEqual(wanted.sort());
    expect(expected).not.toEqual([]);
    expect(ready === undefined).toBe(stops);
    for (const e of expected) {
      const told = own.map((d) =>
        [d.span?.line, d.span?.column, d.span?.length, d.message, d.hint].join(' '),
      );
      expect(
        own.some((d) => isAs(d, e)),
        `${JSON.stringify(e)} in\n${told.join('\n')}`,
      ).toBe(true);
    }
    // Both sides of a contradiction are shown, each other side under a diagnostic of its own.
    const shown = own.flatMap(({ other }) => other ?? []);
    for (const e of others) {
      const found = shown.findIndex(({ span, message }) => message.startsWith(e.message) && isAt(span, e));
      const told = shown.map(({ span, message }) => `${JSON.stringify(span)} ${message}`);
      expect(found, `${JSON.stringify(e)} in\n${told.join('\n')}`).not.toBe(-1);
      shown.splice(found, 1);
    }
    if (!stops) expect(shown).toEqual([]);
  });
});

test('in whatever order the partnerships are read, the same is told', () => {
  // Every case as a partnership of its own, all of them read together.
  const crowd = cases.flatMap(({ name, parts }) => {
    const slug = name.replace('.yaml', '');
    const faulty = parts.reduce((all, { as, text }) => withFile(all, as, text), inputs);
    const own = (path: string) => path.replace('data/riverside/', `data/${slug}/`);
    return faulty.partnerships
      .filter((partnership) => partnership.slug === 'riverside')
      .map(({ files }) => ({
        slug,
        path: `data/${slug}`,
        files: files.map((file) => ({ ...file, path: own(file.name), name: own(file.name) })),
      }));
  });
  const national = cases.flatMap(({ parts }) => parts).filter(({ as }) => as.startsWith('config/'));
  const { config } = national.reduce((all, { as, text }) => withFile(all, as, text), inputs);
  const told = (partnerships: Inputs['partnerships']) =>
    examined({ ...inputs, config, partnerships }).diagnostics;
  const partnerships = [...inputs.partnerships, ...crowd];
  const first = told(partnerships);
  const stated = cases.flatMap(({ expected }) => expected.map(({ rule }) => rule));
  expect(new Set(first.map(({ rule }) => rule))).toEqual(new Set(stated));
  const all = { minLength: partnerships.length, maxLength: partnerships.length };
  const order = fc.shuffledSubarray(partnerships, all);
  fc.assert(
    fc.property(order, (shuffled) => {
      expect(told(shuffled)).toEqual(first);
    }),
    { numRuns: 10 },
  );
});

test('every rule of src/ is shown by a faulty file or has a test of its own', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'));
  const rules = sources.flatMap((text) =>
    [...text.matchAll(/(?:rule: |refuse\(\s*'[a-z]+',\s*)'([a-z]+\/[a-z-]+)'/g)].map(
      ([, rule]) => rule ?? '',
    ),
  );
  const shown = new Set(cases.flatMap(({ expected }) => expected.map(({ rule }) => rule)));
  const tested = readdirSync(join(root, 'test')).filter((name) => name.endsWith('.test.ts'));
  const texts = tested.map((name) => readFileSync(join(root, 'test', name), 'utf8')).join('\n');
  const unshown = [...new Set(rules)].filter(
    (rule) =>
      !shown.has(rule) &&
      !texts.includes(`[${rule}]`) &&
      !texts.includes(rule.replace('/', '\\/')) &&
      !texts.includes(`'${rule}'`),
  );
  expect(unshown).toEqual([]);
});
