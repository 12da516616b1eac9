/** A name of PDF syntax, such as /Span, without its slash. */
export interface Name {
  readonly name: string;
}

/** An operand of a content stream; strings are bytes, because only their font knows what they say. */
export type Operand =
  number | boolean | null | Name | Uint8Array | readonly Operand[] | ReadonlyMap<string, Operand>;

/** One operator with its operands, and the bytes they stand in (ISO 32000-1, 7.8.2). */
export interface Operation {
  readonly operator: string;
  readonly operands: readonly Operand[];
  readonly from: number;
  readonly to: number;
}

const code = (char: string): number => char.charCodeAt(0);
const whitespace = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set(Buffer.from('()<>[]{}/%'));
const escapes = new Map([...Buffer.from('nrtbf')].map((letter, i) => [letter, '\n\r\t\b\f'.charCodeAt(i)]));
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const isRegular = (byte: number | undefined): boolean =>
  byte !== undefined && !whitespace.has(byte) && !delimiters.has(byte);
const isOctal = (byte: number | undefined): byte is number => byte !== undefined && byte >= 48 && byte <= 55;

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function broken({ at }: Cursor, what: string): Error {
  return new Error(`the content of a page cannot be read: ${what} at byte ${at}`);
}

function skipSpace(cursor: Cursor): void {
  const { bytes } = cursor;
  for (; cursor.at < bytes.length; cursor.at++) {
    const byte = bytes[cursor.at] ?? 0;
    if (byte === code('%')) {
      while (cursor.at + 1 < bytes.length && bytes[cursor.at + 1] !== 10 && bytes[cursor.at + 1] !== 13)
        cursor.at++;
    } else if (!whitespace.has(byte)) return;
  }
}

/** The regular characters from here to the next space or delimiter. */
function readWord(cursor: Cursor): string {
  const from = cursor.at;
  while (isRegular(cursor.bytes[cursor.at])) cursor.at++;
  return latin1(cursor.bytes.subarray(from, cursor.at));
}

/** What a backslash in a string stands for; the cursor is behind it. */
function readEscape(cursor: Cursor, out: number[]): void {
  const { bytes } = cursor;
  const byte = bytes[cursor.at] ?? 0;
  if (isOctal(byte)) {
    let value = 0;
    for (let digit = 0; digit < 3; digit++) {
      const next = bytes[cursor.at];
      if (!isOctal(next)) break;
      value = value * 8 + next - 48;
      cursor.at++;
    }
    out.push(value % 256);
    return;
  }
  cursor.at++;
  // A line that ends in a backslash goes on in the next one.
  if (byte === 13 && bytes[cursor.at] === 10) cursor.at++;
  if (byte !== 10 && byte !== 13) out.push(escapes.get(byte) ?? byte);
}

/** A string in brackets, which may hold brackets in pairs (ISO 32000-1, 7.3.4.2). */
function readString(cursor: Cursor): Uint8Array {
  const { bytes } = cursor;
  const out: number[] = [];
  let depth = 1;
  cursor.at++;
  while (depth > 0) {
    const byte = bytes[cursor.at++];
    if (byte === undefined) throw broken(cursor, 'a string has no end');
    if (byte === code('\\')) readEscape(cursor, out);
    else {
      if (byte === code('(')) depth++;
      else if (byte === code(')')) depth--;
      if (byte === 13) {
        // Every end of line inside a string counts as one line feed.
        if (bytes[cursor.at] === 10) cursor.at++;
        out.push(10);
      } else if (depth > 0) out.push(byte);
    }
  }
  return Uint8Array.from(out);
}

function readHex(cursor: Cursor): Uint8Array {
  const end = cursor.bytes.indexOf(code('>'), cursor.at);
  if (end < 0) throw broken(cursor, 'a string of hexadecimal digits has no end');
  const text = latin1(cursor.bytes.subarray(cursor.at + 1, end)).replaceAll(/\s/g, '');
  cursor.at = end + 1;
  return Uint8Array.from(text.match(/..?/g) ?? [], (pair) => Number.parseInt(pair.padEnd(2, '0'), 16));
}

function readName(cursor: Cursor): Name {
  cursor.at++;
  const name = readWord(cursor).replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return { name };
}

/** Operands up to a closing sign. */
function readUntil(cursor: Cursor, closing: string): Operand[] {
  const items: Operand[] = [];
  cursor.at += closing.length;
  for (;;) {
    skipSpace(cursor);
    if (cursor.at >= cursor.bytes.length) throw broken(cursor, `${closing} is missing`);
    if (latin1(cursor.bytes.subarray(cursor.at, cursor.at + closing.length)) === closing) break;
    const item = readToken(cursor);
    if (isKeyword(item)) throw broken(cursor, `${item.keyword} stands where a value should`);
    items.push(item);
  }
  cursor.at += closing.length;
  return items;
}

function mapOf(items: readonly Operand[]): ReadonlyMap<string, Operand> {
  const map = new Map<string, Operand>();
  for (let i = 0; i + 1 < items.length; i += 2) {
    const [key, value] = [items[i], items[i + 1]];
    if (isName(key) && value !== undefined) map.set(key.name, value);
  }
  return map;
}

interface Keyword {
  readonly keyword: string;
}

const isKeyword = (token: Operand | Keyword): token is Keyword =>
  typeof token === 'object' && token !== null && 'keyword' in token;

export const isName = (value: Operand | undefined): value is Name =>
  typeof value === 'object' && value !== null && 'name' in value;

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function readToken(cursor: Cursor): Operand | Keyword {
  const byte = cursor.bytes[cursor.at];
  const next = cursor.bytes[cursor.at + 1];
  if (byte === code('(')) return readString(cursor);
  if (byte === code('<')) return next === byte ? mapOf(readUntil(cursor, '>>')) : readHex(cursor);
  if (byte === code('[')) return readUntil(cursor, ']');
  if (byte === code('/')) return readName(cursor);
  const word = readWord(cursor);
  if (word === '') throw broken(cursor, `a stray ${String.fromCharCode(byte ?? 0)}`);
  const constant = constants.get(word);
  if (constant !== undefined) return constant;
  return /^[-+.\d]+$/.test(word) ? Number.parseFloat(word) || 0 : { keyword: word };
}

/**
 * The end of an image in the text: EI between spaces, with text and no more of the image behind it. Its data may hold
 * the same two letters, so what follows is looked at.
 */
function skipImage(cursor: Cursor): void {
  const { bytes } = cursor;
  for (let at = cursor.at + 1; at < bytes.length; at++) {
    const ends =
      bytes[at] === code('E') && bytes[at + 1] === code('I') && whitespace.has(bytes[at - 1] ?? -1);
    const after = bytes.subarray(at + 2, at + 12);
    if (!ends || isRegular(after[0])) continue;
    if (after.every((byte) => whitespace.has(byte) || (byte >= 32 && byte < 127))) {
      cursor.at = at + 2;
      return;
    }
  }
  throw broken(cursor, 'an image has no end');
}

/** Reads a content stream into its operators; an image in the text (BI, ID, EI) is one operator, BI. */
export function readOperations(bytes: Uint8Array): Operation[] {
  const cursor: Cursor = { bytes, at: 0 };
  const operations: Operation[] = [];
  let operands: Operand[] = [];
  let from = -1;
  for (;;) {
    skipSpace(cursor);
    if (cursor.at >= bytes.length) return operations;
    if (from < 0) from = cursor.at;
    const token = readToken(cursor);
    if (!isKeyword(token)) operands.push(token);
    else if (token.keyword !== 'BI') {
      const inImage = token.keyword === 'ID';
      if (inImage) skipImage(cursor);
      operations.push({ operator: inImage ? 'BI' : token.keyword, operands, from, to: cursor.at });
      operands = [];
      from = -1;
    }
  }
}
