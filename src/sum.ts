import type { Figure } from './records.ts';

/**
 * A total that keeps what its parts were: a part that is not known makes it "at least", one that is about makes it
 * about, one with only an upper end makes it "up to".
 */
export interface Total {
  readonly form: 'exact' | 'at-least' | 'up-to' | 'range' | 'unknown';
  readonly low: number;
  readonly high: number;
  readonly approximate: boolean;
  /** True if any part that was counted is provisional. */
  readonly provisional: boolean;
  /** How coarse the coarsest of the approximate parts is: 100000 for “about 1,300,000”; 0 if all are exact. */
  readonly coarseness: number;
  /** How many of the parts have a number, and how many there are: "of n supplying". */
  readonly known: number;
  readonly parts: number;
}

/** The states whose numbers may enter a sum; no other ever does. */
const countable: readonly Figure['state'][] = [undefined, 'known', 'provisional'];

/** The ends between which a number lies; an end that is not known is infinite. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Between which numbers a figure lies by its form, or undefined if it has none. */
export function endsOf({ value, low, high, form = 'exact' }: Figure): Bounds | undefined {
  if (form === 'range')
    return low === undefined || high === undefined
      ? undefined
      : { low: Math.min(low, high), high: Math.max(low, high) };
  if (value === undefined) return undefined;
  if (form === 'up-to' || form === 'less-than') return { low: -Infinity, high: value };
  return { low: value, high: form === 'over' ? Infinity : value };
}

/** Between which numbers a figure lies, or undefined if it may not be counted; what has no lower end begins at 0. */
export function boundsOf(figure: Figure): Bounds | undefined {
  const ends = countable.includes(figure.state) ? endsOf(figure) : undefined;
  return ends?.low === -Infinity ? { ...ends, low: Math.min(0, ends.high) } : ends;
}

/** How many decimals a number has, up to 12: 2 for 0.25, 7 for 1e-7. */
export function decimalsOf(number: number): number {
  if (Number.isInteger(number)) return 0;
  const [, decimals = '', exponent = '0'] = /^[^.e]*\.?(\d*)(?:e(.+))?$/.exec(String(number)) ?? [];
  return Math.min(Math.max(0, decimals.length - Number(exponent)), 12);
}

/** Adds in pennies or the finest decimals of any part, so that no binary rounding shows. */
export function add(numbers: readonly number[]): number {
  const scale = 10 ** Math.max(0, ...numbers.map(decimalsOf));
  return numbers.reduce((sum, n) => sum + Math.round(n * scale), 0) / scale;
}

/** The power of ten to which a number looks rounded. */
export function grainOf({ value = 0 }: Figure): number {
  let grain = 1;
  while (value !== 0 && Number.isInteger(value) && value % (grain * 10) === 0) grain *= 10;
  return Number.isInteger(value) ? grain : 0;
}

/** The sum of figures, with what it can and cannot claim. Unknown is never 0: it is not counted, and said. */
export function total(figures: readonly Figure[]): Total {
  const bounds = figures.map(boundsOf);
  const counted = bounds.filter((part) => part !== undefined);
  const low = add(counted.map((part) => part.low));
  const finite = counted.every((part) => Number.isFinite(part.high));
  const high = finite ? add(counted.map((part) => part.high)) : Infinity;
  const approximate = figures.some((figure, i) => bounds[i] !== undefined && figure.form === 'about');
  const provisional = figures.some((figure, i) => bounds[i] !== undefined && figure.state === 'provisional');
  const coarseness = Math.max(
    0,
    ...figures.map((figure, i) => (bounds[i] && figure.form === 'about' ? grainOf(figure) : 0)),
  );
  const open = counted.length < figures.length || !finite;
  const upper = figures.some(
    (figure, i) => bounds[i] && (figure.form === 'up-to' || figure.form === 'less-than'),
  );
  const form =
    counted.length === 0 ? 'unknown' : open ? 'at-least' : low === high ? 'exact' : upper ? 'up-to' : 'range';
  return {
    form,
    low,
    high,
    approximate,
    provisional,
    coarseness,
    known: counted.length,
    parts: figures.length,
  };
}

/** How far a stated total is from the sum of its parts, or undefined if that cannot be said. Pence count. */
export function difference(stated: Figure, parts: readonly Figure[]): number | undefined {
  const whole = boundsOf(stated);
  const sum = total(parts);
  if (!whole || sum.form !== 'exact' || sum.approximate || (stated.form ?? 'exact') !== 'exact')
    return undefined;
  return add([whole.low, -sum.low]);
}
