import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import { operandsOf } from './operands.ts';
import { bytesOf } from './stream.ts';
import { readOperations } from './tokens.ts';
import type { Operand } from './tokens.ts';

/** A font as a reader of text needs it: from codes to characters. */
export interface Font {
  readonly dict: PDFDict;
  readonly name: string;
  /** How many bytes of a string make one code. */
  readonly codeBytes: 1 | 2;
  /** The map from codes to text that the file itself gives (ISO 32000-1, 9.10.3). */
  readonly unicode: ReadonlyMap<number, string>;
  /** How wide the glyph of a code is, in thousandths of the size. */
  readonly width: (code: number) => number;
}

const utf16 = new TextDecoder('utf-16be');

/** The text of a PDF text string: UTF-16 where it begins with the mark for that, Latin letters otherwise. */
export function decodeText(bytes: Uint8Array): string {
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? utf16.decode(bytes.subarray(2))
    : Buffer.from(bytes).toString('latin1');
}

const numberOf = (operand: Operand | undefined): number =>
  operand instanceof Uint8Array ? operand.reduce((number, byte) => number * 256 + byte, 0) : Number.NaN;

const textOf = (operand: Operand | undefined): string =>
  operand instanceof Uint8Array ? utf16.decode(operand) : '';

/** The next text of a range: the last code unit counts up. */
function later(text: string, by: number): string {
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + by);
}

/** Reads a ToUnicode map: single characters (bfchar) and ranges of them (bfrange). */
function readUnicode(bytes: Uint8Array): Map<number, string> {
  const map = new Map<number, string>();
  for (const operation of readOperations(bytes)) {
    const { operator } = operation;
    if (!operator.startsWith('endbf')) continue;
    const operands = operandsOf(bytes, operation);
    if (operator === 'endbfchar') {
      for (let i = 0; i + 1 < operands.length; i += 2)
        map.set(numberOf(operands[i]), textOf(operands[i + 1]));
    } else if (operator === 'endbfrange') {
      for (let i = 0; i + 2 < operands.length; i += 3) {
        const [first, last, to] = [numberOf(operands[i]), numberOf(operands[i + 1]), operands[i + 2]];
        for (let code = first; code <= last; code++) {
          const text = Array.isArray(to)
            ? textOf(to[code - first] as Operand)
            : later(textOf(to), code - first);
          map.set(code, text);
        }
      }
    }
  }
  return map;
}

const numbersIn = (array: PDFArray): (number | undefined)[] =>
  array.asArray().map((item) => (item instanceof PDFNumber ? item.asNumber() : undefined));

/** The widths of a composite font: runs of `first [w w w]` and of `first last w` (ISO 32000-1, 9.7.4.3). */
function readWidths(descendant: PDFDict): Font['width'] {
  const widths = new Map<number, number>();
  const list = descendant.lookup(PDFName.of('W'));
  const items = list instanceof PDFArray ? list.asArray().map((_, i) => list.lookup(i)) : [];
  for (let i = 0; i + 1 < items.length;) {
    const [first, second, third] = items.slice(i, i + 3);
    const from = first instanceof PDFNumber ? first.asNumber() : 0;
    if (second instanceof PDFArray) {
      for (const [n, width] of numbersIn(second).entries()) widths.set(from + n, width ?? 0);
      i += 2;
    } else {
      const last = second instanceof PDFNumber ? second.asNumber() : from;
      for (let code = from; code <= last && code < 65536; code++)
        widths.set(code, third instanceof PDFNumber ? third.asNumber() : 0);
      i += 3;
    }
  }
  const missing = descendant.lookup(PDFName.of('DW'));
  return (code) => widths.get(code) ?? (missing instanceof PDFNumber ? missing.asNumber() : 1000);
}

/** The dictionary that holds a font's glyphs: that of the descendant, where the font is made of parts. */
export function descendantOf(dict: PDFDict): PDFDict {
  const parts = dict.lookup(PDFName.of('DescendantFonts'));
  const first = parts instanceof PDFArray ? parts.lookup(0) : undefined;
  return first instanceof PDFDict ? first : dict;
}

/** Reads what a font dictionary says of its codes. */
export function readFont(dict: PDFDict): Font {
  const name = dict.lookup(PDFName.of('BaseFont'));
  const map = dict.lookup(PDFName.of('ToUnicode'));
  return {
    dict,
    name: name instanceof PDFName ? name.decodeText().replace(/^[A-Z]{6}\+/, '') : 'without a name',
    codeBytes: dict.lookup(PDFName.of('Subtype')) === PDFName.of('Type0') ? 2 : 1,
    unicode: map instanceof PDFRawStream ? readUnicode(bytesOf(map)) : new Map<number, string>(),
    width: readWidths(descendantOf(dict)),
  };
}
