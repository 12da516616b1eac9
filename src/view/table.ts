import { isLooseDate } from '../dates.ts';
import type { Figure, Note, Origin, Shorthand, Table, TablePlan, TableRow, Wording } from '../records.ts';
import { total } from '../sum.ts';
import type { Total } from '../sum.ts';
import type { Amount } from '../rows/figures.ts';
import type { Row } from '../rows/found.ts';
import { fieldOf } from '../rows/index.ts';
import { fill } from '../words.ts';

interface Frame {
  readonly id: string;
  readonly number: string;
  readonly caption: string;
  readonly restsOn: readonly Origin[];
  readonly totals: Wording['totals'];
  readonly shorthand: Shorthand;
}

/** The kinds of cells that hold numbers. */
const numbers: readonly string[] = ['figure', 'target', 'total'];

/** Notes about one thing in one line, each said once for all that it is about, and none that stands in a cell already. */
function gathered(notes: readonly Note[], rows: readonly TableRow[]): Note[] {
  const said = new Set(rows.flatMap(({ cells }) => cells.map(({ value }) => value)));
  const aboutsOf = new Map<string, Set<string>>();
  for (const { about, text } of notes)
    if (!said.has(text)) aboutsOf.set(text, (aboutsOf.get(text) ?? new Set()).add(about));
  const byAbout = new Map<string, string>();
  for (const [text, abouts] of aboutsOf) {
    const about = [...abouts].join('; ');
    byAbout.set(about, [byAbout.get(about), text].filter((part) => part !== undefined).join(' '));
  }
  return [...byAbout].map(([about, text]) => ({ about, text }));
}

/** The amounts that a total adds up; an amount for no single year counts as not known. */
function amountsOf(plan: TablePlan, rows: readonly Row[]): Figure[] {
  const { total: field } = plan;
  if (field === undefined || rows.length < 2) return [];
  return rows.map((row) => {
    const { figure } = fieldOf(row, field) as Amount;
    return 'year' in row && row.year !== undefined ? figure : { ...figure, state: 'unknown' };
  });
}

/** A last row that adds up one column; what it is called takes the columns before, which have nothing to say of it. */
function totalRow(plan: TablePlan, sum: Total, label: string): TableRow {
  const at = plan.columns.findIndex(({ show }) => show === plan.total);
  const blank = { as: 'blank', value: null, header: false, numeric: false, short: false };
  return {
    cells: [
      { ...blank, value: label, header: true, span: at },
      { ...blank, as: 'total', value: sum, numeric: true },
      ...plan.columns.slice(at + 1).map(() => blank),
    ],
  };
}

/** What a total leaves out, so that nobody takes it for the whole. */
function leftOut(
  plan: TablePlan,
  rows: readonly Row[],
  figures: readonly Figure[],
  totals: Wording['totals'],
): Note[] {
  const first = plan.columns[0]?.show ?? '';
  const missing = rows.filter((_, i) => total([figures[i] ?? {}]).known === 0);
  if (missing.length === 0 || missing.length === rows.length) return [];
  const what = [...new Set(missing.map((row) => String(fieldOf(row, first))))].join('; ');
  return [{ about: totals.label, text: fill(totals.left_out, { what }) }];
}

/** What the sign of a hidden number means, beside the table that shows it. */
export function explained(rows: readonly TableRow[], { sign, meaning }: Shorthand): Note[] {
  const isShown = rows.some(({ cells }) =>
    cells.some(({ value }) => (value as Partial<Amount> | null)?.figure?.state === 'suppressed'),
  );
  return isShown ? [{ about: sign, text: `${meaning}.` }] : [];
}

/** True for a row with a step of which nothing is on record: its cell has a word of its own for that. */
const isBare = ({ cells }: TableRow): boolean =>
  cells.some(({ as, value }) => (as === 'step' || as === 'reached') && value === null);

/** Longer names may break, or a table would grow wider than the page. */
const mostLetters = 30;

/** True for what must not break between two lines: dates, and what the plan keeps together if it is short. */
function isShort(as: string, keep: boolean, value: unknown): boolean {
  const text = String(value);
  // A date in words, such as “before January 2023”, may be long.
  return as === 'due' || (as === 'date' && isLooseDate(text)) || (keep && text.length <= mostLetters);
}

/** Makes a table from its plan in config/tables.yaml; the first column heads each row. */
export function tableOf(
  plan: TablePlan,
  rows: readonly Row[],
  { id, number, caption, restsOn, totals, shorthand }: Frame,
): Table {
  const figures = amountsOf(plan, rows);
  const columns = plan.columns.map(({ heading, as }) => ({
    heading,
    numeric: numbers.includes(as),
    short: as === 'due' || as === 'date' || numbers.includes(as),
  }));
  const filled = rows.map((row) => ({
    cells: plan.columns.map(({ show, as, keep = false }, index) => ({
      as,
      value: fieldOf(row, show),
      header: index === 0,
      numeric: numbers.includes(as),
      short: isShort(as, keep, fieldOf(row, show)),
    })),
  }));
  return {
    id,
    number,
    caption,
    empty: plan.empty,
    columns,
    rows: filled,
    notes: gathered(
      [
        ...(plan.sign && filled.some(isBare) ? [{ about: plan.sign.is, text: plan.sign.means }] : []),
        ...explained(filled, shorthand),
        ...rows.flatMap((row) => row.notes),
        ...leftOut(plan, rows, figures, totals),
      ],
      filled,
    ),
    total: figures.length > 0 ? totalRow(plan, total(figures), totals.label) : undefined,
    rests_on: [...restsOn],
  };
}
