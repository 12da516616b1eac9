import { area, line } from 'd3-shape';
import { daysBetween } from '../dates.ts';
import type { Span } from '../dates.ts';
import type { Point as MeasurePoint } from '../movement.ts';
import type { ChartMark, Figure } from '../records.ts';
import { extentOf, isUnsettled, mark, shapes, stroke } from './draw.ts';
import type { Bounds } from '../sum.ts';

/** One value of a measure; its period stands on the axis in the words of its source, so it must have one. */
export interface Point extends MeasurePoint {
  readonly period: string;
}

/** One line of a chart: the partnership, England or another area. */
export interface Series {
  readonly label: string;
  readonly points: readonly Point[];
}

/** A point with a number, at its place on the page; an end that is not known is at the end of its arrow. */
export interface Dot {
  readonly point: Point;
  readonly extent: Bounds;
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

/** A place between two points where at least one period is missing. */
interface Missing {
  readonly x: number;
}

/** A series on the page: the runs of dots that may be joined, and where they may not. */
export interface Laid {
  readonly runs: readonly (readonly Dot[])[];
  readonly missing: readonly Missing[];
}

/** Lays a period along the page. */
type Across = (point: Point) => number;
/** Lays a number up the page. */
type Up = (value: number) => number;

/** How long the arrow of an open end is. */
const arrowLength = 16;

/** The middle of a period in days since the year 2000. */
export function middleOf({ first, last }: Span): number {
  return (daysBetween('2000-01-01', first) + daysBetween('2000-01-01', last)) / 2;
}

/** The points in the order of time, if all say which days they mean; otherwise as they are given. */
export function inTime(points: readonly Point[]): readonly Point[] {
  const dated = points.flatMap((point) => (point.span ? [{ point, span: point.span }] : []));
  if (dated.length < points.length) return points;
  return [...dated].sort((a, b) => middleOf(a.span) - middleOf(b.span)).map(({ point }) => point);
}

/** The days between the middles of two periods. */
function distance(a: Point, b: Point): number | undefined {
  return a.span && b.span ? middleOf(b.span) - middleOf(a.span) : undefined;
}

/**
 * How far neighbours may be apart before one is missing between them: half as far again as the nearest two are or,
 * where there are only two, as their period is long. Undefined where the days are not known.
 */
function reachOf(points: readonly Point[]): number | undefined {
  const steps = points.slice(1).map((point, i) => distance(points[i] ?? point, point));
  const known = steps.filter((step) => step !== undefined && step > 0) as number[];
  if (known.length === 0 || known.length < steps.filter((step) => step !== 0).length) return undefined;
  const [first] = points;
  const length = first?.span ? daysBetween(first.span.first, first.span.last) + 1 : 0;
  const norm = known.length === 1 && length > 1 ? length : Math.min(...known);
  return norm * 1.5;
}

function dotOf(point: Point, across: Across, up: Up): Dot | undefined {
  const extent = extentOf(point.figure);
  if (!extent) return undefined;
  // An upper end alone points downwards, but not through 0 where the number could not be less.
  const floor = extent.high > 0 ? Math.max(up(0), up(extent.high) + 6) : Infinity;
  const low = extent.low === -Infinity ? Math.min(up(extent.high) + arrowLength, floor) : up(extent.low);
  const high = extent.high === Infinity ? up(extent.low) - arrowLength : up(extent.high);
  return { point, extent, x: across(point), low, high };
}

const isClosed = ({ extent }: Dot): boolean => Number.isFinite(extent.low) && Number.isFinite(extent.high);

/** Puts a series on the page. A gap in it ends a run, so that no line can bridge it. */
export function lay({ points }: Series, across: Across, up: Up): Laid {
  const ordered = inTime(points);
  const reach = reachOf(ordered);
  const runs: Dot[][] = [];
  const missing: Missing[] = [];
  let before: Dot | undefined;
  for (const [index, point] of ordered.entries()) {
    const dot = dotOf(point, across, up);
    const previous = ordered[index - 1];
    const apart = previous ? distance(previous, point) : undefined;
    const isFar = reach !== undefined && apart !== undefined && apart > reach;
    if (isFar && previous) missing.push({ x: (across(previous) + across(point)) / 2 });
    const joins = dot && before && !isFar && isClosed(dot) && isClosed(before);
    if (dot && joins) runs.at(-1)?.push(dot);
    else if (dot) runs.push([dot]);
    before = dot;
  }
  return { runs, missing };
}

const isSingle = ({ low, high }: Dot): boolean => low === high;

/** The line through one run. Between ranges it is as broad as they are. */
function runMarks(run: readonly Dot[], as: string): ChartMark[] {
  const straight = line<Dot>()
    .x(({ x }) => x)
    .y(({ low }) => low);
  const broad = area<Dot>()
    .x(({ x }) => x)
    .y0(({ low }) => low)
    .y1(({ high }) => high);
  const marks: ChartMark[] = [];
  let whole: Dot[] = [];
  const flush = () => {
    if (whole.length > 1) marks.push(mark(0, 0, straight(whole) ?? '', `line ${as}`));
    whole = [];
  };
  for (const [index, dot] of run.entries()) {
    const previous = run[index - 1];
    if (previous && !(isSingle(previous) && isSingle(dot))) {
      flush();
      marks.push(mark(0, 0, broad([previous, dot]) ?? '', `band ${as}`));
    }
    whole.push(dot);
  }
  flush();
  return marks;
}

/** The sign of one figure: its shape says how exact the number is, an open one that it may still change. */
export function dotMarks(
  figure: Figure,
  { x, low, high }: Pick<Dot, 'x' | 'low' | 'high'>,
  as: string,
): ChartMark[] {
  const { form = 'exact' } = figure;
  const kind = `${isUnsettled(figure) ? 'hollow' : 'full'} ${as}`;
  if (form === 'exact' || form === 'about')
    return [mark(x, high, form === 'about' ? shapes.diamond : shapes.circle, kind)];
  const cap = (y: number) => stroke([x - 4, y], [x + 4, y], `whisker ${kind}`);
  const head = (y: number, by: number) => mark(x, y, `M-3.5,${by}L0,0L3.5,${by}`, `whisker ${kind}`);
  const stem = stroke([x, low], [x, high], `whisker ${kind}`);
  if (form === 'over') return [stem, cap(low), head(high, 5)];
  if (form === 'range') return [stem, cap(low), cap(high)];
  return [stem, cap(high), head(low, -5)];
}

/** Everything of one series but its words, the lines under the signs. */
export function seriesMarks({ runs }: Laid, as: string): ChartMark[] {
  const lines = runs.flatMap((run) => runMarks(run, as));
  return [...lines, ...runs.flat().flatMap((dot) => dotMarks(dot.point.figure, dot, as))];
}
