import { PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { bytesOf } from '../pdf/stream.ts';

const components: ReadonlyMap<string, number> = new Map([
  ['RGB ', 3],
  ['CMYK', 4],
  ['GRAY', 1],
  ['Lab ', 3],
]);

/** The kind and the colours of an ICC profile; absent where it is not whole, or not of versions 2 to 4 (ICC.1, 7.2). */
export function readProfile(
  profile: PDFObject | undefined,
): { readonly kind: string; readonly space: string } | undefined {
  if (!(profile instanceof PDFRawStream)) return undefined;
  const bytes = Buffer.from(bytesOf(profile));
  if (bytes.length < 128 || bytes.readUInt32BE(0) !== bytes.length || (bytes[8] ?? 9) > 4) return undefined;
  const [kind, space] = [bytes.toString('latin1', 12, 16), bytes.toString('latin1', 16, 20)];
  const count = profile.dict.lookup(PDFName.of('N'));
  const agrees = count instanceof PDFNumber && count.asNumber() === components.get(space);
  return agrees ? { kind, space } : undefined;
}
