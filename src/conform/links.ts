import { PDFArray, PDFDict, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { textOf } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { descend, isAnnotation, isContent, leavesOf, textIn } from '../pdf/structure.ts';
import type { Annotation, Element } from '../pdf/structure.ts';

/** What a link says, or what the picture in it shows. */
function spoken(book: Book, link: Element): string {
  const text = textOf(book, link);
  return (
    text ||
    descend(link)
      .flatMap(({ dict }) => textIn(dict, 'Alt') ?? [])
      .join(' ')
  );
}

/** Takes an annotation off its page. */
function remove({ pdf }: Book, { ref, page }: Annotation): void {
  const found = pdf.getPages().find((each) => each.ref === page);
  const annotations = found?.node.Annots();
  const index = annotations?.indexOf(ref) ?? -1;
  if (annotations instanceof PDFArray && index >= 0) annotations.remove(index);
}

/**
 * Where a link moves to the next page, Chromium leaves an area without words at the foot of the page before: a place
 * where a reader who goes from link to link would find nothing.
 */
function dropEmptyAreas(book: Book, link: Element): void {
  const pages = new Set(
    leavesOf(link)
      .filter(isContent)
      .map(({ stream }) => book.streams.get(stream)?.pageRef),
  );
  link.kids = link.kids.filter((kid) => {
    if (!isAnnotation(kid) || pages.size === 0 || pages.has(kid.page)) return true;
    remove(book, kid);
    return false;
  });
}

/** Gives every area of a link the words of the whole link as its description (ISO 14289-1, 7.18.5). */
export function mendLinks(book: Book, root: Element): void {
  for (const element of descend(root)) {
    if (element.role !== 'Link') continue;
    dropEmptyAreas(book, element);
    const text = spoken(book, element);
    for (const { ref } of element.kids.filter(isAnnotation)) {
      const annotation = book.pdf.context.lookup(ref);
      if (annotation instanceof PDFDict && text !== '')
        annotation.set(PDFName.of('Contents'), PDFHexString.fromText(text));
    }
  }
}
