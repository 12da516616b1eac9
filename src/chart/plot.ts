import { scaleLinear } from 'd3-scale';
import type { Figure, Unit } from '../records.ts';
import { decimalsOf } from '../sum.ts';
import { wordsOf } from '../words.ts';
import type { Said, Words } from '../words.ts';
import { chartWidth, extentOf, stroke } from './draw.ts';
import type { ChartFrame, Drawing } from './draw.ts';
import { inTime, middleOf } from './series.ts';
import type { Point, Series } from './series.ts';
import { block, lineHeight, plain, widthOf, wrapped } from './text.ts';
import type { Block } from './text.ts';

export interface TrendInput extends ChartFrame {
  /** What is counted, from config/units.yaml. */
  readonly unit: Unit;
  readonly subject: Series;
  readonly comparators: readonly Series[];
  readonly target?: { readonly label: string; readonly figure: Figure };
}

/** The page of one chart: where its field of values lies, and how values and periods are laid on it. */
export interface Plot {
  readonly words: Words;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly ticks: readonly { readonly value: number; readonly said: Said }[];
  readonly startsAtZero: boolean;
  readonly up: (value: number) => number;
  readonly across: (point: Point) => number;
  /** The name of each line, the subject's first. */
  readonly names: readonly (Said[][] | undefined)[];
  /** The last period that has a number. */
  readonly end: string;
  readonly head: Block;
}

const nameWidth = 96;
const insetLeft = 26;
const insetRight = 14;
/** How far the names of the lines stand from the end of the axis. */
export const connector = 20;

/** All lines of a chart, the subject's first. */
export function seriesOf({ subject, comparators }: TrendInput): readonly Series[] {
  return [subject, ...comparators];
}

/** The least and the greatest number that is drawn. */
function limitsOf(input: TrendInput): readonly [number, number] {
  const figures = seriesOf(input).flatMap(({ points }) => points.map(({ figure }) => figure));
  const extents = [...figures, ...(input.target ? [input.target.figure] : [])].map(extentOf);
  const numbers = extents
    .flatMap((extent) => (extent ? [extent.low, extent.high] : []))
    .filter(Number.isFinite);
  return [Math.min(...numbers), Math.max(...numbers)];
}

/**
 * The scale of values. It starts at 0, but where all numbers lie so close together that their differences could not
 * be seen; then the chart says so.
 */
function scaleOf(input: TrendInput) {
  const [low, high] = limitsOf(input);
  const isClose = low > 0 && low < high && low > high * 0.95;
  const from = isClose ? low - (high - low) : Math.min(low, 0);
  const to = high === from ? from + 1 : Math.max(high, 0);
  return { scale: scaleLinear().domain([from, to]).nice(4), startsAtZero: !isClose };
}

/** Every period of every series once, the subject's own first. */
export function periodsOf(input: TrendInput): Point[] {
  const all = seriesOf(input).flatMap(({ points }) => points);
  return all.filter((point, index) => all.findIndex(({ period }) => period === point.period) === index);
}

/** Lays periods along the page: by their days where all are known, otherwise one after the other. */
function acrossOf(input: TrendInput, left: number, right: number): Plot['across'] {
  const periods = inTime(periodsOf(input));
  const days = periods.flatMap(({ span }) => (span ? [middleOf(span)] : []));
  const places = days.length === periods.length ? days : periods.map((_, index) => index);
  const scale = scaleLinear()
    .domain([Math.min(...places), Math.max(...places)])
    .range([left + insetLeft, right - insetRight]);
  const placed = new Map(periods.map(({ period }, index) => [period, scale(places[index] ?? 0)]));
  return ({ period }) => placed.get(period) ?? left;
}

/** The name of the target with its number; nothing where it has none. */
export function targetName(words: Words, { target, unit }: TrendInput): Said[][] {
  if (!target || !extentOf(target.figure)) return [];
  return wrapped(
    words,
    words.say([plain(`${target.label}: `), { as: 'figure', value: target.figure, unit }]),
    nameWidth,
  );
}

/**
 * The names of the lines as they stand at their ends, with the last number of each. One that ends before the others
 * says when. A line without a number has no name.
 */
function namesOf(
  words: Words,
  input: TrendInput,
): { readonly names: (Said[][] | undefined)[]; readonly end: string } {
  const order = inTime(periodsOf(input)).map(({ period }) => period);
  const drawn = seriesOf(input).map(({ points }) => inTime(points).filter(({ figure }) => extentOf(figure)));
  const ends = drawn.map((points) => points.at(-1)?.period ?? '');
  const end = order[Math.max(...ends.map((period) => order.indexOf(period)))] ?? '';
  const names = seriesOf(input).map(({ label }, index) => {
    const last = drawn[index]?.at(-1);
    if (!last) return undefined;
    const said: Said[] = [plain(`${label} `), { as: 'figure', value: last.figure, unit: input.unit }];
    if (last.period !== end) said.push(plain(` (${last.period})`));
    return wrapped(words, words.say(said), nameWidth);
  });
  return { names, end };
}

/** The unit of the axis: all its numbers have as many decimals as the longest of them. */
function tickUnit(unit: Unit, ticks: readonly number[]): Unit {
  const decimals = ticks.map(decimalsOf);
  return { ...unit, decimals: Math.max(unit.decimals ?? 0, ...decimals) };
}

/** Lays out the page of a chart: as much room at the right as the names ask, as much height as they need. */
export function plotOf(input: TrendInput): Plot {
  const words = wordsOf(input.wording);
  const { scale, startsAtZero } = scaleOf(input);
  const values = scale.ticks(4);
  const unit = tickUnit(input.unit, values);
  const ticks = values.map((value) => ({ value, said: { as: 'figure', value: { value }, unit } as const }));
  const { names, end } = namesOf(words, input);
  const all = [...names.map((lines) => lines ?? []), targetName(words, input)];
  const widest = Math.max(...all.flat().map((parts) => widthOf(words.say(parts))));
  const needed = all.reduce((sum, lines) => sum + lines.length * lineHeight + 2, 0);
  const counted = startsAtZero
    ? input.unit.label
    : `${input.unit.label}; ${input.wording.charts.not_from_zero}`;
  const head = block(words, wrapped(words, counted, chartWidth), { x: 0, top: 0, as: 'soft' });
  const left = Math.max(...ticks.map(({ said }) => widthOf(words.say([said])))) + 8;
  const right = chartWidth - widest - connector - 2;
  const top = head.box.bottom + 20;
  const bottom = top + Math.max(140, needed);
  const up = scale.range([bottom, top]);
  const across = acrossOf(input, left, right);
  return { words, left, right, top, bottom, ticks, startsAtZero, up, across, names, end, head };
}

/** The axes: values with short ticks at the left, and the line of 0 or, where it is not shown, of the periods. */
export function drawAxes({ words, left, right, bottom, ticks, up, startsAtZero, head }: Plot): Drawing {
  const zero = startsAtZero ? up(0) : bottom;
  const marks = [
    stroke([left, zero], [right, zero], 'axis'),
    ...ticks.map(({ value }) => stroke([left - 3, up(value)], [left, up(value)], 'axis')),
  ];
  const labels = ticks.map(({ value, said }) =>
    block(words, [[said]], { x: left - 6, top: up(value) - 6, anchor: 'end', as: 'soft number' }),
  );
  return { marks, blocks: [head, ...labels] };
}
