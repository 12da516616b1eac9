import { absent, cell, moneyCell, tableOf, textCell } from './cells.ts';
import type { Making } from './cells.ts';
import { stageOf } from './allocations.ts';
import { countFormula, equals, literal, minus, minusFormula, share, shareFormula } from './formulas.ts';
import type { SheetId, Row, Table, Value } from './model.ts';
import { notYet, sumFormulas, sumsOf } from './spend.ts';

const shareWords = (making: Making) => ({
  unknown: making.sums.unknown,
  senseless: absent(making, 'not-applicable'),
});

/** What some lines come to, and what follows from that. */
function sumCells(making: Making, lines: readonly Row[]): Row {
  const sums = sumsOf(making, lines);
  const variance = minus(sums.forecast, sums.budget, making.sums.unknown);
  const percent = share(sums.spent, sums.budget, shareWords(making));
  return Object.fromEntries(
    Object.entries({ ...sums, variance, percent }).map(([column, value]) => [column, cell(value)]),
  );
}

/** The same as formulas: the lines of Spend whose column equals the row's own. */
function sumColumns(making: Making, table: SheetId, key: [string, string]): Record<string, string> {
  const { refs, sums } = making;
  const here = (column: string) => refs.here(table, column);
  const condition = equals(refs.all('spend', key[0]), here(key[1]));
  return {
    ...sumFormulas(making, condition),
    variance: minusFormula(here('forecast'), here('budget'), sums.unknown),
    percent: shareFormula(here('spent'), here('budget'), shareWords(making)),
  };
}

/** Calculated columns, where there are budget lines that they can draw on. */
const ifLines = (lines: readonly Row[], formulas: Record<string, string>) =>
  lines.length > 0 ? formulas : {};

/** One row for each grant and year. */
export function summaryTable(making: Making, lines: readonly Row[]): Table | undefined {
  const { refs, sums } = making;
  const awards = Object.entries(making.awards);
  const rows = awards.flatMap(([id, award], index): Row[] => {
    const shown = making.rows.grants[index];
    if (!shown) return [];
    const own = lines.filter((line) => line['grant']?.value === id);
    const amount = moneyCell(making, award.amount);
    const cells = sumCells(making, own);
    const spent = cells['spent']?.value ?? null;
    const left: Value = spent === notYet(making) ? amount.value : minus(amount.value, spent, sums.unknown);
    return [
      {
        grant: cell(id),
        scheme: cell(shown.scheme.short ?? shown.scheme.name),
        year: cell(shown.year_shown),
        status: textCell(making, stageOf(making, award)),
        amount,
        ...cells,
        left: cell(left),
      },
    ];
  });
  const here = (column: string) => refs.here('summary', column);
  const [spent, amount] = [here('spent'), here('amount')];
  const found = `MATCH(${here('grant')},${refs.all('allocations', 'grant')},0)`;
  const formulas = {
    ...sumColumns(making, 'summary', ['grant', 'grant']),
    amount: `INDEX(${refs.all('allocations', 'amount')},${found})`,
    left: `IF(${spent}=${literal(notYet(making))},${amount},${minusFormula(amount, spent, sums.unknown)})`,
  };
  return tableOf(making, 'summary', { rows, formulas: ifLines(lines, formulas) });
}

/** One row for each category of the menu. */
export function categoryTable(making: Making, lines: readonly Row[]): Table | undefined {
  if (lines.length === 0) return undefined;
  const categories = Object.values(making.config.menu.record.categories);
  const rows = categories.map(({ number, label }): Row => {
    const own = lines.filter((line) => line['category']?.value === label);
    const sums = sumCells(making, own);
    return { number: cell(number), category: cell(label), lines: cell(own.length), ...sums };
  });
  const condition = equals(making.refs.all('spend', 'category'), making.refs.here('categories', 'category'));
  const formulas = {
    lines: countFormula('1', condition),
    ...sumColumns(making, 'categories', ['category', 'category']),
  };
  return tableOf(making, 'categories', { rows, formulas });
}
