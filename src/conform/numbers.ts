import { PDFArray, PDFDict, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFObject } from '@cantoo/pdf-lib';

/** Calls back for every reference directly inside an object, with the way to replace it. */
function eachReference(object: PDFObject, visit: (ref: PDFRef, replace: (by: PDFRef) => void) => void): void {
  if (object instanceof PDFStream) {
    eachReference(object.dict, visit);
  } else if (object instanceof PDFArray) {
    for (const [i, item] of object.asArray().entries()) {
      if (item instanceof PDFRef) visit(item, (by) => object.set(i, by));
      else eachReference(item, visit);
    }
  } else if (object instanceof PDFDict) {
    for (const [key, item] of object.entries()) {
      if (item instanceof PDFRef) visit(item, (by) => object.set(key, by));
      else eachReference(item, visit);
    }
  }
}

/**
 * Numbers every object in the order in which it is reached from the catalogue, and drops what is not. Chromium's own
 * numbers follow the names of structure elements, and so how often a page was used before.
 */
export function renumber({ context }: PDFDocument): void {
  const numbers = new Map<PDFRef, PDFRef>();
  const objects: PDFObject[] = [];
  const number = (ref: PDFRef): PDFRef => {
    const known = numbers.get(ref);
    if (known) return known;
    const object = context.lookup(ref);
    const fresh = PDFRef.of(numbers.size + 1);
    numbers.set(ref, fresh);
    if (object) {
      objects[fresh.objectNumber] = object;
      eachReference(object, (inner, replace) => {
        replace(number(inner));
      });
    }
    return fresh;
  };
  const { trailerInfo } = context;
  for (const key of ['Root', 'Info'] as const) {
    const ref = trailerInfo[key];
    if (ref instanceof PDFRef) trailerInfo[key] = number(ref);
  }
  for (const [ref] of context.enumerateIndirectObjects()) context.delete(ref);
  for (const [n, object] of objects.entries()) if (n > 0) context.assign(PDFRef.of(n), object);
  context.largestObjectNumber = numbers.size;
}
