import { periodSpan } from './calendar.ts';
import { sharedMonths } from './dates.ts';
import type { Span } from './dates.ts';
import type { Config } from './project.ts';
import type { Figure, Measure } from './records.ts';
import { boundsOf, total } from './sum.ts';

/** A figure for a period, with the days that the period means where they can be told. */
export interface Point {
  readonly period?: string;
  readonly span?: Span;
  readonly figure: Figure;
}

/** How a figure has moved from one period to another. */
export interface Movement {
  readonly kind: 'up' | 'down' | 'same' | 'overlap' | 'unknown';
  /** Absent where it did not move, or where the data does not say which way is better. */
  readonly better?: boolean;
  /** By how much, where both ends are numbers: exact, or about if one of them is. */
  readonly size?: Figure;
}

/** All points of a measure, oldest first; a measure without a series may still say where it started from. */
export function pointsOf(
  { calendar, wording }: Config,
  { period, value, series, base, change }: Pick<Measure, 'period' | 'value' | 'series' | 'base' | 'change'>,
): Point[] {
  const point = (own: string | undefined, figure: Figure): Point => ({
    period: own,
    span: own === undefined ? undefined : periodSpan(own, calendar.record, wording.record.months),
    figure,
  });
  const first = series === undefined && base !== undefined && !change ? [base] : (series ?? []);
  return [...first.map((earlier) => point(earlier.period, earlier.value)), point(period, value)];
}

function sizeOf(from: Figure, to: Figure): Figure | undefined {
  const forms = [from.form ?? 'exact', to.form ?? 'exact'];
  if (from.value === undefined || to.value === undefined) return undefined;
  if (!forms.every((form) => form === 'exact' || form === 'about')) return undefined;
  const value = total([{ value: to.value }, { value: -from.value }]).low;
  return { value, ...(forms.includes('about') ? { form: 'about' } : {}) };
}

/**
 * How a figure has moved. Periods that share months are never subtracted from each other (rolling windows), and where
 * the bounds of the two overlap nothing is claimed.
 */
export function movementOf(from: Point, to: Point, direction?: Measure['direction']): Movement {
  if (from.span && to.span && sharedMonths(from.span, to.span) > 0) return { kind: 'overlap' };
  const [before, after] = [boundsOf(from.figure), boundsOf(to.figure)];
  if (!before || !after) return { kind: 'unknown' };
  const size = sizeOf(from.figure, to.figure);
  const kind = after.low > before.high ? 'up' : after.high < before.low ? 'down' : undefined;
  if (kind !== undefined)
    return { kind, size, better: direction === undefined ? undefined : direction === `${kind}-is-better` };
  return { kind: size?.value === 0 && size.form === undefined ? 'same' : 'unknown' };
}
