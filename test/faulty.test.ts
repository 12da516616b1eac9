import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../src/diagnostic.ts';
import { examined, fixtureInputs, fixtures, root, withFile } from './project.ts';

// Each file states its own errors, in a comment under the faulty line:
// #      ^^^^ rule: beginning of the message; beginning of the hint
const annotation = /^#\s*(\^+) ([a-z-]+\/[a-z-]+): ([^;]*)(?:; (.*))?$/;

interface Expected {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly rule: string;
  readonly message: string;
  readonly hint: string;
}

function expectedIn(text: string): Expected[] {
  let line = 0;
  return text.split('\n').flatMap((content, index): Expected[] => {
    const [whole, carets = '', rule = '', message = '', hint = ''] = annotation.exec(content) ?? [];
    if (whole === undefined) {
      line = index + 1;
      return [];
    }
    return [{ line, column: content.indexOf('^') + 1, length: carets.length, rule, message, hint }];
  });
}

const folder = join(fixtures, 'faulty');
const cases = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const as = /^# as: (.*)$/m.exec(text)?.[1] ?? '';
  return { name, text, as };
});
const inputs = fixtureInputs();

describe('a faulty file is told where and how it is wrong', () => {
  test.each(cases)('$name', ({ text, as }) => {
    const { diagnostics, ready } = examined(withFile(inputs, as, text));
    const place = (d: Diagnostic) => [d.span?.line, d.rule].join(' ');
    const own = diagnostics.filter(({ span }) => span?.file === as);
    const expected = expectedIn(text);
    expect(own.map(place).sort()).toEqual(expected.map((e) => `${e.line} ${e.rule}`).sort());
    expect(ready).toBeUndefined();
    for (const { line, column, length, rule, message, hint } of expected) {
      const found = own.find(
        (d) =>
          d.span?.line === line &&
          d.rule === rule &&
          d.message.startsWith(message) &&
          (d.hint ?? '').startsWith(hint),
      );
      expect(found, `${line} ${rule}: ${message}; ${hint}`).toBeDefined();
      // Where the schema wants a key that is missing, or the whole file is meant, there is nothing to underline.
      if (!['schema/required', 'yaml/empty', 'file/name', 'yaml/syntax'].includes(rule) && column > 2) {
        const same = own.filter((d) => d.span?.line === line && d.rule === rule).map((d) => d.span?.column);
        expect(same).toContain(column);
        expect(own.find((d) => d.span?.line === line && d.span.column === column)?.span?.length).toBe(length);
      }
    }
  });
});

test('every rule of src/ is shown by a faulty file or has a test of its own', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'));
  const rules = sources.flatMap((text) =>
    [...text.matchAll(/rule: '([a-z]+\/[a-z-]+)'/g)].map(([, rule]) => rule ?? ''),
  );
  const shown = new Set(cases.flatMap(({ text }) => expectedIn(text).map(({ rule }) => rule)));
  const tested = readdirSync(join(root, 'test')).filter((name) => name.endsWith('.test.ts'));
  const texts = tested.map((name) => readFileSync(join(root, 'test', name), 'utf8')).join('\n');
  const unshown = [...new Set(rules)].filter(
    (rule) => !shown.has(rule) && !texts.includes(`[${rule}]`) && !texts.includes(`'${rule}'`),
  );
  expect(unshown).toEqual([]);
});
