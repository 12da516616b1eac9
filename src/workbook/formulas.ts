import type { Wording, Workbook } from '../records.ts';
import { add } from '../sum.ts';
import { tableName } from './model.ts';
import type { SheetId, Value } from './model.ts';
import { fill } from '../words.ts';

/** Text as a formula writes it. */
export function literal(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A pattern such as "Overdue by {days}" as a formula that joins its words with the values of other formulas. */
export function joined(pattern: string, parts: Readonly<Record<string, string>>): string {
  const pieces = pattern.split(/(\{\w+\})/).filter((piece) => piece !== '');
  return pieces.map((piece) => parts[piece.slice(1, -1)] ?? literal(piece)).join('&');
}

/** A number as words: thousands in commas, pence where there are any. */
export function numberText(value: number): string {
  const [whole = '', pence = ''] = Math.abs(value).toFixed(2).split('.');
  const text = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (pence === '00' ? '' : `.${pence}`);
  return value < 0 ? `-${text}` : text;
}

/** The formula that gives the same words as `numberText`. */
export function numberFormula(formula: string): string {
  return `SUBSTITUTE(TEXT(${formula},"#,##0.00"),".00","")`;
}

/** How formulas name columns: a cell of the same row, or the whole column. */
export interface References {
  readonly here: (table: SheetId, column: string) => string;
  readonly all: (table: SheetId, column: string) => string;
}

/** How formulas call the columns of the workbook; throws where config/workbook.yaml lacks one. */
export function referencesOf({ sheets }: Workbook): References {
  const heading = (table: SheetId, column: string) => {
    const found = sheets[table].columns?.[column]?.heading;
    // The schema of workbook.yaml asks for each.
    if (found === undefined) throw new Error(`the sheet ${table} has no column ${column}`);
    return found;
  };
  return {
    here: (table, column) => `${tableName(table)}[[#This Row],[${heading(table, column)}]]`,
    all: (table, column) => `${tableName(table)}[${heading(table, column)}]`,
  };
}

/** The words of sums, from config/wording.yaml. */
export interface SumWords {
  readonly none: string;
  readonly unknown: string;
  readonly atLeast: string;
}

/** The words that stand for a sum that cannot be given. */
export function sumWordsOf({ none, totals }: Wording): SumWords {
  return { none, unknown: totals.unknown, atLeast: totals['at-least'] };
}

/** What follows from the day of the cover; where somebody has typed something else there, nothing does. */
export const onDay = ({ unknown }: SumWords, formula: string): string =>
  `IF(ISNUMBER(AsAt),${formula},${literal(unknown)})`;

/** Which rows a sum takes: those where one column equals a value; all, if there is no condition. */
export type Condition = string | undefined;

/** The test whether a column equals a value. */
export const equals = (column: string, value: string): string => `(${column}=${value})`;

/** How many rows a test holds for. */
export function countFormula(test: string, condition: Condition): string {
  return `SUMPRODUCT(${condition ?? '1'}*${test})`;
}

/** A sum to the penny; cells that hold words are not counted. */
function addFormula(columns: readonly string[], condition: Condition): string {
  const sums = columns.map((column) =>
    condition ? `SUMPRODUCT(1*${condition},${column})` : `SUM(${column})`,
  );
  return `ROUND(${sums.join('+')},2)`;
}

interface Sum {
  readonly words: SumWords;
  readonly condition: Condition;
  /** True where an empty cell means that there is nothing, as with money carried forward. */
  readonly optional?: boolean;
}

/** The sum of a column whose cells may be words instead of numbers: exact, "at least", or in words why there is none. */
export function sumFormula(column: string, { words, condition, optional }: Sum): string {
  const all = optional
    ? countFormula(`(${column}<>"")`, condition)
    : countFormula(`(ROW(${column})>0)`, condition);
  const numbers = countFormula(`ISNUMBER(${column})`, condition);
  const sum = addFormula([column], condition);
  const least = `IF(${sum}=0,${literal(words.unknown)},${joined(words.atLeast, { n: numberFormula(sum) })})`;
  return `IF(${all}=0,${literal(words.none)},IF(${numbers}=${all},${sum},IF(${numbers}=0,${literal(words.unknown)},${least})))`;
}

/** What `sumFormula` comes to. */
export function sumOf(values: readonly Value[], words: SumWords, optional = false): Value {
  const cells = optional ? values.filter((value) => value !== null) : values;
  const numbers = cells.filter((value) => typeof value === 'number');
  if (cells.length === 0) return words.none;
  return leastOf(add(numbers), numbers.length, numbers.length === cells.length, words);
}

function leastOf(sum: number, numbers: number, isWhole: boolean, words: SumWords): Value {
  if (numbers > 0 && isWhole) return sum;
  return numbers === 0 || sum === 0 ? words.unknown : fill(words.atLeast, { n: numberText(sum) });
}

/** The columns of quarters, what they come to in each row, and the word for a row where nothing is due yet. */
export interface Spending {
  readonly quarters: readonly string[];
  readonly spent: string;
  readonly notYet: string;
}

/** The sum of what was spent: a row whose quarters have not ended yet lacks nothing. */
export function spentFormula(
  { quarters, spent, notYet }: Spending,
  { words, condition }: Omit<Sum, 'optional'>,
): string {
  const rows = countFormula(`(ROW(${spent})>0)`, condition);
  const missing = countFormula(`(1-ISNUMBER(${spent}))*(${spent}<>${literal(notYet)})`, condition);
  const numbers = countFormula(`(${quarters.map((column) => `ISNUMBER(${column})`).join('+')})`, condition);
  const sum = addFormula(quarters, condition);
  const least = `IF(${sum}=0,${literal(words.unknown)},${joined(words.atLeast, { n: numberFormula(sum) })})`;
  const empty = `IF(${missing}=0,${literal(notYet)},${literal(words.unknown)})`;
  return `IF(${rows}=0,${literal(words.none)},IF(${numbers}=0,${empty},IF(${missing}=0,${sum},${least})))`;
}

/** What `spentFormula` comes to; each row gives its quarters and what they come to. */
export function spentSum(
  rows: readonly { readonly quarters: readonly Value[]; readonly spent: Value }[],
  notYet: string,
  words: SumWords,
): Value {
  const numbers = rows.flatMap(({ quarters }) => quarters.filter((value) => typeof value === 'number'));
  const missing = rows.filter(({ spent }) => typeof spent !== 'number' && spent !== notYet);
  if (rows.length === 0) return words.none;
  if (numbers.length === 0 && missing.length === 0) return notYet;
  return leastOf(add(numbers), numbers.length, missing.length === 0, words);
}

/** The difference of two cells to the penny, where both are numbers. */
export function minusFormula(from: string, less: string, unknown: string): string {
  return `IF(AND(ISNUMBER(${from}),ISNUMBER(${less})),ROUND(${from}-${less},2),${literal(unknown)})`;
}

/** The result of `minusFormula`. */
export function minus(from: Value, less: Value, unknown: string): Value {
  return typeof from === 'number' && typeof less === 'number' ? add([from, -less]) : unknown;
}

/** A share of a whole to six decimals, where both are numbers and the whole is not nought. */
export function shareFormula(
  part: string,
  whole: string,
  words: { unknown: string; senseless: string },
): string {
  const share = `IF(${whole}=0,${literal(words.senseless)},ROUND(${part}/${whole},6))`;
  return `IF(AND(ISNUMBER(${part}),ISNUMBER(${whole})),${share},${literal(words.unknown)})`;
}

/** The result of `shareFormula`. */
export function share(part: Value, whole: Value, words: { unknown: string; senseless: string }): Value {
  if (typeof part !== 'number' || typeof whole !== 'number') return words.unknown;
  return whole === 0 ? words.senseless : Math.round((part / whole) * 1e6) / 1e6;
}
