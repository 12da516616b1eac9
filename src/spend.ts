import { quarters, quartersEndedOn } from './calendar.ts';
import type { Facts } from './facts.ts';
import type { Config } from './project.ts';
import type { BudgetLine, Figure, Grants, Note, Spend, SpendRow } from './records.ts';
import { total } from './sum.ts';
import type { Total } from './sum.ts';

/** True for a number that may stand in a cell and enter a sum as it is. */
export function isExact({ value, form = 'exact', state = 'known' }: Figure): boolean {
  return value !== undefined && form === 'exact' && (state === 'known' || state === 'provisional');
}

/**
 * What has been spent of a line: the quarters that are recorded. One that has ended without a record, or whose record is
 * no exact number, is not known and makes the total "at least".
 */
function spentOf({ actual = {} }: BudgetLine, ended: number | undefined): Total {
  const parts = quarters.flatMap((number): Figure[] => {
    const figure = actual[`q${number}`];
    if (figure === undefined) return number <= (ended ?? quarters.length) ? [{ state: 'unknown' }] : [];
    return [isExact(figure) ? figure : { state: 'unknown' }];
  });
  return total(parts);
}

/** One row for each budget line, with what has been spent as at the day of the facts. */
export function spendRows(config: Config, { spend, grants, as_at }: Facts): SpendRow[] {
  const { awards } = (grants ?? { awards: {} }) as Grants;
  const unit = config.units.record.units['pounds'];
  const ended = quartersEndedOn(as_at, config.calendar.record);
  return Object.entries((spend as Spend | undefined)?.lines ?? {}).map(([id, line]) => {
    const award = awards[line.award];
    const scheme = config.grants.record.schemes[award?.scheme ?? ''];
    const notes: Note[] = [line.note, ...(line.acknowledged ?? []).map(({ reason }) => reason)].flatMap(
      (text) => (text === undefined ? [] : [{ about: line.name, text }]),
    );
    return {
      id,
      line,
      scheme: scheme?.short ?? scheme?.name ?? line.award,
      year: award?.year ?? award?.year_as_said ?? config.wording.record.none,
      category: config.menu.record.categories[line.category]?.label ?? line.category,
      budget: { figure: line.budget, unit },
      spent: spentOf(line, ended(award?.year)),
      forecast: { figure: line.forecast ?? { state: 'not-provided' }, unit },
      source: line.source,
      notes,
    };
  });
}
