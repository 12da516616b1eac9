import {
  afterWord,
  backslash,
  bracket,
  closing,
  greater,
  isAt,
  isRegular,
  isSpace,
  less,
  minus,
  opening,
  percent,
  point,
  regular,
  slash,
  wordIn,
} from './syntax.ts';

/** A name of PDF syntax, such as /Span, without its slash. */
export interface Name {
  readonly name: string;
}

/** An operand of a content stream; strings are bytes, because only their font knows what they say. */
export type Operand =
  number | boolean | null | Name | Uint8Array | readonly Operand[] | ReadonlyMap<string, Operand>;

/** One operator, and the bytes that it and the operands before it stand in (ISO 32000-1, 7.8.2). */
export interface Operation {
  readonly operator: string;
  readonly from: number;
  readonly to: number;
}

const escapes = new Map([...Buffer.from('nrtbf')].map((letter, i) => [letter, '\n\r\t\b\f'.charCodeAt(i)]));
/** The value of each byte as a hexadecimal digit; -1 where it is none. */
const digits = Int8Array.from({ length: 256 }, (_, byte) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase()),
);
const isOctal = (byte: number | undefined): byte is number => byte !== undefined && byte >= 48 && byte <= 55;

/** A place in a content stream. */
export interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

function broken({ at }: Cursor, what: string): Error {
  return new Error(`the content of a page cannot be read: ${what} at byte ${at}`);
}

/** The place behind spaces and comments. */
export function afterSpace(bytes: Buffer, at: number): number {
  for (; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === percent) {
      while (at + 1 < bytes.length && bytes[at + 1] !== 10 && bytes[at + 1] !== 13) at++;
    } else if (!isSpace(byte)) break;
  }
  return at;
}

/** Moves behind white space and comments (ISO 32000-1, 7.2.3). */
export function skipSpace(cursor: Cursor): void {
  cursor.at = afterSpace(cursor.bytes, cursor.at);
}

/** Reads regular characters up to the next space or delimiter. */
export function readWord(cursor: Cursor): string {
  const from = cursor.at;
  cursor.at = afterWord(cursor.bytes, from);
  return wordIn(cursor.bytes, from, cursor.at);
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
export function readString(cursor: Cursor): Uint8Array {
  const { bytes } = cursor;
  const out: number[] = [];
  let depth = 1;
  cursor.at++;
  while (depth > 0) {
    const byte = bytes[cursor.at++];
    if (byte === undefined) throw broken(cursor, 'a string has no end');
    if (byte === backslash) readEscape(cursor, out);
    else {
      if (byte === opening) depth++;
      else if (byte === closing) depth--;
      if (byte === 13) {
        // Every end of line inside a string counts as one line feed.
        if (bytes[cursor.at] === 10) cursor.at++;
        out.push(10);
      } else if (depth > 0) out.push(byte);
    }
  }
  return Uint8Array.from(out);
}

/**
 * Adds the numbers of a string of hexadecimal digits, so many digits each. A last one that lacks one digit counts as if 0
 * followed (ISO 32000-1, 7.3.4.3); one that lacks more does not count.
 */
export function readHex(cursor: Cursor, width: number, numbers: number[] = []): number[] {
  const { bytes } = cursor;
  let at = cursor.at + 1;
  let [value, length] = [0, 0];
  for (; bytes[at] !== greater; at++) {
    if (at >= bytes.length) throw broken(cursor, 'a string of hexadecimal digits has no end');
    const digit = digits[bytes[at] ?? 0] ?? -1;
    if (digit < 0) continue;
    value = value * 16 + digit;
    length++;
    if (length < width) continue;
    numbers.push(value);
    value = 0;
    length = 0;
  }
  if (length === width - 1) numbers.push(value * 16);
  cursor.at = at + 1;
  return numbers;
}

/** A name, whose characters may be written as `#` and two digits (ISO 32000-1, 7.3.5). */
export function readName(cursor: Cursor): string {
  cursor.at++;
  const word = readWord(cursor);
  return word.includes('#')
    ? word.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : word;
}

/** Numbers begin with a digit, a sign or a point, and operators never do. */
export const startsNumber = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 43 && byte <= 57 && byte !== 44 && byte !== 47;

/** A number, digit by digit: pages hold tens of thousands. */
export function readNumber(cursor: Cursor): number {
  const { bytes } = cursor;
  let { at } = cursor;
  let value = 0;
  let scale = 0;
  let sign = 1;
  for (; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + byte - 48;
      scale *= 10;
    } else if (byte === point) scale = 1;
    else if (byte === minus) sign = -1;
    else if (regular[byte] === 0) break;
  }
  cursor.at = at;
  return (sign * value) / (scale || 1);
}

/** Operands up to a closing sign. */
function readUntil(cursor: Cursor, closing: string): Operand[] {
  const items: Operand[] = [];
  cursor.at += closing.length;
  for (;;) {
    skipSpace(cursor);
    if (cursor.at >= cursor.bytes.length) throw broken(cursor, `${closing} is missing`);
    if (isAt(cursor.bytes, cursor.at, closing)) break;
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

/** True for a word that is neither a name nor a value, such as an operator. */
export const isKeyword = (token: Operand | Keyword): token is Keyword =>
  typeof token === 'object' && token !== null && 'keyword' in token;

/** True for a name. */
export const isName = (value: Operand | undefined): value is Name =>
  typeof value === 'object' && value !== null && 'name' in value;

/** The keywords that are values. */
export const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads the next value or keyword; throws a fault of the file where there is neither. */
export function readToken(cursor: Cursor): Operand | Keyword {
  const byte = cursor.bytes[cursor.at];
  const next = cursor.bytes[cursor.at + 1];
  if (byte === opening) return readString(cursor);
  if (byte === less)
    return next === byte ? mapOf(readUntil(cursor, '>>')) : Uint8Array.from(readHex(cursor, 2));
  if (byte === bracket) return readUntil(cursor, ']');
  if (byte === slash) return { name: readName(cursor) };
  if (startsNumber(byte)) return readNumber(cursor);
  const word = readWord(cursor);
  if (word === '') throw broken(cursor, `a stray ${String.fromCharCode(byte ?? 0)}`);
  const constant = constants.get(word);
  return constant === undefined ? { keyword: word } : constant;
}

/**
 * The place behind an image in the text: EI between spaces, with text and no more of the image behind it. Its data may
 * hold the same two letters, so what follows is looked at.
 */
function afterImage(bytes: Buffer, from: number): number {
  for (let at = from + 1; at < bytes.length; at++) {
    const ends = bytes[at] === 69 && bytes[at + 1] === 73 && isSpace(bytes[at - 1] ?? -1);
    const after = bytes.subarray(at + 2, at + 12);
    if (!ends || isRegular(after[0])) continue;
    if (after.every((byte) => isSpace(byte) || (byte >= 32 && byte < 127))) return at + 2;
  }
  throw broken({ bytes, at: from }, 'an image has no end');
}

/** The place behind an operand, or behind a bracket of one that is made of several. */
export function afterOperand(bytes: Buffer, at: number): number {
  const byte = bytes[at] ?? 0;
  if (byte === opening) {
    const cursor = { bytes, at };
    void readString(cursor);
    return cursor.at;
  }
  if (byte === slash || regular[byte] === 1) return afterWord(bytes, at + 1);
  if (byte !== less) return at + 1;
  if (bytes[at + 1] === byte) return at + 2;
  for (let end = at; end < bytes.length; end++) if (bytes[end] === greater) return end + 1;
  throw broken({ bytes, at }, 'a string of hexadecimal digits has no end');
}

/** Reads a content stream into its operators; an image in the text (BI, ID, EI) is one operator, BI. */
export function readOperations(bytes: Buffer): Operation[] {
  const operations: Operation[] = [];
  let from = -1;
  let at = 0;
  for (;;) {
    at = afterSpace(bytes, at);
    if (at >= bytes.length) return operations;
    const byte = bytes[at] ?? 0;
    if (from < 0) from = at;
    if (regular[byte] === 0 || startsNumber(byte)) at = afterOperand(bytes, at);
    else {
      const end = afterWord(bytes, at);
      const operator = wordIn(bytes, at, end);
      at = operator === 'ID' ? afterImage(bytes, end) : end;
      if (operator === 'BI' || constants.has(operator)) continue;
      operations.push({ operator: operator === 'ID' ? 'BI' : operator, from, to: at });
      from = -1;
    }
  }
}
