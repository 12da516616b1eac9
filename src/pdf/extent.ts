import { around, corners, everywhere, isEmpty, join, matrixOf, meet, nothing, times } from './box.ts';
import type { Box, Matrix } from './box.ts';
import { isGroup, paintsPicture, showsText } from './content.ts';
import type { Node } from './content.ts';
import { descendantOf } from './fonts.ts';
import type { Font } from './fonts.ts';
import { dictIn, numberIn, numbersIn } from './objects.ts';
import type { PdfRef } from './objects.ts';
import { codesOf, nameOperand, numbersOf } from './operands.ts';
import type { Stream } from './pages.ts';
import { mediaBoxOf } from './read.ts';
import type { Page } from './read.ts';
import type { Operation } from './tokens.ts';

/** Where on a page each tagged sequence paints, by the stream it stands in and by its number. */
export type Extents = ReadonlyMap<PdfRef, ReadonlyMap<number, Box>>;

/** How far the glyphs of a font reach below and above their line, in thousandths of the size. */
type Height = readonly [low: number, high: number];

/** What `q` keeps and `Q` brings back, as far as it says where something is painted (ISO 32000-1, 8.4.1). */
interface State {
  readonly matrix: Matrix;
  readonly clip: Box;
  readonly lineWidth: number;
  readonly font: Font | undefined;
  readonly height: Height;
  readonly size: number;
}

/** What is read in one stream: its state, and the path and the line of text that are being made. */
interface Pen {
  readonly stream: Stream;
  readonly saved: State[];
  state: State;
  path: number[];
  clips: boolean;
  line: Matrix;
  /** How far along its line the text is. */
  along: number;
}

interface Walk {
  readonly streams: ReadonlyMap<PdfRef, Stream>;
  /** Takes note of what the sequence that is open paints; absent where none is. */
  paint: ((box: Box) => void) | undefined;
  /** Opens a sequence, if it is wanted, while something is done. */
  readonly within: (stream: PdfRef, mcid: number, work: () => void) => void;
}

const penOf = (stream: Stream, state: State): Pen => ({
  stream,
  saved: [],
  state,
  path: [],
  clips: false,
  line: matrixOf([]),
  along: 0,
});

function heightOf(font: Font | undefined): Height {
  const descriptor = font && dictIn(descendantOf(font.dict), 'FontDescriptor');
  const [, low = -300, , high = 1000] = descriptor ? numbersIn(descriptor, 'FontBBox') : [];
  return [low, high];
}

/** How wide a text is, in thousandths of the size, with the gaps that stand between its parts. */
function widthOf(font: Font, bytes: Buffer, operation: Operation): number {
  const glyphs = codesOf(bytes, operation, font.codeBytes).reduce((wide, code) => wide + font.width(code), 0);
  return numbersOf(bytes, operation).reduce((wide, gap) => wide - gap, glyphs);
}

function showText(pen: Pen, operation: Operation, { paint }: Walk): void {
  const { font, size, matrix, clip } = pen.state;
  if (!font) {
    paint?.(everywhere);
    return;
  }
  const wide = (widthOf(font, pen.stream.bytes, operation) * size) / 1000;
  if (paint) {
    const [low, high] = pen.state.height;
    const glyphs = corners(pen.along, (low * size) / 1000, wide, ((high - low) * size) / 1000);
    paint(meet(clip, around(times(pen.line, matrix), glyphs)));
  }
  pen.along += wide;
}

const strokes = new Set(['S', 's', 'B', 'B*', 'b', 'b*']);
const ends = new Set(['n', 'f', 'F', 'f*', ...strokes]);

/** Paints the path, or makes it the clip, or both. */
function endPath(pen: Pen, operator: string, { paint }: Walk): void {
  const { matrix, clip, lineWidth } = pen.state;
  const box = around(matrix, pen.path);
  const [a, b, c, d] = matrix;
  // Half its width to each side of a line, and at its end as much again aslant, where it may be square.
  const reach = lineWidth * Math.SQRT1_2 * Math.max(Math.hypot(a, b), Math.hypot(c, d));
  const out = strokes.has(operator) ? reach : 0;
  if (operator !== 'n') paint?.(meet(clip, [box[0] - out, box[1] - out, box[2] + out, box[3] + out]));
  if (pen.clips) pen.state = { ...pen.state, clip: meet(clip, box) };
  pen.path = [];
  pen.clips = false;
}

/** Draws a form with all it paints, or an image, which fills the unit square, or a shade, which fills the clip. */
function draw(pen: Pen, operation: Operation, walk: Walk): void {
  const { stream, state } = pen;
  const drawn = operation.operator === 'Do' && stream.forms.get(nameOperand(stream.bytes, operation));
  const form = drawn ? walk.streams.get(drawn) : undefined;
  if (!form) {
    const square = around(state.matrix, corners(0, 0, 1, 1));
    walk.paint?.(operation.operator === 'sh' ? state.clip : meet(state.clip, square));
    return;
  }
  const matrix = times(matrixOf(numbersIn(form.dict, 'Matrix')), state.matrix);
  const [left = 0, bottom = 0, right = 0, top = 0] = numbersIn(form.dict, 'BBox');
  const clip = meet(state.clip, around(matrix, corners(left, bottom, right - left, top - bottom)));
  follow(penOf(form, { ...state, matrix, clip }), form.nodes, walk);
}

/** The width of lines that a named state sets, if it sets one. */
function widthIn({ dict }: Stream, name: string): number | undefined {
  const resources = dictIn(dict, 'Resources');
  const states = resources && dictIn(resources, 'ExtGState');
  const named = states && dictIn(states, name);
  return named && numberIn(named, 'LW');
}

type Setting = (pen: Pen, operands: readonly number[], operation: Operation) => void;

/** A curve lies within the points that make it. */
const addPoints: Setting = (pen, points) => void pen.path.push(...points);
/** Begins a text at a place of its own. */
const setLine: Setting = (pen, line) => {
  pen.line = matrixOf(line);
  pen.along = 0;
};
const setClip: Setting = (pen) => void (pen.clips = true);
/** Chromium sets no text apart or aslant. Were it to, its place would not be known, and none would be told. */
const forget: Setting = (pen) => void (pen.state = { ...pen.state, font: undefined });

/** What each operator does that sets where and how something is painted. */
const settings: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ['q', (pen) => void pen.saved.push(pen.state)],
  ['Q', (pen) => void (pen.state = pen.saved.pop() ?? pen.state)],
  ['cm', (pen, to) => void (pen.state = { ...pen.state, matrix: times(matrixOf(to), pen.state.matrix) })],
  ['w', (pen, [lineWidth = 1]) => void (pen.state = { ...pen.state, lineWidth })],
  [
    'gs',
    (pen, _, operation) => {
      const lineWidth = widthIn(pen.stream, nameOperand(pen.stream.bytes, operation));
      if (lineWidth !== undefined) pen.state = { ...pen.state, lineWidth };
    },
  ],
  ...['m', 'l', 'c', 'v', 'y'].map((operator) => [operator, addPoints] as const),
  ['re', (pen, [x = 0, y = 0, wide = 0, high = 0]) => void pen.path.push(...corners(x, y, wide, high))],
  ['W', setClip],
  ['W*', setClip],
  ['BT', setLine],
  ['Tm', setLine],
  ['Td', (pen, [x = 0, y = 0], op) => setLine(pen, times([1, 0, 0, 1, x, y], pen.line), op)],
  [
    'Tf',
    (pen, [size = 0], operation) => {
      const font = pen.stream.fonts.get(nameOperand(pen.stream.bytes, operation));
      pen.state = { ...pen.state, font, height: heightOf(font), size };
    },
  ],
  ...['TD', 'T*', 'TL', 'Tc', 'Tw', 'Tz', 'Ts'].map((operator) => [operator, forget] as const),
]);

function follow(pen: Pen, nodes: readonly Node[], walk: Walk): void {
  for (const node of nodes) {
    if (isGroup(node)) {
      settings.get(node.begin.operator)?.(pen, [], node.begin);
      const inner = (): void => follow(pen, node.kids, walk);
      if (node.mcid === undefined) inner();
      else walk.within(pen.stream.ref, node.mcid, inner);
    } else if (showsText(node)) showText(pen, node, walk);
    else if (paintsPicture(node)) draw(pen, node, walk);
    else if (ends.has(node.operator)) endPath(pen, node.operator, walk);
    else settings.get(node.operator)?.(pen, numbersOf(pen.stream.bytes, node), node);
  }
}

/**
 * Reads where the tagged sequences that are wanted, of a page and of the forms on it, paint: in the space of the page and
 * within it. What paints nothing that can be seen is not among them; what paints at a place that cannot be told is
 * everywhere.
 */
export function readExtents(
  streams: ReadonlyMap<PdfRef, Stream>,
  page: Page,
  isWanted: (stream: PdfRef, mcid: number) => boolean,
): Extents {
  const found = new Map<PdfRef, Map<number, Box>>();
  const walk: Walk = {
    streams,
    paint: undefined,
    within: (stream, mcid, work) => {
      const outer = walk.paint;
      const boxes = found.get(stream) ?? new Map<number, Box>();
      found.set(stream, boxes);
      const add = (box: Box): void => {
        if (!isEmpty(box)) boxes.set(mcid, join(boxes.get(mcid) ?? nothing, box));
      };
      walk.paint = isWanted(stream, mcid) ? add : undefined;
      work();
      walk.paint = outer;
    },
  };
  const stream = streams.get(page.ref);
  const clip = mediaBoxOf(page);
  const state = {
    matrix: matrixOf([]),
    clip,
    lineWidth: 1,
    font: undefined,
    height: heightOf(undefined),
    size: 0,
  };
  if (stream) follow(penOf(stream, state), stream.nodes, walk);
  return found;
}
