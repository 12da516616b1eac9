import { groupsOf, textOf } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { holds, showsText } from '../pdf/content.ts';
import { dictOf, name } from '../pdf/objects.ts';
import { nameOperand } from '../pdf/operands.ts';
import type { Stream } from '../pdf/pages.ts';
import { standardRoles } from '../pdf/roles.ts';
import { attributeOf, descend, elementsOf, isContent, isElement, itemsOf } from '../pdf/structure.ts';
import type { Content, Element, Kid } from '../pdf/structure.ts';
import type { Operation } from '../pdf/tokens.ts';
import { newElement } from './tree.ts';

/** Elements in which lines and pictures mean something; in all others they are borders and backgrounds. */
const drawn = new Set(['Figure', 'Formula', 'Lbl']);
/** Elements that stay where nothing is left in them: without its empty cells a table has other columns. */
const kept = new Set(['TD', 'TH', 'TR']);
/** What gives an element a meaning beyond its kids. */
const meanings = ['Lang', 'Alt', 'ActualText', 'E', 'ID', 'A', 'T'];

const hasMeaning = ({ dict }: Element): boolean => meanings.some((key) => dict.has(key));

/** Text, or a form, which may hold text. */
function says({ bytes, forms }: Stream): (operation: Operation) => boolean {
  return (operation) =>
    showsText(operation) || (operation.operator === 'Do' && forms.has(nameOperand(bytes, operation)));
}

/** Whether a sequence is more than a border, a background, or the empty rest of a heading that moved to the next page. */
function isReal(book: Book, content: Content, inDrawing: boolean): boolean {
  const stream = book.streams.get(content.stream);
  if (!stream) return false;
  return groupsOf(book, content).some((group) => holds(group, inDrawing ? () => true : says(stream)));
}

/**
 * Takes decoration out of the tree, and the elements that Chromium makes for each piece of text within its paragraph,
 * whose content goes to the paragraph itself.
 */
function clean(book: Book, element: Element, inDrawing: boolean): void {
  const drawing = inDrawing || drawn.has(element.role);
  element.kids = element.kids.flatMap((kid): Kid[] => {
    if (isContent(kid)) return isReal(book, kid, drawing) ? [kid] : [];
    if (!isElement(kid)) return [kid];
    const isPiece = kid.role === 'NonStruct' && !hasMeaning(kid) && kid.kids.every(isContent);
    clean(book, kid, drawing);
    if (isPiece) return kid.kids;
    return kid.kids.length > 0 || kept.has(kid.role) ? [kid] : [];
  });
}

/** An item of a list is its label and its body (ISO 32000-1, 14.8.4.3.3); Chromium leaves out the body. */
function mendItem(item: Element): void {
  const isPart = (kid: Kid): boolean => isElement(kid) && (kid.role === 'Lbl' || kid.role === 'LBody');
  const rest = item.kids.filter((kid) => !isPart(kid));
  if (rest.length > 0) item.kids = [...item.kids.filter(isPart), newElement('LBody', rest)];
}

/** Chromium says how a list is numbered only of its own ways, and (a), (b) … is one of our style sheet (ISO 14289-1, 7.6). */
function mendList(book: Book, list: Element): void {
  const label = elementsOf(list)
    .flatMap(elementsOf)
    .find(({ role }) => role === 'Lbl');
  if (!label || attributeOf(list, 'List', 'ListNumbering') || !/[a-z]/.test(textOf(book, label))) return;
  const numbering = dictOf({ O: name('List'), ListNumbering: name('LowerAlpha') });
  list.dict.set('A', [...itemsOf(list.dict, 'A'), numbering]);
}

/** A figure with its caption is two elements called Figure in HTML's way of nesting; only the picture is one. */
function mendFigure(element: Element): void {
  const holdsFigure = descend(element).some(({ role }, index) => index > 0 && role === 'Figure');
  if (holdsFigure && !element.dict.has('Alt')) element.role = 'Div';
}

/** An element that Chromium has no better word for and that holds text: a paragraph among blocks, a span among words. */
function mendText(parent: Element): void {
  const amongWords =
    /^(P|H\d|Span|Em|Strong|Link|Code|Lbl)$/.test(parent.role) || parent.kids.some(isContent);
  for (const kid of elementsOf(parent))
    if (/^(NonStruct|Div)$/.test(kid.role) && kid.kids.some(isContent)) kid.role = amongWords ? 'Span' : 'P';
}

/** The standard type that comes nearest to one of Chromium's own; what is not known stands for its kids alone. */
const nearest: Readonly<Record<string, string>> = {
  Aside: 'Div',
  Em: 'Span',
  Strong: 'Span',
};

/** Mends the structure tree of a printed page to what PDF/UA-1 asks of it. */
export function mendTags(book: Book, root: Element): void {
  clean(book, root, false);
  for (const element of descend(root)) {
    mendText(element);
    if (element.role === 'L') mendList(book, element);
    if (element.role === 'LI') mendItem(element);
    if (element.role === 'Figure') mendFigure(element);
  }
  const strange = new Set(
    descend(root)
      .flatMap(elementsOf)
      .map(({ role }) => role),
  );
  for (const role of standardRoles) strange.delete(role);
  const map = [...strange].sort().map((role) => [role, name(nearest[role] ?? 'NonStruct')] as const);
  if (strange.size > 0) root.dict.set('RoleMap', dictOf(Object.fromEntries(map)));
}
