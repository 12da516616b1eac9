import type { BudgetLine, SpendRow } from '../records.ts';
import { quarters } from '../calendar.ts';
import { add } from '../sum.ts';
import type { Total } from '../sum.ts';
import { absent, cell, moneyCell, notesCell, sourceCell, tableOf, textCell, typedCell } from './cells.ts';
import type { Making } from './cells.ts';
import {
  countFormula,
  joined,
  literal,
  minus,
  minusFormula,
  numberFormula,
  numberText,
  onDay,
  share,
  shareFormula,
  spentFormula,
  spentSum,
  sumFormula,
  sumOf,
} from './formulas.ts';
import type { Condition } from './formulas.ts';
import type { Above, Cell, Row, Table, Value } from './model.ts';
import { fill } from '../words.ts';

const quarterColumns = ['q1', 'q2', 'q3', 'q4'] as const;
/** The columns of Spend that finance types into; `import` reads the same. */
export const spendInputs = [
  ...quarterColumns,
  'forecast',
  'carry_in',
  'carry_in_approval',
  'carry_out',
  'carry_out_approval',
  'rag',
  'rag_reason',
];

/** The fields of a budget line that these columns show. */
export const spendFields = ['actual', 'forecast', 'carry_in', 'carry_out', 'rag', 'rag_reason'];

/** The word for what nobody can know before a quarter has ended. */
export const notYet = ({ config }: Making): string => config.wording.record.statuses['not-yet-due'].label;

/** What has been spent of one line, as its cell says it. */
function spentValue(making: Making, { form, low, known, parts }: Total): Value {
  if (parts === 0) return notYet(making);
  if (known === 0 || (form === 'at-least' && low === 0)) return making.sums.unknown;
  return form === 'exact' ? low : fill(making.sums.atLeast, { n: numberText(low) });
}

function outlookOf({ config }: Making, variance: Value): string {
  const { outlook } = config.workbook.record.words;
  if (typeof variance !== 'number') return outlook.unknown;
  return variance < 0 ? outlook.under : variance > 0 ? outlook.over : outlook.even;
}

/** What is to be looked at in a line. */
function checkOf({ config }: Making, { carry_in, carry_out }: BudgetLine): string {
  const { check } = config.workbook.record.words;
  const unapproved = [carry_in, carry_out].some((carry) => carry && carry.approval === undefined);
  return unapproved ? check.approval : check.good;
}

/** Text that finance may still type. */
const typedText = (making: Making, text: string | undefined): Cell =>
  text === undefined && making.profile === 'working' ? cell(null) : textCell(making, text);

function spendRow(making: Making, row: SpendRow): Row {
  const { id, line, scheme, year, category, notes } = row;
  const { config, sums, partner } = making;
  const ended = making.ended(partner.grants?.record.awards[line.award]?.year);
  const budget = moneyCell(making, line.budget);
  const forecast = typedCell(making, line.forecast);
  const spent = spentValue(making, row.spent as Total);
  const variance = minus(forecast.value, budget.value, sums.unknown);
  const words = { unknown: sums.unknown, senseless: absent(making, 'not-applicable') };
  const left = spent === notYet(making) ? budget.value : minus(budget.value, spent, sums.unknown);
  const { rags } = config.workbook.record.words;
  return {
    line: cell(id),
    name: cell(line.name.trim()),
    grant: cell(line.award),
    scheme: cell(scheme),
    year: cell(year),
    category: cell(category),
    provider: textCell(making, line.provider),
    contract: textCell(making, line.contract),
    charity: textCell(making, line.charity_number),
    budget,
    ...Object.fromEntries(quarters.map((n) => [`q${n}`, typedCell(making, line.actual?.[`q${n}`])])),
    ended: cell(ended ?? sums.unknown),
    spent: cell(spent),
    forecast,
    variance: cell(variance),
    outlook: cell(outlookOf(making, variance)),
    percent: cell(share(spent, budget.value, words)),
    left: cell(left),
    carry_in: typedCell(making, line.carry_in?.amount),
    carry_in_approval: typedText(making, line.carry_in?.approval),
    carry_out: typedCell(making, line.carry_out?.amount),
    carry_out_approval: typedText(making, line.carry_out?.approval),
    rag: typedText(making, line.rag && rags[line.rag]),
    rag_reason: typedText(making, line.rag_reason),
    check: cell(checkOf(making, line)),
    source: sourceCell(making, line.source),
    note: notesCell(making, notes),
  };
}

/** How many quarters of the row's year have ended on the day of the cover. */
function endedFormula(making: Making, year: string): string {
  const [month = 1, day = 1] = making.config.calendar.record.financial_year.starts.split('-').map(Number);
  // The day before the next quarter begins; a month after December is one of the next year.
  const ends = quarters.map(
    (number) => `(AsAt>=DATE(VALUE(LEFT(${year},4)),${month + 3 * number},${day})-1)`,
  );
  return onDay(making.sums, `IFERROR(${ends.join('+')},${literal(making.sums.unknown)})`);
}

/** What has been spent of one row; the cases of `spentValue`. */
function rowSpentFormula(making: Making, here: (column: string) => string): string {
  const cells = quarterColumns.map(here);
  const { unknown, atLeast } = making.sums;
  const due = cells.map(
    (quarter, i) => `(((${here('ended')}>=${i + 1})+(${quarter}<>""))>0)*(1-ISNUMBER(${quarter}))`,
  );
  const missing = `(${due.join('+')})`;
  const sum = `ROUND(SUM(${cells.join(',')}),2)`;
  const least = `IF(${sum}=0,${literal(unknown)},${joined(atLeast, { n: numberFormula(sum) })})`;
  const empty = `IF(${missing}=0,${literal(notYet(making))},${literal(unknown)})`;
  return `IF(COUNT(${cells.join(',')})=0,${empty},IF(${missing}=0,${sum},${least}))`;
}

/** The formula of every calculated column of Spend. */
function formulas(making: Making): Record<string, string> {
  const { refs, sums, config } = making;
  const { outlook, check } = config.workbook.record.words;
  const here = (column: string) => refs.here('spend', column);
  const lookUp = (column: string) => {
    const found = `INDEX(${refs.all('allocations', column)},MATCH(${here('grant')},${refs.all('allocations', 'grant')},0))`;
    return `IFERROR(${found},${literal(sums.none)})`;
  };
  const [spent, budget, variance] = [here('spent'), here('budget'), here('variance')];
  const senseless = absent(making, 'not-applicable');
  const less = minusFormula(budget, spent, sums.unknown);
  const own = {
    scheme: lookUp('scheme'),
    year: lookUp('year'),
    ended: endedFormula(making, here('year')),
    spent: rowSpentFormula(making, here),
    variance: minusFormula(here('forecast'), budget, sums.unknown),
    outlook: `IF(ISNUMBER(${variance}),IF(${variance}<0,${literal(outlook.under)},IF(${variance}>0,${literal(outlook.over)},${literal(outlook.even)})),${literal(outlook.unknown)})`,
    percent: shareFormula(spent, budget, { unknown: sums.unknown, senseless }),
    left: `IF(${spent}=${literal(notYet(making))},${budget},${less})`,
  };
  const intact = Object.keys(own).map((column) => `_xlfn.ISFORMULA(${here(column)})`);
  const unapproved = ['carry_in', 'carry_out'].map(
    (column) => `AND(${here(column)}<>"",${here(`${column}_approval`)}="")`,
  );
  // What is pasted, such as “£12,000” as text, gets past what a cell asks for, and enters no sum.
  const typed = [...quarterColumns, 'forecast', 'carry_in', 'carry_out'].map((column) => {
    const number = `VALUE(SUBSTITUTE(SUBSTITUTE(${here(column)},"\u00a3",""),",",""))`;
    return `AND(ISTEXT(${here(column)}),ISNUMBER(${number}))`;
  });
  const cases = [
    [`NOT(AND(${intact.join(',')}))`, check.overwritten],
    [`OR(${typed.join(',')})`, check.typed_text],
    [`OR(${unapproved.join(',')})`, check.approval],
  ] as const;
  return {
    ...own,
    check: cases.reduceRight(
      (otherwise, [test, word]) => `IF(${test},${literal(word)},${otherwise})`,
      literal(check.good),
    ),
  };
}

/** The columns of Spend that are added up, and those of them that may stay empty. */
const summed = ['budget', 'spent', 'forecast', 'carry_in', 'carry_out'] as const;
type Summed = (typeof summed)[number];
const optional: readonly string[] = ['carry_in', 'carry_out'];

/** The sums of some rows of Spend as values, for a summary or a total. */
export function sumsOf(making: Making, rows: readonly Row[]): Record<Summed, Value> {
  const { sums, config } = making;
  const none = { ...sums, none: config.workbook.record.words.none };
  const values = (column: string) => rows.map((row) => row[column]?.value ?? null);
  const sum = (column: Summed): Value => {
    if (optional.includes(column)) return sumOf(values(column), none, true);
    return sumOf(column === 'forecast' ? values(column).map((value) => value ?? '') : values(column), sums);
  };
  const spent = spentSum(
    rows.map((row) => ({
      quarters: quarterColumns.map((column) => row[column]?.value ?? null),
      spent: row['spent']?.value ?? null,
    })),
    notYet(making),
    sums,
  );
  return {
    budget: sum('budget'),
    spent,
    forecast: sum('forecast'),
    carry_in: sum('carry_in'),
    carry_out: sum('carry_out'),
  };
}

/** The same sums as formulas. */
export function sumFormulas(making: Making, condition: Condition): Record<Summed, string> {
  const { refs, sums, config } = making;
  const all = (column: string) => refs.all('spend', column);
  const none = { ...sums, none: config.workbook.record.words.none };
  const sum = (column: Summed) =>
    optional.includes(column)
      ? sumFormula(all(column), { words: none, condition, optional: true })
      : sumFormula(all(column), { words: sums, condition });
  const spending = { quarters: quarterColumns.map(all), spent: all('spent'), notYet: notYet(making) };
  return {
    budget: sum('budget'),
    spent: spentFormula(spending, { words: sums, condition }),
    forecast: sum('forecast'),
    carry_in: sum('carry_in'),
    carry_out: sum('carry_out'),
  };
}

/** What is left of the lines of which it is known, and how many they are. */
function leftAbove({ refs, sums, config }: Making, rows: readonly Row[]): Above {
  const { left_of } = config.workbook.record.words;
  const column = refs.all('spend', 'left');
  const values = rows.map((row) => row['left']?.value ?? null);
  const known = values.filter((value) => typeof value === 'number');
  const sum = add(known);
  const n = numberText(sum);
  const words = fill(left_of, { n, known: String(known.length), all: String(rows.length) });
  const value = known.length === 0 ? sums.unknown : known.length === rows.length ? sum : words;
  const [some, all, whole] = [`COUNT(${column})`, `ROWS(${column})`, `ROUND(SUM(${column}),2)`];
  const inWords = joined(left_of, { n: numberFormula(whole), known: some, all });
  const formula = `IF(${some}=0,${literal(sums.unknown)},IF(${some}=${all},${whole},${inWords}))`;
  return { cell: { value, formula }, name: 'TotalLeft' };
}

const names: Readonly<Partial<Record<Summed, string>>> = {
  budget: 'TotalBudget',
  spent: 'TotalSpent',
  forecast: 'TotalForecast',
};

/** The rows of Spend, which the summaries add up as well. */
export function spendRowsOf(making: Making): Row[] {
  return making.rows.spend.map((row) => spendRow(making, row));
}

/** The budget lines: what finance types, and what follows from it. */
export function spendTable(making: Making, rows: readonly Row[]): Table | undefined {
  const { outlook, check, rags } = making.config.workbook.record.words;
  const [values, texts] = [sumsOf(making, rows), sumFormulas(making, undefined)];
  const above = Object.fromEntries(
    summed.map((column): [string, Above] => [
      column,
      { cell: { value: values[column], formula: texts[column] }, name: names[column] },
    ]),
  );
  return tableOf(making, 'spend', {
    rows,
    formulas: formulas(making),
    inputs: spendInputs,
    choices: { grant: 'ListGrants', category: 'ListCategories', rag: 'ListRags' },
    tones: {
      outlook: [
        { starts: outlook.under, tone: 'warn' },
        { starts: outlook.over, tone: 'late' },
      ],
      check: [check.overwritten, check.approval, check.typed_text].map((starts) => ({
        starts,
        tone: 'late',
      })),
      rag: [
        { starts: rags.red, tone: 'late' },
        { starts: rags.amber, tone: 'warn' },
        { starts: rags.green, tone: 'good' },
      ],
    },
    above: { ...above, left: leftAbove(making, rows) },
  });
}

/** How many lines there is something to look at in, as a formula. */
export function checksFormula({ refs, config }: Making): string {
  const { good } = config.workbook.record.words.check;
  return countFormula(`(${refs.all('spend', 'check')}<>${literal(good)})`, undefined);
}
