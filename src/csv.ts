import { stringify } from 'csv-stringify/sync';

/** A spreadsheet program would run text that begins so as a formula; an apostrophe before it keeps it text. */
function harmless(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/**
 * A table as CSV in UTF-8 with a byte order mark, by which Excel knows the pound sign. No text of it can become a
 * formula; a negative number stays a number.
 */
export function csvOf(
  headings: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return stringify(
    [headings, ...rows].map((row) => row.map(harmless)),
    // Of itself it quotes a cell with both characters of a Windows line end, not one with either.
    { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}
