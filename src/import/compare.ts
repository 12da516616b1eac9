import type { Diagnostic } from '../diagnostic.ts';
import type { Column, Row, Table, Value } from '../workbook/model.ts';
import type { ReadCell, ReadSheet } from '../workbook/read.ts';

/** A fault of the workbook that is imported, which stands in no line of a file. */
export const wrong = (rule: string, message: string, hint?: string): Diagnostic => ({
  severity: 'error',
  rule,
  message,
  hint,
});

/** A sheet as the user left it, and the table that we would write there now. */
export interface Compared {
  readonly name: string;
  readonly table: Table;
  readonly key: string;
  readonly inputs: readonly string[];
  readonly header: readonly (string | undefined)[];
  readonly rows: ReadSheet;
}

/** Finds the table of a sheet by its headings, wherever it has moved to. */
export function compare(
  [name, table]: readonly [string, Table],
  read: ReadSheet | undefined,
  [key, inputs]: readonly [string, readonly string[]],
): Compared | Diagnostic[] {
  const headings = table.columns.map(({ heading }) => heading);
  const keyHeading = table.columns.find(({ id }) => id === key)?.heading ?? '';
  const found = (row: ReadSheet[number]) =>
    row.some(({ typed }) => typed.value === keyHeading) &&
    row.filter(({ typed }) => headings.includes(String(typed.value))).length > headings.length / 2;
  const at = read?.findIndex(found) ?? -1;
  if (!read || at < 0)
    return [
      wrong(
        'import/table',
        `there is no table with the column ${keyHeading} on a sheet ${name}`,
        'put the sheet back as it was',
      ),
    ];
  const header = (read[at] ?? []).map(({ typed }) =>
    typeof typed.value === 'string' ? typed.value : undefined,
  );
  const missing = table.columns.filter(
    ({ id, heading }) => (id === key || inputs.includes(id)) && !header.includes(heading),
  );
  if (missing.length > 0)
    return missing.map(({ heading }) =>
      wrong(
        'import/column',
        `the sheet ${name} has no column ${heading} any more`,
        'give the column its heading back, or put the values into a new workbook',
      ),
    );
  const twice = table.columns.filter(
    ({ heading }) => header.indexOf(heading) !== header.lastIndexOf(heading),
  );
  if (twice.length > 0)
    return twice.map(({ heading }) => {
      const places = (read[at] ?? []).filter((_, index) => header[index] === heading);
      const message = `the column ${heading} is there twice: ${places.map(({ place }) => place).join(' and ')}`;
      return wrong('import/column', message, 'take out the one that was added');
    });
  return { name, table, key, inputs, header, rows: read.slice(at + 1) };
}

/** Each record with its row in the workbook; rows that are new, double or gone are errors. */
function matched(compared: Compared): {
  pairs: { row: Row; cells: ReadSheet[number] }[];
  diagnostics: Diagnostic[];
} {
  const { name, table, key, inputs, header, rows } = compared;
  const column = header.indexOf(table.columns.find(({ id }) => id === key)?.heading);
  const filled = rows.filter((cells) => cells.some(({ typed }) => typed.value !== null));
  const diagnostics: Diagnostic[] = [];
  const byId = new Map<string, ReadSheet[number]>();
  for (const cells of filled) {
    const id = String(cells[column]?.typed.value ?? '');
    const place = cells[column]?.place ?? name;
    const isKnown = table.rows.some((row) => row[key]?.value === id);
    if (!isKnown)
      diagnostics.push(
        wrong(
          'import/new-row',
          `${place}: ${id === '' ? 'this row is' : `${id} is`} not in the data`,
          'add it to the YAML file under this name, without amounts, and import again',
        ),
      );
    else if (byId.has(id))
      diagnostics.push(wrong('import/double-row', `${place}: ${id} stands in two rows`, 'keep one'));
    byId.set(id, cells);
  }
  const pairs = table.rows.flatMap((row) => {
    const cells = byId.get(String(row[key]?.value));
    if (cells) return [{ row, cells }];
    // A record that is newer than the workbook: nothing of it can have been typed there.
    if (inputs.every((input) => (row[input]?.value ?? null) === null)) return [];
    diagnostics.push(
      wrong(
        'import/lost-row',
        `${row[key]?.value} is on the sheet ${name} no more`,
        'put its row back; what is to go is taken out of the YAML file',
      ),
    );
    return [];
  });
  return { pairs, diagnostics };
}

export interface Difference {
  readonly id: string;
  readonly column: Column;
  readonly before: Value;
  readonly cell: ReadCell;
  /** True for a cell in which a formula should stand. */
  readonly isWorkedOut: boolean;
}

/** Where a cell says something else than what we would write; one that is worked out does where it no longer is. */
function differenceOf(
  { table, key, header }: Pick<Compared, 'table' | 'key' | 'header'>,
  row: Row,
  cells: ReadSheet[number],
): Difference[] {
  const cellOf = ({ heading }: Column) => cells[header.indexOf(heading)];
  const fixed = table.columns.filter(({ id, input }) => id !== key && !input);
  // A row that somebody began under the table has no more than its name and what was typed.
  const isBegun = fixed.every((column) => (cellOf(column)?.typed.value ?? null) === null);
  return table.columns.flatMap((column): Difference[] => {
    if (column.id === key || (isBegun && !column.input)) return [];
    const cell = cellOf(column);
    const own = row[column.id];
    const before = own?.value ?? null;
    const is = (value: Value | undefined) =>
      typeof before === 'string' ? value === before.trim() : value === before;
    const isWorkedOut = (own?.formula ?? column.formula) !== undefined;
    const isSame = isWorkedOut
      ? cell?.isFormula === true || cell?.typed.value === null
      : is(cell?.typed.value) || is(cell?.typed.day);
    return cell === undefined || isSame
      ? []
      : [{ id: String(row[key]?.value), column, before, cell, isWorkedOut }];
  });
}

/** Every cell of a sheet that finance types into which says something else. */
export function differences(compared: Compared): { found: Difference[]; diagnostics: Diagnostic[] } {
  const { pairs, diagnostics } = matched(compared);
  // What stands in doubtful rows would only add to the confusion.
  if (diagnostics.length > 0) return { found: [], diagnostics };
  return { found: pairs.flatMap(({ row, cells }) => differenceOf(compared, row, cells)), diagnostics };
}

/** Every cell of a sheet into which nothing is to be typed that says something else; rows are told by their first cell. */
export function strayIn(table: Table, read: ReadSheet): Difference[] {
  const [first] = table.columns;
  const at = first ? read.findIndex((row) => row[0]?.typed.value === first.heading) : -1;
  if (!first || at < 0) return [];
  const header = (read[at] ?? []).map(({ typed }) => shown(typed.value));
  const rows = read.slice(at + 1);
  return table.rows.flatMap((row) => {
    const found = rows.filter(([cell]) => cell?.typed.value === row[first.id]?.value);
    const [cells] = found;
    return cells && found.length === 1 ? differenceOf({ table, key: first.id, header }, row, cells) : [];
  });
}

/** A value of a cell for a message. */
export const shown = (value: Value | undefined): string =>
  value === null || value === undefined ? 'empty' : String(value);
