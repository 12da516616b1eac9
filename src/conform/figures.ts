import type { Book } from '../pdf/book.ts';
import { isEmpty, join, nothing } from '../pdf/box.ts';
import { readExtents } from '../pdf/extent.ts';
import type { Extents } from '../pdf/extent.ts';
import { dictOf, name } from '../pdf/objects.ts';
import type { PdfRef } from '../pdf/objects.ts';
import type { Page } from '../pdf/read.ts';
import { descend, elementsOf, isContent, leavesOf } from '../pdf/structure.ts';
import type { Element } from '../pdf/structure.ts';

/** The rectangle around all that a figure paints, to hundredths of a point; absent where it cannot be told. */
function boxOf(extents: Extents, figure: Element): number[] | undefined {
  const box = leavesOf(figure)
    .filter(isContent)
    .map(({ stream, mcid }) => extents.get(stream)?.get(mcid) ?? nothing)
    .reduce(join, nothing);
  if (isEmpty(box) || !box.every(Number.isFinite)) return undefined;
  return box.map((edge, side) => (side < 2 ? Math.floor(edge * 100) : Math.ceil(edge * 100)) / 100);
}

/** Says where on its page each figure stands, if it stands on one (ISO 32000-1, 14.8.5.4.3). */
export function placeFigures({ pdf, streams }: Book, root: Element): void {
  const contents = descend(root)
    .filter(({ role }) => role === 'Figure')
    .flatMap(leavesOf)
    .filter(isContent);
  const drawn = new Map<PdfRef, Set<number>>();
  for (const { stream, mcid } of contents) drawn.set(stream, (drawn.get(stream) ?? new Set()).add(mcid));
  const read = new Map<Page, Extents>();
  const extentsOn = (page: Page): Extents => {
    const extents =
      read.get(page) ?? readExtents(streams, page, (stream, mcid) => drawn.get(stream)?.has(mcid) ?? false);
    read.set(page, extents);
    return extents;
  };
  for (const parent of descend(root)) {
    for (const figure of elementsOf(parent).filter(({ role }) => role === 'Figure')) {
      const pages = new Set(
        leavesOf(figure)
          .filter(isContent)
          .map(({ stream }) => streams.get(stream)?.pageRef),
      );
      const page = pdf.pages.find(({ ref }) => pages.has(ref));
      const BBox = page && pages.size === 1 ? boxOf(extentsOn(page), figure) : undefined;
      if (!BBox) continue;
      const amongWords = parent.role === 'P' || parent.kids.some(isContent);
      const layout = dictOf({
        O: name('Layout'),
        BBox,
        Placement: name(amongWords ? 'Inline' : 'Block'),
      });
      const old = figure.dict.get('A');
      figure.dict.set('A', old === undefined ? layout : [old, layout]);
    }
  }
}
