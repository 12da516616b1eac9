import { at } from '../facts.ts';
import type { Facts } from '../facts.ts';
import { bodiesAround } from '../known.ts';
import type { Config } from '../project.ts';
import type { Citation, Intention, Note, Paragraph, TablePlan } from '../records.ts';
import type { Rows } from './index.ts';
import type { Annotated } from './notes.ts';

/** A row of any table. What its columns show has the names that config/tables.yaml gives. */
export interface Row {
  readonly notes: readonly Note[];
  readonly source?: Citation;
  readonly definition?: { readonly source: Citation };
  readonly members?: readonly { readonly source: Citation }[];
  /** The outcome that it belongs to. */
  readonly group?: string;
}

/** A paragraph that shows the rows of one outcome only, if it has a group. */
export type Grouped = Paragraph & { readonly group?: string };

/** What the data have for a paragraph; of what it does not ask for, nothing. */
export interface Found {
  readonly used: (Annotated & { readonly text?: string; readonly source?: Citation }) | undefined;
  readonly points: readonly (Intention & { readonly name?: string })[];
  readonly plan: TablePlan | undefined;
  readonly rows: readonly Row[];
  readonly bodies: ReturnType<typeof bodiesAround>;
}

/** What is known of a partnership, as it is quoted and as it is shown in tables. */
export interface Known {
  readonly facts: Facts;
  readonly rows: Rows;
}

/** Looks up what a paragraph asks for: a record, a list of them, the rows of a table, the bodies of a diagram. */
export function foundFor(
  config: Config,
  { facts, rows }: Known,
  { use, points_from, table, diagram, group }: Grouped,
): Found {
  const plan = table === undefined ? undefined : config.tables.record.tables[table];
  const all = plan ? (rows as unknown as Readonly<Record<string, readonly Row[]>>)[plan.rows] : [];
  if (!all) throw new Error(`the table of ${plan?.rows ?? ''} was not checked`);
  return {
    used: use === undefined ? undefined : (at(facts, use) as Found['used']),
    points: points_from === undefined ? [] : Object.values((at(facts, points_from) ?? {}) as Found['points']),
    plan,
    rows: group === undefined ? all : all.filter((row) => row.group === group),
    bodies: diagram === undefined ? [] : bodiesAround(facts.partnership),
  };
}

/** True if there is anything at all to be shown. */
export const isFound = ({ used, points, rows, bodies }: Found): boolean =>
  used?.text !== undefined || points.length + rows.length + bodies.length > 0;
