import { brotliDecompressSync } from 'node:zlib';

/** Characters by their numbers: from one to another, both included. */
export type Characters = readonly (readonly [number, number])[];

// Packages that read fonts are many times as large as the one table that is read here.

/** The numbers by which WOFF2 knows tables; those of `glyf` and `loca` are packed in a way of their own. */
const [cmap, glyf, loca, unnamed] = [0, 10, 11, 63];

/** A number of one to five bytes, seven bits each (WOFF2, 4.1), and the place behind it. */
function readNumber(bytes: Buffer, from: number): [number, number] {
  let [value, at] = [0, from];
  for (;;) {
    const byte = bytes.readUInt8(at++);
    value = value * 128 + (byte & 127);
    if (byte < 128) return [value, at];
  }
}

/** The table of a WOFF2 file that leads from characters to glyphs. */
function cmapIn(woff2: Buffer): Buffer {
  let at = 48;
  let offset = 0;
  let found: readonly [number, number] | undefined;
  for (let left = woff2.readUInt16BE(12); left > 0; left--) {
    const flags = woff2.readUInt8(at++);
    const [tag, version] = [flags & 63, flags >> 6];
    if (tag === unnamed) at += 4;
    let length: number;
    [length, at] = readNumber(woff2, at);
    // Only these two are packed where the version is 0; the others where it is not.
    const isPacked = tag === glyf || tag === loca ? version !== 3 : version !== 0;
    if (isPacked) [length, at] = readNumber(woff2, at);
    if (tag === cmap) found = [offset, length];
    offset += length;
  }
  const tables = brotliDecompressSync(woff2.subarray(at, at + woff2.readUInt32BE(20)));
  if (!found) throw new Error('the font leads from no character to a glyph');
  return tables.subarray(found[0], found[0] + found[1]);
}

/** The characters of a table of segments (OpenType, cmap format 4). */
function segments(table: Buffer): Characters {
  const size = table.readUInt16BE(6);
  return Array.from({ length: size / 2 }, (_, i): [number, number] => [
    table.readUInt16BE(16 + size + 2 * i),
    table.readUInt16BE(14 + 2 * i),
  ]).filter(([first]) => first < 0xffff);
}

/** The characters of a table of groups (OpenType, cmap format 12). */
const groups = (table: Buffer): Characters =>
  Array.from({ length: table.readUInt32BE(12) }, (_, i): [number, number] => [
    table.readUInt32BE(16 + 12 * i),
    table.readUInt32BE(20 + 12 * i),
  ]);

/** The characters for which a WOFF2 file has glyphs. */
export function charactersIn(woff2: Buffer): Characters {
  const table = cmapIn(woff2);
  return Array.from({ length: table.readUInt16BE(2) }, (_, i) => {
    const own = table.subarray(table.readUInt32BE(4 + 8 * i + 4));
    const format = own.readUInt16BE(0);
    return format === 12 ? groups(own) : format === 4 ? segments(own) : [];
  }).flat();
}
