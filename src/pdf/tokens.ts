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

const code = (char: string): number => char.charCodeAt(0);
const whitespace = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set(Buffer.from('()<>[]{}/%'));
const escapes = new Map([...Buffer.from('nrtbf')].map((letter, i) => [letter, '\n\r\t\b\f'.charCodeAt(i)]));
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
/** Which bytes belong to a word: a table, because every byte of a file is looked up in it. */
const regular = Uint8Array.from({ length: 256 }, (_, byte) =>
  whitespace.has(byte) || delimiters.has(byte) ? 0 : 1,
);
const isRegular = (byte: number | undefined): boolean => byte !== undefined && regular[byte] === 1;
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
  // Most words are operators of one or two letters.
  const [first = 0, second = 0] = [cursor.bytes[from], cursor.bytes[from + 1]];
  if (cursor.at === from + 1) return String.fromCharCode(first);
  if (cursor.at === from + 2) return String.fromCharCode(first, second);
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

const digitOf = (byte: number): number =>
  byte >= 48 && byte <= 57
    ? byte - 48
    : byte >= 65 && byte <= 70
      ? byte - 55
      : byte >= 97 && byte <= 102
        ? byte - 87
        : -1;

/** A string of hexadecimal digits; a last one without a partner counts as if 0 followed. */
function readHex(cursor: Cursor): Uint8Array {
  const end = cursor.bytes.indexOf(code('>'), cursor.at);
  if (end < 0) throw broken(cursor, 'a string of hexadecimal digits has no end');
  const out = new Uint8Array((end - cursor.at) >> 1);
  let length = 0;
  let high = -1;
  for (let at = cursor.at + 1; at < end; at++) {
    const digit = digitOf(cursor.bytes[at] ?? 0);
    if (digit < 0) continue;
    if (high >= 0) out[length++] = high * 16 + digit;
    high = high < 0 ? digit : -1;
  }
  if (high >= 0) out[length++] = high * 16;
  cursor.at = end + 1;
  return out.subarray(0, length);
}

function readName(cursor: Cursor): Name {
  cursor.at++;
  const name = readWord(cursor).replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return { name };
}

/** Numbers begin with a digit, a sign or a point, and operators never do. */
const startsNumber = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 43 && byte <= 57 && byte !== 44 && byte !== 47;

/** A number, digit by digit: pages hold tens of thousands. */
function readNumber(cursor: Cursor): number {
  let [value, scale, sign] = [0, 0, 1];
  for (; isRegular(cursor.bytes[cursor.at]); cursor.at++) {
    const byte = cursor.bytes[cursor.at] ?? 0;
    if (byte === code('-')) sign = -1;
    else if (byte === code('.')) scale = 1;
    else if (byte >= 48 && byte <= 57) {
      value = value * 10 + byte - 48;
      scale *= 10;
    }
  }
  return (sign * value) / (scale || 1);
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
  if (startsNumber(byte)) return readNumber(cursor);
  const word = readWord(cursor);
  if (word === '') throw broken(cursor, `a stray ${String.fromCharCode(byte ?? 0)}`);
  const constant = constants.get(word);
  return constant === undefined ? { keyword: word } : constant;
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

/** The operands of an operator, read when they are asked for: most never are. */
export function operandsOf(bytes: Uint8Array, { from, to }: Operation): Operand[] {
  const cursor: Cursor = { bytes, at: from };
  const operands: Operand[] = [];
  while (cursor.at < to) {
    const token = readToken(cursor);
    // The dictionary of an image in the text stands between its two operators.
    if (!isKeyword(token)) operands.push(token);
    else if (token.keyword !== 'BI') break;
    skipSpace(cursor);
  }
  return operands;
}

/** The name that an operator is given first, such as that of a font or a form; empty where there is none. */
export function nameOperand(bytes: Uint8Array, operation: Operation): string {
  const [first] = operandsOf(bytes, operation);
  return isName(first) ? first.name : '';
}

/** Passes one operand, or a bracket of one that is made of several. */
function skipOperand(cursor: Cursor): void {
  const { bytes } = cursor;
  const byte = bytes[cursor.at];
  if (byte === code('(')) void readString(cursor);
  else if (byte === code('<') && bytes[cursor.at + 1] !== byte) {
    const end = bytes.indexOf(code('>'), cursor.at);
    if (end < 0) throw broken(cursor, 'a string of hexadecimal digits has no end');
    cursor.at = end + 1;
  } else if (byte === code('/') || isRegular(byte)) {
    cursor.at++;
    while (isRegular(bytes[cursor.at])) cursor.at++;
  } else cursor.at += byte === code('<') ? 2 : 1;
}

/** Reads a content stream into its operators; an image in the text (BI, ID, EI) is one operator, BI. */
export function readOperations(bytes: Uint8Array): Operation[] {
  const cursor: Cursor = { bytes, at: 0 };
  const operations: Operation[] = [];
  let from = -1;
  for (;;) {
    skipSpace(cursor);
    const byte = bytes[cursor.at];
    if (byte === undefined) return operations;
    if (from < 0) from = cursor.at;
    if (regular[byte] === 0 || startsNumber(byte)) skipOperand(cursor);
    else {
      const operator = readWord(cursor);
      if (operator === 'BI' || constants.has(operator)) continue;
      if (operator === 'ID') skipImage(cursor);
      operations.push({ operator: operator === 'ID' ? 'BI' : operator, from, to: cursor.at });
      from = -1;
    }
  }
}
