import ExcelJS from 'exceljs';
import { refuse } from '../diagnostic.ts';

/** What a cell of a user's workbook holds: text, a number, nothing, or something that nobody types for us; a day with it. */
type Typed =
  | { readonly value: string | number | null; readonly other?: undefined; readonly day?: undefined }
  | { readonly value?: undefined; readonly other: string; readonly day?: string };

export interface ReadCell {
  /** As the user calls it: "Spend, cell K7". */
  readonly place: string;
  readonly typed: Typed;
  /** True where it is worked out. */
  readonly isFormula: boolean;
}

/** The rows of one sheet, each a list of cells from column A. */
export type ReadSheet = readonly (readonly ReadCell[])[];

function typedOf(value: unknown): Typed {
  if (value === null || value === undefined || value === '') return { value: null };
  if (typeof value === 'number') return { value };
  if (typeof value === 'string') return { value: value.trim() === '' ? null : value.trim() };
  if (typeof value === 'boolean') return { other: 'true or false' };
  if (value instanceof Date) return { other: 'a date', day: value.toISOString().slice(0, 10) };
  const held = value as {
    formula?: unknown;
    sharedFormula?: unknown;
    result?: unknown;
    richText?: { text: string }[];
    text?: unknown;
    error?: unknown;
  };
  if (held.error !== undefined) return { other: 'an error' };
  if (held.richText) return typedOf(held.richText.map(({ text }) => text).join(''));
  // Some programs write a formula and calculate nothing: the cell is not empty, and nobody knows what it comes to.
  if ((held.formula ?? held.sharedFormula) !== undefined && held.result === undefined)
    return { other: 'a formula without a result' };
  return typedOf(held.text ?? held.result);
}

/** More cells than anybody types; one that was typed by mistake far from all others makes millions of empty ones. */
const mostCells = 2_000_000;

function sheetOf(sheet: ExcelJS.Worksheet): ReadSheet {
  const width = sheet.columnCount;
  if (sheet.rowCount * width > mostCells) {
    const message = `the sheet ${sheet.name} reaches to row ${sheet.rowCount} and column ${width}, too far to be read`;
    const hint = 'delete the rows and columns outside its table, save it and import it again';
    throw refuse('files', 'import/size', message, hint);
  }
  return Array.from({ length: sheet.rowCount }, (_, r) =>
    Array.from({ length: width }, (__, c): ReadCell => {
      const { address, value } = sheet.getCell(r + 1, c + 1);
      const isFormula =
        typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value);
      return { place: `${sheet.name}, cell ${address}`, typed: typedOf(value), isFormula };
    }),
  );
}

/** Reads a workbook that somebody has worked in. Throws a Refusal if it is none. */
export async function readBook(bytes: Uint8Array, path: string): Promise<ReadonlyMap<string, ReadSheet>> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const workbook = new ExcelJS.Workbook();
  try {
    if (!isZip) throw new Error('no zip');
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
    if (workbook.worksheets.length === 0) throw new Error('no sheet');
  } catch {
    const message = `${path} is not a workbook that can be read`;
    const hint =
      'open it and save it as an Excel Workbook (.xlsx), without a password; an .xls is of an older kind';
    throw refuse('files', 'import/format', message, hint);
  }
  return new Map(workbook.worksheets.map((sheet) => [sheet.name, sheetOf(sheet)]));
}
