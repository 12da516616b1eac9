import type { Day } from '../dates.ts';
import type { SheetColumn, Workbook } from '../records.ts';

/** What a cell holds: never an object, so that nothing from the data can become a formula. A day is its text. */
export type Value = string | number | null;

export interface Cell {
  readonly value: Value;
  /** What a number is besides exact, such as "provisional"; it is shown after the number. */
  readonly mark?: string;
  /** The formula of this one cell; `value` is then its result. */
  readonly formula?: string;
}

export type Row = Readonly<Record<string, Cell>>;
export type SheetId = keyof Workbook['sheets'];

/** One column of a table; with a formula, every cell of it holds that formula and its own result. */
export interface Column {
  readonly id: string;
  readonly heading: string;
  readonly as: SheetColumn['as'];
  readonly width: number;
  readonly formula?: string;
  /** True where finance types. */
  readonly input: boolean;
  /** The name of the list to choose from. */
  readonly choices?: string;
  /** Words that a cell of it may begin with, and the colour that goes with them. */
  readonly tones: readonly Tone[];
}

/** A colour never stands alone: it goes with the word that says the same. */
export interface Tone {
  readonly starts: string;
  readonly tone: 'good' | 'warn' | 'late';
}

/** A cell above the table that adds up its column; other formulas call it by its name. */
export interface Above {
  readonly cell: Cell;
  readonly name?: string;
}

export interface Table {
  /** How formulas call it. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly above: Readonly<Record<string, Above>>;
}

/** One line of the cover: a label, a value and a remark, or a heading alone. */
export interface Line {
  readonly label: string;
  readonly cell?: Cell;
  readonly as?: SheetColumn['as'];
  readonly name?: string;
  readonly remark?: string;
  readonly input?: boolean;
  /** True for a count that should be nought. */
  readonly alarming?: boolean;
}

export interface Sheet {
  readonly id: SheetId;
  readonly name: string;
  readonly title: string;
  readonly intro: readonly string[];
  readonly lines: readonly Line[];
  readonly table?: Table;
  readonly pagesWide: number;
  /** True where finance adds rows, so that the sheet cannot be locked. */
  readonly grows: boolean;
}

/** A workbook as plain data: for finance (`working`) or for the public (`publish`). */
export interface Book {
  readonly profile: 'working' | 'publish';
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly language: string;
  readonly date: Day;
  /** Whether it is a draft, and of a copy whose day nobody types, as at which day: what stands on every page. */
  readonly state: string;
  readonly sheets: readonly Sheet[];
  /** Names for ranges of cells, such as the lists to choose from. */
  readonly lists: Readonly<Record<string, ListRange>>;
}

/** Where the entries of one list stand: a column of the table of one sheet, from its first row. */
export interface ListRange {
  readonly sheet: SheetId;
  readonly column: string;
  readonly length: number;
}

/** The rows of a sheet, counted from 1: its totals, if it has any, and the header of its table. */
export function layoutOf({ intro, table }: Sheet): { readonly above: number; readonly header: number } {
  const above = intro.length + 2;
  return { above, header: above + (Object.keys(table?.above ?? {}).length > 0 ? 1 : 0) };
}

/** A table's name in formulas. */
export function tableName(id: SheetId): string {
  return id.slice(0, 1).toUpperCase() + id.slice(1);
}

/** The letters of a column, counted from 1: A, B, … Z, AA. */
export function letters(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before > 0 ? letters(before) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
