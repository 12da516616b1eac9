import { symbol, symbolCircle, symbolDiamond2 } from 'd3-shape';
import type { Chart, ChartMark, Figure, Wording } from '../records.ts';
import { endsOf } from '../sum.ts';
import type { Bounds } from '../sum.ts';
import type { Said, Words } from '../words.ts';
import { block, lineHeight, plain, round, widthOf } from './text.ts';
import type { Block } from './text.ts';
import { fill } from '../words.ts';

/** The width of every chart in points: the 150 mm of a page's text. */
export const chartWidth = 425;

/** What every chart is given: an id that no other part of the document has, and what stands above it. */
export interface ChartFrame {
  readonly id: string;
  readonly title: string;
  readonly wording: Wording;
}

/** What is drawn, in the order in which it is drawn and read. */
export interface Drawing {
  readonly marks: readonly ChartMark[];
  readonly blocks: readonly Block[];
}

/** One entry of the key: a sample that stands at 0, 0 and is as wide as it says, and its word. */
export interface KeyEntry {
  readonly width: number;
  readonly marks: readonly ChartMark[];
  readonly word: string;
}

// Only these states have a number that may be drawn; a restricted number is never shown, not even as a length.
const drawable: readonly Figure['state'][] = [undefined, 'known', 'provisional', 'indicative', 'corrected'];

/** Between which numbers a figure lies, or undefined where it has none that may be shown. */
export const extentOf = (figure: Figure): Bounds | undefined =>
  drawable.includes(figure.state) ? endsOf(figure) : undefined;

/** True for a number that may still change. */
export function isUnsettled({ state }: Figure): boolean {
  return state === 'provisional' || state === 'indicative';
}

/** A figure as it may be said: where its number may not be shown, only its state is left. */
export function shown(figure: Figure): Figure {
  return extentOf(figure) ? figure : { state: figure.state ?? 'not-provided' };
}

/** A mark whose path begins at a place. */
export function mark(x: number, y: number, d: string, as: string): ChartMark {
  return { x: round(x), y: round(y), d, as };
}

/** A straight line from one place to another. */
export function stroke(
  from: readonly [number, number],
  to: readonly [number, number],
  as: string,
): ChartMark {
  return mark(from[0], from[1], `M0,0L${round(to[0] - from[0])},${round(to[1] - from[1])}`, as);
}

/** The path of a rectangle from its upper left corner; `open` leaves its right side away. */
export function rectangle(width: number, height: number, open = false): string {
  const [w, h] = [round(width), round(height)];
  return open ? `M${w},0L0,0L0,${h}L${w},${h}` : `M0,0L${w},0L${w},${h}L0,${h}Z`;
}

/** The outlines of the signs at a point: a diamond where it is about, a circle else. */
export const shapes = {
  circle: symbol(symbolCircle, 42)() ?? '',
  diamond: symbol(symbolDiamond2, 52)() ?? '',
} as const;

/** The key, one entry after the other, from a top downwards; nothing where nothing needs to be explained. */
export function keyOf(words: Words, entries: readonly KeyEntry[], from: number): Drawing {
  const marks: ChartMark[] = [];
  const blocks: Block[] = [];
  let [x, top] = [0, from];
  for (const { width, marks: samples, word } of entries) {
    const whole = width + 6 + widthOf(words.typeset(word));
    if (x > 0 && x + whole > chartWidth) [x, top] = [0, top + lineHeight + 3];
    marks.push(...samples.map((one) => ({ ...one, x: round(one.x + x), y: round(one.y + top + 6) })));
    blocks.push(block(words, [[plain(word)]], { x: x + width + 6, top, as: 'soft' }));
    x += whole + 18;
  }
  return { marks, blocks };
}

/** The lowest end of all texts. */
export function bottomOf(blocks: readonly Block[], atLeast: number): number {
  return Math.max(atLeast, ...blocks.map(({ box }) => box.bottom));
}

/** Puts a chart together, as high as its parts ask. */
export function chartOf(
  { id, title, wording }: ChartFrame,
  kind: keyof Wording['charts']['names'],
  { marks, blocks }: Drawing,
  { height, description, notes }: Pick<Chart, 'height' | 'notes'> & { readonly description: Said[] },
): Chart {
  return {
    id,
    title,
    name: fill(wording.charts.names[kind], { title }),
    description,
    width: chartWidth,
    height: Math.ceil(height),
    marks: [...marks],
    labels: blocks.flatMap(({ labels }) => labels),
    notes,
  };
}
