import { grantsChart } from '../chart/grants.ts';
import { milestonesChart } from '../chart/milestones.ts';
import type { Point } from '../chart/series.ts';
import { trendChart } from '../chart/trend.ts';
import type { Status } from '../milestone.ts';
import { pointsOf } from '../movement.ts';
import type { Chart, DrawnChart, Measure, Paragraph, Table, TableRow, Target, Wording } from '../records.ts';
import { measuresIn, outcomeOf, targetOf, unitOf } from '../rows/figures.ts';
import type { Amount } from '../rows/figures.ts';
import type { Due, StepCell } from '../rows/index.ts';
import type { Making } from './making.ts';
import { nextTable } from './making.ts';
import { explained } from './table.ts';
import { fill } from '../words.ts';

/** A line of a chart: an area with its figures. */
interface Line {
  readonly label: string;
  readonly points: readonly Point[];
}

const dated = (points: ReturnType<typeof pointsOf>): Point[] =>
  points.flatMap(({ period, ...point }) => (period === undefined ? [] : [{ ...point, period }]));

function linesOf({ project }: Making, measure: Measure): [Line, ...Line[]] {
  const { config } = project;
  const { area, period, comparators = {} } = measure;
  const own = { label: area, points: dated(pointsOf(config, measure)) };
  const others = Object.values(comparators).map(({ area: label, value, series }) => ({
    label,
    points: dated(pointsOf(config, { period, value, series })),
  }));
  return [own, ...others];
}

/** The same numbers as the chart, period by period. */
function seriesTable(making: Making, { name, unit }: Measure, lines: readonly Line[]): Table {
  const { config } = making.project;
  const { returns } = config.documents.record;
  const amount = unitOf(config, unit);
  const periods = [...new Set(lines.flatMap(({ points }) => points.map(({ period }) => period)))];
  const cell = ({ points }: Line, period: string): TableRow['cells'][number] => {
    const figure = points.find((point) => point.period === period)?.figure ?? { state: 'not-provided' };
    return { as: 'figure', value: { figure, unit: amount }, header: false, numeric: true, short: false };
  };
  const head = { numeric: false, short: false };
  const rows = periods.map((period) => ({
    cells: [{ as: 'text', value: period, header: true, ...head }, ...lines.map((line) => cell(line, period))],
  }));
  const columns = [
    { heading: returns.period, ...head },
    ...lines.map(({ label }) => ({ heading: label, numeric: true, short: false })),
  ];
  return {
    ...nextTable(making),
    caption: fill(returns.series_caption, { name: `${name}, ${amount.label}` }),
    empty: '',
    columns,
    rows,
    notes: explained(rows, config.disclosure.record.shorthand.suppressed),
    rests_on: [],
  };
}

/** What stands at the line of a target: its own name may be that of the measure, as that of another line. */
const nameOf = ({ by }: Target, { charts }: Wording): string =>
  by === undefined ? charts.target : fill(charts.target_by, { by });

/** One chart for each measure of an outcome that has figures for at least two periods, its numbers beside it. */
function trends(making: Making, group: string | undefined): DrawnChart[] {
  const { config } = making.project;
  const { record: wording } = config.wording;
  const measures = measuresIn(making.facts).filter(([, measure]) => outcomeOf(config, measure) === group);
  return measures.flatMap(([id, measure]): DrawnChart[] => {
    const lines = linesOf(making, measure);
    const [subject, ...comparators] = lines;
    const unit = unitOf(config, measure.unit);
    const [, target] = targetOf(making.facts, measure) ?? [];
    const level = target && !target.change && target.unit === measure.unit ? target : undefined;
    const chart = trendChart({
      id: `trend-${id}`,
      title: measure.name,
      wording,
      unit,
      subject,
      comparators,
      target: level && { label: nameOf(level, wording), figure: level.value },
    });
    return chart ? [{ chart, table: seriesTable(making, measure, lines) }] : [];
  });
}

function grants({ project, rows }: Making, title: string): Chart | undefined {
  const { config } = project;
  return grantsChart({
    id: 'chart-grants',
    title,
    wording: config.wording.record,
    unit: unitOf(config, 'pounds'),
    awards: rows.grants.map(({ year_shown: year, scheme, amount }) => ({
      year,
      name: scheme.name,
      figure: (amount as Amount).figure,
    })),
  });
}

function milestones({ project, rows, facts }: Making): Chart | undefined {
  const { wording, documents } = project.config;
  return milestonesChart({
    id: 'chart-milestones',
    title: documents.record.returns.timeline,
    wording: wording.record,
    asAt: facts.as_at,
    milestones: rows.milestones.map((row) => ({
      name: row.definition.short,
      due: row.due as Due,
      step: (row.done_step as StepCell) ?? undefined,
      status: row.status as Status,
    })),
  });
}

/** The charts that a paragraph asks for; none where there is too little to draw. */
export function chartsOf(
  making: Making,
  { chart, group, table = '' }: Paragraph & { readonly group?: string },
): DrawnChart[] {
  if (chart === 'trends') return trends(making, group);
  const title = making.project.config.tables.record.tables[table]?.caption ?? '';
  const drawn =
    chart === 'grants' ? grants(making, title) : chart === 'milestones' ? milestones(making) : undefined;
  return drawn ? [{ chart: drawn }] : [];
}
