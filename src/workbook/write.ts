import ExcelJS from 'exceljs';
import type { DataValidation, HeaderFooter, PageSetup, Style, Worksheet } from 'exceljs';
import type { WorkbookWords } from '../records.ts';
import { seal } from './seal.ts';
import { guard, safeText } from './guard.ts';
import { layoutOf, letters } from './model.ts';
import type { Book, Column, Line, Sheet, Table, Tone } from './model.ts';
import { colours, contentOf, heightOf, isNumeric, shared, stylesOf, widthOf } from './style.ts';
import type { Formulas, Styles } from './style.ts';

function addTones(sheet: Worksheet, ref: string, first: string, tones: readonly Tone[]): void {
  if (tones.length === 0) return;
  sheet.addConditionalFormatting({
    ref,
    rules: tones.map(({ starts, tone }, index) => ({
      type: 'expression',
      priority: index + 1,
      formulae: [`LEFT(${first},${starts.length})="${starts.replaceAll('"', '""')}"`],
      style: {
        fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: colours[tone].fill } },
        font: { color: { argb: colours[tone].font } },
      },
    })),
  });
}

const refusal = ({ title, text }: { title: string; text: string }) => ({
  allowBlank: true,
  showErrorMessage: true,
  errorTitle: title,
  error: text,
});

/** What may be typed into a column: one of a list, or a number. */
function choicesOf({ choices, input, as }: Column, words: WorkbookWords): DataValidation | undefined {
  if (choices !== undefined) return { type: 'list', formulae: [choices], ...refusal(words.bad_choice) };
  if (!input || as !== 'money') return undefined;
  return { type: 'decimal', operator: 'between', formulae: [-1e12, 1e12], ...refusal(words.bad_number) };
}

/** A day of this century, which is more than words or a number of another kind can be. */
function dayOnly(words: WorkbookWords): DataValidation {
  const days = [new Date('2000-01-01T00:00:00Z'), new Date('2099-12-31T00:00:00Z')];
  return { type: 'date', operator: 'between', formulae: days, ...refusal(words.bad_date), allowBlank: false };
}

/** What exceljs has for a range of cells, though not in its types. */
type Validated = Worksheet & {
  readonly dataValidations: { readonly add: (ref: string, validation: DataValidation) => void };
};

interface Writing {
  readonly workbook: ExcelJS.Workbook;
  readonly book: Book;
  readonly words: WorkbookWords;
  readonly size: number;
  readonly styles: Styles;
  readonly formulas: Formulas;
}

function headStyle(styles: Styles, as: Column['as'], size: number): Partial<Style> {
  const horizontal = isNumeric(as) ? 'right' : 'left';
  return shared(styles, {
    font: { name: 'Arial', size, bold: true, color: { argb: 'FFFFFFFF' } },
    fill: colours.head,
    alignment: { vertical: 'bottom', wrapText: true, horizontal, indent: 1 },
  });
}

function addTable(
  { workbook, book, words, size, styles, formulas }: Writing,
  own: Worksheet,
  sheet: Sheet,
  table: Table,
): void {
  const { above, header } = layoutOf(sheet);
  const { columns, rows } = table;
  const widths = columns.map((column) => widthOf(column, table));
  // Without its rows: `seal` writes the table's part, and here each cell is written once.
  own.addTable({
    name: table.name,
    ref: `A${header}`,
    columns: columns.map(({ heading }) => ({ name: heading })),
    rows: [],
  });
  const headings = columns.map(({ heading }) => heading);
  own.getRow(header).height = heightOf(headings, widths, size * 1.05);
  columns.forEach((column, index) => {
    const { id, as } = column;
    const letter = letters(index + 1);
    own.getColumn(index + 1).width = widths[index];
    own.getCell(`${letter}${header}`).style = headStyle(styles, as, size);
    const first = `${letter}${header + 1}`;
    const ref = `${first}:${letter}${header + rows.length}`;
    const choices = choicesOf(column, words);
    if (choices) (own as Validated).dataValidations.add(ref, choices);
    addTones(own, ref, `$${first}`, column.tones);
    const total = above > 0 ? table.above[id] : undefined;
    if (!total) return;
    const target = own.getCell(`${letter}${above}`);
    target.value = contentOf(formulas, total.cell, as);
    target.style = stylesOf(styles, { as, size, isFormula: true, bold: true })(
      total.cell.value,
      total.cell.mark,
    );
    if (total.name !== undefined)
      workbook.definedNames.add(`'${sheet.name}'!$${letter}$${above}`, total.name);
  });
  const looks = columns.map(({ as, input }) => ({
    plain: stylesOf(styles, { as, size, isInput: input }),
    calculated: stylesOf(styles, { as, size, isInput: input, isFormula: true }),
  }));
  rows.forEach((row, r) => {
    const target = own.getRow(header + 1 + r);
    columns.forEach(({ id, as, formula: common }, index) => {
      const { value, mark, formula = common } = row[id] ?? { value: null };
      const look = formula !== undefined && book.profile === 'working' ? 'calculated' : 'plain';
      const cell = target.getCell(index + 1);
      cell.value = contentOf(formulas, { value, formula }, as);
      cell.style = looks[index]?.[look](value, mark) ?? {};
    });
    const values = columns.map(({ id }) => row[id]?.value ?? null);
    target.height = heightOf(values, widths, size);
  });
}

/** The widths of a label, its value and the remark beside it. */
const lineWidths = [30, 42, 100];

function addLine(
  { workbook, words, size, styles, formulas }: Writing,
  own: Worksheet,
  sheet: Sheet,
  [line, row]: [Line, number],
): void {
  const { label, cell, as = 'text', name, remark, input = false, alarming = false } = line;
  const isHeading = cell === undefined && remark === undefined;
  const first = own.getCell(`A${row}`);
  first.value = safeText(label);
  first.style = shared(styles, {
    font: { name: 'Arial', size: isHeading ? size + 2 : size, bold: isHeading || cell !== undefined },
    alignment: { vertical: isHeading ? 'bottom' : 'middle' },
  });
  if (cell) {
    const target = own.getCell(`B${row}`);
    target.value = contentOf(formulas, cell, as);
    const isFormula = cell.formula !== undefined;
    const style = stylesOf(styles, { as, size, isInput: input, isFormula, bold: true })(
      cell.value,
      cell.mark,
    );
    const alignment = { vertical: 'middle', horizontal: 'left', indent: 1 } as const;
    target.style = shared(styles, { ...style, alignment });
    if (name !== undefined) workbook.definedNames.add(`'${sheet.name}'!$B$${row}`, name);
    if (input && as === 'date') (own as Validated).dataValidations.add(`B${row}`, dayOnly(words));
    if (alarming)
      own.addConditionalFormatting({
        ref: `B${row}`,
        rules: [
          {
            type: 'expression',
            priority: 1,
            // Also where words say that it is at least so many.
            formulae: [`IF(ISNUMBER($B$${row}),$B$${row}>0,ISNUMBER(VALUE(RIGHT($B$${row},1))))`],
            style: {
              fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: colours.late.fill } },
              font: { color: { argb: colours.late.font } },
            },
          },
        ],
      });
  }
  if (remark !== undefined) {
    // Beside a value, or in its place; there it runs on over the next column.
    const note = own.getCell(`${cell ? 'C' : 'B'}${row}`);
    note.value = safeText(remark);
    note.style = shared(styles, {
      font: { name: 'Arial', size },
      alignment: { vertical: 'middle', wrapText: cell !== undefined, horizontal: 'left', indent: 1 },
    });
  }
  const beside = cell && remark !== undefined ? heightOf([remark], lineWidths.slice(2), size) : 0;
  own.getRow(row).height = Math.max(isHeading ? size * 2.4 : size * 1.6, beside);
}

function addHead(own: Worksheet, { title, intro }: Sheet, size: number): void {
  [title, ...intro].forEach((text, index) => {
    const target = own.getCell(`A${index + 1}`);
    target.value = safeText(text);
    target.font = { name: 'Arial', size: index === 0 ? size + 5 : size, bold: index === 0 };
    target.alignment = { vertical: 'top' };
    own.getRow(index + 1).height = (index === 0 ? size + 5 : size) * 1.5;
  });
}

/** Text for the head or foot of a page, where `&` is a sign of its own. */
const onPage = (text: string): string => text.replaceAll('&', '&&');

/** What is printed above every page, in a format that takes 255 characters in all. */
function pageHead({ title, intro }: Sheet): string {
  const head = `&L&14&"Arial,Bold"${onPage(title)}`;
  const whole = [head, ...intro.map((text) => `&10&"Arial,Regular"${onPage(text)}`)].join('\n');
  return whole.length <= 255 ? whole : head;
}

/**
 * How a sheet is put on paper. One that is wider than a page repeats its first column, which would cut off a title that
 * runs on over the next ones: its title stands above each page instead. Where rows are added, it cannot: what is printed
 * would have to be known before.
 */
function paperOf(
  { book, words }: Writing,
  sheet: Sheet,
): { readonly pageSetup: Partial<PageSetup>; readonly headerFooter: Partial<HeaderFooter> } {
  const { table, pagesWide } = sheet;
  const { above, header } = layoutOf(sheet);
  const isWide = table !== undefined && pagesWide > 1;
  const isHeaded = isWide && (book.profile === 'publish' || !sheet.grows);
  return {
    pageSetup: {
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: pagesWide,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: isHeaded ? 0.9 : 0.5, bottom: 0.75, header: 0.3, footer: 0.3 },
      ...(table ? { printTitlesRow: `${header}:${header}` } : {}),
      ...(isWide ? { printTitlesColumn: 'A:A' } : {}),
      ...(isHeaded
        ? { printArea: `A$${above}:${letters(table.columns.length)}$${header + table.rows.length}` }
        : {}),
    },
    headerFooter: {
      oddFooter: `&L${onPage(book.title)}\n${onPage(book.state)}&R${words.page}`,
      ...(isHeaded ? { oddHeader: pageHead(sheet) } : {}),
    },
  };
}

async function addSheet(writing: Writing, sheet: Sheet): Promise<void> {
  const { workbook, book, size } = writing;
  const { header } = layoutOf(sheet);
  const own = workbook.addWorksheet(sheet.name, {
    ...paperOf(writing, sheet),
    views: [
      book.profile === 'working' && sheet.table
        ? { state: 'frozen', xSplit: 1, ySplit: header }
        : { showGridLines: book.profile === 'publish' },
    ],
  });
  // A4, by its number in the format; exceljs has names for it in its types alone.
  Object.assign(own.pageSetup, { paperSize: 9 });
  addHead(own, sheet, size);
  const start = sheet.intro.length + 2;
  sheet.lines.forEach((line, index) => addLine(writing, own, sheet, [line, start + index]));
  if (sheet.lines.length > 0) lineWidths.forEach((width, index) => (own.getColumn(index + 1).width = width));
  if (sheet.table) addTable(writing, own, sheet, sheet.table);
  if (book.profile === 'working' && !sheet.grows)
    // Without a password: it keeps a hand from slipping, and anybody may take it off.
    await own.protect('', { formatColumns: true, formatRows: true, autoFilter: true, sort: true });
}

/** A workbook as the bytes of an .xlsx file: the same for the same book, and checked before it is handed on. */
export async function writeBook(book: Book, words: WorkbookWords): Promise<Uint8Array> {
  guard(book);
  const workbook = new ExcelJS.Workbook();
  const day = new Date(`${book.date}T00:00:00Z`);
  const { title, subject, author, language } = book;
  const properties = {
    creator: author,
    lastModifiedBy: author,
    created: day,
    modified: day,
    title,
    subject,
    language,
  };
  Object.assign(workbook, properties);
  const writing: Writing = {
    workbook,
    book,
    words,
    size: book.profile === 'publish' ? 12 : 11,
    styles: new Map(),
    formulas: new Map(),
  };
  for (const sheet of book.sheets) await addSheet(writing, sheet);
  for (const [name, { sheet: id, column, length }] of Object.entries(book.lists)) {
    const sheet = book.sheets.find((candidate) => candidate.id === id);
    const index = sheet?.table?.columns.findIndex((candidate) => candidate.id === column) ?? -1;
    if (!sheet || index < 0) throw new Error(`the list ${name} has no column`);
    const [letter, first] = [letters(index + 1), layoutOf(sheet).header + 1];
    workbook.definedNames.add(`'${sheet.name}'!$${letter}$${first}:$${letter}$${first + length - 1}`, name);
  }
  // Not compressed: the last hand opens it again, and compresses what it hands on.
  const bytes = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  return seal(new Uint8Array(bytes), book, writing.formulas);
}
