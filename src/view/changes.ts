import { changesOf, dayOf, returnIn, roundBefore } from '../change.ts';
import type { Change } from '../change.ts';
import type { DocumentPlan } from '../documents.ts';
import type { ChangesView, ReturnWords, TableRow, Wording } from '../records.ts';
import { nextTable } from './making.ts';
import type { Making } from './making.ts';
import { explained } from './table.ts';
import { fill } from '../words.ts';

type Cell = TableRow['cells'][number];

function cell(as: string, value: unknown, header = false): Cell {
  return { as, value, header, numeric: false, short: false };
}

/** Then, now and the change between them, as cells. */
function cellsOf(change: Change, wording: Wording): Cell[] {
  const { stages, actions } = wording;
  if (change.kind === 'milestone')
    return [cell('status', change.then), cell('status', change.now), cell('blank', null)];
  if (change.kind === 'action')
    return [cell('text', actions.open), cell('text', actions[change.state]), cell('date', change.done)];
  const { then, now, movement } = change;
  const shown = (amount: typeof now) =>
    cell('amount', { ...amount, aside: 'period' in amount ? amount.period : stages[amount.stage] });
  return [
    then ? shown(then) : cell('text', null),
    shown(now),
    movement ? cell('movement', { movement, unit: now.unit }) : cell('blank', null),
  ];
}

const headings = ({ what, then, now, move }: ReturnWords) => [what, then, now, move];

/**
 * What has moved since the last round in which the partnership answered; undefined if there was none, or if this return
 * speaks as at a day before it.
 */
export function changesView(making: Making, { asked, partner }: DocumentPlan): ChangesView | undefined {
  const { config } = making.project;
  const earlier = asked && roundBefore(config, partner, asked.id);
  const before = earlier === undefined ? undefined : returnIn(partner, earlier);
  if (!before || earlier === undefined) return undefined;
  const words = config.documents.record.returns;
  const interval = { from: dayOf(partner, before), to: making.facts.as_at };
  if (interval.to < interval.from) return undefined;
  const changes = changesOf(config, partner, interval);
  const round = config.rounds[earlier]?.record.title ?? earlier;
  const heading = fill(words.changes, { round });
  if (interval.to === interval.from) return { heading, lead: words.same_day };
  if (changes.length === 0) return { heading, lead: words.unchanged };
  const wording = config.wording.record;
  const columns = headings(words).map((text) => ({ heading: text, numeric: false, short: false }));
  const rows = changes.map((change) => ({
    cells: [cell('text', change.what, true), ...cellsOf(change, wording)],
  }));
  return {
    heading,
    lead: words.changes_lead,
    table: {
      ...nextTable(making),
      caption: words.changes_caption,
      empty: '',
      columns,
      rows,
      notes: explained(rows, config.disclosure.record.shorthand.suppressed),
      rests_on: [],
    },
  };
}
