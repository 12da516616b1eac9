import { groupsOf, textOfContent } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { isGroup, showsText } from '../pdf/content.ts';
import type { Node } from '../pdf/content.ts';
import type { Font } from '../pdf/fonts.ts';
import { PdfDict, dictIn, nameIn, resolved } from '../pdf/objects.ts';
import { codesOf, nameOperand } from '../pdf/operands.ts';
import { rewritten } from '../pdf/pages.ts';
import type { Stream } from '../pdf/pages.ts';
import type { PdfFile } from '../pdf/read.ts';
import { descend, isAnnotation, isContent, leavesOf } from '../pdf/structure.ts';
import type { Content, Element } from '../pdf/structure.ts';
import type { Operation } from '../pdf/tokens.ts';
import { apply } from './edits.ts';
import type { Edit } from './edits.ts';

/** One entry of a list of contents: where it leads to, and the digits printed where the number of its page belongs. */
export interface Entry {
  readonly id: string;
  readonly holder: string;
}

/** The page, counted from 1, of each place that links lead to, by its id. */
export type Places = Readonly<Record<string, number>>;

/** The place of a number: its content, the stream that paints it, and the operators that show it in one font. */
interface Slot extends Entry {
  readonly leaf: Content;
  readonly stream: Stream;
  readonly font: Font;
  readonly shown: readonly { readonly operation: Operation; readonly codes: readonly number[] }[];
}

/** The page of every place that a link within a file leads to. */
function placesIn({ catalog, pages }: PdfFile): Map<string, number> {
  const numbers = new Map(pages.map(({ ref }, index) => [ref as unknown, index + 1]));
  return new Map(
    [...(dictIn(catalog, 'Dests') ?? [])].flatMap(([id, place]): [string, number][] => {
      const target = resolved(place);
      const page = Array.isArray(target) ? numbers.get(target[0]) : undefined;
      return page === undefined ? [] : [[id, page]];
    }),
  );
}

/** The first link to each place, which is that of the contents. */
function linksIn(root: Element): Map<string, Element> {
  const links = new Map<string, Element>();
  for (const element of descend(root)) {
    for (const { ref } of element.kids.filter(isAnnotation)) {
      const id = ref.target instanceof PdfDict ? nameIn(ref.target, 'Dest') : undefined;
      if (id !== undefined && !links.has(id)) links.set(id, element);
    }
  }
  return links;
}

const operationsIn = (nodes: readonly Node[]): Operation[] =>
  nodes.flatMap((node) => (isGroup(node) ? operationsIn(node.kids) : [node]));

/** Finds the holder of an entry in its link. */
function slotOf(book: Book, link: Element | undefined, entry: Entry): Slot {
  const leaves = link ? leavesOf(link).filter(isContent) : [];
  const leaf = leaves.find((each) => textOfContent(book, [each]) === entry.holder);
  const stream = leaf && book.streams.get(leaf.stream);
  const operations = leaf ? groupsOf(book, leaf).flatMap(({ kids }) => operationsIn(kids)) : [];
  const setter = operations.find(({ operator }) => operator === 'Tf');
  const font = stream && setter && stream.fonts.get(nameOperand(stream.bytes, setter));
  if (!leaf || !font) throw new Error(`the contents have no place for the page of ${entry.id}`);
  const shown = operations
    .filter(showsText)
    .map((operation) => ({ operation, codes: codesOf(stream.bytes, operation, font.codeBytes) }));
  return { ...entry, leaf, stream, font, shown };
}

/** The glyph of each digit, as it is written in a string. */
function glyphsIn(slots: readonly Slot[]): Map<string, string> {
  const pairs = slots.flatMap(({ holder, font, shown }) =>
    shown
      .flatMap(({ codes }) => codes)
      .map((code, index): [string, string] => [
        holder.charAt(index),
        code.toString(16).padStart(2 * font.codeBytes, '0'),
      ]),
  );
  return new Map(pairs);
}

/** Puts a number into its slot. All digits are equally wide; those that are not needed are left out on the left. */
function editsOf(
  { holder, font, shown }: Slot,
  number: number | undefined,
  glyphs: ReadonlyMap<string, string>,
): Edit[] {
  const digits = String(number).padStart(holder.length);
  let next = 0;
  return shown.map(({ operation: { from, to }, codes }) => {
    let [string, gap] = ['', 0];
    for (const code of codes) {
      const glyph = glyphs.get(digits.charAt(next++));
      if (glyph === undefined) gap += font.width(code);
      else string += glyph;
    }
    return { from, to, text: string === '' ? '' : `[${-gap} <${string}>] TJ` };
  });
}

/**
 * Writes into a list of contents the pages of its headings, which only the print itself tells (CSS target-counter is not
 * to be had). Each entry was printed with digits that hold its place; all of them together have every digit there is, so
 * that the font of the file has the glyphs.
 */
export function numberContents(
  book: Book,
  root: Element,
  entries: readonly Entry[],
): { readonly book: Book; readonly places: Places } {
  const [pages, links] = [placesIn(book.pdf), linksIn(root)];
  const slots = entries.map((entry) => slotOf(book, links.get(entry.id), entry));
  const glyphs = glyphsIn(slots);
  const streams = new Map(book.streams);
  for (const stream of book.streams.values()) {
    const edits = slots
      .filter((slot) => slot.stream === stream)
      .flatMap((slot) => editsOf(slot, pages.get(slot.id), glyphs))
      .sort((a, b) => a.from - b.from);
    if (edits.length > 0) streams.set(stream.ref, rewritten(stream, apply(stream.bytes, edits)));
  }
  const numbered = { ...book, streams };
  const places = slots.map(({ id, leaf }): [string, number] => {
    const [page, said] = [pages.get(id), textOfContent(numbered, [leaf])];
    if (page === undefined || said !== String(page))
      throw new Error(`the contents say “${said}” for the page of ${id}, which is ${page ?? 'nowhere'}`);
    return [id, page];
  });
  return { book: numbered, places: Object.fromEntries(places) };
}
