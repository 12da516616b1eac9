import { textOf } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { standardRoles } from '../pdf/roles.ts';
import { dictIn, nameIn } from '../pdf/objects.ts';
import type { PdfDict } from '../pdf/objects.ts';
import { isElement, leavesOf } from '../pdf/structure.ts';
import type { Element } from '../pdf/structure.ts';
import { quoted } from './finding.ts';

/** An element as the rules see it: with its place, and as what it counts. */
export interface Tag {
  readonly element: Element;
  /** The standard type it has or is mapped to; absent where the mapping leads nowhere. */
  readonly role: string | undefined;
  readonly parent: Tag | undefined;
  readonly kids: readonly Tag[];
}

/** Follows the role map to a standard type (ISO 32000-1, 14.7.3). */
function standardRole(map: PdfDict | undefined, written: string): string | undefined {
  const seen = new Set<string>();
  let role: string | undefined = written;
  while (role !== undefined && !standardRoles.has(role)) {
    if (seen.has(role)) return undefined;
    seen.add(role);
    role = map && nameIn(map, role);
  }
  return role;
}

/** The structure tree with standard types, outer elements first. Its root is not among them. */
export function readTags({ root }: Book): Tag[] {
  if (!root) return [];
  const map = dictIn(root.dict, 'RoleMap');
  const found: Tag[] = [];
  const read = (element: Element, parent: Tag | undefined): Tag => {
    const kids: Tag[] = [];
    const role = standardRole(map, element.role);
    const tag = { element, role, parent, kids };
    found.push(tag);
    for (const kid of element.kids) if (isElement(kid)) kids.push(read(kid, tag));
    return tag;
  };
  for (const kid of root.kids) if (isElement(kid)) read(kid, undefined);
  return found;
}

/** The page on which an element begins, counted from 1. */
export function pageOf({ pdf, streams }: Book, element: Element): number | undefined {
  for (const leaf of leavesOf(element)) {
    if (leaf.kind === 'content') return (streams.get(leaf.stream)?.page ?? 0) + 1;
    const page = pdf.pages.findIndex(({ ref }) => ref === leaf.page);
    if (page >= 0) return page + 1;
  }
  return undefined;
}

/** What a message calls an element: what it is, and what it says. */
export function called(book: Book, what: string, element: Element): string {
  const text = textOf(book, element);
  return text === '' ? `a ${what} without text` : `the ${what} ${quoted(text)}`;
}
