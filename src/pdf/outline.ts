import { PDFDict, PDFName } from '@cantoo/pdf-lib';
import type { PDFDocument } from '@cantoo/pdf-lib';

/** The bookmarks of a file in reading order. */
export function outlineOf(pdf: PDFDocument): PDFDict[] {
  const found: PDFDict[] = [];
  const visit = (dict: PDFDict, key: 'First' | 'Next'): void => {
    const item = dict.lookup(PDFName.of(key));
    if (!(item instanceof PDFDict) || found.includes(item)) return;
    found.push(item);
    visit(item, 'First');
    visit(item, 'Next');
  };
  const root = pdf.catalog.lookup(PDFName.of('Outlines'));
  if (root instanceof PDFDict) visit(root, 'First');
  return found;
}
