import type { Day } from '../dates.ts';
import { factsOf } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { Config, Partner } from '../project.ts';
import { allocationTable } from './allocations.ts';
import { cell, dateText, makingOf, tableOf } from './cells.ts';
import type { Making } from './cells.ts';
import { coverLines } from './cover.ts';
import { actionTable, choicesOf, listTable, measureTable, noteTable, sourceTable } from './lists.ts';
import { milestoneTable } from './milestones.ts';
import type { Book, Cell, Line, ListRange, Sheet, SheetId, Table } from './model.ts';
import { reconciliationTable } from './reconciliation.ts';
import { spendRowsOf, spendTable } from './spend.ts';
import { categoryTable, summaryTable } from './summary.ts';
import { fill } from '../words.ts';

type Tables = Partial<Record<SheetId, Table>>;

/** Every table that the records can fill. */
function tablesOf(making: Making): Tables {
  const lines = spendRowsOf(making);
  const tables: Tables = {
    milestones: milestoneTable(making),
    allocations: allocationTable(making),
    spend: spendTable(making, lines),
    summary: summaryTable(making, lines),
    categories: categoryTable(making, lines),
    reconciliation: reconciliationTable(making, lines),
    actions: actionTable(making),
    measures: measureTable(making),
  };
  // Last, when it is known what the others cite.
  return { ...tables, sources: sourceTable(making) };
}

/** What is said of the sheets that have nothing to show. */
function emptyOf(
  { config, profile }: Making,
  tables: Tables,
): { id: SheetId; title: string; text: string }[] {
  const { sheets, working, publish } = config.workbook.record;
  const apart: readonly SheetId[] = ['cover', 'contents', 'notes', 'lists'];
  const shown = profile === 'working' ? working : publish;
  return shown
    .filter((id) => !apart.includes(id) && !tables[id])
    .map((id) => ({ id, title: sheets[id].title, text: sheets[id].empty ?? '' }));
}

/** True for a sheet that tells facts; cover, contents and notes only lead to them. */
export const hasFacts = (id: SheetId): boolean => !['cover', 'contents', 'notes'].includes(id);

/** The name of the CSV file with the same table. */
export const csvName = (id: SheetId): string => `${id}.csv`;

function contentsTable(making: Making, tables: Tables, order: readonly SheetId[]): Table | undefined {
  const { sheets, words } = making.config.workbook.record;
  const fileOf = (id: SheetId) => (hasFacts(id) ? csvName(id) : words.none);
  const rows = order.flatMap((id) => {
    const table = tables[id];
    const { name, title } = sheets[id];
    return table
      ? [{ sheet: cell(name), table: cell(title), rows: cell(table.rows.length), file: cell(fileOf(id)) }]
      : [];
  });
  return tableOf(making, 'contents', { rows });
}

function sheetOf(making: Making, id: SheetId, table: Table | undefined, lines: readonly Line[]): Sheet {
  const {
    name,
    title,
    intro,
    publish_intro,
    empty,
    pages_wide = 1,
  } = making.config.workbook.record.sheets[id];
  const first = making.profile === 'publish' ? (publish_intro ?? intro) : intro;
  return {
    id,
    name,
    title: fill(title, { partnership: making.facts.partnership.name }),
    intro: table || lines.length > 0 ? first : [empty ?? ''],
    lines,
    // Sums above a table are for finance; for the public the cover has them.
    table: table && making.profile === 'publish' ? { ...table, above: {} } : table,
    pagesWide: pages_wide,
    grows: id === 'spend' || id === 'actions',
  };
}

/** Every cell that says something of the records. */
const saidIn = (tables: Tables, lines: readonly Line[]): Cell[] => [
  ...lines.flatMap(({ cell: own }) => own ?? []),
  ...(Object.keys(tables) as SheetId[]).flatMap((id) => tables[id]?.rows.flatMap(Object.values<Cell>) ?? []),
];

/**
 * Facts as at a day with all that came after it: what finance types into the working copy goes back into the data, and
 * whoever types a later day on its cover sees how things stand then.
 */
function wholeOf(then: Facts, partner: Partner): Facts {
  const progress = partner.milestones?.record.milestones ?? {};
  const milestones = Object.entries(then.milestones).map(([id, own]) => [id, { ...own, ...progress[id] }]);
  return {
    ...then,
    milestones: Object.fromEntries(milestones) as Facts['milestones'],
    grants: partner.grants?.record,
    spend: partner.spend?.record,
    actions: partner.actions?.record.actions,
  };
}

/** What the foot of a paper says, too. */
function stateOf(making: Making, asAt: Day): string {
  const { config, profile, facts } = making;
  const { draft, final, facts_as_at } = config.documents.record.labels;
  const state = facts.partnership.signed_off === undefined ? draft : final;
  return profile === 'working' ? state : `${state} \u00b7 ${facts_as_at} ${dateText(making, asAt)}`;
}

/**
 * The workbook of one partnership as plain data, every formula with its result. What the public may not see must have
 * been taken out of the records of a `publish` copy before.
 */
export function bookOf(
  config: Config,
  partner: Partner,
  { profile, asAt = partner.partnership.record.as_at }: { profile: Book['profile']; asAt?: Day },
): Book {
  const then = factsOf(config, partner, asAt);
  const facts = profile === 'working' ? wholeOf(then, partner) : then;
  const making = makingOf(config, { partner, facts, profile });
  const plan = config.workbook.record;
  const tables = tablesOf(making);
  const empty = emptyOf(making, tables);
  const lines = coverLines(making, tables);
  tables.notes = noteTable(making, empty, saidIn(tables, lines));
  if (profile === 'working') tables.lists = listTable(making);
  else tables.contents = contentsTable(making, tables, plan.publish);
  const order = profile === 'working' ? plan.working : plan.publish;
  const skipped = profile === 'publish' ? empty.map(({ id }) => id) : [];
  const sheets = order
    .filter((id) => !skipped.includes(id))
    .map((id) => sheetOf(making, id, tables[id], id === 'cover' ? lines : []));
  const { name, council } = facts.partnership;
  const choices = profile === 'working' ? Object.entries(choicesOf(making)) : [];
  const lists = choices
    .filter(([, { entries }]) => entries.length > 0)
    .map(([column, { name: list, entries }]): [string, ListRange] => [
      list,
      { sheet: 'lists', column, length: entries.length },
    ]);
  return {
    profile,
    title: fill(plan.sheets.cover.title, { partnership: name }),
    subject: (sheets[0]?.intro ?? []).join(' '),
    author: council ?? name,
    language: config.documents.record.language,
    date: asAt,
    state: stateOf(making, asAt),
    sheets,
    lists: Object.fromEntries(lists),
  };
}
