import { PDFArray, PDFDict, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFObject } from '@cantoo/pdf-lib';

/** Puts other references in the place of those directly inside an object. */
function replaceReferences(object: PDFObject | undefined, by: (ref: PDFRef) => PDFRef): void {
  if (object instanceof PDFStream) {
    replaceReferences(object.dict, by);
  } else if (object instanceof PDFArray) {
    for (let i = 0; i < object.size(); i++) {
      const item = object.get(i);
      if (item instanceof PDFRef) object.set(i, by(item));
      else replaceReferences(item, by);
    }
  } else if (object instanceof PDFDict) {
    for (const key of object.keys()) {
      const item = object.get(key);
      if (item instanceof PDFRef) object.set(key, by(item));
      else replaceReferences(item, by);
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
      replaceReferences(object, number);
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
