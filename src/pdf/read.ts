import type { Box } from './box.ts';
import {
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfText,
  dictIn,
  nameIn,
  numberIn,
  numbersIn,
  resolved,
} from './objects.ts';
import type { PdfObject } from './objects.ts';
import { bytesOf } from './stream.ts';
import {
  bracket,
  closingBracket,
  greater,
  isAt,
  isRegular,
  isSpace,
  less,
  opening,
  slash,
} from './syntax.ts';
import {
  afterSpace,
  constants,
  readName,
  readNumber,
  readString,
  readWord,
  skipSpace,
  startsNumber,
} from './tokens.ts';
import type { Cursor } from './tokens.ts';

/** A page: what others refer to, and its dictionary. */
export interface Page {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
}

/** A PDF as its objects, which hold each other. */
export interface PdfFile {
  readonly trailer: PdfDict;
  readonly catalog: PdfDict;
  readonly pages: readonly Page[];
  /** Every object that has a number, in the order of the numbers. */
  readonly objects: readonly PdfRef[];
}

/** What is read, and every object that was defined or referred to so far, by its number. */
interface Source extends Cursor {
  readonly refs: Map<number, PdfRef>;
  /** How many dictionaries and lists are open. */
  depth: number;
}

/** Files are nested no deeper than some tens; one that is deeper would not fit on the stack. */
const deepest = 500;

const letterR = 82;
const isDigit = (byte: number | undefined): byte is number => byte !== undefined && byte >= 48 && byte <= 57;

function refTo({ refs }: Source, number: number): PdfRef {
  let ref = refs.get(number);
  if (!ref) refs.set(number, (ref = new PdfRef(undefined, number)));
  return ref;
}

/** A number, or the reference that it begins: `12 0 R`. */
function readNumberOrRef(source: Source): number | PdfRef {
  const { bytes } = source;
  const number = readNumber(source);
  const isAfterSpace = (at: number): boolean => isSpace(bytes[at - 1] ?? -1);
  let at = afterSpace(bytes, source.at);
  if (!isDigit(bytes[at]) || !isAfterSpace(at)) return number;
  while (isDigit(bytes[at])) at++;
  at = afterSpace(bytes, at);
  const isRef = bytes[at] === letterR && isAfterSpace(at) && !isRegular(bytes[at + 1]);
  if (!isRef || !Number.isInteger(number)) return number;
  source.at = at + 1;
  return refTo(source, number);
}

/** Reads a dictionary or a list, which stands in others. */
function within<T>(source: Source, read: (source: Source) => T): T {
  if (++source.depth > deepest) throw new Error(`its objects are nested too deeply at byte ${source.at}`);
  const object = read(source);
  source.depth--;
  return object;
}

function readDict(source: Source): PdfDict {
  const dict = new PdfDict();
  source.at += 2;
  for (;;) {
    skipSpace(source);
    const byte = source.bytes[source.at];
    if (byte === greater) break;
    if (byte !== slash) throw new Error(`a dictionary is broken at byte ${source.at}`);
    const key = readName(source);
    dict.set(key, readObject(source));
  }
  source.at += 2;
  return dict;
}

function readList(source: Source): PdfObject[] {
  const list: PdfObject[] = [];
  source.at++;
  for (;;) {
    skipSpace(source);
    if (source.bytes[source.at] === closingBracket) break;
    list.push(readObject(source));
  }
  source.at++;
  return list;
}

/** Reads one object. Throws where there is none. */
function readObject(source: Source): PdfObject {
  skipSpace(source);
  const { bytes, at } = source;
  const byte = bytes[at];
  if (startsNumber(byte)) return readNumberOrRef(source);
  if (byte === slash) return new PdfName(readName(source));
  if (byte === bracket) return within(source, readList);
  if (byte === opening) return new PdfText(readString(source));
  if (byte === less) {
    if (bytes[at + 1] === less) return within(source, readDict);
    const end = bytes.indexOf(greater, at);
    if (end < 0) throw new Error(`a text that begins at byte ${at} has no end`);
    source.at = end + 1;
    const digits = bytes.toString('latin1', at + 1, end).replaceAll(/\s/g, '');
    return new PdfText(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'), digits.length);
  }
  const constant = constants.get(readWord(source));
  if (constant === undefined) throw new Error(`something that is no object stands at byte ${at}`);
  return constant;
}

const streamEnd = 'endstream';

/** Where the bytes of a stream end that does not say so, or says it where it cannot be read yet: before a line end. */
function endOfStream(bytes: Buffer, from: number): number {
  let end = bytes.indexOf(streamEnd, from, 'latin1');
  if (end < 0) throw new Error(`a stream that begins at byte ${from} has no end`);
  if (end > from && bytes[end - 1] === 10) end--;
  if (end > from && bytes[end - 1] === 13) end--;
  return end;
}

/** The bytes of a stream, from behind its dictionary up to its end. */
function readStream(source: Source, dict: PdfDict): PdfStream {
  const { bytes } = source;
  let from = source.at;
  if (bytes[from] === 13) from++;
  if (bytes[from] === 10) from++;
  const said = from + (numberIn(dict, 'Length') ?? bytes.length);
  const end = isAt(bytes, afterSpace(bytes, said), streamEnd) ? said : endOfStream(bytes, from);
  source.at = bytes.indexOf(streamEnd, end, 'latin1') + streamEnd.length;
  return new PdfStream(dict, bytes.subarray(from, end));
}

/** Reads what stands between `obj` and `endobj`. */
function readDefinition(source: Source): PdfObject {
  const object = readObject(source);
  skipSpace(source);
  if (!(object instanceof PdfDict) || !isAt(source.bytes, source.at, 'stream')) return object;
  source.at += 'stream'.length;
  return readStream(source, object);
}

/** An object stream, and where in the file it stands. */
interface Pack {
  readonly stream: PdfStream;
  readonly at: number;
}

/** What was read of a file: where each object is defined last, the object streams, and the trailer. */
interface Found {
  readonly definedAt: Map<number, number>;
  readonly packs: Pack[];
  readonly trailer: PdfDict;
}

function define(source: Source, number: number, { definedAt, packs, trailer }: Found): void {
  const { at } = source;
  const object = readDefinition(source);
  refTo(source, number).target = object;
  definedAt.set(number, at);
  if (!(object instanceof PdfStream)) return;
  const type = nameIn(object.dict, 'Type');
  if (type === 'ObjStm') packs.push({ stream: object, at });
  // A table of places that is packed is a trailer, too (ISO 32000-1, 7.5.8).
  if (type === 'XRef') for (const [key, value] of object.dict) trailer.set(key, value);
}

/** Puts what stands in object streams (ISO 32000-1, 7.5.7) in its place, unless it is defined anew further on. */
function unpack(outer: Source, { definedAt, packs }: Found): void {
  for (const { stream, at } of packs) {
    const source: Source = { ...outer, bytes: bytesOf(stream), at: 0 };
    const [said, first] = [numberIn(stream.dict, 'N') ?? 0, numberIn(stream.dict, 'First') ?? 0];
    // Each of them takes a byte at least, whatever is said.
    const count = Math.min(said, source.bytes.length);
    const places: [number, number][] = [];
    for (let i = 0; i < count; i++) {
      skipSpace(source);
      const number = readNumber(source);
      skipSpace(source);
      places.push([number, first + readNumber(source)]);
    }
    for (const [number, place] of places) {
      if ((definedAt.get(number) ?? -1) > at) continue;
      source.at = place;
      refTo(source, number).target = readObject(source);
      definedAt.set(number, at);
    }
  }
}

/** The place of the next line. */
function nextLine({ bytes, at }: Cursor): number {
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
  return at + 1;
}

/**
 * Reads every object of a file from its first byte to its last, whatever its tables of places say; of several with one
 * number the last counts.
 */
function scan(source: Source): Found {
  const { bytes } = source;
  const found: Found = { definedAt: new Map(), packs: [], trailer: new PdfDict() };
  const definition = /(\d{1,10})\s+\d{1,5}\s+obj\b/y;
  for (;;) {
    skipSpace(source);
    if (source.at >= bytes.length) return found;
    const line = bytes.toString('latin1', source.at, source.at + 32);
    definition.lastIndex = 0;
    const [head, number] = definition.exec(line) ?? [];
    if (head !== undefined && number !== undefined) {
      source.at += head.length;
      define(source, Number(number), found);
    } else if (line.startsWith('trailer')) {
      source.at += 'trailer'.length;
      const trailer = readObject(source);
      if (trailer instanceof PdfDict) for (const [key, value] of trailer) found.trailer.set(key, value);
    } else if (line.startsWith('endobj')) source.at += 'endobj'.length;
    else source.at = nextLine(source);
  }
}

/** The pages in their order, each once. */
function pagesOf(catalog: PdfDict): Page[] {
  const pages: Page[] = [];
  const seen = new Set<PdfObject>();
  const visit = (object: PdfObject | undefined): void => {
    const dict = resolved(object);
    if (!(dict instanceof PdfDict) || seen.has(dict)) return;
    seen.add(dict);
    const kids = dict.lookup('Kids');
    if (Array.isArray(kids)) kids.forEach(visit);
    else if (object instanceof PdfRef) pages.push({ ref: object, dict });
  };
  visit(catalog.get('Pages'));
  return pages;
}

/** The area of a page in points, which it may have from those that hold it (ISO 32000-1, 7.7.3.4); none where none is told. */
export function mediaBoxOf({ dict }: Page): Box {
  let owner: PdfDict | undefined = dict;
  for (let depth = 0; depth < 50 && owner && !owner.has('MediaBox'); depth++) owner = dictIn(owner, 'Parent');
  const [a = 0, b = 0, c = 0, d = 0] = owner ? numbersIn(owner, 'MediaBox') : [];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** True for a file that can be read only with a password, or with one that is empty. */
export const isLocked = ({ trailer }: Pick<PdfFile, 'trailer'>): boolean => trailer.has('Encrypt');

/** Reads a PDF. Throws an Error that says what keeps it from being read. */
export function readFile(written: Uint8Array): PdfFile {
  const bytes = Buffer.from(written.buffer, written.byteOffset, written.length);
  const source: Source = { bytes, at: 0, refs: new Map(), depth: 0 };
  const found = scan(source);
  const { trailer } = found;
  if (!isLocked(found)) unpack(source, found);
  const catalog = dictIn(trailer, 'Root') ?? new PdfDict();
  if (catalog.size === 0 && !isLocked(found)) throw new Error('it has no catalogue');
  const objects = [...source.refs.values()].sort((a, b) => a.number - b.number);
  return { trailer, catalog, pages: pagesOf(catalog), objects };
}
