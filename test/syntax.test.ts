import { expect, test } from 'vitest';
import { parse } from '../src/source.ts';

const said = (text: string): string[] => {
  const { diagnostics } = parse({ path: 'x.yaml', name: 'x.yaml', text });
  return diagnostics.map(({ span, message }) => `${span?.line}:${span?.column} ${message}`);
};

const deeper = 'this line is indented deeper than the key above, which has a value already';
const behind = 'there is text behind a closing quote or bracket';
const noKey = 'this line is no key with a value';
const group = 'this line is not in line with the other keys of its group';
const hyphen = 'this hyphen is not in line with the others of its list';

test.each([
  ['a tab', 'a:\n\tb: 1\n', '2:1 a tab is used to indent'],
  ['a key too far right', 'a:\n  b: 1\n    c: 2\n', `3:5 ${deeper}`],
  ['the same with CRLF and an empty line', 'a: one\r\n\r\n  b: 2\r\n', `3:3 ${deeper}`],
  ['the same in a list', 'a:\n  - b: x\n      c: y\n', `3:7 ${deeper}`],
  ['a key too far left', 'a:\n    b: 1\n  c: 2\n', `3:3 ${group}`],
  [
    'a key left of its entry',
    'a:\n  - b: x\n   c: y\n',
    '3:4 this line is not in line with the keys of its entry',
  ],
  ['a key left of all', '  a: 1\nb: 2\n', '2:1 this line is indented less than those above'],
  ['a hyphen too far left', 'a:\n  - x\n - y\n', `3:2 ${hyphen}`],
  ['an entry among keys', 'a: 1\n- b\n', '2:1 this entry of a list stands among keys'],
  ['a no-break space before', 'a:\n  b: 1\n \u00a0c: 2\n', '3:2 a no-break space is used to indent'],
  ['a no-break space behind the colon', 'a:\u00a01\nb: 2\n', '1:3 a no-break space follows the colon'],
  ['no space behind the colon', 'a: 1\nb:2\nc: 3\n', '2:2 no space follows the colon'],
  ['no space behind the hyphen', 'a:\n- x\n-y\n', '3:1 no space follows the hyphen'],
  ['no colon', 'a: 1\nb 2\nc: 3\n', `2:1 ${noKey}`],
  ['no colon at the end', 'a: 1\nb\n', `2:1 ${noKey}`],
  ['two colons', 'a: this: that\n', '1:4 this text contains a colon and a space'],
  ['an open quote', 'a: "open\nb: 2\n', '1:4 this quote is not closed'],
  ['an open single quote', "a: 'it''s\nb: 2\n", '1:4 this quote is not closed'],
  ['an open quote before others', 'a: "open\nb: "x"\n', '1:4 this quote is not closed'],
  ['an open quote at the very end', "a: 'it''", '1:4 this quote is not closed'],
  ['a quote within quotes', "a: 'it's'\n", `1:8 ${behind}`],
  ['text behind a bracket', 'a: {b}c\n', `1:7 ${behind}`],
  ['a backslash', 'a: "C:\\path"\n', '1:7 “\\p” has no meaning within double quotes'],
  ['an open bracket', 'a: [1,\n  [2, 3],\nb: 4\n', '1:4 this bracket is not closed'],
  ['an open brace', 'a: { x: 1, y: 2\nb: 3\n', '1:4 this bracket is not closed'],
  [
    'no comma',
    'a: { x: 1 y: 2 }\n',
    '1:9 this text contains a colon and a space, or a comma is missing within it',
  ],
  ['no comma between texts', 'a: ["x" "y"]\n', '1:9 a comma is missing between entries in brackets'],
  ['two commas', 'a: [1,, 2]\n', '1:7 this bracket or comma does not belong here'],
  ['two brackets', 'a: [1]]\n', '1:7 this bracket or comma does not belong here'],
  ['a list beside its key', 'a: - x\n', '1:4 a list cannot begin on the line of its key'],
  ['a sign that is kept', 'a: @x\n', '1:4 a text cannot begin with “@”'],
  ['a tag', 'a: !x y\n', '1:4 a text cannot begin with “!”'],
  [
    'text behind a bar',
    'a: >5 people\n',
    '1:7 there is text behind “|” or “>”, which begin a text on the lines below',
  ],
  ['a comment too close', 'a: "x"#c\n', '1:7 no space stands before “#”'],
  ['two documents', 'a: 1\n---\nb: 2\n', '2:1 this file holds more than one document'],
  ['a directive', '%YAML 1.1\na: 1\n', '2:1 a file cannot begin with “%”'],
  ['a list as a key', '? [a]\n: 1\n', '1:3 a list or a group cannot be a key'],
  ['a key without end', `${'k'.repeat(1100)}: 1\n`, '1:1 this key is longer than a key can be'],
])('%s is told once, at its place, in plain words', (_, text, expected) => {
  expect(said(text)).toEqual([expected]);
});

test('each of several faults is told', () => {
  expect(said('a:\n  b: 1\n    c: 2\nd: "x" y\ne:\n  - p\n - q\n')).toEqual([
    `3:5 ${deeper}`,
    `4:8 ${behind}`,
    `7:2 ${hyphen}`,
  ]);
});

test('a long file with a fault in each line is told in time', () => {
  const lines = 20_000;
  expect(said('a: "x" y\n'.repeat(lines)).length).toBeGreaterThanOrEqual(lines);
  expect(said(`a: ${'['.repeat(50_000)}`).length).toBeGreaterThan(0);
  expect(said(`a: ${"'".repeat(100_001)}\n`)).toEqual(['1:4 this quote is not closed']);
});
