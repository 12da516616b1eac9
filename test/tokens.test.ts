import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsMarked, isGroup, readContent } from '../src/pdf/content.ts';
import { codesOf, numbersOf, operandsOf } from '../src/pdf/operands.ts';
import { joinRuns } from '../src/pdf/text.ts';
import { readOperations } from '../src/pdf/tokens.ts';
import type { Operand } from '../src/pdf/tokens.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** Every operator of a content with its operands. */
function read(text: string): [string, ...Operand[]][] {
  const content = bytes(text);
  return readOperations(content).map(
    (operation) =>
      [
        operation.operator,
        ...operandsOf(content, operation).map((operand) =>
          operand instanceof Uint8Array ? Buffer.from(operand).toString('latin1') : operand,
        ),
      ] as [string, ...Operand[]],
  );
}

describe('the syntax of content', () => {
  test.each<[string, string, unknown]>([
    ['brackets in pairs', '(a(b)c)', 'a(b)c'],
    ['escapes', String.raw`(\n\(\)\\\101\7\q)`, '\n()\\A\u0007q'],
    ['a line that goes on', '(a\\\r\nb)', 'ab'],
    ['an end of line inside', '(a\r\nb\rc)', 'a\nb\nc'],
    ['hexadecimal digits, the last without a partner', '<48 65 6c6>', 'Hel`'],
    ['a name with an escape', '/A#20b', { name: 'A b' }],
    ['numbers', '[1 -2.5 +.25 4. 0]', [1, -2.5, 0.25, 4, 0]],
    ['constants', '[true false null]', [true, false, null]],
    [
      'a dictionary',
      '<</A[1]/B<</C(x>>y)>>>>',
      new Map<string, Operand>([
        ['A', [1]],
        ['B', new Map([['C', bytes('x>>y')]])],
      ]),
    ],
  ])('%s', (_, text, value) => {
    const [first] = read(`${text} Tj`);
    expect(first?.[0]).toBe('Tj');
    const plain = (operand: unknown): unknown =>
      operand instanceof Map
        ? [...(operand as ReadonlyMap<string, Operand>)].map(([key, inner]) => [key, plain(inner)])
        : operand instanceof Uint8Array
          ? Buffer.from(operand).toString('latin1')
          : Array.isArray(operand)
            ? (operand as Operand[]).map(plain)
            : operand;
    expect(plain(first?.[1])).toEqual(plain(value));
  });

  test('the numbers of an operator are read by themselves', () => {
    const numbers = (text: string) => {
      const content = bytes(text);
      return readOperations(content).map((operation) => numbersOf(content, operation));
    };
    expect(numbers('1 0 -.25%2\n+4. 0 6 cm/F1 12 Tf h[(3)-120<33>5]TJ')).toEqual([
      [1, 0, -0.25, 4, 0, 6],
      [12],
      [],
      [-120, 5],
    ]);
  });

  test.each<[string, 1 | 2, number[]]>([
    ['<0041 00 4 2> Tj', 2, [0x41, 0x42]],
    ['<004100F> Tj', 2, [0x41, 0xf0]],
    ['<0041 4> Tj', 2, [0x41]],
    ['<0041 42> Tj', 2, [0x41]],
    ['<414> Tj', 1, [0x41, 0x40]],
    ['(A\\102) Tj', 1, [0x41, 0x42]],
    ['(A\\102C) Tj', 2, [0x4142]],
    ['[<0041>-12(\\000B)<>] TJ', 2, [0x41, 0x42]],
    ['1 2 (AB) "', 1, [0x41, 0x42]],
  ])('%s shows codes of %i bytes', (text, codeBytes, codes) => {
    const content = bytes(text);
    const [shown] = readOperations(content);
    expect(shown && codesOf(content, shown, codeBytes)).toEqual(codes);
  });

  test('comments and all kinds of space stand between operators', () => {
    expect(read('q % (not a string\r1 0 0 rg%\nf*\tQ\0W')).toEqual([
      ['q'],
      ['rg', 1, 0, 0],
      ['f*'],
      ['Q'],
      ['W'],
    ]);
  });

  test('an image in the text is one operator, whatever its data hold', () => {
    const text = 'q BI /W 2 /H 1 /BPC 8 ID \u0000 EI\u00ff(Q EI Q';
    expect(read(text).map(([operator]) => operator)).toEqual(['q', 'BI', 'Q']);
  });

  test.each(['(no end', '<41', 'BI ID x', '[1 2 Tj', '<</A 1 BDC'])('%s is refused', (text) => {
    expect(() => read(text)).toThrow('the content of a page cannot be read');
  });

  test.each(['EMC', 'ET', 'BT EMC', '/P BMC ET'])('%s crosses what encloses it, and is refused', (text) => {
    expect(() => readContent(bytes(text), () => undefined)).toThrow('a stray E');
  });

  test('whatever is written as a string is read as it was', () => {
    const escaped = (text: string) =>
      text.replaceAll(/[\\()]/g, (char) => `\\${char}`).replaceAll('\r', '\\r');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(99), (data, n) => {
        const text = Buffer.from(data).toString('latin1');
        const hex = Buffer.from(data).toString('hex');
        expect(read(`(${escaped(text)})${n} q<${hex}>/N Do`)).toEqual([
          ['q', text, n],
          ['Do', text, { name: 'N' }],
        ]);
      }),
    );
  });
});

test('marked content and text objects make a tree, and what saves the state does not', () => {
  const [artifact, last] = readContent(
    bytes('/Artifact BMC q BT /Span <</ActualText (x)>> BDC (a) Tj EMC ET Q Q EMC /P /MC0 BDC EMC'),
    (name) => (name === 'MC0' ? new Map([['MCID', 7]]) : undefined),
  );
  if (!artifact || !last || !isGroup(artifact) || !isGroup(last)) throw new Error('there is no group');
  expect(artifact.tag).toBe('Artifact');
  expect(artifact.kids.map((kid) => (isGroup(kid) ? kid.begin.operator : kid.operator))).toEqual([
    'q',
    'BT',
    'Q',
    'Q',
  ]);
  expect(holdsMarked(artifact)).toBe(false);
  expect(last.mcid).toBe(7);
});

test('a gap or the end of a line is one space, except behind a hyphen or a stroke', () => {
  const run = (text: string, x: number, y: number) => ({ text, x, y, end: x + text.length * 5, size: 10 });
  const lines = (...texts: string[]) => joinRuns(texts.map((text, y) => run(text, 0, y)));
  expect(lines('one', 'two ', 'three-', 'four/', 'five')).toBe('one two three-four/five');
  expect(joinRuns([run('x', 0, 0), run('2', 5, -3)])).toBe('x2');
  expect(joinRuns([run('bo', 0, 0), run('th', 10, 0), run('4', 80, 0)])).toBe('both 4');
});
