import { PDFHexString, PDFName } from '@cantoo/pdf-lib';
import type { PDFDocument } from '@cantoo/pdf-lib';
import { outlineOf } from '../pdf/outline.ts';

/** Chromium's bookmarks lose spaces and repeat words at page breaks; they get the headings' own text. */
export function nameOutline(pdf: PDFDocument, headings: readonly string[]): void {
  const entries = outlineOf(pdf);
  if (entries.length !== headings.length) {
    throw new Error(`the outline has ${entries.length} entries for ${headings.length} headings`);
  }
  for (const [index, entry] of entries.entries()) {
    entry.set(PDFName.of('Title'), PDFHexString.fromText(headings[index] ?? ''));
  }
}
