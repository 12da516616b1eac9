import type { Book } from '../pdf/book.ts';
import { decodeText } from '../pdf/encoding.ts';
import { PdfName, PdfText, textIn } from '../pdf/objects.ts';
import { attributeOf } from '../pdf/structure.ts';
import type { Element } from '../pdf/structure.ts';
import type { Finding } from './finding.ts';
import { called, pageOf } from './tree.ts';
import type { Tag } from './tree.ts';

/** More columns or rows than any cell spans; a number without end would fill the memory. */
const mostSpanned = 10_000;

const spanOf = (element: Element, name: 'RowSpan' | 'ColSpan'): number => {
  const span = attributeOf(element, 'Table', name);
  return typeof span === 'number' ? Math.min(span, mostSpanned) : 1;
};

const rowsOf = ({ kids }: Tag): Tag[] =>
  kids.flatMap((kid) =>
    kid.role === 'TR' ? [kid] : /^T(Head|Body|Foot)$/.test(kid.role ?? '') ? rowsOf(kid) : [],
  );

/** How many columns each row fills, with the cells that reach into it from above; or the row where two cells meet. */
function widthsOf(rows: readonly Tag[]): number[] | undefined {
  const grid = rows.map(() => new Set<number>());
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row.kids) {
      while (grid[y]?.has(x)) x++;
      const [wide, high] = [spanOf(cell.element, 'ColSpan'), spanOf(cell.element, 'RowSpan')];
      if (wide < 1 || high < 1) return undefined;
      for (let down = 0; down < high; down++) {
        const filled = grid[y + down];
        if (!filled) return undefined;
        for (let right = 0; right < wide; right++) {
          if (filled.has(x + right)) return undefined;
          filled.add(x + right);
        }
      }
      x += wide;
    }
  }
  return grid.map(({ size }) => size);
}

/** All rows have the same number of cells, counting those that span several (ISO 14289-1, 7.2). */
export function findIrregular(book: Book, tags: readonly Tag[]): Finding[] {
  return tags.flatMap((table) => {
    if (table.role !== 'Table') return [];
    const rows = rowsOf(table);
    const widths = widthsOf(rows);
    const odd = widths?.findIndex((width) => width !== widths[0]) ?? -1;
    if (widths && odd < 0) return [];
    const row = rows[odd]?.element;
    const message = row
      ? `${called(book, 'row', row)} has ${widths?.[odd] ?? 0} cells where the first row has ${widths?.[0] ?? 0}`
      : `${called(book, 'table', table.element)} has cells that meet or reach beyond its last row`;
    const hint = 'give every row the same number of cells; an empty cell is a cell';
    return [{ rule: 'pdfua/7.2', page: pageOf(book, row ?? table.element), message, hint }];
  });
}

const scopes = ['Row', 'Column', 'Both'];

/** A header cell says what it is the header of, and a cell names headers that there are (ISO 14289-1, 7.5). */
export function findHeaders(book: Book, tags: readonly Tag[]): Finding[] {
  const names = new Set(tags.map(({ element }) => textIn(element.dict, 'ID')));
  const place = (element: Element) => ({ rule: 'pdfua/7.5', page: pageOf(book, element) });
  return tags.flatMap(({ role, element }): Finding[] => {
    const scope = attributeOf(element, 'Table', 'Scope');
    if (role === 'TH' && !(scope instanceof PdfName && scopes.includes(scope.text))) {
      const message = `${called(book, 'header cell', element)} does not say whether it heads a row or a column`;
      return [{ ...place(element), message, hint: 'give it a Scope' }];
    }
    const headers = attributeOf(element, 'Table', 'Headers');
    const isLost =
      Array.isArray(headers) &&
      headers.some((name) => name instanceof PdfText && !names.has(decodeText(name.bytes)));
    if (!isLost) return [];
    const message = `${called(book, 'cell', element)} names a header that is not there`;
    return [{ ...place(element), message, hint: 'name the ID of a header cell' }];
  });
}
