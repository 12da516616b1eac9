import { lastDay } from '../dates.ts';
import { dueStatus } from '../milestone.ts';
import type { Action, Figure, ShorthandWord, Unit } from '../records.ts';
import {
  absent,
  cell,
  dateCell,
  dateText,
  figureCell,
  formOf,
  notesCell,
  proseOf,
  sourceCell,
  tableOf,
  textCell,
} from './cells.ts';
import type { Making } from './cells.ts';
import { joined, literal, onDay } from './formulas.ts';
import { daysFormula, statusTones } from './milestones.ts';
import type { Cell, Row, Table } from './model.ts';

/** The columns of Actions that finance types into; `import` reads the same. */
export const actionInputs = ['state'];

/** How an action stands on the day of the facts. */
function actionStatus(making: Making, { state, due }: Action): string {
  const { actions, none } = making.config.wording.record;
  const { open_undated } = making.config.workbook.record.words;
  if (state !== 'open') return state === undefined ? none : actions[state];
  if (due === undefined) return open_undated;
  return making.words.status(dueStatus(lastDay(due), making.facts.as_at));
}

function actionRow(making: Making, id: string, action: Action): Row {
  const { number, text, owner, due, due_as_said, state, done, source, note, acknowledged = [] } = action;
  const { actions, none } = making.config.wording.record;
  const remarks = [note, ...acknowledged.map(({ reason }) => reason)].filter((part) => part !== undefined);
  return {
    action: cell(id),
    number: textCell(making, number),
    text: cell(proseOf(making, text)),
    owner: textCell(making, owner),
    due: textCell(making, due === undefined ? due_as_said : dateText(making, due)),
    due_by: due === undefined ? textCell(making, undefined) : cell(lastDay(due)),
    state: cell(state === undefined ? none : actions[state]),
    done:
      state === 'done' || done !== undefined
        ? dateCell(making, done)
        : cell(absent(making, 'not-applicable')),
    status: cell(actionStatus(making, action)),
    check: cell(making.config.workbook.record.words.check.good),
    source: sourceCell(making, source),
    note: notesCell(
      making,
      remarks.map((part) => ({ text: part })),
    ),
  };
}

/** What somebody has undertaken to do; the status follows from the state that finance chooses. */
export function actionTable(making: Making): Table | undefined {
  const actions = Object.entries(
    (making.facts.actions as Readonly<Record<string, Action>> | undefined) ?? {},
  );
  const { statuses, actions: states } = making.config.wording.record;
  const { open_undated, check } = making.config.workbook.record.words;
  const here = (column: string) => making.refs.here('actions', column);
  const [state, due, status] = [here('state'), here('due_by'), here('status')];
  const overdue = joined(statuses.overdue.label, { days: daysFormula(making, `(AsAt-${due})`) });
  const open = `IF(${due}>=AsAt,${literal(statuses['not-yet-due'].label)},${overdue})`;
  return tableOf(making, 'actions', {
    rows: actions.map(([id, action]) => actionRow(making, id, action)),
    formulas: {
      status: `IF(${state}=${literal(states.open)},IF(ISNUMBER(${due}),${onDay(making.sums, open)},${literal(open_undated)}),${state})`,
      check: `IF(_xlfn.ISFORMULA(${status}),${literal(check.good)},${literal(check.overwritten)})`,
    },
    inputs: actionInputs,
    tones: {
      status: [...statusTones(making, ['overdue']), { starts: states.done, tone: 'good' }],
      check: [{ starts: check.overwritten, tone: 'late' }],
    },
    choices: { state: 'ListStates' },
  });
}

/** Every measure and comparator; exact numbers as numbers, everything else in words. */
export function measureTable(making: Making): Table | undefined {
  const rows = making.rows.measures.map(({ name, area, period, unit, amount, source, notes }): Row => {
    const { figure, unit: counted } = amount as { figure: Figure; unit: Unit };
    return {
      name: cell(name),
      area: cell(area),
      period: textCell(making, period),
      unit: cell(unit),
      value: figureCell(making, figure, counted),
      form: cell(formOf(making, figure)),
      source: sourceCell(making, source),
      note: notesCell(making, notes),
    };
  });
  return tableOf(making, 'measures', { rows });
}

/** Every source that the other sheets cite. */
export function sourceTable(making: Making): Table | undefined {
  const all = [...making.sources]
    .filter(([id]) => making.cited.has(id))
    .map(([, { short, title, publisher, date, undated, url, note }]): Row => ({
      source: cell(short ?? title),
      title: cell(title),
      publisher: cell(publisher),
      date: textCell(making, date === undefined ? undated : dateText(making, date)),
      address: textCell(making, url),
      note: note === undefined ? cell(making.config.workbook.record.words.none) : cell(note),
    }));
  // Two files may list one source under two names.
  const rows = [...new Map(all.map((row) => [JSON.stringify(row), row])).values()];
  return tableOf(making, 'sources', { rows });
}

/** The short names of schemes that the other sheets use, each with the name in full. */
function schemeNames({ config, awards, profile }: Making): { about: string; text: string }[] {
  const awarded = Object.values(awards).map(({ scheme }) => scheme);
  return Object.entries(config.grants.record.schemes).flatMap(([id, { short, name }]) =>
    // The working copy offers every scheme to choose from.
    short !== undefined && (profile === 'working' || awarded.includes(id))
      ? [{ about: short, text: name }]
      : [],
  );
}

/** How to read the figures; also what has no sheet because nothing is on record. */
export function noteTable(
  making: Making,
  empty: readonly { title: string; text: string }[],
  said: readonly Cell[],
): Table | undefined {
  const { notes, shorthand, rag_rule, rag_none } = making.config.workbook.record;
  const rule = making.partner.spend?.record.rag_rule ?? rag_none;
  const forPublic = making.profile === 'publish';
  const texts = said.flatMap(({ value, mark }) => [String(value), mark ?? '']);
  // What is typed into the working copy may bring any of them.
  const isUsed = ({ word, sign }: ShorthandWord) =>
    !forPublic || texts.some((text) => (sign === undefined ? text.includes(word) : text === sign));
  const rows = [
    ...notes,
    { about: rag_rule, text: rule },
    ...schemeNames(making),
    ...shorthand.filter(isUsed).map(({ word, sign, meaning }) => ({
      about: forPublic && sign !== undefined ? `${sign} ${word}` : word,
      text: meaning,
    })),
    ...empty.map(({ title, text }) => ({ about: title, text })),
  ];
  return tableOf(making, 'notes', {
    rows: rows.map(({ about, text }) => ({ about: cell(about), note: cell(text) })),
  });
}

/** The name of each list to choose from, and its entries, by the column of the sheet Lists. */
export function choicesOf({ config, awards }: Making): Record<string, { name: string; entries: string[] }> {
  const { stages, rags } = config.workbook.record.words;
  const { actions } = config.wording.record;
  const schemes = Object.values(config.grants.record.schemes).map(({ short, name }) => short ?? name);
  const categories = Object.values(config.menu.record.categories).map(({ label }) => label);
  return {
    schemes: { name: 'ListSchemes', entries: schemes },
    grants: { name: 'ListGrants', entries: Object.keys(awards) },
    categories: { name: 'ListCategories', entries: categories },
    stages: { name: 'ListStages', entries: Object.values(stages) },
    states: { name: 'ListStates', entries: Object.values(actions) },
    rags: { name: 'ListRags', entries: Object.values(rags) },
  };
}

/** The lists side by side; a shorter one ends in empty cells. */
export function listTable(making: Making): Table | undefined {
  const lists = Object.entries(choicesOf(making));
  const length = Math.max(...lists.map(([, { entries }]) => entries.length));
  const rows = Array.from({ length }, (_, index) =>
    Object.fromEntries(
      lists.map(([column, { entries }]): [string, Cell] => [column, cell(entries[index] ?? null)]),
    ),
  );
  return tableOf(making, 'lists', { rows });
}
