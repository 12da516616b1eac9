import { PDFDict, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { textOf } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { descend, isAnnotation, textIn } from '../pdf/structure.ts';
import type { Element } from '../pdf/structure.ts';

/** What a link says, or what the picture in it shows. */
function spoken(book: Book, link: Element): string {
  const text = textOf(book, link);
  return text === ''
    ? descend(link)
        .flatMap(({ dict }) => textIn(dict, 'Alt') ?? [])
        .join(' ')
    : text;
}

/** Gives every area of a link the words of the whole link as its description (ISO 14289-1, 7.18.5). */
export function describeLinks(book: Book, root: Element): void {
  for (const element of descend(root)) {
    if (element.role !== 'Link') continue;
    const text = spoken(book, element);
    for (const { ref } of element.kids.filter(isAnnotation)) {
      const annotation = book.pdf.context.lookup(ref);
      if (annotation instanceof PDFDict && text !== '')
        annotation.set(PDFName.of('Contents'), PDFHexString.fromText(text));
    }
  }
}
