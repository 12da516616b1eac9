import type { Fill, Style, Worksheet } from 'exceljs';
import { daysBetween, isDay } from '../dates.ts';
import { numberText } from './formulas.ts';
import { safeFormula, safeValue } from './guard.ts';
import type { Cell, Column, Table, Value } from './model.ts';

/** Excel counts days from the end of 1899. */
const serialOf = (day: string): number => daysBetween('1899-12-30', day);

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
export const colours = {
  head: solid('FF1F3864'),
  input: solid('FFFFF4CC'),
  formula: solid('FFF2F2F2'),
  good: { fill: 'FFE2F0D9', font: 'FF1E5631' },
  warn: { fill: 'FFFFE8B3', font: 'FF6B4A00' },
  late: { fill: 'FFF8D7DA', font: 'FF8B0000' },
} as const;
const thin = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;

export const isNumeric = (as: Column['as']): boolean => as !== 'text';

/** How numbers are shown; what is provisional says so after its number. */
function formatOf(as: Column['as'], mark: string | undefined): string {
  const suffix = mark === undefined ? '' : `" (${mark.replaceAll('"', '')})"`;
  const formats = {
    text: '@',
    money: '#,##0.00',
    number: '#,##0.##########',
    percent: '0.0%',
    date: 'd mmm yyyy',
  };
  // A count has no decimals and a rate has its own; General shows both as they are.
  return (as === 'number' ? '#,##0' : formats[as]) + suffix;
}

interface Styled {
  readonly as: Column['as'];
  readonly size: number;
  readonly isInput?: boolean;
  readonly isFormula?: boolean;
  readonly bold?: boolean;
}

/** The styles of one workbook: each is one object, so that exceljs need not hold every cell's against all others. */
export type Styles = Map<string, Partial<Style>>;

/** How a cell looks. The style is shared: change a copy. */
export function styleOf(
  styles: Styles,
  value: Value,
  mark: string | undefined,
  { as, size, isInput = false, isFormula = false, bold = false }: Styled,
): Partial<Style> {
  const isText = typeof value === 'string' && !(as === 'date' && isDay(value));
  const decimals = as === 'number' && typeof value === 'number' && !Number.isInteger(value);
  const numFmt = decimals ? 'General' : isText && as === 'text' ? '@' : formatOf(as, mark);
  const key = [numFmt, isNumeric(as), size, isInput, isFormula, bold].join('|');
  const style = styles.get(key) ?? {
    numFmt,
    font: { name: 'Arial', size, bold },
    alignment: {
      vertical: 'middle',
      wrapText: true,
      horizontal: isNumeric(as) ? 'right' : 'left',
      indent: 1,
    },
    border: { bottom: thin, ...(isInput ? { left: thin, right: thin, top: thin } : {}) },
    ...(isInput ? { fill: colours.input } : isFormula ? { fill: colours.formula } : {}),
    protection: { locked: !isInput },
  };
  styles.set(key, style);
  return style;
}

/** What exceljs writes into a cell; a formula always with its result. */
export function contentOf({ value, formula }: Cell, as: Column['as']) {
  const safe = safeValue(value);
  const result = as === 'date' && typeof safe === 'string' && isDay(safe) ? serialOf(safe) : safe;
  return formula === undefined || result === null ? result : { formula: safeFormula(formula), result };
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

/** A row as high as its longest text: spreadsheet programs do not agree on doing this themselves. */
export function setHeight(
  own: Worksheet,
  row: number,
  texts: readonly (readonly [Value, number])[],
  size: number,
): void {
  const lines = texts.map(([value, width]) => (typeof value === 'string' ? linesOf(value, width) : 1));
  own.getRow(row).height = Math.min(409, Math.max(1, ...lines) * size * 1.32 + 3);
}
