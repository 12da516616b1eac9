import { descendantOf } from '../pdf/fonts.ts';
import type { Font } from '../pdf/fonts.ts';
import { dictIn, streamIn } from '../pdf/objects.ts';
import type { PdfDict } from '../pdf/objects.ts';
import { bytesOf } from '../pdf/stream.ts';

/** A TrueType font program, as far as a font dictionary speaks of it (ISO/IEC 14496-22). */
interface Program {
  readonly glyphs: number;
  /** How wide a glyph is, in thousandths of the size. */
  readonly width: (glyph: number) => number;
}

/** Reads the tables head, hhea, hmtx and maxp. Throws where one is not whole. */
function readProgram(bytes: Buffer): Program {
  const tables = new Map<string, number>();
  for (let at = 12, left = bytes.readUInt16BE(4); left > 0; at += 16, left--)
    tables.set(bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8));
  const read = (table: string, at: number): number => bytes.readUInt16BE((tables.get(table) ?? NaN) + at);
  const [units, glyphs, widths] = [read('head', 18), read('maxp', 4), read('hhea', 34)];
  return {
    glyphs,
    // The last width counts for all glyphs behind it.
    width: (glyph) => (read('hmtx', 4 * Math.min(glyph, widths - 1)) * 1000) / units,
  };
}

/** The glyph of each code: the code itself, or what a map of the file says (ISO 32000-1, 9.7.4.2). */
function glyphsOf(descendant: PdfDict, codes: ReadonlySet<number>): Map<number, number> {
  const map = streamIn(descendant, 'CIDToGIDMap');
  const bytes = map && bytesOf(map);
  return new Map(
    [...codes].map((code) => [
      code,
      bytes ? (bytes[2 * code] ?? 0) * 256 + (bytes[2 * code + 1] ?? 0) : code,
    ]),
  );
}

/** What a TrueType font says of its glyphs agrees with the program in the file: rule, claim and hint. */
export function* glyphFaults(
  font: Font,
  codes: ReadonlySet<number>,
): Generator<readonly [string, string, string]> {
  const descendant = descendantOf(font.dict);
  const descriptor = dictIn(descendant, 'FontDescriptor');
  const file = descriptor && streamIn(descriptor, 'FontFile2');
  if (font.codeBytes !== 2 || !file) return;
  let program: Program;
  try {
    program = readProgram(bytesOf(file));
  } catch {
    yield ['pdfa/6.2.11.2', 'is not whole', 'embed it anew'];
    return;
  }
  const glyphs = [...glyphsOf(descendant, codes)];
  const lost = glyphs.filter(([, glyph]) => glyph >= program.glyphs).length;
  if (lost > 0) yield ['pdfa/6.2.11.4.1', `shows ${lost} glyphs that are not in the file`, 'embed them'];
  const odd = glyphs.filter(([code, glyph]) => Math.abs(program.width(glyph) - font.width(code)) > 1).length;
  if (lost === 0 && odd > 0)
    yield [
      'pdfa/6.2.11.5',
      `gives ${odd} glyphs another width than they have`,
      'write its widths anew from the glyphs',
    ];
  const list = streamIn(descriptor, 'CIDSet');
  const listed = list && bytesOf(list);
  const isListed = (code: number): boolean => ((listed?.[code >> 3] ?? 0) & (128 >> (code & 7))) !== 0;
  if (listed && glyphs.some(([code]) => !isListed(code)))
    yield ['pdfa/6.2.11.4.2', 'lists some of its glyphs and not all', 'take out its CIDSet'];
}
