import { isFinancialYear } from '../dates.ts';
import type { Chart, ChartMark, ChartNote, Figure, Unit, Wording } from '../records.ts';
import type { Bounds } from '../sum.ts';
import { wordsOf } from '../words.ts';
import type { Said, Words } from '../words.ts';
import {
  bottomOf,
  chartOf,
  chartWidth,
  extentOf,
  isUnsettled,
  keyOf,
  mark,
  rectangle,
  shown,
  stroke,
} from './draw.ts';
import type { ChartFrame, Drawing, KeyEntry } from './draw.ts';
import { block, lineHeight, plain, round, widthOf, wrapped } from './text.ts';
import type { Block } from './text.ts';

/** One award: the year as it is printed, the name of its scheme, and how much it is. */
export interface AwardBar {
  readonly year: string;
  readonly name: string;
  readonly figure: Figure;
}

export interface GrantsInput extends ChartFrame {
  /** What the amounts are in, from config/units.yaml. */
  readonly unit: Unit;
  readonly awards: readonly AwardBar[];
}

/** How a bar is drawn, and under which word of the key. */
type Style = Exclude<keyof Wording['charts']['key'], 'month' | 'span'>;

/** Lays amounts along the page: pounds to points. */
interface Lay {
  readonly scale: number;
  readonly zero: number;
}

const barHeight = 10;
/** How far lines and dots within a bar stand apart. */
const grid = 4;
const arrow = 9;
const labelGap = 5;

function styleOf(figure: Figure): Style {
  if (figure.form === 'range' || figure.form === 'over') return figure.form;
  if (figure.form === 'up-to' || figure.form === 'less-than') return 'open';
  if (isUnsettled(figure)) return 'unsettled';
  return figure.form === 'about' ? 'about' : 'exact';
}

/** Where the bar of an amount begins and ends; what has only one end begins or ends at 0. */
function ends({ low, high }: Bounds): readonly [number, number] {
  if (low === -Infinity) return [Math.min(0, high), Math.max(0, high)];
  if (high === Infinity) return [Math.min(0, low), Math.max(0, low)];
  return [low, high];
}

/** Slanting lines through a bar, cut off at its ends: as a picture of their own they would blur on paper. */
function hatch(width: number): string {
  const starts = Array.from(
    { length: Math.ceil((width + barHeight) / grid) },
    (_, i) => i * grid - barHeight,
  );
  return starts
    .flatMap((start) => {
      const [from, to] = [Math.max(0, start), Math.min(width, start + barHeight)];
      const [low, high] = [barHeight - from + start, barHeight - to + start];
      return from < to ? [`M${round(from)},${round(low)}L${round(to)},${round(high)}`] : [];
    })
    .join('');
}

/** Two rows of dots within a bar: lines without length, whose ends are round. */
function dots(width: number): string {
  const columns = Array.from({ length: Math.floor(width / grid) }, (_, i) => (i + 0.5) * grid);
  const rows = [barHeight / 2 - grid / 2, barHeight / 2 + grid / 2];
  const dot = (x: number, y: number) => `M${x},${y}L${x},${y}`;
  return columns.flatMap((x) => rows.map((y) => dot(x, y))).join('');
}

/** The bar of one amount, from the left end of what it spans. */
function bar(figure: Figure, { scale, zero }: Lay, y: number): ChartMark[] {
  const extent = extentOf(figure);
  if (!extent) return [];
  const [low, high] = ends(extent);
  const style = styleOf(figure);
  const unsettled = isUnsettled(figure) ? ' unsettled' : '';
  const x = (value: number) => zero + value * scale;
  const full = (from: number, to: number): ChartMark[] => {
    const left = x(Math.min(from, to));
    const length = Math.abs(to - from) * scale;
    const shape = rectangle(length, barHeight);
    if (isUnsettled(figure))
      return [mark(left, y, shape, 'bar outline'), mark(left, y, dots(length), 'dots')];
    if (figure.form === 'about')
      return [mark(left, y, shape, 'bar outline'), mark(left, y, hatch(length), 'hatch')];
    return [mark(left, y, shape, 'bar')];
  };
  const width = (high - low) * scale;
  if (style === 'open')
    return [mark(x(low), y, rectangle(width, barHeight, true), `outline open${unsettled}`)];
  if (style === 'range') {
    const sure = low > 0 ? full(0, low) : high < 0 ? full(high, 0) : [];
    return [...sure, mark(x(low), y, rectangle(width, barHeight), `outline${unsettled}`)];
  }
  if (style === 'over') {
    const tip = `M0,0L${arrow},${barHeight / 2}L0,${barHeight}`;
    return [...full(low, high), mark(x(high) + 1, y, tip, 'outline')];
  }
  return full(0, high === 0 ? low : high);
}

/** Makes the longest bar and its amount reach the edge of the page, and no other go beyond. */
function layOf(words: Words, unit: Unit, awards: readonly AwardBar[]): Lay {
  const bars = awards.flatMap(({ figure }) => {
    const extent = extentOf(figure);
    if (!extent) return [];
    const text = widthOf(words.say([{ as: 'figure', value: figure, unit }]));
    const [low, high] = ends(extent);
    return [{ low, high, room: chartWidth - text - arrow - labelGap - 2 }];
  });
  const least = Math.min(0, ...bars.map(({ low }) => low));
  const scales = bars.map(({ high, room }) => room / (Math.max(high, 0) - least));
  const scale = Math.min(...scales.filter(Number.isFinite));
  const safe = Number.isFinite(scale) ? scale : 0;
  return { scale: safe, zero: 1 - least * safe };
}

/** Awards by year: financial years in their order, then whatever else the sources call a year. */
function byYear(awards: readonly AwardBar[]): [string, AwardBar[]][] {
  const years = [...Map.groupBy(awards, ({ year }) => year)];
  const isKnown = ([year]: (typeof years)[number]) => isFinancialYear(year);
  const known = years.filter(isKnown).sort(([a], [b]) => (a < b ? -1 : 1));
  return [...known, ...years.filter((own) => !isKnown(own))];
}

/** The awards of one year below each other: its name, then each award's name above its bar, its amount at the end. */
function drawYear(
  words: Words,
  { unit, lay, from }: { readonly unit: Unit; readonly lay: Lay; readonly from: number },
  [year, own]: readonly [string, readonly AwardBar[]],
): Drawing & { readonly bottom: number } {
  const marks: ChartMark[] = [];
  const head = block(words, wrapped(words, year, chartWidth), { x: 0, top: from, as: 'strong' });
  const blocks: Block[] = [head];
  let top = head.box.bottom + 2;
  for (const { name, figure } of own) {
    const above = block(words, wrapped(words, name, chartWidth), { x: 0, top });
    const y = above.box.bottom + 1;
    const shapes = bar(figure, lay, y);
    const [, high] = ends(extentOf(figure) ?? { low: 0, high: 0 });
    const end = lay.zero + Math.max(high, 0) * lay.scale + (figure.form === 'over' ? arrow : 0);
    const said: Said = { as: 'figure', value: figure, unit };
    blocks.push(above, block(words, [[said]], { x: end + labelGap, top: y - 1, as: 'number' }));
    marks.push(...shapes, stroke([lay.zero, y - 1], [lay.zero, y + barHeight + 1], 'axis'));
    top = y + barHeight + 4;
  }
  return { marks, blocks, bottom: top };
}

function keyEntries(awards: readonly AwardBar[], { key }: Wording['charts']): KeyEntry[] {
  const styles = new Set(awards.map(({ figure }) => styleOf(figure)));
  if (awards.some(({ figure }) => isUnsettled(figure))) styles.add('unsettled');
  const samples: Readonly<Record<Style, Figure>> = {
    exact: { value: 1 },
    about: { value: 1, form: 'about' },
    unsettled: { value: 1, state: 'provisional' },
    open: { value: 1, form: 'up-to' },
    over: { value: 0.6, form: 'over' },
    range: { low: 0.5, high: 1, form: 'range' },
  };
  const used = (Object.keys(samples) as Style[]).filter((style) => styles.has(style));
  if (used.every((style) => style === 'exact')) return [];
  return used.map((style) => ({
    width: 24,
    marks: bar(samples[style], { scale: 24, zero: 0 }, -barHeight / 2),
    word: key[style],
  }));
}

/** The awards without a number, in words: they are never drawn as 0. */
function notesOf({ awards, unit, wording }: GrantsInput): ChartNote[] {
  const without = awards.filter(({ figure }) => !extentOf(figure));
  const parts = without.flatMap(({ year, name, figure }, index): Said[] => [
    plain(`${index === 0 ? '' : '; '}${name}, ${year} (`),
    { as: 'figure', value: shown(figure), unit },
    plain(')'),
  ]);
  return without.length === 0 ? [] : [{ about: wording.charts.no_amount, parts }];
}

/**
 * Grants by year and scheme as bars that all begin at 0, told apart by pattern as well as by word. Undefined where
 * fewer than two awards have a number.
 */
export function grantsChart(input: GrantsInput): Chart | undefined {
  const { wording, unit, awards } = input;
  const words = wordsOf(wording);
  const numbered = awards.filter(({ figure }) => extentOf(figure));
  if (numbered.length < 2) return undefined;
  const lay = layOf(words, unit, numbered);
  const marks: ChartMark[] = [];
  const blocks: Block[] = [];
  let top = 0;
  for (const [year, own] of byYear(numbered)) {
    const drawn = drawYear(words, { unit, lay, from: top }, [year, own]);
    marks.push(...drawn.marks);
    blocks.push(...drawn.blocks);
    top = drawn.bottom + 4;
  }
  const key = keyOf(words, keyEntries(numbered, wording.charts), top + 2);
  const all = [...blocks, ...key.blocks];
  const description = byYear(numbered).flatMap(([year, own]): Said[] => [
    plain(`${year}: `),
    ...own.flatMap(({ name, figure }, index): Said[] => [
      plain(`${index === 0 ? '' : '; '}${name} `),
      { as: 'figure', value: figure, unit },
    ]),
    plain('. '),
  ]);
  return chartOf(
    input,
    'grants',
    { marks: [...marks, ...key.marks], blocks: all },
    {
      height: bottomOf(all, lineHeight) + 2,
      description,
      notes: notesOf(input),
    },
  );
}
