import type { Award, Figure, GrantRow } from '../records.ts';
import { total } from '../sum.ts';
import { cell, dateText, formOf, moneyCell, notesCell, sourceCell, tableOf, textCell } from './cells.ts';
import type { Making } from './cells.ts';
import { joined, literal, numberFormula, numberText } from './formulas.ts';
import type { Above, Cell, Row, Table, Value } from './model.ts';
import { fill } from '../words.ts';

/** What the money is as words, also where it is an exact number. */
function amountText(making: Making, figure: Figure): string {
  const { value } = moneyCell(making, figure);
  return typeof value === 'number' ? numberText(value) : String(value);
}

const isGiven = ({ value, low }: Figure) => value !== undefined || low !== undefined;

function participantsText(making: Making, { participants = [] }: Award): string | undefined {
  const { share, share_unknown } = making.config.workbook.record.words;
  const percent = making.config.units.record.units['percent'];
  const texts = participants.map((one) => {
    const shares = [
      one.share &&
        (isGiven(one.share) ? making.words.figure(one.share, percent) : amountText(making, one.share)),
      one.amount && amountText(making, one.amount),
    ].filter((part) => part !== undefined);
    const pattern = shares.length > 0 ? share : share_unknown;
    return fill(pattern, { name: one.name, share: shares.join(', ') });
  });
  return texts.length > 0 ? texts.join('; ') : undefined;
}

function historyText(making: Making, { history = [] }: Award): string | undefined {
  const { stages, step, undated_step } = making.config.workbook.record.words;
  const texts = history.map(({ stage, date, amount }) =>
    fill(date === undefined ? undated_step : step, {
      stage: stages[stage],
      date: date === undefined ? '' : dateText(making, date),
      amount: amountText(making, amount),
    }),
  );
  return texts.length > 0 ? texts.join('; ') : undefined;
}

function instalmentsText(making: Making, { instalments = [] }: Award): string | undefined {
  const { instalment } = making.config.workbook.record.words;
  const texts = instalments.map(({ date, amount }) =>
    fill(instalment, {
      date: date === undefined ? making.config.wording.record.undated : dateText(making, date),
      amount: amountText(making, amount),
    }),
  );
  return texts.length > 0 ? texts.join('; ') : undefined;
}

/** The stage that an amount has reached. */
export function stageOf(making: Making, { status, history }: Award): string | undefined {
  const stage = status ?? history?.at(-1)?.stage;
  return stage && making.config.workbook.record.words.stages[stage];
}

const markOf = ({ config }: Making, isAbout: boolean): string | undefined =>
  isAbout ? config.workbook.record.words.forms.about : undefined;

/** The lowest and highest that an amount can be, and what it is rounded to; words where it is for no single year. */
function bounds(making: Making, award: Award): { lowest: Cell; highest: Cell; rounded: Cell } {
  const { low, high, known, coarseness } = total([award.year === undefined ? {} : award.amount]);
  const { no_year } = making.config.workbook.record.words;
  const none = cell(award.year === undefined ? no_year : making.sums.unknown);
  if (known === 0) return { lowest: none, highest: none, rounded: none };
  const highest = Number.isFinite(high) ? high : making.config.workbook.record.words.no_upper_end;
  // What is about a number has no ends that anybody knows; it is added up, and says so wherever it stands.
  const mark = markOf(making, award.amount.form === 'about');
  return {
    lowest: { value: low, mark },
    highest: { value: highest, mark },
    rounded: cell(Math.max(1, coarseness)),
  };
}

function allocationRow(making: Making, id: string, row: GrantRow, award: Award): Row {
  const { payments } = making.config.workbook.record.words;
  return {
    grant: cell(id),
    scheme: cell(row.scheme.short ?? row.scheme.name),
    funder: textCell(making, row.paid_by),
    lead: textCell(making, award.lead ?? award.held_by),
    participants: textCell(making, participantsText(making, award)),
    year: cell(row.year_shown),
    amount: moneyCell(making, award.amount),
    form: cell(formOf(making, award.amount)),
    ...bounds(making, award),
    status: textCell(making, stageOf(making, award)),
    history: textCell(making, historyText(making, award)),
    decision: textCell(making, award.decision),
    payment: textCell(making, award.payment && payments[award.payment]),
    instalments: textCell(making, instalmentsText(making, award)),
    letter: moneyCell(making, award.award_letter?.amount),
    letter_reference: textCell(making, award.award_letter?.reference),
    baseline: moneyCell(making, award.baseline),
    source: sourceCell(making, row.source),
    note: notesCell(making, row.notes),
  };
}

/** The total of the allocations in words, as a formula of the lowest and highest ends: the same as `total` in src/sum.ts. */
function totalFormula({ config, refs }: Making): string {
  const { totals, states } = config.wording.record;
  const { forms } = config.workbook.record.words;
  const all = (column: string) => refs.all('allocations', column);
  const [lowest, form, rounded] = [all('lowest'), all('form'), all('rounded')];
  const starts = (text: string) => `(LEFT(${form},${text.length})=${literal(text)})`;
  const some = (...tests: string[]) => `SUMPRODUCT(ISNUMBER(${lowest})*(${tests.join('+')}))>0`;
  const provisional = states.provisional;
  const ends = `(RIGHT(${form},${provisional.length})=${literal(provisional)})`;
  const about = some(starts(forms.about));
  const words = (name: string) => {
    const whole = numberFormula(`ROUND(${name}/MAX(${rounded}),0)*MAX(${rounded})`);
    return `IF(${about},${joined(totals.about, { n: whole })},${numberFormula(name)})`;
  };
  const isOpen = `OR(COUNT(${lowest})<ROWS(${lowest}),NOT(ISNUMBER(AllocatedHighest)))`;
  const isUpTo = some(starts(forms['up-to']), starts(forms['less-than']));
  const n = words('AllocatedLowest');
  const least = `IF(AllocatedLowest=0,${literal(totals.unknown)},${joined(totals['at-least'], { n })})`;
  const ceiling = joined(totals['up-to'], { n: words('AllocatedHighest') });
  const between = joined(totals.between, { low: n, high: words('AllocatedHighest') });
  const span = `IF(${isUpTo},${ceiling},${between})`;
  const stated = `IF(${isOpen},${least},IF(AllocatedLowest=AllocatedHighest,${n},${span}))`;
  const marked = `${stated}&IF(${some(ends)},${literal(` (${provisional})`)},"")`;
  const isExact = `AND(NOT(${isOpen}),AllocatedLowest=AllocatedHighest,NOT(${about}),NOT(${some(ends)}))`;
  return `IF(COUNT(${lowest})=0,${literal(totals.unknown)},IF(${isExact},AllocatedLowest,${marked}))`;
}

/** The sums above the table. */
function sums(making: Making, awards: readonly Award[]): Record<string, Above> {
  const { words, refs, sums: words_, config } = making;
  const all = (column: string) => refs.all('allocations', column);
  const whole = total(awards.map((award) => (award.year === undefined ? {} : award.amount)));
  const exact = whole.form === 'exact' && !whole.approximate && !whole.provisional;
  const amount: Value = exact ? whole.low : words.total(whole);
  const upper = awards.map((award) => bounds(making, award).highest.value);
  const isClosed = upper.every((value) => typeof value === 'number');
  const { no_upper_end } = config.workbook.record.words;
  // What has no end that is known has none as a part of a sum either.
  const open = `COUNT(${all('highest')})<ROWS(${all('highest')})`;
  const high = `IF(${open},${literal(no_upper_end)},ROUND(SUM(${all('highest')}),2))`;
  const low = `IF(COUNT(${all('lowest')})=0,${literal(words_.unknown)},ROUND(SUM(${all('lowest')}),2))`;
  const mark = markOf(making, whole.approximate);
  return {
    amount: { cell: { value: amount, formula: totalFormula(making) }, name: 'TotalAllocated' },
    lowest: {
      cell: { value: whole.known > 0 ? whole.low : words_.unknown, mark, formula: low },
      name: 'AllocatedLowest',
    },
    highest: {
      cell: { value: whole.known > 0 && isClosed ? whole.high : no_upper_end, mark, formula: high },
      name: 'AllocatedHighest',
    },
  };
}

/** The grants with their amounts, and what they come to. */
export function allocationTable(making: Making): Table | undefined {
  const awards = Object.entries(making.awards);
  const rows = awards.flatMap(([id, award], index) => {
    const row = making.rows.grants[index];
    return row ? [allocationRow(making, id, row, award)] : [];
  });
  const above =
    rows.length > 0
      ? sums(
          making,
          awards.map(([, award]) => award),
        )
      : {};
  return tableOf(making, 'allocations', {
    rows,
    choices: { scheme: 'ListSchemes', status: 'ListStages' },
    above,
  });
}
