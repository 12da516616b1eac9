import { weighed } from './account.ts';
import type { Account, Relation } from './account.ts';
import { middleOf } from './points.ts';
import type { Quantity, Range } from './points.ts';
import { mayBeSmall } from './secrets.ts';

/** What parts may add up to. */
interface Whole {
  /** Absent where everybody knows it, as the hundred that percentages come to. */
  readonly quantity?: Quantity;
  readonly range: Range | undefined;
  /** How many people each one of it stands for, if it counts people and they are known. */
  readonly people?: number | undefined;
}

// Beyond this many parts only all of them together are looked at.
const mostParts = 12;

/** Every set of parts whose sum may lie in a range. */
function subsets(parts: readonly Quantity[], { low, high }: Range): Quantity[][] {
  const sorted = parts
    .flatMap((part) => (part.range && middleOf(part) > 0 ? [{ part, range: part.range }] : []))
    .sort((a, b) => b.range.high - a.range.high);
  // What may still come is needed to know when to give up.
  const left = sorted.map((_, i) => sorted.slice(i).reduce((sum, { range }) => sum + range.high, 0));
  const found: Quantity[][] = [];
  const slack = 1e-9 * Math.max(1, Math.abs(high));
  const choose = (i: number, chosen: Quantity[], least: number, most: number): void => {
    if (least > high + slack || most + (left[i] ?? 0) < low - slack) return;
    const next = sorted[i];
    if (!next) {
      found.push(chosen);
      return;
    }
    choose(i + 1, [...chosen, next.part], least + next.range.low, most + next.range.high);
    if (sorted.length <= mostParts) choose(i + 1, chosen, least, most);
  };
  choose(0, [], 0, 0);
  return found;
}

const widthOf = ({ range }: Quantity) => (range ? range.high - range.low : Infinity);

/** The people whom shown parts leave over, where they are so few that nobody may know how many. */
function leftovers(
  { disclosure, secrets }: Pick<Account, 'disclosure' | 'secrets'>,
  { range, people }: Whole,
  parts: readonly Quantity[],
): Quantity[][] {
  if (!range || !people) return [];
  const { from, to } = disclosure.small_counts;
  const shown = parts.filter(({ figure }) => figure && !secrets.has(figure));
  // Only figures closer than one tell how many are left.
  const close = shown.filter((part) => widthOf(part) <= 1);
  return subsets(close, { low: range.low - to / people, high: range.high - from / people }).filter((set) => {
    const rest = set.reduce((left, part) => left - middleOf(part), middleOf({ range })) * people;
    const slack = (set.reduce((sum, part) => sum + widthOf(part), 0) / 2) * people;
    return set.length > 0 && rest > 0 && mayBeSmall(disclosure, rest - slack, rest + slack);
  });
}

/** How a whole and its parts give one another away. Parts that overlap, or that leave much over, do not. */
export function sumsOf(
  boundary: Pick<Account, 'disclosure' | 'secrets'>,
  whole: Whole,
  quantities: readonly Quantity[],
): Relation[] {
  const parts = [...new Set(quantities)].filter((part) => part !== whole.quantity);
  if (parts.length === 0) return [];
  const relation = (set: readonly Quantity[]): Relation => {
    const { quantity } = whole;
    if (!quantity) return { terms: weighed(set, []), isSum: true };
    return { terms: weighed([quantity, ...set], [-1]), whole: quantity, isSum: true };
  };
  // A number that only its source knows is taken for what is missing.
  const isOpen = whole.range === undefined || parts.some(({ range }) => range === undefined);
  const none = parts.filter((part) => part.range && middleOf(part) === 0);
  const exact = isOpen ? [parts] : subsets(parts, whole.range).map((set) => [...set, ...none]);
  const rests = leftovers(boundary, whole, parts).map((set) => {
    const left = set.reduce((sum, part) => sum - middleOf(part), middleOf({ range: whole.range }));
    const rest: Quantity = { range: { low: left, high: left }, isSigned: false };
    return [...set, rest];
  });
  return [...exact, ...rests].filter((set) => set.length > 0).map(relation);
}
