import { financialYearOf, periodSpan, quarters, quartersEndedOn } from './calendar.ts';
import type { Quarter } from './calendar.ts';
import { firstDay, lastDay } from './dates.ts';
import type { Day, LooseDate } from './dates.ts';
import type { Config } from './project.ts';
import type { Action, Award, BudgetLine, Comparator, Figure, Measure, Partnership, Role } from './records.ts';

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
    return { ...award, history: reached, status: undefined, amount: reached.at(-1)?.amount ?? notYet };
  });
}

/** The roles that are held on a day, by the names of their entries, each with what it is; none that has ended or not begun. */
export const rolesOn = (
  { roles = {} }: Pick<Partnership, 'roles'>,
  day: Day,
): [string, Role & { readonly role: string }][] =>
  Object.entries(roles)
    .filter(([, { from, to }]) => hasCome(from, day) && (to === undefined || lastDay(to) >= day))
    .map(([id, own]) => [id, { ...own, role: own.role ?? id }]);

/**
 * Budget lines with what was spent in the quarters that had ended by a day, and what was carried by then. What was expected
 * then, and how it was judged, is not on record.
 */
export function linesOn(
  { calendar }: Config,
  lines: Named<BudgetLine>,
  { awards, day }: { readonly awards: Named<Award>; readonly day: Day },
): Record<string, BudgetLine> {
  const [ended, thisYear] = [quartersEndedOn(day, calendar.record), financialYearOf(day, calendar.record)];
  return each(lines, ({ actual = {}, ...line }) => {
    const year = awards[line.award]?.year;
    const hasBegun = year === undefined || year <= thisYear;
    const hasEnded = (number: Quarter) => number <= (ended(year) ?? quarters.length);
    const later = ['rag', 'rag_reason', !hasBegun && 'carry_in', !hasEnded(4) && 'carry_out'];
    const known = Object.entries(line).filter(([key]) => !later.includes(key));
    const spent = quarters.filter(hasEnded).map((number) => [`q${number}`, actual[`q${number}`]] as const);
    return {
      ...(Object.fromEntries(known) as typeof line),
      forecast: line.forecast && notYet,
      actual: Object.fromEntries(spent.filter(([, figure]) => figure !== undefined)),
    };
  });
}

/** Actions as they stood on a day: what was done or closed later was open. */
export function actionsOn(actions: Named<Action>, day: Day): Record<string, Action> {
  return each(actions, ({ done, ...action }) =>
    hasCome(done, day) ? { ...action, done } : { ...action, state: 'open' },
  );
}

/** The bodies among which a partnership stands: boards that it reports to, and groups that it works with. */
export const bodiesAround = ({ reports_to = [], linked_groups = [] }: Partnership) => [
  ...reports_to,
  ...linked_groups,
];
