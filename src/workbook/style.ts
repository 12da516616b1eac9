import type { Fill, Style } from 'exceljs';
import { daysBetween, isDay } from '../dates.ts';
import { numberText } from './formulas.ts';
import { safeFormula, safeValue } from './guard.ts';
import type { Cell, Column, Table, Value } from './model.ts';

/** Excel counts days from the end of 1899. */
const serialOf = (day: string): number => daysBetween('1899-12-30', day);

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
/** The colours of cells; each goes with words that say the same. */
export const colours = {
  head: solid('FF1F3864'),
  input: solid('FFFFF4CC'),
  formula: solid('FFF2F2F2'),
  good: { fill: 'FFE2F0D9', font: 'FF1E5631' },
  warn: { fill: 'FFFFE8B3', font: 'FF6B4A00' },
  late: { fill: 'FFF8D7DA', font: 'FF8B0000' },
} as const;
const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;

/** True for a column whose cells stand to the right. */
export const isNumeric = (as: Column['as']): boolean => as !== 'text';

// A count has no decimals and a rate has its own; General shows both as they are.
const formats = { text: '@', money: '#,##0.00', number: '#,##0', percent: '0.0%', date: 'd mmm yyyy' };

/** How numbers are shown; what is provisional or about a number says so after it, and then has pence only if it has any. */
function formatOf(as: Column['as'], value: Value, mark: string | undefined): string {
  if (as === 'number' && typeof value === 'number' && !Number.isInteger(value)) return 'General';
  if (mark === undefined || (as === 'text' && typeof value === 'string')) return formats[as];
  const isWhole = as === 'money' && Number.isInteger(value);
  return `${formats[isWhole ? 'number' : as]}" (${mark.replaceAll('"', '')})"`;
}

interface Styled {
  readonly as: Column['as'];
  readonly size: number;
  readonly isInput?: boolean;
  readonly isFormula?: boolean;
  readonly bold?: boolean;
}

/** The styles of one workbook, by what they say. */
export type Styles = Map<string, Partial<Style>>;

/** A style as the one object that says so: exceljs need not hold every cell's against all others. Change a copy. */
export function shared(styles: Styles, style: Partial<Style>): Partial<Style> {
  const key = JSON.stringify(style);
  const first = styles.get(key) ?? style;
  styles.set(key, first);
  return first;
}

/** How cells of one kind look, by their value and its mark. */
export function stylesOf(
  styles: Styles,
  { as, size, isInput = false, isFormula = false, bold = false }: Styled,
): (value: Value, mark?: string) => Partial<Style> {
  const horizontal = isNumeric(as) ? 'right' : 'left';
  const base: Partial<Style> = {
    font: { name: 'Arial', size, bold },
    alignment: { vertical: 'middle', wrapText: true, horizontal, indent: 1 },
    border: { bottom: thin, ...(isInput ? { left: thin, right: thin, top: thin } : {}) },
    ...(isInput ? { fill: colours.input } : isFormula ? { fill: colours.formula } : {}),
    protection: { locked: !isInput },
  };
  const own = new Map<string, Partial<Style>>();
  return (value, mark) => {
    const numFmt = formatOf(as, value, mark);
    const style = own.get(numFmt) ?? shared(styles, { numFmt, ...base });
    own.set(numFmt, style);
    return style;
  };
}

/** The formulas of one workbook, each with its number. */
export type Formulas = Map<string, number>;

/**
 * What exceljs writes into a cell; a formula always with its result. exceljs is given the number of the formula: the rows
 * of a table repeat long ones, and `seal` puts them in.
 */
export function contentOf(formulas: Formulas, { value, formula }: Cell, as: Column['as']) {
  const safe = safeValue(value);
  const result = as === 'date' && typeof safe === 'string' && isDay(safe) ? serialOf(safe) : safe;
  if (formula === undefined || result === null) return result;
  const number = formulas.get(formula) ?? formulas.size;
  if (number === formulas.size) formulas.set(safeFormula(formula), number);
  return { formula: String(number), result };
}

/** A column as wide as config says, or as its longest number needs: nothing may show as ####. */
export function widthOf({ id, as, width }: Column, { rows, above }: Table): number {
  if (as !== 'money' && as !== 'number') return width;
  const lengthOf = ({ value, mark = '' }: Cell): number => {
    if (typeof value !== 'number') return 0;
    return (
      (as === 'money' ? value.toFixed(2) : numberText(value)).length +
      value.toFixed(0).length / 3 +
      mark.length
    );
  };
  const lengths = rows.map((row) => lengthOf(row[id] ?? { value: null }));
  // A sum stands alone in its row, in bold, and does not wrap.
  const sum = above[id]?.cell;
  const sumLength = sum ? Math.max(lengthOf(sum), String(sum.value).length) * 1.1 : 0;
  return Math.max(width, ...lengths.map((length) => length + 4), sumLength + 3);
}

/** How many lines a text takes in a column so wide: words are kept whole unless one is wider than the column. */
function linesOf(text: string, width: number): number {
  const room = Math.max(4, width - 2);
  if (text.length <= room) return 1;
  let lines = 1;
  let used = 0;
  for (const { length } of text.split(' ')) {
    if (used > 0 && used + length > room) {
      lines += 1;
      used = 0;
    }
    lines += Math.max(0, Math.ceil(length / room) - 1);
    used += (length > room ? length % room : length) + 1;
  }
  return lines;
}

/** How high a row is by its longest text: spreadsheet programs do not agree on finding that out themselves. */
export function heightOf(texts: readonly Value[], widths: readonly number[], size: number): number {
  const lines = texts.map((text, index) =>
    typeof text === 'string' ? linesOf(text, widths[index] ?? 0) : 1,
  );
  return Math.min(409, Math.max(1, ...lines) * size * 1.32 + 3);
}
