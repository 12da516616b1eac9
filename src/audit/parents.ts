import { PDFArray, PDFDict, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { textOfContent } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { descend, isAnnotation, isContent, isElement } from '../pdf/structure.ts';
import type { Element } from '../pdf/structure.ts';
import { quoted } from './finding.ts';
import type { Finding } from './finding.ts';
import { pageOf } from './tree.ts';

/** A tree of numbers, flat (ISO 32000-1, 7.9.7). */
function numbersIn(node: PDFObject | undefined): [number, PDFObject][] {
  if (!(node instanceof PDFDict)) return [];
  const [pairs, kids] = [node.lookup(PDFName.of('Nums')), node.lookup(PDFName.of('Kids'))];
  const own = pairs instanceof PDFArray ? pairs.asArray() : [];
  return [
    ...own.flatMap((key, i): [number, PDFObject][] => {
      const value = own[i + 1];
      return i % 2 === 0 && key instanceof PDFNumber && value ? [[key.asNumber(), value]] : [];
    }),
    ...(kids instanceof PDFArray ? kids.asArray().flatMap((_, i) => numbersIn(kids.lookup(i))) : []),
  ];
}

const numberIn = (dict: PDFDict | undefined, key: string): number | undefined => {
  const number = dict?.lookup(PDFName.of(key));
  return number instanceof PDFNumber ? number.asNumber() : undefined;
};

/** What leads back from content to its element, and is written apart from the tree, agrees with it. */
export function findParents(book: Book): Finding[] {
  const { root, pdf, streams } = book;
  if (!root) return [];
  const { context } = pdf;
  const parents = new Map(numbersIn(root.dict.lookup(PDFName.of('ParentTree'))));
  const isParent = (element: Element, key: number | undefined, mcid?: number): boolean => {
    const written = parents.get(key ?? -1);
    const value = mcid === undefined ? written : context.lookup(written);
    const entry = value instanceof PDFArray && mcid !== undefined ? value.get(mcid) : value;
    return entry === element.ref;
  };
  const found: Finding[] = [];
  const report = (element: Element, what: string): void =>
    void found.push({
      rule: 'pdfua/7.1',
      page: pageOf(book, element),
      message: `${what} does not lead back to its tag ${element.role}`,
      hint: 'write the ParentTree anew from the tree',
    });
  for (const element of descend(root)) {
    for (const kid of element.kids) {
      if (isContent(kid)) {
        const stream = streams.get(kid.stream);
        if (!stream?.sequences.has(kid.mcid))
          report(element, `content ${kid.mcid}, which is not on the page,`);
        else if (!isParent(element, numberIn(stream.dict, 'StructParents'), kid.mcid))
          report(element, `the text ${quoted(textOfContent(book, [kid]))}`);
      } else if (isAnnotation(kid)) {
        const annotation = context.lookup(kid.ref);
        const dict = annotation instanceof PDFDict ? annotation : undefined;
        if (!isParent(element, numberIn(dict, 'StructParent'))) report(element, 'a link or other annotation');
      } else if (isElement(kid) && kid.dict.get(PDFName.of('P')) !== element.ref)
        report(element, `the tag ${kid.role} below`);
    }
  }
  return found;
}
