import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdf } from './pdf.ts';
import { fixtures } from './project.ts';
import { run } from './run.ts';

const out = mkdtempSync(join(tmpdir(), 'cdp-returns-equal-'));
const own = join(out, 'riverside');
const papers = ['annual-return-october-2024', 'briefing-note-2024-06-30', 'partnership-record'];

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The rows of every table of a page, each as the texts of its cells. */
function tableRows(html: string): string[][] {
  return [...html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
      cell
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll(/&\w+;/g, (entity) => entities[entity] ?? entity)
        .replaceAll(/\s+/g, ' '),
    ),
  );
}

/** The rows of one sheet below its headings, each by heading. */
async function sheetRows(file: string, sheet: string, heading: string): Promise<Record<string, unknown>[]> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(join(own, file));
  const rows: unknown[][] = [];
  book.getWorksheet(sheet)?.eachRow((row) => {
    rows.push((row.values as unknown[]).slice(1));
  });
  const at = rows.findIndex((row) => row.includes(heading));
  const headings = rows[at] ?? [];
  const value = (cell: unknown) =>
    typeof cell === 'object' && cell !== null && 'result' in cell ? cell.result : cell;
  return rows
    .slice(at + 1)
    .map((row) => Object.fromEntries(headings.map((name, i) => [String(name), value(row[i])])));
}

/** A number of a cell as it is printed, with two decimals where it has any. */
function printed(value: unknown): string {
  if (typeof value !== 'number') return String(value);
  const text = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return text.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
}

const pages: Record<string, string[][]> = {};
beforeAll(async () => {
  const { code, err } = await run([
    ...['build', 'riverside', '--data', join(fixtures, 'data'), '--out', out],
    ...['--document', 'annual-return,briefing-note,partnership-record,tracker'],
  ]);
  expect(err).toBe('');
  expect(code).toBe(0);
  for (const paper of papers) pages[paper] = tableRows(readFileSync(join(own, `${paper}.html`), 'utf8'));
}, 120_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** The row of a table that names both. */
const rowIn = (paper: string, ...names: string[]) =>
  pages[paper]?.find((row) => names.every((name) => row.some((cell) => cell.startsWith(name))));

test.each([
  ['Supplemental Substance Misuse Treatment and Recovery Grant', 'SSMTRG'],
  ['Rough Sleeping Drug and Alcohol Treatment Grant', 'RSDATG'],
])('%s has one amount in the return, the note, the record and both workbooks', async (name, short) => {
  const amounts = [];
  for (const file of ['tracker.xlsx', 'tracker-publish.xlsx']) {
    const rows = await sheetRows(file, 'Allocations', 'Amount £');
    amounts.push(printed(rows.find(({ Scheme }) => Scheme === short)?.['Amount £']));
  }
  for (const paper of papers) amounts.push(rowIn(paper, name, '2023/24')?.[3]);
  expect(new Set(amounts).size, JSON.stringify(amounts)).toBe(1);
  expect(amounts[0]).toMatch(/\d/);
});

test.each([
  ['Tests made', 'Riverside'],
  ['Adults in treatment', 'England'],
])('%s, %s, is one figure everywhere', async (name, area) => {
  const figures = [];
  for (const file of ['tracker.xlsx', 'tracker-publish.xlsx']) {
    const rows = await sheetRows(file, 'Measures', 'Measure');
    figures.push(printed(rows.find(({ Measure, Area }) => Measure === name && Area === area)?.['Value']));
  }
  for (const paper of papers) figures.push(rowIn(paper, name, area, 'year to March 2024')?.at(-1));
  expect(new Set(figures).size, JSON.stringify(figures)).toBe(1);
  expect(figures[0]).toMatch(/\d/);
});

test('every milestone has one status everywhere, and the papers say the same in print', async () => {
  for (const file of ['tracker.xlsx', 'tracker-publish.xlsx']) {
    const rows = await sheetRows(file, 'Milestones', 'Status');
    expect(rows.length).toBeGreaterThan(6);
    for (const { Milestone, Status } of rows) {
      const statuses = papers.map((paper) => rowIn(paper, String(Milestone))?.at(-1));
      expect(statuses).toEqual(papers.map(() => Status));
    }
  }
  for (const paper of papers) {
    const { pages: sides } = await readPdf(join(own, `${paper}.pdf`));
    const text = sides.join('\n').replaceAll(/\s+/g, ' ');
    for (const figure of ['12,345', 'about 795,000', '1,234.50', 'Met 3 days late'])
      expect(text, paper).toContain(figure);
  }
});
