import { csvOf } from '../csv.ts';
import { isDay } from '../dates.ts';
import type { Day } from '../dates.ts';
import type { Config, Partner } from '../project.ts';
import type { WorkbookWords } from '../records.ts';
import { bookOf, csvName, hasFacts } from './book.ts';
import type { Book, Cell, Column, Sheet, Table } from './model.ts';

/** One file of a tracker, by its path within the partnership's folder. */
export interface TrackerFile {
  readonly path: string;
  readonly content: Uint8Array | string;
  /** True for the working copy, which is for finance alone. */
  readonly internal?: boolean;
}

/** All that the files of a tracker show, as plain data. */
export interface Tracker {
  readonly working: Book;
  readonly publish: Book;
  readonly words: WorkbookWords;
  /** The tables of the published copy as text. */
  readonly tables: readonly TrackerFile[];
}

/** The sheets that tell facts, with their tables. */
const factSheets = ({ sheets }: Book): { sheet: Sheet; table: Table }[] =>
  sheets.flatMap((sheet) => (sheet.table && hasFacts(sheet.id) ? [{ sheet, table: sheet.table }] : []));

/** A cell as text shows it, with what is marked on it. */
function shown({ value, mark }: Cell = { value: null }): Cell['value'] {
  return mark === undefined ? value : `${value} (${mark})`;
}

const csvText = ({ columns, rows }: Table): string =>
  csvOf(
    columns.map(({ heading }) => heading),
    rows.map((row) => columns.map(({ id }) => shown(row[id]))),
  );

/** In how many rows a column of dates or numbers has words or a sign instead; undefined for a column of text. */
function inWords(rows: Table['rows'], { id, as }: Column): number | undefined {
  if (as === 'text') return undefined;
  return rows.filter((row) => {
    const value = shown(row[id]);
    return typeof value === 'string' && !(as === 'date' && isDay(value));
  }).length;
}

/** What a program needs to know of the CSV files: no clock, the same order on every run. */
function metadataText(config: Config, book: Book, partner: Partner): string {
  const { metadata, shorthand } = config.workbook.record;
  const value = {
    title: book.title,
    description: metadata.description,
    publisher: book.author,
    partnership: partner.partnership.record.name,
    as_at: book.date,
    as_at_note:
      partner.partnership.record.as_at === book.date ? partner.partnership.record.as_at_note : undefined,
    state: book.state,
    language: book.language,
    encoding: 'utf-8',
    shorthand: shorthand.flatMap(({ sign, word, meaning }) =>
      sign === undefined ? [] : [{ sign, word, meaning }],
    ),
    tables: factSheets(book).map(({ sheet, table }) => ({
      file: csvName(sheet.id),
      title: sheet.title,
      rows: table.rows.length,
      columns: table.columns.map((column) => ({
        name: column.heading,
        kind: column.as,
        in_words: inWords(table.rows, column),
      })),
    })),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * What one partnership's tracker shows: the working copy from the records as they are, the published one from the records
 * that the public may see.
 */
export function trackerOf(
  config: Config,
  partners: { readonly working: Partner; readonly publish: Partner },
  asAt?: Day,
): Tracker {
  const publish = bookOf(config, partners.publish, { profile: 'publish', asAt });
  return {
    working: bookOf(config, partners.working, { profile: 'working', asAt }),
    publish,
    words: config.workbook.record.words,
    tables: [
      ...factSheets(publish).map(({ sheet, table }) => ({
        path: `data/${csvName(sheet.id)}`,
        content: csvText(table),
      })),
      { path: 'data/metadata.json', content: metadataText(config, publish, partners.publish) },
    ],
  };
}
