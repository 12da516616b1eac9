import { dictIn } from './objects.ts';
import type { PdfDict } from './objects.ts';
import type { PdfFile } from './read.ts';

/** The bookmarks of a file in reading order. */
export function outlineOf({ catalog }: PdfFile): PdfDict[] {
  const found = new Set<PdfDict>();
  const visit = (parent: PdfDict): void => {
    for (let item = dictIn(parent, 'First'); item && !found.has(item); item = dictIn(item, 'Next')) {
      found.add(item);
      visit(item);
    }
  };
  const root = dictIn(catalog, 'Outlines');
  if (root) visit(root);
  return [...found];
}
