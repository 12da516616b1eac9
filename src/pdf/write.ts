import { createHash } from 'node:crypto';
import { PdfDict, PdfName, PdfRef, PdfStream, PdfText, dictOf, name } from './objects.ts';
import type { PdfObject } from './objects.ts';
import type { PdfFile } from './read.ts';
import { packed } from './stream.ts';

/** So many objects are packed together: one packs worse, and all would have to be unpacked to show a page. */
const packSize = 200;

/** A number without an exponent, which PDF does not know. */
function numberText(number: number): string {
  const text = String(number);
  return text.includes('e') ? number.toFixed(10).replace(/\.?0+$/, '') : text;
}

/** Characters that mean something in the syntax, or that only a few programs expect in a name. */
const nameText = (text: string): string =>
  `/${text.replaceAll(/[^!-~]|[#%()/<>[\]{}]/g, (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

const escapes: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n' };

function textText({ bytes, digits }: PdfText): string {
  const plain = Buffer.from(bytes);
  if (digits !== undefined) return `<${plain.toString('hex')}>`;
  return `(${plain.toString('latin1').replaceAll(/[\\()\r\n]/g, (sign) => escapes[sign] ?? `\\${sign}`)})`;
}

type NumberOf = (ref: PdfRef) => number;

/** An object as it is written, each byte as one character; of a stream, its dictionary. */
function textOf(object: PdfObject, numberOf: NumberOf): string {
  if (object instanceof PdfRef) return `${numberOf(object)} 0 R`;
  if (object instanceof PdfName) return nameText(object.text);
  if (typeof object === 'number') return numberText(object);
  if (object instanceof PdfDict) {
    let text = '<<';
    for (const [key, value] of object) text += `${nameText(key)} ${textOf(value, numberOf)}\n`;
    return `${text}>>`;
  }
  if (Array.isArray(object)) return `[${object.map((item) => textOf(item, numberOf)).join(' ')}]`;
  if (object instanceof PdfText) return textText(object);
  return object instanceof PdfStream ? textOf(object.dict, numberOf) : String(object);
}

/** Everything that can be reached from the trailer, in the order in which it is; numbers count from 1. */
function reached(trailer: PdfDict): Map<PdfRef, number> {
  const numbers = new Map<PdfRef, number>();
  const visit = (object: PdfObject): void => {
    if (object instanceof PdfRef) {
      if (!numbers.has(object)) numbers.set(object, numbers.size + 1);
    } else if (object instanceof PdfDict) object.forEach(visit);
    else if (Array.isArray(object)) object.forEach(visit);
    else if (object instanceof PdfStream) visit(object.dict);
  };
  visit(trailer);
  // What is found on the way is visited in its turn.
  for (const { target } of numbers.keys()) if (target !== undefined) visit(target);
  return numbers;
}

/** Objects as one stream (ISO 32000-1, 7.5.7). */
function packOf(refs: readonly PdfRef[], numberOf: NumberOf): PdfStream {
  let [head, body] = ['', ''];
  for (const ref of refs) {
    head += `${numberOf(ref)} ${body.length} `;
    body += `${textOf(ref.target ?? null, numberOf)}\n`;
  }
  const bytes = Buffer.from(head + body, 'latin1');
  return packed(bytes, { Type: name('ObjStm'), N: refs.length, First: head.length });
}

/** Where an object is: at a byte of the file, or at a place in an object stream. */
type Place = { readonly at: number } | { readonly pack: number; readonly index: number };

/** The table of places, three columns of 1, 4 and 2 bytes (ISO 32000-1, 7.5.8). */
function tableOf(places: readonly (Place | undefined)[]): Buffer {
  const table = Buffer.alloc(places.length * 7);
  for (const [number, place] of places.entries()) {
    const row = number * 7;
    if (!place) table.writeUInt16BE(0xffff, row + 5);
    else {
      table[row] = 'at' in place ? 1 : 2;
      table.writeUInt32BE('at' in place ? place.at : place.pack, row + 1);
      table.writeUInt16BE('at' in place ? 0 : place.index, row + 5);
    }
  }
  return table;
}

/**
 * The bytes of a file: what can be reached from its trailer, numbered in the order in which it is reached, and nothing
 * else. Chromium's own numbers follow the names of structure elements, and so how often a page was used before. The
 * identifier is made from all that stands before it.
 */
export function writeFile({ trailer }: Pick<PdfFile, 'trailer'>): Buffer {
  const entries = { Root: trailer.get('Root'), Info: trailer.get('Info') };
  const numbers = reached(dictOf(entries));
  const numberOf: NumberOf = (ref) => numbers.get(ref) ?? 0;
  const places: (Place | undefined)[] = [undefined];
  const parts: Uint8Array[] = [];
  let length = 0;
  const add = (...some: readonly Uint8Array[]): void => {
    for (const part of some) length += part.length;
    parts.push(...some);
  };
  const addStream = (number: number, { dict, packed: bytes }: PdfStream): void => {
    places[number] = { at: length };
    dict.set('Length', bytes.length);
    const head = `${number} 0 obj\n${textOf(dict, numberOf)}\nstream\n`;
    add(Buffer.from(head, 'latin1'), bytes, Buffer.from('\nendstream\nendobj\n'));
  };
  add(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
  const loose: PdfRef[] = [];
  for (const [ref, number] of numbers) {
    if (ref.target instanceof PdfStream) addStream(number, ref.target);
    else loose.push(ref);
  }
  let next = numbers.size + 1;
  for (let from = 0; from < loose.length; from += packSize) {
    const refs = loose.slice(from, from + packSize);
    for (const [index, ref] of refs.entries()) places[numberOf(ref)] = { pack: next, index };
    addStream(next, packOf(refs, numberOf));
    next++;
  }
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const id = new PdfText(hash.digest().subarray(0, 16), 32);
  places[next] = { at: length };
  const start = length;
  const table = packed(tableOf(places), {
    ...entries,
    Type: name('XRef'),
    Size: places.length,
    W: [1, 4, 2],
    ID: [id, id],
  });
  addStream(next, table);
  add(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}
