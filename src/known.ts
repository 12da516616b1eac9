import { periodSpan } from './calendar.ts';
import { firstDay } from './dates.ts';
import type { Day, LooseDate } from './dates.ts';
import type { Config } from './project.ts';
import type { Action, Award, Comparator, Figure, Measure } from './records.ts';

type Named<T> = Readonly<Record<string, T>>;

/** A number that nobody had yet. */
const notYet: Figure = { state: 'not-available' };

function each<T>(records: Named<T>, change: (record: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(records).map(([id, record]) => [id, change(record)]));
}

const hasCome = (date: LooseDate | undefined, day: Day) => date === undefined || firstDay(date) <= day;

/** Measures with the figures of the periods that had ended by a day; the last of these takes the place of a later one. */
export function measuresOn(
  { calendar, wording }: Config,
  measures: Named<Measure>,
  day: Day,
): Record<string, Measure> {
  const hasEnded = (period: string | undefined) => {
    const span =
      period === undefined ? undefined : periodSpan(period, calendar.record, wording.record.months);
    return span === undefined || span.last <= day;
  };
  return each(measures, (measure) => {
    const ended = measure.series?.filter(({ period }) => hasEnded(period)) ?? [];
    const last = ended.at(-1);
    const isKnown = hasEnded(measure.period);
    const without = (series: Measure['series'], later: string | undefined) =>
      series?.filter(({ period }) => hasEnded(period) && period !== later);
    if (isKnown) return { ...measure, series: without(measure.series, undefined) };
    const comparator = ({ series, ...other }: Comparator): Comparator => ({
      ...other,
      value: series?.find(({ period }) => period === last?.period)?.value ?? notYet,
      series: without(series, last?.period),
    });
    return {
      ...measure,
      period: last?.period ?? measure.period,
      value: last?.value ?? notYet,
      series: without(measure.series, last?.period),
      comparators: measure.comparators && each(measure.comparators, comparator),
    };
  });
}

/** Grants with the stages of their allocation that had been reached by a day, and the amount of the last of these. */
export function awardsOn(awards: Named<Award>, day: Day): Record<string, Award> {
  return each(awards, ({ history, ...award }) => {
    const reached = history?.filter(({ date }) => hasCome(date, day));
    if (!history || !reached || reached.length === history.length) return { ...award, history };
    return { ...award, history: reached, amount: reached.at(-1)?.amount ?? notYet };
  });
}

/** Actions as they stood on a day: what was done or closed later was open. */
export function actionsOn(actions: Named<Action>, day: Day): Record<string, Action> {
  return each(actions, ({ done, ...action }) =>
    hasCome(done, day) ? { ...action, done } : { ...action, state: 'open' },
  );
}
