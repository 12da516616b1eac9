import { PDFArray, PDFName, PDFRef } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFPage } from '@cantoo/pdf-lib';

/** Something put into a stream, in the place of the bytes between two offsets. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The bytes of a stream with all edits made, which come in the order of their places. */
export function apply(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const { from, to, text } of edits) {
    parts.push(bytes.subarray(at, from), Buffer.from(text, 'latin1'));
    at = to;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

/** Puts new content into a page, in the place of all it had. */
export function setContents(pdf: PDFDocument, page: PDFPage, bytes: Uint8Array): void {
  const old = page.node.get(PDFName.of('Contents'));
  for (const ref of old instanceof PDFArray ? old.asArray() : [old])
    if (ref instanceof PDFRef) pdf.context.delete(ref);
  page.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(bytes)));
}
