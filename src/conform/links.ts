import { textOfContent } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { PdfDict, listIn, textIn, wideText } from '../pdf/objects.ts';
import { descend, isAnnotation, isContent, isElement, leavesOf } from '../pdf/structure.ts';
import type { Annotation, Element, Kid } from '../pdf/structure.ts';
import { newElement } from './tree.ts';

/** What a link says, or what the pictures in it show, where it says nothing beside them. */
function spoken(book: Book, link: Element): string {
  const pictures = descend(link).filter(({ role }) => role === 'Figure');
  const drawn = new Set(pictures.flatMap(leavesOf));
  const words = leavesOf(link).filter((leaf) => isContent(leaf) && !drawn.has(leaf));
  return (
    textOfContent(book, words.filter(isContent)) ||
    descend(link)
      .flatMap(({ dict }) => textIn(dict, 'Alt') ?? [])
      .join(' ')
  );
}

/**
 * Chromium has other names for links of a special kind, such as a reference to a note, and puts the links within a
 * picture into the picture's element, whose parts nobody hears. The first are links, and the second stands in one.
 */
function nameLinks(root: Element): void {
  for (const parent of descend(root)) {
    parent.kids = parent.kids.map((kid): Kid => {
      const areas = isElement(kid) ? kid.kids.filter(isAnnotation) : [];
      if (!isElement(kid) || areas.length === 0) return kid;
      if (kid.role === 'Span') kid.role = 'Link';
      if (kid.role !== 'Figure') return kid;
      kid.kids = kid.kids.filter((inner) => !isAnnotation(inner));
      return newElement('Link', [kid, ...areas]);
    });
  }
}

/** Takes an annotation off its page. */
function remove({ pdf }: Book, { ref, page }: Annotation): void {
  const found = pdf.pages.find((each) => each.ref === page);
  found?.dict.set(
    'Annots',
    listIn(found.dict, 'Annots').filter((annotation) => annotation !== ref),
  );
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
  nameLinks(root);
  for (const element of descend(root)) {
    if (element.role !== 'Link') continue;
    dropEmptyAreas(book, element);
    const text = spoken(book, element);
    for (const { ref } of element.kids.filter(isAnnotation)) {
      if (ref.target instanceof PdfDict && text !== '') ref.target.set('Contents', wideText(text));
    }
  }
}
