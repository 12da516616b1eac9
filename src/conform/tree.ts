import type { Book } from '../pdf/book.ts';
import { decodeText } from '../pdf/encoding.ts';
import { PdfDict, PdfRef, PdfText, dictOf, latinText, name, textIn } from '../pdf/objects.ts';
import type { PdfObject } from '../pdf/objects.ts';
import { attributeOf, descend, isAnnotation, isContent, isElement } from '../pdf/structure.ts';
import type { Content, Element, Kid } from '../pdf/structure.ts';

/** Which sequence of which stream belongs to which element; what is not here is decoration. */
export type Claims = ReadonlyMap<PdfRef, ReadonlyMap<number, Element>>;

/** Makes an element that the tree did not have. */
export function newElement(role: string, kids: Kid[]): Element {
  const dict = dictOf({ Type: name('StructElem') });
  return { kind: 'element', ref: new PdfRef(dict), dict, role, kids };
}

function claimsOf(elements: readonly Element[]): Claims {
  const claims = new Map<PdfRef, Map<number, Element>>();
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
function writeKids({ streams }: Book, element: Element): void {
  const pageOf = ({ stream }: Content): PdfRef | undefined => streams.get(stream)?.pageRef;
  const first = element.kids.find(isContent);
  const own = first && pageOf(first);
  const written = element.kids.map((kid): PdfObject => {
    if (isElement(kid)) {
      kid.dict.set('P', element.ref);
      return kid.ref;
    }
    if (isAnnotation(kid)) return dictOf({ Type: name('OBJR'), Obj: kid.ref, Pg: kid.page });
    const page = pageOf(kid);
    if (kid.stream === own) return kid.mcid;
    const form = kid.stream === page ? undefined : kid.stream;
    return dictOf({ Type: name('MCR'), MCID: kid.mcid, Pg: page, Stm: form });
  });
  const { dict } = element;
  if (own) dict.set('Pg', own);
  else dict.delete('Pg');
  const [only] = written;
  if (only === undefined) dict.delete('K');
  else dict.set('K', written.length === 1 ? only : written);
}

/** Makes the tree anew that leads from content and annotations back to their elements (ISO 32000-1, 14.7.4.4). */
function writeParents(book: Book, root: Element, claims: Claims): void {
  const parents: PdfObject[] = [];
  const add = (parent: PdfObject): number => parents.push(parent) - 1;
  for (const [ref, { dict }] of book.streams) {
    const claimed = claims.get(ref);
    if (!claimed) dict.delete('StructParents');
    else {
      const size = Math.max(...claimed.keys()) + 1;
      const list = Array.from({ length: size }, (_, mcid) => claimed.get(mcid)?.ref ?? null);
      dict.set('StructParents', add(new PdfRef(list)));
    }
  }
  for (const element of descend(root)) {
    for (const { ref } of element.kids.filter(isAnnotation))
      if (ref.target instanceof PdfDict) ref.target.set('StructParent', add(element.ref));
  }
  const numbers = dictOf({ Nums: parents.flatMap((parent, key) => [key, parent]) });
  root.dict.set('ParentTree', new PdfRef(numbers));
  root.dict.set('ParentTreeNextKey', parents.length);
}

/**
 * Chromium names elements after counters ("node123") that go on when a page is used again and that follow no order.
 * They are named afresh in the order in which they are read, wherever cells refer to their headers.
 */
function writeNames(root: Element, elements: readonly Element[]): void {
  const named = elements.flatMap((element) => {
    const old = textIn(element.dict, 'ID');
    return old === undefined ? [] : [{ ...element, old }];
  });
  const names = new Map(
    named.map(({ old }, index) => [old, latinText(`node${String(index + 1).padStart(8, '0')}`)]),
  );
  for (const { dict, old } of named) dict.set('ID', names.get(old) ?? null);
  for (const element of elements) {
    const headers = attributeOf(element, 'Table', 'Headers');
    if (!Array.isArray(headers)) continue;
    for (const [index, header] of headers.entries()) {
      const renamed = header instanceof PdfText ? names.get(decodeText(header.bytes)) : undefined;
      if (renamed) headers[index] = renamed;
    }
  }
  if (named.length === 0) root.dict.delete('IDTree');
  else {
    const pairs = named.flatMap(({ dict, ref }) => [dict.get('ID') ?? null, ref]);
    root.dict.set('IDTree', new PdfRef(dictOf({ Names: pairs })));
  }
}

/** Writes the structure tree as it has become, and says what of the content it claims. */
export function writeTree(book: Book, root: Element): Claims {
  const elements = descend(root);
  for (const element of elements) {
    if (element !== root) element.dict.set('S', name(element.role));
    writeKids(book, element);
  }
  const claims = claimsOf(elements);
  writeParents(book, root, claims);
  writeNames(root, elements);
  return claims;
}
