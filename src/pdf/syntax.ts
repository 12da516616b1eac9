// Bytes that mean something in the syntax: as numbers, because asking for the code of a letter takes as long as the rest.
export const percent = 37;
export const opening = 40;
export const closing = 41;
export const minus = 45;
export const point = 46;
export const slash = 47;
export const less = 60;
export const greater = 62;
export const bracket = 91;
export const backslash = 92;
export const closingBracket = 93;
/** True for white space (ISO 32000-1, 7.2.2, table 1). */
export const isSpace = (byte: number): boolean =>
  byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12 || byte === 0;
const delimiters = new Set(Buffer.from('()<>[]{}/%'));
/** Which bytes belong to a word: a table, because every byte of a file is looked up in it. */
export const regular = Uint8Array.from({ length: 256 }, (_, byte) =>
  isSpace(byte) || delimiters.has(byte) ? 0 : 1,
);
/** True for a byte that belongs to a word; the end of a file does not. */
export const isRegular = (byte: number | undefined): boolean => byte !== undefined && regular[byte] === 1;

/** The place behind the regular characters, before the next space or delimiter. */
export function afterWord(bytes: Buffer, at: number): number {
  while (at < bytes.length && regular[bytes[at] ?? 0] === 1) at++;
  return at;
}

/** Words that were met lately, by a number made from their bytes: files are made of thousands of few. */
const met: (string | undefined)[] = Array.from({ length: 4096 });

/** Whether a word stands at a place. */
export function isAt(bytes: Buffer, from: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[from + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** The bytes between two places as a text, a letter for each. */
export function wordIn(bytes: Buffer, from: number, to: number): string {
  let key = 0;
  for (let at = from; at < to; at++) key = (key * 31 + (bytes[at] ?? 0)) & 4095;
  const known = met[key];
  if (known?.length === to - from && isAt(bytes, from, known)) return known;
  return (met[key] = bytes.toString('latin1', from, to));
}
