/** What a percentage, or a change in per cent, starts from and arrives at is counted in a unit that nobody states. */
export const ends = ['base', 'level'];

/** Where every figure is money, unless it is a share. */
const money = ['grants', 'spend'];

/** A record that says in which unit its figures are. */
export const hasUnit = (part: unknown): part is { readonly unit: string } =>
  typeof part === 'object' && part !== null && 'unit' in part && typeof part.unit === 'string';

/**
 * The unit of a figure by its place: what its record says, or what grants and spending are in. The steps lead to it from
 * its file; `way` is what each of them starts from.
 */
export function unitAt(steps: readonly (string | number)[], way: readonly unknown[]): string | undefined {
  const depth = way.findLastIndex(hasUnit);
  const owner = way[depth];
  if (hasUnit(owner)) {
    const isEnd = ends.includes(String(steps[depth]));
    return isEnd && owner.unit === 'percent' ? undefined : owner.unit;
  }
  if (steps.at(-1) === 'share') return 'percent';
  return money.includes(String(steps[0])) ? 'pounds' : undefined;
}
