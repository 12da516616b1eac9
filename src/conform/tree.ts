import { PDFDict, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { PDFArray, PDFDocument, PDFObject, PDFRef } from '@cantoo/pdf-lib';
import type { Book } from '../pdf/book.ts';
import { attributeOf, descend, isAnnotation, isContent, isElement, textIn } from '../pdf/structure.ts';
import type { Content, Element, Kid } from '../pdf/structure.ts';

/** Which sequence of which stream belongs to which element; what is not here is decoration. */
export type Claims = ReadonlyMap<PDFRef, ReadonlyMap<number, Element>>;

/** Makes an element that the tree did not have. */
export function newElement({ context }: PDFDocument, role: string, kids: Kid[]): Element {
  const dict = context.obj({ Type: 'StructElem' });
  return { ref: context.register(dict), dict, role, kids };
}

function claimsOf(elements: readonly Element[]): Claims {
  const claims = new Map<PDFRef, Map<number, Element>>();
  for (const element of elements) {
    for (const kid of element.kids) {
      if (!isContent(kid)) continue;
      const claimed = claims.get(kid.stream) ?? new Map<number, Element>();
      claims.set(kid.stream, claimed.set(kid.mcid, element));
    }
  }
  return claims;
}

/** Writes an element's kids. A number alone means content of the element's own page. */
function writeKids({ pdf, streams }: Book, element: Element): void {
  const { context } = pdf;
  const pageOf = ({ stream }: Content): PDFRef | undefined => streams.get(stream)?.pageRef;
  const first = element.kids.find(isContent);
  const own = first && pageOf(first);
  const written = element.kids.map((kid): PDFObject => {
    if (isElement(kid)) {
      kid.dict.set(PDFName.of('P'), element.ref);
      return kid.ref;
    }
    if (isAnnotation(kid))
      return context.obj({ Type: 'OBJR', Obj: kid.ref, ...(kid.page && { Pg: kid.page }) });
    const page = pageOf(kid);
    if (kid.stream === own) return context.obj(kid.mcid);
    return context.obj({
      Type: 'MCR',
      MCID: kid.mcid,
      ...(page && { Pg: page }),
      ...(kid.stream !== page && { Stm: kid.stream }),
    });
  });
  const { dict } = element;
  if (own) dict.set(PDFName.of('Pg'), own);
  else dict.delete(PDFName.of('Pg'));
  const [only] = written;
  if (only === undefined) dict.delete(PDFName.of('K'));
  else dict.set(PDFName.of('K'), written.length === 1 ? only : context.obj(written));
}

/** Makes the tree anew that leads from content and annotations back to their elements (ISO 32000-1, 14.7.4.4). */
function writeParents(book: Book, root: Element, claims: Claims): void {
  const { context } = book.pdf;
  const parents: PDFObject[] = [];
  const add = (parent: PDFObject): number => parents.push(parent) - 1;
  for (const [ref, { dict }] of book.streams) {
    const claimed = claims.get(ref);
    const key = PDFName.of('StructParents');
    if (!claimed) dict.delete(key);
    else {
      const size = Math.max(...claimed.keys()) + 1;
      const list = Array.from({ length: size }, (_, mcid) => claimed.get(mcid)?.ref ?? null);
      dict.set(key, context.obj(add(context.register(context.obj(list)))));
    }
  }
  for (const element of descend(root)) {
    for (const kid of element.kids.filter(isAnnotation)) {
      const annotation = context.lookup(kid.ref);
      if (annotation instanceof PDFDict)
        annotation.set(PDFName.of('StructParent'), context.obj(add(element.ref)));
    }
  }
  const numbers = context.obj({ Nums: parents.flatMap((parent, key) => [context.obj(key), parent]) });
  root.dict.set(PDFName.of('ParentTree'), context.register(numbers));
  root.dict.set(PDFName.of('ParentTreeNextKey'), context.obj(parents.length));
}

const isText = (object: PDFObject): object is PDFString | PDFHexString =>
  object instanceof PDFString || object instanceof PDFHexString;

/**
 * Chromium names elements after counters ("node123") that go on when a page is used again and that follow no order.
 * They are named afresh in the order in which they are read, wherever cells refer to their headers.
 */
function writeNames({ pdf: { context } }: Book, root: Element, elements: readonly Element[]): void {
  const named = elements.filter(({ dict }) => textIn(dict, 'ID') !== undefined);
  const names = new Map(
    named.map(({ dict }, index) => [textIn(dict, 'ID'), `node${String(index + 1).padStart(8, '0')}`]),
  );
  for (const element of elements) {
    const name = names.get(textIn(element.dict, 'ID'));
    if (name !== undefined) element.dict.set(PDFName.of('ID'), PDFString.of(name));
    const headers = attributeOf(element, 'Table', 'Headers') as PDFArray | undefined;
    for (const [index, header] of headers?.asArray().entries() ?? []) {
      const renamed = isText(header) ? names.get(header.decodeText()) : undefined;
      if (renamed !== undefined) headers?.set(index, PDFString.of(renamed));
    }
  }
  if (named.length === 0) root.dict.delete(PDFName.of('IDTree'));
  else {
    const pairs = named.flatMap(({ dict, ref }) => [dict.get(PDFName.of('ID')) ?? null, ref]);
    root.dict.set(PDFName.of('IDTree'), context.register(context.obj({ Names: pairs })));
  }
}

/** Writes the structure tree as it has become, and says what of the content it claims. */
export function writeTree(book: Book, root: Element): Claims {
  const elements = descend(root);
  for (const element of elements) {
    if (element !== root) element.dict.set(PDFName.of('S'), PDFName.of(element.role));
    writeKids(book, element);
  }
  const claims = claimsOf(elements);
  writeParents(book, root, claims);
  writeNames(book, root, elements);
  return claims;
}
