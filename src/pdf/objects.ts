import { decodeText, encodeText } from './encoding.ts';

/** A name, such as /Span, without its slash; each byte of it is one character. */
export class PdfName {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A text, or another row of bytes. */
export class PdfText {
  readonly bytes: Uint8Array;
  /** How many hexadecimal digits it is written with; absent where it is written as letters. */
  readonly digits: number | undefined;
  constructor(bytes: Uint8Array, digits?: number) {
    this.bytes = bytes;
    this.digits = digits;
  }
}

/** An object that several others can hold, and the number it was read with; what is new has 0 until it is written. */
export class PdfRef {
  target: PdfObject | undefined;
  readonly number: number;
  constructor(target?: PdfObject, number = 0) {
    this.target = target;
    this.number = number;
  }
}

/** What an entry is, or what it refers to. */
export const resolved = (object: PdfObject | undefined): PdfObject | undefined =>
  object instanceof PdfRef ? object.target : object;

/** A dictionary. `get` gives an entry as it is written, `lookup` what it refers to. */
export class PdfDict extends Map<string, PdfObject> {
  lookup(key: string): PdfObject | undefined {
    return resolved(this.get(key));
  }
}

/** A dictionary with a row of bytes, packed as the dictionary says. */
export class PdfStream {
  readonly dict: PdfDict;
  readonly packed: Uint8Array;
  constructor(dict: PdfDict, packed: Uint8Array) {
    this.dict = dict;
    this.packed = packed;
  }
}

/** An object of a PDF (ISO 32000-1, 7.3). */
export type PdfObject =
  null | boolean | number | PdfName | PdfText | PdfObject[] | PdfDict | PdfStream | PdfRef;

/** A name, such as /Type, without its slash. */
export const name = (text: string): PdfName => new PdfName(text);

/** A dictionary of some entries; those that are undefined are left out. */
export function dictOf(entries: Readonly<Record<string, PdfObject | undefined>>): PdfDict {
  const dict = new PdfDict();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) dict.set(key, value);
  return dict;
}

/** A text of Latin letters, as it stands. */
export const latinText = (text: string): PdfText => new PdfText(Buffer.from(text, 'latin1'));

/** A text in any script. */
export function wideText(text: string): PdfText {
  const bytes = encodeText(text);
  return new PdfText(bytes, 2 * bytes.length);
}

/** The name that an entry is, without its slash. */
export function nameIn(dict: PdfDict, key: string): string | undefined {
  const value = dict.lookup(key);
  return value instanceof PdfName ? value.text : undefined;
}

/** The text that an entry is, such as the alternative of a figure. */
export function textIn(dict: PdfDict, key: string): string | undefined {
  const value = dict.lookup(key);
  return value instanceof PdfText ? decodeText(value.bytes) : undefined;
}

/** The number at a key, also where it stands elsewhere; undefined for anything else. */
export function numberIn(dict: PdfDict, key: string): number | undefined {
  const value = dict.lookup(key);
  return typeof value === 'number' ? value : undefined;
}

/** The dictionary at a key, also where it stands elsewhere; undefined for anything else. */
export function dictIn(dict: PdfDict, key: string): PdfDict | undefined {
  const value = dict.lookup(key);
  return value instanceof PdfDict ? value : undefined;
}

/** The stream at a key; undefined for anything else. */
export function streamIn(dict: PdfDict, key: string): PdfStream | undefined {
  const value = dict.lookup(key);
  return value instanceof PdfStream ? value : undefined;
}

/** The items of an entry that is a list, as they are written; none where it is no list. */
export function listIn(dict: PdfDict, key: string): readonly PdfObject[] {
  const value = dict.lookup(key);
  return Array.isArray(value) ? value : [];
}

/** The numbers of an entry that is a list of numbers; 0 stands for what is none. */
export const numbersIn = (dict: PdfDict, key: string): number[] =>
  listIn(dict, key).map((item) => {
    const number = resolved(item);
    return typeof number === 'number' ? number : 0;
  });

/** The reference at a key itself, not what it leads to. */
export function refIn(dict: PdfDict, key: string): PdfRef | undefined {
  const value = dict.get(key);
  return value instanceof PdfRef ? value : undefined;
}
