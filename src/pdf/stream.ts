import { deflateSync, inflateSync } from 'node:zlib';
import { PdfDict, PdfName, PdfStream, dictOf, name, numberIn, resolved } from './objects.ts';
import type { PdfObject } from './objects.ts';

/** Undoes what makes rows of bytes easier to pack: each says how it differs from what is before it (PNG, 9.2). */
function unpredicted(bytes: Buffer, width: number, pixel: number): Buffer {
  const rows = Math.floor(bytes.length / (width + 1));
  const out = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (width + 1)] ?? 0;
    for (let i = 0; i < width; i++) {
      const at = row * width + i;
      const left = i < pixel ? 0 : (out[at - pixel] ?? 0);
      const above = row === 0 ? 0 : (out[at - width] ?? 0);
      const corner = i < pixel || row === 0 ? 0 : (out[at - width - pixel] ?? 0);
      const guess = left + above - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
      const nearest = a <= b && a <= c ? left : b <= c ? above : corner;
      const before = [0, left, above, (left + above) >> 1, nearest][kind] ?? 0;
      out[at] = (bytes[row * (width + 1) + 1 + i] ?? 0) + before;
    }
  }
  return out;
}

/** A part of a file that grows beyond this many bytes is none that anybody could read. */
const most = 2 ** 28;

function plainOf(bytes: Uint8Array): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: most });
  } catch {
    throw new Error('a part of it cannot be unpacked');
  }
}

function inflated(bytes: Uint8Array, parameters: PdfObject | undefined): Buffer {
  const plain = plainOf(bytes);
  if (!(parameters instanceof PdfDict) || (numberIn(parameters, 'Predictor') ?? 1) < 10) return plain;
  const bits = (numberIn(parameters, 'Colors') ?? 1) * (numberIn(parameters, 'BitsPerComponent') ?? 8);
  const width = Math.ceil(((numberIn(parameters, 'Columns') ?? 1) * bits) / 8);
  return unpredicted(plain, width, Math.ceil(bits / 8));
}

/** Bytes that are written as hexadecimal digits (ISO 32000-1, 7.4.2). */
function fromHex(bytes: Uint8Array): Buffer {
  const digits = Buffer.from(bytes).toString('latin1').replace(/>.*/s, '').replaceAll(/\s/g, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

/** Bytes of which four are written as five letters (ISO 32000-1, 7.4.3). */
function fromLetters(bytes: Uint8Array): Buffer {
  const letters = Buffer.from(bytes).toString('latin1').replace(/~>.*/s, '').replaceAll(/\s/g, '');
  const groups = letters.replaceAll('z', '!!!!!').match(/.{1,5}/gs) ?? [];
  const parts = groups.map((group) => {
    let value = 0;
    for (const letter of group.padEnd(5, 'u')) value = value * 85 + letter.charCodeAt(0) - 33;
    const four = Buffer.alloc(4);
    four.writeUInt32BE(value >>> 0);
    return four.subarray(0, group.length - 1);
  });
  return Buffer.concat(parts);
}

const filters: Readonly<Record<string, (bytes: Uint8Array, parameters: PdfObject | undefined) => Buffer>> = {
  FlateDecode: inflated,
  ASCIIHexDecode: fromHex,
  ASCII85Decode: fromLetters,
};

const many = (object: PdfObject | undefined): readonly PdfObject[] =>
  Array.isArray(object) ? object : object === undefined ? [] : [object];

/** The names of the filters that a stream is packed with, the last that was used first. */
export const filtersOf = (dict: PdfDict): string[] =>
  many(dict.lookup('Filter')).flatMap((filter) => {
    const named = resolved(filter);
    return named instanceof PdfName ? [named.text] : [];
  });

/** The bytes of a stream as they were before they were packed. Throws where they are packed in a way that is not known. */
export function bytesOf({ dict, packed }: PdfStream): Buffer {
  const parameters = many(dict.lookup('DecodeParms')).map(resolved);
  return filtersOf(dict).reduce<Buffer>(
    (bytes, filter, index) => {
      const undo = filters[filter];
      if (!undo) throw new Error(`a part of it is packed with ${filter}`);
      return undo(bytes, parameters[index]);
    },
    Buffer.from(packed.buffer, packed.byteOffset, packed.length),
  );
}

/** A stream that packs its bytes: with the library that Chromium has, too, so that they rest on nothing that its own did not. */
export const packed = (
  bytes: Uint8Array,
  entries: Readonly<Record<string, PdfObject | undefined>> = {},
): PdfStream => new PdfStream(dictOf({ ...entries, Filter: name('FlateDecode') }), deflateSync(bytes));
