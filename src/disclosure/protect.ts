import type { Disclosure } from '../records.ts';
import type { Relation } from './account.ts';
import type { Ledger } from './ledger.ts';
import { middleOf } from './points.ts';
import type { Quantity, Range } from './points.ts';
import type { Secrets } from './secrets.ts';

type Row = Map<Quantity, number>;

const isNothing = (weight: number) => Math.abs(weight) < 1e-9;

/** True if the public sees a number of this quantity. */
function isShown({ figure, range }: Quantity, secrets: Secrets): boolean {
  return range !== undefined && figure !== undefined && !secrets.has(figure);
}

/** The relations as equations in what is not shown. */
function equations(relations: readonly Relation[], secrets: Secrets): Row[] {
  return relations.flatMap(({ terms }) => {
    const most = Math.max(...terms.map(([, weight]) => Math.abs(weight)));
    const hidden = terms.filter(([quantity]) => !isShown(quantity, secrets));
    return hidden.length === 0
      ? []
      : [new Map(hidden.map(([quantity, weight]) => [quantity, weight / most]))];
  });
}

/** `row` without `quantity`, by taking away as much of `other` as is needed. */
function without(row: Row, quantity: Quantity, other: Row): Row {
  const share = (row.get(quantity) ?? 0) / (other.get(quantity) ?? 1);
  if (isNothing(share)) return row;
  const rest = new Map(row);
  for (const [each, weight] of other) {
    const left = (rest.get(each) ?? 0) - share * weight;
    if (each === quantity || isNothing(left)) rest.delete(each);
    else rest.set(each, left);
  }
  return rest;
}

/** What several equations say together: each in turn is solved for one quantity, which leaves all the others. */
function solved(rows: readonly Row[]): Row[] {
  const done: { pivot: Quantity; row: Row }[] = [];
  for (const row of rows) {
    const fresh = done.reduce((left, { pivot, row: other }) => without(left, pivot, other), row);
    const [pivot] = [...fresh].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))[0] ?? [];
    if (!pivot) continue;
    for (const each of done) each.row = without(each.row, pivot, fresh);
    done.push({ pivot, row: fresh });
  }
  return done.map(({ row }) => row);
}

/** What the public takes hidden quantities for: none is less than 0, and the sign of a small count is not 0 either. */
function guesses(rows: readonly Row[], secrets: Secrets, from: number): Map<Quantity, Range> {
  const least = ({ figure, isSigned }: Quantity) => {
    if (isSigned) return -Infinity;
    return figure && secrets.get(figure) === 'suppressed' ? from : 0;
  };
  const hidden = rows.flatMap((row) => [...row.keys()]);
  return new Map(hidden.map((quantity) => [quantity, { low: least(quantity), high: Infinity }]));
}

/** Between which numbers the rest of an equation must lie, if all but one of it lie where they are guessed to be. */
function othersIn(row: Row, one: Quantity, guessed: ReadonlyMap<Quantity, Range>): Range {
  let [low, high] = [0, 0];
  for (const [quantity, weight] of row) {
    if (quantity === one) continue;
    const { low: a, high: b } = guessed.get(quantity) ?? { low: -Infinity, high: Infinity };
    low += weight > 0 ? weight * a : weight * b;
    high += weight > 0 ? weight * b : weight * a;
  }
  return { low, high };
}

// How often the guesses are made narrower; each round carries what was learnt one equation further.
const rounds = 20;

/** The quantities that can be told to within one, since what the others can be leaves them no more room. */
function cornered(rows: readonly Row[], secrets: Secrets, from: number): Quantity[] {
  const whole = rows.filter((row) => [...row.keys()].every(({ range }) => range !== undefined));
  const guessed = guesses(whole, secrets, from);
  for (let round = 0; round < rounds; round++) {
    for (const row of whole) {
      const sum = [...row].reduce((all, [quantity, weight]) => all + weight * middleOf(quantity), 0);
      for (const [quantity, weight] of row) {
        const others = othersIn(row, quantity, guessed);
        const ends = [(sum - others.low) / weight, (sum - others.high) / weight];
        const { low, high } = guessed.get(quantity) ?? { low: -Infinity, high: Infinity };
        guessed.set(quantity, {
          low: Math.max(low, Math.min(...ends)),
          high: Math.min(high, Math.max(...ends)),
        });
      }
    }
  }
  return [...guessed].flatMap(([quantity, { low, high }]) => (high - low < 1 - 1e-9 ? [quantity] : []));
}

/** The hidden quantities that can be worked out from what is shown. */
function givenAway(relations: readonly Relation[], secrets: Secrets, from: number): Set<Quantity> {
  const rows = equations(relations, secrets);
  const sums = equations(
    relations.filter(({ isSum }) => isSum),
    secrets,
  );
  const alone = solved(rows).filter((row) => row.size === 1);
  return new Set([
    ...alone.flatMap((row) => [...row.keys()]),
    ...cornered([...sums, ...solved(sums)], secrets, from),
  ]);
}

/**
 * What must be hidden too so that a quantity cannot be worked out: the smallest part that is shown with it, or else
 * the whole, or else what they in turn are worked out from. A 0 goes last: it is printed where the source printed it.
 */
function guardOf(
  relations: readonly Relation[],
  secret: Quantity,
  secrets: Secrets,
  given: ReadonlySet<Quantity>,
): Quantity | undefined {
  const reach = new Set([secret]);
  for (let before = 0; reach.size > before;) {
    before = reach.size;
    const near = relations.filter(({ terms }) => terms.some(([quantity]) => reach.has(quantity)));
    const isClosed = (open: (quantity: Quantity) => boolean) =>
      near.filter(({ terms }) =>
        terms.every(([quantity]) => reach.has(quantity) || open(quantity) || isShown(quantity, secrets)),
      );
    // Best where all else is shown; what is worked out from the secret itself would be the wrong place to begin.
    const direct = isClosed(() => false);
    const closing = direct.length > 0 ? direct : isClosed((quantity) => given.has(quantity));
    const [first] = (closing.length > 0 ? closing : near)
      .flatMap(({ terms, whole }) =>
        terms.map(([quantity]) => ({ quantity, number: middleOf(quantity), isWhole: quantity === whole })),
      )
      .filter(({ quantity, number }) => isShown(quantity, secrets) && number !== 0)
      .sort((a, b) => Number(a.isWhole) - Number(b.isWhole) || a.number - b.number);
    if (first) return first.quantity;
    for (const { terms } of near) for (const [quantity] of terms) reach.add(quantity);
  }
  return [...reach].find((quantity) => isShown(quantity, secrets));
}

/** Hides each rate with the count that it is built on. */
function spread({ built }: Ledger, secrets: Secrets): void {
  for (const [count, rate] of built) {
    const state = secrets.get(count);
    if (state) secrets.set(rate, secrets.get(rate) ?? state);
  }
}

/** The secrets that can be worked out from what is shown. */
function leaks(
  { relations }: Ledger,
  secrets: Secrets,
  from: number,
  guards: ReadonlySet<Quantity>,
): Quantity[] {
  const given = givenAway(relations, secrets, from);
  const isSecret = ({ figure }: Quantity) => figure === undefined || secrets.has(figure);
  return [...given].filter((quantity) => isSecret(quantity) && !guards.has(quantity));
}

/** Hides what else must be hidden until no secret can be worked out from what is shown; the secrets grow. */
export function protect(ledger: Ledger, secrets: Secrets, { small_counts: { from } }: Disclosure): void {
  const { relations, built } = ledger;
  const guards = new Set<Quantity>();
  const helpless = new Set<Quantity>();
  const open = () => leaks(ledger, secrets, from, guards).filter((quantity) => !helpless.has(quantity));
  for (;;) {
    spread(ledger, secrets);
    const [secret] = open();
    if (!secret) break;
    const guard = guardOf(relations, secret, secrets, givenAway(relations, secrets, from));
    if (!guard?.figure) {
      helpless.add(secret);
      continue;
    }
    guards.add(guard);
    // What is left over is a small count that nobody has written down; and the sign of one is never that of a 0.
    const state = secret.figure ? secrets.get(secret.figure) : 'suppressed';
    const isSign = state === 'suppressed' && middleOf(guard) !== 0;
    secrets.set(guard.figure, isSign ? 'suppressed' : 'restricted');
  }
  // One that a later guard has made needless is shown after all.
  for (const guard of guards) {
    const state = guard.figure && secrets.get(guard.figure);
    if (!guard.figure || !state || built.some(([count]) => count === guard.figure)) continue;
    secrets.delete(guard.figure);
    if (open().length > 0) secrets.set(guard.figure, state);
  }
  spread(ledger, secrets);
}
