import { wideText } from '../pdf/objects.ts';
import { outlineOf } from '../pdf/outline.ts';
import type { PdfFile } from '../pdf/read.ts';

/** Chromium's bookmarks lose spaces and repeat words at page breaks; they get the headings' own text. */
export function nameOutline(pdf: PdfFile, headings: readonly string[]): void {
  const entries = outlineOf(pdf);
  if (entries.length !== headings.length) {
    throw new Error(`the outline has ${entries.length} entries for ${headings.length} headings`);
  }
  for (const [index, entry] of entries.entries()) entry.set('Title', wideText(headings[index] ?? ''));
}
