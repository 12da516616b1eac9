import { PdfDict, PdfRef, nameIn, numberIn, refIn, resolved } from './objects.ts';
import type { PdfObject } from './objects.ts';
import type { PdfFile } from './read.ts';

/** An element of the structure tree: what a screen reader walks through (ISO 32000-1, 14.7.2). */
export interface Element {
  readonly kind: 'element';
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** The structure type as it is written, before any mapping. */
  role: string;
  kids: Kid[];
}

/** A tagged sequence of a page's or form's content. */
export interface Content {
  readonly kind: 'content';
  /** The page or form whose content it is. */
  readonly stream: PdfRef;
  readonly mcid: number;
}

/** An annotation that belongs to an element, such as the area of a link. */
export interface Annotation {
  readonly kind: 'annotation';
  readonly ref: PdfRef;
  readonly page: PdfRef | undefined;
}

export type Kid = Element | Content | Annotation;

/** True for an element of the tags. */
export const isElement = (kid: Kid): kid is Element => kid.kind === 'element';
/** True for marked content of a page. */
export const isContent = (kid: Kid): kid is Content => kid.kind === 'content';
/** True for a reference to an annotation, such as a link. */
export const isAnnotation = (kid: Kid): kid is Annotation => kid.kind === 'annotation';
/** The elements right below one, in reading order. */
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
export function itemsOf(dict: PdfDict, key: string): readonly PdfObject[] {
  const [written, value] = [dict.get(key), dict.lookup(key)];
  return Array.isArray(value) ? value : written === undefined ? [] : [written];
}

/** An attribute of an element, wherever among its attribute objects it stands (ISO 32000-1, 14.7.5). */
export function attributeOf({ dict }: Element, owner: string, name: string): PdfObject | undefined {
  for (const item of itemsOf(dict, 'A')) {
    const object = resolved(item);
    if (object instanceof PdfDict && nameIn(object, 'O') === owner && object.has(name))
      return object.lookup(name);
  }
  return undefined;
}

/**
 * Reads the structure tree. Its root is given as an element without a role; an element met twice is read once, so that
 * a tree that bites its tail ends.
 */
export function readStructure({ catalog }: PdfFile): Element | undefined {
  const rootRef = refIn(catalog, 'StructTreeRoot');
  const rootDict = rootRef?.target;
  if (!rootRef || !(rootDict instanceof PdfDict)) return undefined;
  const seen = new Set<PdfRef>();
  const readKid = (object: PdfObject, parent: PdfDict): Kid[] => {
    const page = refIn(parent, 'Pg');
    const kid = resolved(object);
    if (typeof kid === 'number') return page ? [{ kind: 'content', stream: page, mcid: kid }] : [];
    if (!(kid instanceof PdfDict)) return [];
    const type = nameIn(kid, 'Type');
    const ownPage = refIn(kid, 'Pg') ?? page;
    if (type === 'MCR') {
      const stream = refIn(kid, 'Stm') ?? ownPage;
      const mcid = numberIn(kid, 'MCID');
      return stream && mcid !== undefined ? [{ kind: 'content', stream, mcid }] : [];
    }
    if (type === 'OBJR') {
      const ref = refIn(kid, 'Obj');
      return ref ? [{ kind: 'annotation', ref, page: ownPage }] : [];
    }
    if (!(object instanceof PdfRef) || seen.has(object)) return [];
    seen.add(object);
    return [readElement(object, kid)];
  };
  const readElement = (ref: PdfRef, dict: PdfDict): Element => ({
    kind: 'element',
    ref,
    dict,
    role: nameIn(dict, 'S') ?? '',
    kids: itemsOf(dict, 'K').flatMap((kid) => readKid(kid, dict)),
  });
  return readElement(rootRef, rootDict);
}
