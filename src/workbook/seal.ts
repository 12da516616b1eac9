import { crc32, deflateRawSync } from 'node:zlib';
import { Zip, strFromU8, unzipSync } from 'fflate';
import type { ZipInputFile } from 'fflate';
import { escaped } from '../markup.ts';
import { checkParts } from './file.ts';
import { layoutOf, letters } from './model.ts';
import type { Book, Sheet, Table } from './model.ts';
import type { Formulas } from './style.ts';

/**
 * A table as its part of the file. exceljs leaves out the formulas of calculated columns, without which a row that is
 * typed under the table would have none, and always adds filters, which the publish copy must not have.
 */
function tableXml({ profile }: Book, sheet: Sheet, { name, columns, rows }: Table, id: number): string {
  const { header } = layoutOf(sheet);
  const ref = `A${header}:${letters(columns.length)}${header + rows.length}`;
  const filter = profile === 'working' ? `<autoFilter ref="${ref}"/>` : '';
  const parts = columns.map(({ heading, formula }, index) => {
    const inner =
      formula === undefined ? '' : `<calculatedColumnFormula>${escaped(formula)}</calculatedColumnFormula>`;
    return `<tableColumn id="${index + 1}" name="${escaped(heading)}">${inner}</tableColumn>`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${id}" name="${name}" ` +
    `displayName="${name}" ref="${ref}" totalsRowShown="0">${filter}` +
    `<tableColumns count="${columns.length}">${parts.join('')}</tableColumns>` +
    '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/>' +
    '</table>'
  );
}

/** The day that every part of the file bears, so that the same workbook has the same bytes; zip knows only local time. */
const pinned = new Date(1980, 0, 1);

/**
 * Parts as one file; Node packs them faster than the library, which writes the sizes of a part behind it. Some programs
 * understand that only of packed parts: so even the smallest is.
 */
function zip(parts: ReadonlyMap<string, string>): Uint8Array {
  const chunks: Uint8Array[] = [];
  const file = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [filename, text] of parts) {
    const bytes = Buffer.from(text);
    const [size, crc] = [bytes.length, crc32(bytes)];
    const part: ZipInputFile = { filename, size, crc, compression: 8, mtime: pinned };
    file.add(part);
    part.ondata?.(null, deflateRawSync(bytes), true);
  }
  file.end();
  return Buffer.concat(chunks);
}

/** Puts the last hand to what exceljs wrote, and checks the whole. */
export function seal(bytes: Uint8Array, book: Book, formulas: Formulas): Uint8Array {
  // jszip adds folders, which have no place in a workbook.
  const written = Object.entries(unzipSync(bytes, { filter: ({ name }) => !name.endsWith('/') }));
  const parts = new Map(written.map(([path, part]) => [path, strFromU8(part)]));
  const texts = Array.from(formulas.keys(), (formula) => `<f>${escaped(formula)}</f>`);
  const finished = (text: string) =>
    text
      .replaceAll(/<f>(\d+)<\/f>/g, (_, n: string) => texts[Number(n)] ?? '')
      // What stands above and below a page is as large where the sheet is made smaller to fit; exceljs cannot say so.
      .replace('<headerFooter>', '<headerFooter scaleWithDoc="0">');
  for (const [path, text] of parts) if (path.startsWith('xl/worksheets/')) parts.set(path, finished(text));
  const tables = book.sheets.flatMap((sheet) => (sheet.table ? [{ sheet, table: sheet.table }] : []));
  for (const [index, { sheet, table }] of tables.entries()) {
    const path = `xl/tables/table${index + 1}.xml`;
    if (!parts.get(path)?.includes(` name="${table.name}"`))
      throw new Error(`${path} is not the table ${table.name}`);
    parts.set(path, tableXml(book, sheet, table, index + 1));
  }
  checkParts(parts);
  return zip(parts);
}
