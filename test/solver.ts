/** A sum that everybody can write down: the whole and its parts, by the names of the numbers. */
export interface Sum {
  readonly whole: string;
  readonly parts: readonly string[];
}

/** What a reader knows of each number before thinking: both ends are the same if it is printed. */
export type Known = ReadonlyMap<string, { readonly low: number; readonly high: number }>;

/** Narrows what each number can be until the sums say no more; undefined if they cannot all hold. */
export function narrowed(sums: readonly Sum[], known: Known): Known | undefined {
  const now = new Map(known);
  const at = (name: string) => now.get(name) ?? { low: 0, high: Infinity };
  for (let changed = true; changed;) {
    changed = false;
    const narrow = (name: string, low: number, high: number): boolean => {
      const old = at(name);
      const fresh = { low: Math.max(old.low, low), high: Math.min(old.high, high) };
      if (fresh.low > fresh.high) return false;
      if (fresh.low !== old.low || fresh.high !== old.high) changed = true;
      now.set(name, fresh);
      return true;
    };
    for (const { whole, parts } of sums) {
      const add = (names: readonly string[], end: 'low' | 'high') =>
        names.reduce((sum, name) => sum + at(name)[end], 0);
      if (!narrow(whole, add(parts, 'low'), add(parts, 'high'))) return undefined;
      for (const part of parts) {
        const others = parts.filter((name) => name !== part);
        if (!narrow(part, at(whole).low - add(others, 'high'), at(whole).high - add(others, 'low')))
          return undefined;
      }
    }
  }
  return now;
}

/** True if whole numbers can be found that make every sum true and every number one that a reader thinks possible. */
function isPossible(sums: readonly Sum[], known: Known): boolean {
  const now = narrowed(sums, known);
  if (!now) return false;
  const open = [...now].filter(([, { low, high }]) => low < high);
  const [next] = open.sort(([, a], [, b]) => a.high - a.low - (b.high - b.low));
  if (!next) return true;
  const [name, { low, high }] = next;
  // Of an open end, some way up is far enough.
  for (let value = low; value <= Math.min(high, low + 40); value++)
    if (isPossible(sums, new Map(now).set(name, { low: value, high: value }))) return true;
  return false;
}

/** True if a reader can tell one number from the sums and from what is printed: no other could stand in its place. */
export function canTell(sums: readonly Sum[], known: Known, name: string, value: number): boolean {
  const { low, high } = known.get(name) ?? { low: 0, high: Infinity };
  for (let other = low; other <= Math.min(high, value + 40); other++) {
    if (other !== value && isPossible(sums, new Map(known).set(name, { low: other, high: other })))
      return false;
  }
  return true;
}
