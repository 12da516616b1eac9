import { beside, isSamePlace, mainOf, peopleIn, weighed } from './account.ts';
import type { Account, Relation } from './account.ts';
import { middleOf, rangeOf } from './points.ts';
import type { Point, Range } from './points.ts';
import { countsPeople, isSmall, mayBeSmall } from './secrets.ts';
import { sumsOf } from './sums.ts';

/** What the shares of one whole come to. */
export const hundred: Range = { low: 100, high: 100 };

/** The rates and percentages built on a count: said to be, or two units of one national metric at one place and time. */
export function pairs({ project, measures, points }: Account): [Point, Point][] {
  const { metrics } = project.config.metrics.record;
  const number = ({ measure: { metric } }: Point) =>
    metric === undefined ? undefined : (metrics[metric]?.number ?? metric);
  const counts = points.filter(({ kind, isChange }) => kind === 'count' && !isChange);
  const twins = points.flatMap((point) => {
    if (point.isChange || (point.kind !== 'rate' && point.kind !== 'percent') || number(point) === undefined)
      return [];
    const same = counts.filter((count) => number(count) === number(point) && isSamePlace(count, point));
    return same.map((count): [Point, Point] => [count, point]);
  });
  const said = measures.flatMap(({ measure, points: own }) => {
    const count = measures.find(({ id }) => id === measure.built_on);
    const rates = own.filter(({ kind, isChange: isRate }) => kind !== 'count' || isRate);
    return (count?.points ?? []).flatMap((c) => beside(rates, c).map((rate): [Point, Point] => [c, rate]));
  });
  return [...twins, ...said];
}

/** The number that a percentage is a share of, and how many people each of it stands for. */
function shareOf(account: Account, { measure, points }: Account['measures'][number], point: Point) {
  const of = account.measures.find(({ id }) => id === measure.of);
  const whole = of?.points.find((other) => beside(points, other).includes(point));
  if (whole) return { quantity: account.quantity(whole), people: peopleIn(account, whole.measure.unit) };
  if (!point.isMain || !measure.base || measure.change) return undefined;
  return {
    quantity: account.quantity({ figure: measure.base.value, kind: 'count' }),
    people: peopleIn(account, undefined),
  };
}

/** Each rate with its count, and with the whole where the data has it. */
export function builds(account: Account, found: readonly (readonly [Point, Point])[]): Relation[] {
  return found.flatMap(([count, rate]): Relation[] => {
    if (rate.isChange) return [];
    const owner = account.measures.find(({ points }) => points.includes(rate));
    const whole = owner && rate.kind === 'percent' ? shareOf(account, owner, rate)?.quantity : undefined;
    const [c, r] = [account.quantity(count), account.quantity(rate)];
    const [many, share] = [middleOf(c) || 1, middleOf(r) || 1];
    if (!whole || whole === c) return [{ terms: weighed([c, r], [share, -many]) }];
    return [{ terms: weighed([c, r, whole], [100, -(middleOf(whole) || 1), -share]), whole }];
  });
}

/** Percentages of which nobody states the count, though it can be worked out and is small, or what they leave over is. */
export function implied(account: Account, found: readonly (readonly [Point, Point])[]): Relation[] {
  const isBuilt = (point: Point) =>
    found.some(([count, rate]) => rate === point && rangeOf(count.figure, 'count'));
  return account.measures.flatMap((measured) =>
    measured.points.flatMap((point): Relation[] => {
      const share =
        point.kind === 'percent' && !point.isChange ? shareOf(account, measured, point) : undefined;
      const own = account.quantity(point);
      if (!share?.quantity.range || !own.range || share.people === undefined) return [];
      const people = middleOf(share.quantity) / 100;
      const { low, high } = own.range;
      const counted = point.figure.value !== 0 && !isBuilt(point);
      if (counted && high > 0 && mayBeSmall(account.disclosure, low * people, high * people))
        account.secrets.set(point.figure, account.secrets.get(point.figure) ?? 'suppressed');
      return measured.measure.of === undefined ? sumsOf(account, { range: hundred, people }, [own]) : [];
    }),
  );
}

/** The level at which a change must arrive, if nobody states it and it is small. */
export function arrivals(account: Account): void {
  for (const { measure, points } of account.measures) {
    const point = mainOf(points);
    const base = measure.base && account.quantity({ figure: measure.base.value, kind: 'count' });
    if (!point?.isChange || !base?.range || measure.level || point.figure.value === undefined) continue;
    const from = middleOf(base);
    const level =
      point.kind === 'percent' ? from * (1 + point.figure.value / 100) : from + point.figure.value;
    const unit = point.kind === 'percent' ? undefined : measure.unit;
    if (countsPeople(account.disclosure, unit) && isSmall(account.disclosure, Math.round(level)))
      account.secrets.set(point.figure, account.secrets.get(point.figure) ?? 'suppressed');
  }
}
