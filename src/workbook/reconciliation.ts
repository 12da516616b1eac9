import type { Figure } from '../records.ts';
import { isExact } from '../spend.ts';
import { cell, moneyCell, notesCell, tableOf } from './cells.ts';
import type { Making } from './cells.ts';
import { countFormula, equals, literal, minus, minusFormula, sumFormula, sumOf } from './formulas.ts';
import type { Above, Cell, Row, Table } from './model.ts';

/** One amount against the parts it should be made of. */
interface Comparison {
  readonly check: string;
  readonly of: string;
  readonly stated: Cell;
  readonly parts: Cell;
  readonly reasons?: readonly { readonly reason: string }[];
}

/** The amount of a grant, looked up in Allocations. */
function amountCell(making: Making, id: string, column: 'amount' | 'letter', figure: Figure): Cell {
  const { refs } = making;
  const row = `MATCH(${literal(id)},${refs.all('allocations', 'grant')},0)`;
  return { ...moneyCell(making, figure), formula: `INDEX(${refs.all('allocations', column)},${row})` };
}

/** Amounts added up by us, because they stand in no table of their own. */
function addedCell(making: Making, figures: readonly Figure[]): Cell {
  return cell(
    sumOf(
      figures.map((figure) => (isExact(figure) ? (figure.value ?? null) : '')),
      making.sums,
    ),
  );
}

/** Each comparison that the records of one grant allow. */
function ofGrant(making: Making, id: string, lines: readonly Row[]): Comparison[] {
  const { refs, sums, config } = making;
  const { reconciliation } = config.workbook.record.words;
  const award = making.awards[id];
  if (!award) return [];
  const stated = amountCell(making, id, 'amount', award.amount);
  const reasons = award.acknowledged?.filter(({ rule }) => rule.startsWith('sums/'));
  const own = lines.filter((line) => line['grant']?.value === id);
  const budget = refs.all('spend', 'budget');
  const condition = equals(refs.all('spend', 'grant'), literal(id));
  const inLines: Cell = {
    value: sumOf(
      own.map((line) => line['budget']?.value ?? null),
      sums,
    ),
    formula: sumFormula(budget, { words: sums, condition }),
  };
  const parts = Object.values(award.parts ?? {}).map(({ amount }) => amount);
  const instalments = (award.instalments ?? []).map(({ amount }) => amount);
  const letter = award.award_letter;
  return [
    ...(own.length > 0 ? [{ check: reconciliation.lines, of: id, stated, parts: inLines }] : []),
    ...(letter
      ? [
          {
            check: reconciliation.letter,
            of: id,
            stated: amountCell(making, id, 'letter', letter.amount),
            parts: stated,
          },
        ]
      : []),
    ...(parts.length > 0
      ? [{ check: reconciliation.parts, of: id, stated, parts: addedCell(making, parts), reasons }]
      : []),
    ...(instalments.length > 0
      ? [{ check: reconciliation.instalments, of: id, stated, parts: addedCell(making, instalments) }]
      : []),
  ];
}

/** The totals that a source states, against the grants that they add up. */
function ofTotals(making: Making): Comparison[] {
  const { refs, sums, config, partner } = making;
  const { totals = {} } = partner.grants?.record ?? {};
  const amounts = refs.all('allocations', 'amount');
  return Object.values(totals).map(({ name, of, amount, acknowledged }) => {
    const tests = of.map((id) => equals(refs.all('allocations', 'grant'), literal(id)));
    const formula = sumFormula(amounts, { words: sums, condition: `(${tests.join('+')})` });
    const values = of.map((id) => moneyCell(making, making.awards[id]?.amount).value);
    return {
      check: config.workbook.record.words.reconciliation.total,
      of: name,
      stated: moneyCell(making, amount),
      // A formula of Excel has at most 8,192 characters; a total of hundreds of grants is added up by us.
      parts: { value: sumOf(values, sums), formula: formula.length < 8000 ? formula : undefined },
      reasons: acknowledged,
    };
  });
}

/** What is stated against its parts, each difference to the penny and with no tolerance. */
export function reconciliationTable(making: Making, lines: readonly Row[]): Table | undefined {
  const { refs, sums, config, profile } = making;
  const { reconciliation: words } = config.workbook.record.words;
  const grants = Object.keys(making.awards);
  const comparisons = [...grants.flatMap((id) => ofGrant(making, id, lines)), ...ofTotals(making)];
  const rows = comparisons.map(({ check, of, stated, parts, reasons = [] }): Row => {
    const difference = minus(stated.value, parts.value, sums.unknown);
    const result =
      typeof difference !== 'number' ? words.cannot : difference === 0 ? words.agrees : words.differs;
    return {
      check: cell(check),
      of: cell(of),
      stated: profile === 'working' ? stated : { ...stated, formula: undefined },
      parts: profile === 'working' ? parts : { ...parts, formula: undefined },
      difference: cell(difference),
      result: cell(result),
      note: notesCell(
        making,
        reasons.map(({ reason }) => ({ text: reason })),
      ),
    };
  });
  const here = (column: string) => refs.here('reconciliation', column);
  const difference = here('difference');
  const differs: Above = {
    cell: {
      value: rows.filter((row) => row['result']?.value === words.differs).length,
      formula: countFormula(`(${refs.all('reconciliation', 'result')}=${literal(words.differs)})`, undefined),
    },
    name: 'SumsThatDiffer',
  };
  return tableOf(making, 'reconciliation', {
    rows,
    formulas: {
      difference: minusFormula(here('stated'), here('parts'), sums.unknown),
      result: `IF(ISNUMBER(${difference}),IF(${difference}=0,${literal(words.agrees)},${literal(words.differs)}),${literal(words.cannot)})`,
    },
    tones: {
      result: [
        { starts: words.agrees, tone: 'good' },
        { starts: words.differs, tone: 'late' },
      ],
    },
    above: { result: differs },
  });
}
