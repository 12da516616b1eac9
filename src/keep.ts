/**
 * Makes a step's result, or hands back the last one where it would be made from the same things: the same texts, the
 * same objects. The name of a step stands for all that is not among `from`.
 */
export type Keep = <T>(step: string, from: readonly unknown[], make: () => T) => T;

/** Makes every step afresh: for a command that runs once. */
export const afresh: Keep = (_step, _from, make) => make();

/** Keeps the last result of each step, for a process that reads the same files again and again. */
export function keeper(): Keep {
  const kept = new Map<string, { readonly from: readonly unknown[]; readonly made: unknown }>();
  return <T>(step: string, from: readonly unknown[], make: () => T): T => {
    const last = kept.get(step);
    const same = last?.from.length === from.length && last.from.every((part, i) => part === from[i]);
    if (same) return last.made as T;
    const made = make();
    kept.set(step, { from, made });
    return made;
  };
}
