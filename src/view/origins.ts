import type { Citation } from '../records.ts';

/** Orders places as people do: by their words, then by their numbers, 2.9 before 2.10. */
function byNumber(a: string, b: string): number {
  const words = (text: string) => text.replace(/\d.*$/, '');
  const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
  if (words(a) !== words(b)) return words(a) < words(b) ? -1 : 1;
  const [left, right] = [numbers(a), numbers(b)];
  const differs = left.findIndex((n, i) => n !== right[i]);
  if (differs === -1) return left.length - right.length;
  return (left[differs] ?? 0) - (right[differs] ?? -1);
}

/** The sources of some records, each once, with the places in each that they rest on. */
export function originsOf(records: readonly { readonly source?: Citation }[]): Map<string, string[]> {
  const origins = new Map<string, string[]>();
  for (const { source } of records) {
    if (!source) continue;
    const places = new Set([...(origins.get(source.id) ?? []), ...(source.at?.split(/,\s*/) ?? [])]);
    origins.set(source.id, [...places].sort(byNumber));
  }
  return origins;
}
