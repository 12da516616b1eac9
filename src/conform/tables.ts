import { textOfContent } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { PdfName } from '../pdf/objects.ts';
import { attributeOf, descend, isContent, leavesOf } from '../pdf/structure.ts';
import type { Content, Element } from '../pdf/structure.ts';

/** The content of a cell by the page it stands on, in order. */
function byPage({ streams }: Book, cell: Element): Content[][] {
  const pages = new Map<number | undefined, Content[]>();
  for (const content of leavesOf(cell).filter(isContent)) {
    const page = streams.get(content.stream)?.page;
    pages.set(page, [...(pages.get(page) ?? []), content]);
  }
  return [...pages.values()];
}

function without(element: Element, dropped: ReadonlySet<unknown>): void {
  for (const inner of descend(element)) inner.kids = inner.kids.filter((kid) => !dropped.has(kid));
}

/**
 * Chromium paints the header of a table again on every page and tags each repetition as part of the one header. The
 * repetitions leave the tree, so that a reader hears the header once. A header that a page break cuts in two says other
 * things on its second page, and keeps both.
 */
export function dropRepeatedHeaders(book: Book, root: Element): void {
  for (const cell of descend(root)) {
    if (cell.role !== 'TH') continue;
    const scope = attributeOf(cell, 'Table', 'Scope');
    if (!(scope instanceof PdfName) || scope.text !== 'Column') continue;
    const [first = [], ...later] = byPage(book, cell);
    if (later.length === 0) continue;
    const text = textOfContent(book, first);
    const repeated = later.filter((contents) => textOfContent(book, contents) === text).flat();
    without(cell, new Set(repeated));
  }
}
