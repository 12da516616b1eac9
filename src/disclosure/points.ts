import type { Config, Partner } from '../project.ts';
import type { Comparator, Figure, Measure, SeriesPoint, Target, Unit } from '../records.ts';
import { decimalsOf, grainOf } from '../sum.ts';

/** Between which numbers a quantity lies: both ends are the same if it is exact. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A number that somebody may work out. */
export interface Quantity {
  /** Absent for what parts leave over, which no figure states. */
  readonly figure?: Figure;
  readonly range: Range | undefined;
  /** True for a change, which may be less than 0. */
  readonly isSigned: boolean;
}

/** What is measured, where and when: figures that share it state one number. */
export interface Place {
  readonly thing: string;
  readonly area: string;
  readonly period: string | undefined;
}

/** A measure at one place and time. */
export interface Point extends Place {
  readonly figure: Figure;
  readonly measure: Pick<Measure, 'metric' | 'unit' | 'of'>;
  readonly kind: Unit['kind'];
  readonly isChange: boolean;
  /** True for the measure's own value, neither elsewhere nor earlier. */
  readonly isMain: boolean;
}

/** A measure with its id. */
export interface Measured {
  readonly id: string;
  readonly measure: Measure;
}

/** The measures of the needs assessment and of the outcomes. */
export function measuresOf({ needs, outcomes }: Partner): Measured[] {
  return [needs, outcomes].flatMap((filed) =>
    Object.entries(filed?.record.measures ?? {}).map(([id, measure]) => ({ id, measure })),
  );
}

function kindOf(config: Config, unit: string): Unit['kind'] {
  return config.units.record.units[unit]?.kind ?? 'count';
}

/** What a change starts from or arrives at, as a point of the thing that changes: the count that it is built on. */
function ends(config: Config, record: Measure | Target, count = record): Omit<Point, 'figure' | 'period'> {
  const { area, unit } = record;
  const { metric, name } = count;
  const own = kindOf(config, unit);
  const kind = own === 'percent' ? 'count' : own;
  return { measure: record, thing: metric ?? name, area, kind, isChange: false, isMain: false };
}

/** Every point of a measure: its own, earlier ones, those it is compared with, and the ends of a change. */
export function pointsOf(config: Config, measure: Measure, count?: Measure): Point[] {
  const { metric, name, change: isChange = false, base, level, comparators = {} } = measure;
  const at = (area: string, period: string | undefined, figure: Figure, isMain = false): Point => {
    const thing = metric ?? name;
    return { figure, measure, thing, area, period, kind: kindOf(config, measure.unit), isChange, isMain };
  };
  const earlier = (area: string, series: readonly SeriesPoint[] = []) =>
    series.map(({ period, value }) => at(area, period, value));
  const end = ends(config, measure, isChange ? count : undefined);
  return [
    at(measure.area, measure.period, measure.value, true),
    ...earlier(measure.area, measure.series),
    ...Object.values(comparators).flatMap(({ area, value, series }: Comparator) => [
      at(area, measure.period, value),
      ...earlier(area, series),
    ]),
    // A percentage starts from the number that it is a share of; anything else, from an earlier point.
    ...(base && (isChange || end.kind === kindOf(config, measure.unit))
      ? [{ ...end, figure: base.value, period: base.period }]
      : []),
    ...(level ? [{ ...end, figure: level, period: measure.period }] : []),
  ];
}

/** What the targets start from. */
export function startsOf(config: Config, { outcomes }: Partner): Point[] {
  return Object.values(outcomes?.record.targets ?? {}).flatMap((target) => {
    const { base, change } = target;
    return base && change ? [{ ...ends(config, target), figure: base.value, period: base.period }] : [];
  });
}

/** Between which numbers a figure lies; what is rounded may lie half a step to either side. */
export function rangeOf({ value, low, high, form }: Figure, kind: Unit['kind']): Range | undefined {
  if (value === undefined) return low === undefined || high === undefined ? undefined : { low, high };
  if (form === 'up-to' || form === 'less-than') return { low: Math.min(0, value), high: value };
  const decimals = decimalsOf(value);
  const step = form === 'about' ? grainOf({ value }) : kind === 'percent' ? 10 ** -decimals : 0;
  return { low: value - step / 2, high: value + step / 2 };
}

/** The numbers in the middle of what quantities may be; of one that nobody gives, 1. */
export const middleOf = ({ range }: Pick<Quantity, 'range'>): number =>
  range ? (range.low + range.high) / 2 : 1;
