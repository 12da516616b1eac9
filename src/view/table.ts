import type { Note, Origin, Table, TablePlan } from '../records.ts';

/** A row before it becomes cells: a record with notes. */
export interface Row {
  readonly notes: readonly Note[];
}

interface Frame {
  readonly id: string;
  readonly number: string;
  readonly caption: string;
  readonly restsOn: readonly Origin[];
}

function fieldOf(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const step of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value ?? null;
}

/** Makes a table from its plan in config/tables.yaml; the first column heads each row. */
export function tableOf(
  plan: TablePlan,
  rows: readonly Row[],
  { id, number, caption, restsOn }: Frame,
): Table {
  const columns = plan.columns.map(({ heading, as }) => ({
    heading,
    numeric: as === 'figure',
    short: as === 'due' || as === 'date' || as === 'figure',
  }));
  return {
    id,
    number,
    caption,
    empty: plan.empty,
    columns,
    rows: rows.map((row) => ({
      cells: plan.columns.map(({ show, as }, index) => ({
        as,
        value: fieldOf(row, show),
        header: index === 0,
        numeric: as === 'figure',
        short: as === 'due' || as === 'date',
      })),
    })),
    notes: rows.flatMap((row) => row.notes),
    rests_on: [...restsOn],
  };
}
