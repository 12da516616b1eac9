import type { Book, Sheet, Value } from './model.ts';

/** The longest text and formula that a cell can hold. */
const longestText = 32_767;
const longestFormula = 8192;

const illegalInName = /[\\/?*[\]:']/;

/** Throws: what it finds is our fault, since schemas and rules keep such things out of config and data. */
function insist(isSo: boolean, message: string): asserts isSo {
  if (!isSo) throw new Error(`the workbook cannot be written: ${message}`);
}

function unique(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    insist(name !== '', `a ${what} has no name`);
    insist(!seen.has(name.toLowerCase()), `two ${what}s are called ${name}`);
    seen.add(name.toLowerCase());
  }
}

/**
 * Text as a cell can hold it: without characters that XML has none for, and cut, with a mark, where it is longer than a
 * cell can be.
 */
export function safeText(text: string): string {
  const legal = text
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '');
  return legal.length > longestText ? `${legal.slice(0, longestText - 2).toWellFormed()} \u2026` : legal;
}

/** A value as a cell can hold it: a finite number, or text; never an object that would become something else. */
export function safeValue(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return safeText(value);
  insist(
    typeof value === 'number' && Number.isFinite(value),
    `a cell would hold ${typeof value} ${JSON.stringify(value)}`,
  );
  return value;
}

/** A formula as a cell may hold it; throws where it is empty, begins with = or is longer than programs take. */
export function safeFormula(formula: string): string {
  insist(formula.length <= longestFormula, `a formula has ${formula.length} characters`);
  insist(formula !== '' && !formula.startsWith('='), 'a formula begins with =');
  return formula;
}

function guardSheet({ name, table }: Sheet): void {
  insist(name.length <= 31 && !illegalInName.test(name), `a sheet cannot be called ${name}`);
  if (!table) return;
  insist(table.rows.length > 0 && table.columns.length > 0, `the table of ${name} is empty`);
  insist(/^[A-Za-z_][A-Za-z0-9_]*$/.test(table.name), `a table cannot be called ${table.name}`);
  unique(
    table.columns.map(({ heading }) => heading),
    'column',
  );
}

/** Refuses a workbook that spreadsheet programs would have to repair. */
export function guard(book: Book): void {
  unique(
    book.sheets.map(({ name }) => name),
    'sheet',
  );
  const named = book.sheets.flatMap(({ lines, table }) => [
    ...lines.map(({ name }) => name),
    ...(table ? [table.name, ...Object.values(table.above).map(({ name }) => name)] : []),
  ]);
  unique([...named.filter((name) => name !== undefined), ...Object.keys(book.lists)], 'table');
  book.sheets.forEach(guardSheet);
}
