import { createHash } from 'node:crypto';
import type { Partner } from '../project.ts';
import { absent, cell } from './cells.ts';
import type { Making } from './cells.ts';
import { actionInputs } from './lists.ts';
import { checksFormula, spendFields } from './spend.ts';
import { countFormula, joined, literal } from './formulas.ts';
import type { Cell, Line, SheetId, Table, Value } from './model.ts';
import { fill } from '../words.ts';

/** What finance may have typed of records, by their names; of a record without any of it nothing. */
function typedOf(records: Readonly<Record<string, object>>, fields: readonly string[]): unknown[] {
  return Object.keys(records)
    .sort()
    .map((id) => [id, Object.entries(records[id] ?? {}).filter(([field]) => fields.includes(field))] as const)
    .filter(([, typed]) => typed.length > 0);
}

/**
 * What tells a workbook of these data from one of others: the folder, and a hash of all that `import` can change. A budget
 * line that is new and has no amounts yet does not count, so that what was typed before it can still be imported.
 */
export function fingerprintOf({ slug, spend, actions }: Partner): string {
  const lines = typedOf(spend?.record.lines ?? {}, spendFields);
  const records = JSON.stringify([slug, lines, typedOf(actions?.record.actions ?? {}, actionInputs)]);
  return `${slug} ${createHash('sha256').update(records).digest('hex').slice(0, 16)}`;
}

type Tables = Readonly<Partial<Record<SheetId, Table>>>;

/** The words before the count in a status such as "Overdue by 3 days". */
const overduePrefix = ({ config }: Making): string =>
  config.wording.record.statuses.overdue.label.replace(/\{.*$/s, '').trim();

/** The statuses of which nobody can say whether they hide something overdue. */
function openWords({ config, sums }: Making, id: 'milestones' | 'actions'): readonly string[] {
  const { statuses, none } = config.wording.record;
  return id === 'milestones'
    ? [statuses['not-provided'].label, sums.unknown]
    : [config.workbook.record.words.open_undated, none, sums.unknown];
}

/** How many rows of a table are overdue, counted by their status: at least so many, where some cannot be told. */
function lateCell(making: Making, id: 'milestones' | 'actions', table: Table | undefined): Cell {
  const { none, unknown, atLeast } = making.sums;
  if (!table) return cell(none);
  const prefix = overduePrefix(making);
  const open = openWords(making, id);
  const found = table.rows.map((row) => String(row['status']?.value));
  const late = found.filter((text) => text.startsWith(prefix)).length;
  const status = making.refs.all(id, 'status');
  const count = countFormula(`(LEFT(${status},${prefix.length})=${literal(prefix)})`, undefined);
  const isOpen = `(${open.map((word) => `(${status}=${literal(word)})`).join('+')})`;
  const least = `IF(${count}=0,${literal(unknown)},${joined(atLeast, { n: count })})`;
  const some = late === 0 ? unknown : fill(atLeast, { n: String(late) });
  return {
    value: found.some((text) => open.includes(text)) ? some : late,
    formula: `IF(${countFormula(isOpen, undefined)}=0,${count},${least})`,
  };
}

/** A total of another sheet, called by its name. */
function totalCell(making: Making, table: Table | undefined, column: string): Cell {
  const above = table?.above[column];
  if (!above?.name) return cell(making.sums.none);
  return { value: above.cell.value, formula: above.name };
}

/** How much, spent, left and late, as formulas of the other sheets. */
function figures(making: Making, tables: Tables): Line[] {
  const { cover, words } = making.config.workbook.record;
  const { spend, allocations, reconciliation } = tables;
  const allocated = totalCell(making, allocations, 'amount');
  const total = (column: string) => totalCell(making, spend, column);
  const senseless = cell(absent(making, 'not-applicable'));
  const differs = reconciliation ? totalCell(making, reconciliation, 'result') : senseless;
  const checks: Cell = spend
    ? { value: countOf(spend, words.check.good), formula: checksFormula(making) }
    : senseless;
  // A copy for the public has no sheet without a table, so nothing is said of one.
  const seen = (id: SheetId, remark: string) =>
    making.profile === 'publish' && !tables[id] ? undefined : remark;
  const money = (label: string, value: Cell, remark: string | undefined): Line => ({
    label,
    cell: value,
    as: 'money',
    remark,
  });
  const count = (label: string, value: Cell, remark: string | undefined): Line => ({
    label,
    cell: value,
    as: 'number',
    remark,
    alarming: true,
  });
  const lateOf = (id: 'milestones' | 'actions') => lateCell(making, id, tables[id]);
  return [
    money(cover.allocated, allocated, seen('allocations', cover.allocated_note)),
    money(cover.budgeted, total('budget'), seen('spend', cover.budgeted_note)),
    money(cover.spent, total('spent'), cover.spent_note),
    money(cover.left, total('left'), cover.left_note),
    money(cover.forecast, total('forecast'), cover.forecast_note),
    count(cover.late_milestones, lateOf('milestones'), seen('milestones', cover.late_milestones_note)),
    count(cover.late_actions, lateOf('actions'), seen('actions', cover.late_actions_note)),
    count(cover.differences, differs, seen('reconciliation', cover.differences_note)),
    count(cover.checks, checks, cover.checks_note),
  ];
}

const countOf = ({ rows }: Table, good: Value): number =>
  rows.filter((row) => row['check']?.value !== good).length;

const forPublic = ({ label, cell: value, as, remark }: Line): Line => ({
  label,
  cell: value && { value: value.value },
  as,
  remark,
});

/** The lines of the cover: who and when, how things stand, how to use it and what the words mean. */
export function coverLines(making: Making, tables: Tables): Line[] {
  const { cover, shorthand } = making.config.workbook.record;
  const { partnership, as_at } = making.facts;
  // Where the day is worked out, as of minutes without a date, every status rests on that.
  const derived = partnership.as_at === as_at ? partnership.as_at_note : undefined;
  const state = partnership.signed_off === undefined ? cover.draft : cover.signed;
  const who: Line[] = [
    { label: cover.partnership, cell: cell(partnership.name) },
    {
      label: cover.as_at,
      cell: cell(as_at),
      as: 'date',
      name: 'AsAt',
      remark: [derived, cover.as_at_note].filter((part) => part !== undefined).join(' '),
      input: true,
    },
    { label: cover.state, cell: cell(state), remark: cover.state_note },
  ];
  const key = [{ label: cover.key }, ...figures(making, tables)];
  if (making.profile === 'publish') {
    const [name, asAt, draft] = who as [Line, Line, Line];
    const facts: Line[] = [
      name,
      { label: asAt.label, cell: asAt.cell, as: 'date', remark: derived },
      { ...draft, remark: undefined },
    ];
    // What finance has to look at is its own affair.
    return [
      ...facts,
      ...key.slice(0, -1).map((line) => ('cell' in line ? forPublic(line) : line)),
      { label: cover.shorthand, remark: cover.shorthand_note },
    ];
  }
  const steps = [
    ...(tables.spend || tables.actions ? [cover.typing] : []),
    tables.spend ? cover.new_line : cover.first_line,
    ...(tables.spend || tables.actions ? cover.steps : []),
    cover.locked,
  ];
  return [
    ...who,
    ...key,
    { label: cover.how },
    ...steps.map((text, i): Line => ({ label: String(i + 1), remark: text })),
    ...cover.colour_words.map((text): Line => ({ label: cover.colours, remark: text })),
    { label: cover.shorthand },
    ...shorthand.map(({ word, meaning }): Line => ({ label: word, remark: meaning })),
    { label: cover.made_from, cell: cell(fingerprintOf(making.partner)), remark: cover.made_from_note },
  ];
}
