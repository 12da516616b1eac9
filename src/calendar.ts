import { firstDay, isAtWeekend, isDay, isFinancialYear, lastDay, plusDays, plusMonths } from './dates.ts';
import type { Day, LooseDate, Span } from './dates.ts';
import type { Calendar } from './records.ts';

/** The days of a financial year written "2023/24", as config/calendar.yaml has it begin. */
export function financialYear(year: string, { financial_year }: Calendar): Span {
  const first = `${year.slice(0, 4)}-${financial_year.starts}`;
  return { first, last: plusDays(plusMonths(first, 12), -1) };
}

/** The financial year that a day lies in. */
export function financialYearOf(day: Day, { financial_year }: Calendar): string {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < financial_year.starts ? 1 : 0);
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}

/** The quarters of a financial year. */
export const quarters = [1, 2, 3, 4] as const;
export type Quarter = (typeof quarters)[number];

/** The days of one quarter, 1 to 4, of a financial year. */
export function quarter(year: string, number: Quarter, calendar: Calendar): Span {
  const { first } = financialYear(year, calendar);
  return { first: plusMonths(first, 3 * (number - 1)), last: plusDays(plusMonths(first, 3 * number), -1) };
}

/** How many quarters of a financial year have ended; undefined if the year is not known. */
export type QuartersEnded = (year: string | undefined) => number | undefined;

/** Counts the quarters that have ended on a day, for each year once: hundreds of lines share a few years. */
export function quartersEndedOn(asAt: Day, calendar: Calendar): QuartersEnded {
  const ended = new Map<string, number>();
  return (year) => {
    if (year === undefined) return undefined;
    const count =
      ended.get(year) ?? quarters.filter((number) => quarter(year, number, calendar).last <= asAt).length;
    ended.set(year, count);
    return count;
  };
}

const monthNumber = (name: string, months: readonly string[]) =>
  String(months.indexOf(name) + 1).padStart(2, '0');

/**
 * The days that a reporting period means: "2021", "June 2022", "2023/24", "2023/24 quarter 2",
 * "year to June 2022", "12 months to June 2022", "2010 to 2017" or a day. Undefined for any other words.
 */
export function periodSpan(period: string, calendar: Calendar, months: readonly string[]): Span | undefined {
  const name = `(?:${months.join('|')})`;
  const loose = (text: string): LooseDate | undefined => {
    if (/^\d{4}$/.test(text) || isDay(text)) return text;
    const [, month, year] = new RegExp(`^(${name}) ([0-9]{4})$`).exec(text) ?? [];
    return month && year ? `${year}-${monthNumber(month, months)}` : undefined;
  };
  const single = loose(period);
  if (single) return { first: firstDay(single), last: lastDay(single) };
  const [, year, part] = /^(\d{4}\/\d{2})(?: quarter ([1-4]))?$/.exec(period) ?? [];
  if (year && !isFinancialYear(year)) return undefined;
  if (year) return part ? quarter(year, Number(part) as Quarter, calendar) : financialYear(year, calendar);
  const [, count, end] = new RegExp(`^(year|[1-9][0-9]* months) to (${name} [0-9]{4})$`).exec(period) ?? [];
  if (count && end) {
    const last = lastDay(loose(end) ?? '');
    const length = count === 'year' ? 12 : parseInt(count, 10);
    return { first: plusMonths(firstDay(last.slice(0, 7)), 1 - length), last };
  }
  const [from, to, ...more] = period.split(' to ').map(loose);
  if (!from || !to || more.length > 0 || firstDay(from) > lastDay(to)) return undefined;
  return { first: firstDay(from), last: lastDay(to) };
}

/** True for a day that counts as clear: no weekend, and none of the bank holidays of config/calendar.yaml. */
function isWorkingDay(day: Day, { bank_holidays, clear_days }: Calendar): boolean {
  if (clear_days.leave_out.weekends && isAtWeekend(day)) return false;
  return !(clear_days.leave_out.bank_holidays && bank_holidays.some(({ date }) => date === day));
}

/**
 * The last day on which papers can be published for a meeting, so that the clear days of config/calendar.yaml lie
 * between (Local Government Act 1972 s100B). Undefined where the calendar does not know the bank holidays.
 */
export function publishBy(meeting: Day, calendar: Calendar): Day | undefined {
  const known = calendar.bank_holidays.map(({ date }) => date.slice(0, 4));
  const { leave_out, days } = calendar.clear_days;
  let day = leave_out.meeting_day ? meeting : plusDays(meeting, 1);
  for (let clear = 0; clear < days;) {
    day = plusDays(day, -1);
    if (isWorkingDay(day, calendar)) clear += 1;
  }
  if (leave_out.notice_day)
    do day = plusDays(day, -1);
    while (!isWorkingDay(day, calendar));
  return known.includes(day.slice(0, 4)) && known.includes(meeting.slice(0, 4)) ? day : undefined;
}

/** The day on which something that comes back falls due after it was done. */
export function nextDue(done: Day, every: { readonly months?: number; readonly years?: number }): Day {
  const months = (every.months ?? 0) + 12 * (every.years ?? 0);
  if (months < 1) throw new Error('an interval has no length');
  return plusMonths(done, months);
}
