import { dictIn } from './objects.ts';
import type { PdfDict } from './objects.ts';
import type { PdfFile } from './read.ts';

/** The bookmarks of a file in reading order. */
export function outlineOf({ catalog }: PdfFile): PdfDict[] {
  const found = new Set<PdfDict>();
  const visit = (dict: PdfDict, key: 'First' | 'Next'): void => {
    const item = dictIn(dict, key);
    if (!item || found.has(item)) return;
    found.add(item);
    visit(item, 'First');
    visit(item, 'Next');
  };
  const root = dictIn(catalog, 'Outlines');
  if (root) visit(root, 'First');
  return [...found];
}
