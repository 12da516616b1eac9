import { PdfStream, numberIn } from '../pdf/objects.ts';
import type { PdfObject } from '../pdf/objects.ts';
import { bytesOf } from '../pdf/stream.ts';

const components: ReadonlyMap<string, number> = new Map([
  ['RGB ', 3],
  ['CMYK', 4],
  ['GRAY', 1],
  ['Lab ', 3],
]);

/** The kind and the colours of an ICC profile; absent where it is not whole, or not of versions 2 to 4 (ICC.1, 7.2). */
export function readProfile(
  profile: PdfObject | undefined,
): { readonly kind: string; readonly space: string } | undefined {
  if (!(profile instanceof PdfStream)) return undefined;
  const bytes = bytesOf(profile);
  if (bytes.length < 128 || bytes.readUInt32BE(0) !== bytes.length || (bytes[8] ?? 9) > 4) return undefined;
  const [kind, space] = [bytes.toString('latin1', 12, 16), bytes.toString('latin1', 16, 20)];
  const count = numberIn(profile.dict, 'N');
  return count !== undefined && count === components.get(space) ? { kind, space } : undefined;
}
