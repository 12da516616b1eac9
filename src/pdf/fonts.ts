import { wide } from './encoding.ts';
import { PdfDict, listIn, nameIn, numberIn, resolved, streamIn } from './objects.ts';
import { operandsOf } from './operands.ts';
import { bytesOf } from './stream.ts';
import { readOperations } from './tokens.ts';
import type { Operand } from './tokens.ts';

/** A font as a reader of text needs it: from codes to characters. */
export interface Font {
  readonly dict: PdfDict;
  readonly name: string;
  /** How many bytes of a string make one code. */
  readonly codeBytes: 1 | 2;
  /** The map from codes to text that the file itself gives (ISO 32000-1, 9.10.3). */
  readonly unicode: ReadonlyMap<number, string>;
  /** How wide the glyph of a code is, in thousandths of the size. */
  readonly width: (code: number) => number;
}

/** The last code that a font can have: codes are of two bytes at most. */
const mostCodes = 0xffff;

const numberOf = (operand: Operand | undefined): number =>
  operand instanceof Uint8Array ? operand.reduce((number, byte) => number * 256 + byte, 0) : Number.NaN;

const textOf = (operand: Operand | undefined): string => (operand instanceof Uint8Array ? wide(operand) : '');

/** The next text of a range: the last code unit counts up. */
function later(text: string, by: number): string {
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + by);
}

/** Reads a ToUnicode map: single characters (bfchar) and ranges of them (bfrange). */
function readUnicode(bytes: Buffer): Map<number, string> {
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
        for (let code = first; code <= Math.min(last, mostCodes); code++) {
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

/** The widths of a composite font: runs of `first [w w w]` and of `first last w` (ISO 32000-1, 9.7.4.3). */
function readWidths(descendant: PdfDict): Font['width'] {
  const widths = new Map<number, number>();
  const items = listIn(descendant, 'W').map(resolved);
  const numberAt = (index: number, otherwise: number): number => {
    const item = items[index];
    return typeof item === 'number' ? item : otherwise;
  };
  for (let i = 0; i + 1 < items.length;) {
    const [from, second] = [numberAt(i, 0), items[i + 1]];
    if (Array.isArray(second)) {
      for (const [n, width] of second.entries()) widths.set(from + n, typeof width === 'number' ? width : 0);
      i += 2;
    } else {
      const last = numberAt(i + 1, from);
      for (let code = Math.max(0, from); code <= Math.min(last, mostCodes); code++)
        widths.set(code, numberAt(i + 2, 0));
      i += 3;
    }
  }
  const missing = numberIn(descendant, 'DW') ?? 1000;
  return (code) => widths.get(code) ?? missing;
}

/** The dictionary that holds a font's glyphs: that of the descendant, where the font is made of parts. */
export function descendantOf(dict: PdfDict): PdfDict {
  const first = resolved(listIn(dict, 'DescendantFonts')[0]);
  return first instanceof PdfDict ? first : dict;
}

/** Reads what a font dictionary says of its codes. */
export function readFont(dict: PdfDict): Font {
  const map = streamIn(dict, 'ToUnicode');
  return {
    dict,
    name: nameIn(dict, 'BaseFont')?.replace(/^[A-Z]{6}\+/, '') ?? 'without a name',
    codeBytes: nameIn(dict, 'Subtype') === 'Type0' ? 2 : 1,
    unicode: map ? readUnicode(bytesOf(map)) : new Map<number, string>(),
    width: readWidths(descendantOf(dict)),
  };
}
