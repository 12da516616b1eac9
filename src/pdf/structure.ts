import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFObject } from '@cantoo/pdf-lib';
import { nameOf, textOfName } from './names.ts';

/** An element of the structure tree: what a screen reader walks through (ISO 32000-1, 14.7.2). */
export interface Element {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  /** The structure type as it is written, before any mapping. */
  role: string;
  kids: Kid[];
}

/** A tagged sequence of a page's or form's content. */
export interface Content {
  readonly kind: 'content';
  /** The page or form whose content it is. */
  readonly stream: PDFRef;
  readonly mcid: number;
}

/** An annotation that belongs to an element, such as the area of a link. */
export interface Annotation {
  readonly kind: 'annotation';
  readonly ref: PDFRef;
  readonly page: PDFRef | undefined;
}

export type Kid = Element | Content | Annotation;

export const isElement = (kid: Kid): kid is Element => 'role' in kid;
export const isContent = (kid: Kid): kid is Content => 'kind' in kid && kid.kind === 'content';
export const isAnnotation = (kid: Kid): kid is Annotation => 'kind' in kid && kid.kind === 'annotation';
export const elementsOf = ({ kids }: Element): Element[] => kids.filter(isElement);

/** An element and all below it, in reading order. */
export function descend(element: Element): Element[] {
  const found: Element[] = [];
  const visit = (inner: Element): void => {
    found.push(inner);
    for (const kid of inner.kids) if (isElement(kid)) visit(kid);
  };
  visit(element);
  return found;
}

/** The content and annotations of an element and all below it, in reading order. */
export function leavesOf(element: Element): (Content | Annotation)[] {
  return element.kids.flatMap((kid) => (isElement(kid) ? leavesOf(kid) : [kid]));
}

/** The items of an entry that holds one or many, as they are written: most are references. */
function itemsOf(dict: PDFDict, key: string): PDFObject[] {
  const [written, value] = [dict.get(nameOf(key)), dict.lookup(nameOf(key))];
  return value instanceof PDFArray ? value.asArray() : written ? [written] : [];
}

const refOf = (dict: PDFDict, key: string): PDFRef | undefined => {
  const value = dict.get(nameOf(key));
  return value instanceof PDFRef ? value : undefined;
};

/** A text of a dictionary, such as the alternative of a figure. */
export function textIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(nameOf(key));
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;
}

/** A name of a dictionary, without its slash. */
export function nameIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(nameOf(key));
  return value instanceof PDFName ? textOfName(value) : undefined;
}

/** An attribute of an element, wherever among its attribute objects it stands (ISO 32000-1, 14.7.5). */
export function attributeOf({ dict }: Element, owner: string, name: string): PDFObject | undefined {
  const objects = itemsOf(dict, 'A').map((object) => dict.context.lookup(object));
  for (const object of objects) {
    if (object instanceof PDFDict && nameIn(object, 'O') === owner && object.has(nameOf(name)))
      return object.lookup(nameOf(name));
  }
  return undefined;
}

/**
 * Reads the structure tree. Its root is given as an element without a role; an element met twice is read once, so that
 * a tree that bites its tail ends.
 */
export function readStructure(pdf: PDFDocument): Element | undefined {
  const { context } = pdf;
  const rootRef = refOf(pdf.catalog, 'StructTreeRoot');
  const rootDict = context.lookup(rootRef);
  if (!rootRef || !(rootDict instanceof PDFDict)) return undefined;
  const seen = new Set<PDFRef>();
  const readKid = (object: PDFObject, parent: PDFDict): Kid[] => {
    const page = refOf(parent, 'Pg');
    const kid = context.lookup(object);
    if (kid instanceof PDFNumber)
      return page ? [{ kind: 'content', stream: page, mcid: kid.asNumber() }] : [];
    if (!(kid instanceof PDFDict)) return [];
    const type = nameIn(kid, 'Type');
    const ownPage = refOf(kid, 'Pg') ?? page;
    if (type === 'MCR') {
      const stream = refOf(kid, 'Stm') ?? ownPage;
      const mcid = kid.lookup(nameOf('MCID'));
      return stream && mcid instanceof PDFNumber ? [{ kind: 'content', stream, mcid: mcid.asNumber() }] : [];
    }
    if (type === 'OBJR') {
      const ref = refOf(kid, 'Obj');
      return ref ? [{ kind: 'annotation', ref, page: ownPage }] : [];
    }
    if (!(object instanceof PDFRef) || seen.has(object)) return [];
    seen.add(object);
    return [readElement(object, kid)];
  };
  const readElement = (ref: PDFRef, dict: PDFDict): Element => ({
    ref,
    dict,
    role: nameIn(dict, 'S') ?? '',
    kids: itemsOf(dict, 'K').flatMap((kid) => readKid(kid, dict)),
  });
  return readElement(rootRef, rootDict);
}
