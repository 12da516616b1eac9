// The smallest of its dates: the whole one makes formats for every language as it loads, which we do not use.
import { UTCDateMini } from '@date-fns/utc/date/mini';
// One file each: the package's index loads hundreds of modules, which costs every command a second.
import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { endOfMonth } from 'date-fns/endOfMonth';
import { isWeekend } from 'date-fns/isWeekend';

/** A day as text, such as "2023-03-20". */
export type Day = string;
/** A day, a month or a year, as exact as the source is: "2023-03-20", "2023-03", "2023". */
export type LooseDate = string;

// Every calculation is made in UTC, so that no machine's time zone moves a day.
const utc = (value: Date | number | string): Date => new UTCDateMini(Number(new Date(value)));
const zone = { in: utc };
const dayMs = 86_400_000;

const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

/** True for a day that the calendar has. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = utc(text);
  // The 30th of February would be the 2nd of March.
  return !Number.isNaN(date.getTime()) && dayOf(date) === text;
}

/** True for a day, month or year that the calendar has. */
export function isLooseDate(text: string): boolean {
  if (/^\d{4}$/.test(text)) return true;
  if (/^\d{4}-\d{2}$/.test(text)) return isDay(`${text}-01`);
  return isDay(text);
}

/** True for a financial year written "2023/24", whose second half follows its first. */
export function isFinancialYear(text: string): boolean {
  const [, first, second] = /^(\d{4})\/(\d{2})$/.exec(text) ?? [];
  return first !== undefined && (Number(first) + 1) % 100 === Number(second);
}

/** The first day that a loose date can mean. */
export function firstDay(date: LooseDate): Day {
  return `${date}-01-01`.slice(0, 10).padEnd(10, '-01');
}

/** The last day that a loose date can mean. */
export function lastDay(date: LooseDate): Day {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 10) return date;
  return dayOf(endOfMonth(utc(`${date}-01`), zone));
}

/** How many days lie between two days; negative if the second comes first. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

/** The day so many days later, or earlier if negative. */
export function plusDays(day: Day, days: number): Day {
  return dayOf(addDays(utc(day), days, zone));
}

/** The day so many months later; the end of a month stays within its month. */
export function plusMonths(day: Day, months: number): Day {
  return dayOf(addMonths(utc(day), months, zone));
}

/** True for a Saturday or Sunday. */
export function isAtWeekend(day: Day): boolean {
  return isWeekend(utc(day), zone);
}

/** A span of days, both ends included. */
export interface Span {
  readonly first: Day;
  readonly last: Day;
}

/** True if two spans have a day in common. */
export function overlap(a: Span, b: Span): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** How many whole months two spans of whole months share; rolling windows that share months must not be subtracted. */
export function sharedMonths(a: Span, b: Span): number {
  if (!overlap(a, b)) return 0;
  const first = a.first > b.first ? a.first : b.first;
  const last = a.last < b.last ? a.last : b.last;
  const month = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return month(last) - month(first) + 1;
}
