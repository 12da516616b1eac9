import { textOfContent } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { PdfDict, listIn, numberIn, resolved } from '../pdf/objects.ts';
import type { PdfObject } from '../pdf/objects.ts';
import { descend, isAnnotation, isContent, isElement } from '../pdf/structure.ts';
import type { Element } from '../pdf/structure.ts';
import { quoted } from './finding.ts';
import type { Finding } from './finding.ts';
import { pageOf } from './tree.ts';

/** A tree of numbers, flat (ISO 32000-1, 7.9.7). A part of it that is met again is not read again. */
function pairsIn(object: PdfObject | undefined, met = new Set<PdfDict>()): [number, PdfObject][] {
  const node = resolved(object);
  if (!(node instanceof PdfDict) || met.has(node)) return [];
  met.add(node);
  const pairs = listIn(node, 'Nums');
  const own = pairs.flatMap((key, i): [number, PdfObject][] => {
    const value = pairs[i + 1];
    return i % 2 === 0 && typeof key === 'number' && value !== undefined ? [[key, value]] : [];
  });
  return [...own, ...listIn(node, 'Kids').flatMap((kid) => pairsIn(kid, met))];
}

/** What leads back from content to its element, and is written apart from the tree, agrees with it. */
export function findParents(book: Book): Finding[] {
  const { root, streams } = book;
  if (!root) return [];
  const parents = new Map(pairsIn(root.dict.get('ParentTree')));
  const isParent = (element: Element, key: number | undefined, mcid?: number): boolean => {
    const written = parents.get(key ?? -1);
    const value = mcid === undefined ? written : resolved(written);
    const entry = Array.isArray(value) && mcid !== undefined ? value[mcid] : value;
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
        const { target } = kid.ref;
        const key = target instanceof PdfDict ? numberIn(target, 'StructParent') : undefined;
        if (!isParent(element, key)) report(element, 'a link or other annotation');
      } else if (isElement(kid) && kid.dict.get('P') !== element.ref)
        report(element, `the tag ${kid.role} below`);
    }
  }
  return found;
}
