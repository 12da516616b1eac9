import { matrixOf } from './box.ts';
import type { Matrix } from './box.ts';
import { isGroup, showsText } from './content.ts';
import type { Group, Node } from './content.ts';
import { decodeText } from './encoding.ts';
import type { Font } from './fonts.ts';
import { codesOf, nameOperand, numbersOf } from './operands.ts';
import type { Stream } from './pages.ts';
import type { Operation } from './tokens.ts';

/** Where a piece of text that is shown in one go begins and ends, and how large it is. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly end: number;
  readonly size: number;
}

/** Pieces of text that follow each other without a gap, and the place of the first. */
export interface Run extends Place {
  text: string;
  /** The place of the last piece, if there are several. */
  last?: Place;
}

/** What a stream says. */
export interface Reading {
  /** The text of each tagged sequence. */
  readonly runs: ReadonlyMap<Group, readonly Run[]>;
  /** The text that stands outside all of them, by the operator that shows it. */
  readonly loose: ReadonlyMap<Operation, string>;
  /** The codes that are shown in each font, seen or unseen. */
  readonly used: ReadonlyMap<Font, ReadonlySet<number>>;
}

interface Pen {
  font: Font | undefined;
  size: number;
  /** The matrix of the line. */
  line: Matrix;
}

/** Where something stands that begins where the pen is, and is as wide as its glyphs, in thousandths of their size. */
function placeAt({ line, size }: Pen, width: number): Place {
  const [a, , , , x, y] = line;
  return { x, y, end: x + (a * size * width) / 1000, size: Math.abs(a * size) };
}

/** Adds a piece of text to the last run, or as one of its own behind a gap or on another line. */
function add(runs: Run[], text: string, place: Place): void {
  const run = runs.at(-1);
  const last = run?.last ?? run;
  if (!run || !last || place.y !== last.y || isApart(last, place)) runs.push({ text, ...place });
  else {
    run.text += text;
    run.last = place;
  }
}

/** Moves the pen to where a text begins. */
function move(pen: Pen, operation: Operation, { bytes, fonts }: Stream): void {
  switch (operation.operator) {
    case 'BT':
      pen.line = matrixOf([]);
      break;
    case 'Tf':
      pen.font = fonts.get(nameOperand(bytes, operation));
      [pen.size = 0] = numbersOf(bytes, operation);
      break;
    case 'Tm':
      pen.line = matrixOf(numbersOf(bytes, operation));
      break;
    case 'Td':
    case 'TD': {
      const [a, b, c, d, x, y] = pen.line;
      const [right = 0, up = 0] = numbersOf(bytes, operation);
      pen.line = [a, b, c, d, x + right * a + up * c, y + right * b + up * d];
    }
  }
}

/** Reads the text of a stream, once from its beginning to its end. */
export function readText(stream: Stream): Reading {
  const runs = new Map<Group, Run[]>();
  const loose = new Map<Operation, string>();
  const used = new Map<Font, Set<number>>();
  const pen: Pen = { font: undefined, size: 0, line: matrixOf([]) };
  const show = (operation: Operation, into: Run[] | undefined, spoken: boolean): void => {
    const { font } = pen;
    if (!font) return;
    let seen = used.get(font);
    if (!seen) used.set(font, (seen = new Set()));
    let text = '';
    let width = 0;
    for (const code of codesOf(stream.bytes, operation, font.codeBytes)) {
      seen.add(code);
      width += font.width(code);
      text += font.unicode.get(code) ?? '\ufffd';
    }
    if (!spoken) {
      if (into) add(into, text, placeAt(pen, width));
      else loose.set(operation, text);
      return;
    }
    // What is read instead of the glyphs is as wide as they are.
    const run = into?.at(-1);
    if (run) run.last = { ...(run.last ?? run), end: placeAt(pen, width).end };
  };
  // `spoken`: the glyphs are read as another text, which is already there.
  const read = (nodes: readonly Node[], into: Run[] | undefined, spoken: boolean): void => {
    for (const node of nodes) {
      if (!isGroup(node)) {
        if (showsText(node)) show(node, into, spoken);
        else move(pen, node, stream);
        continue;
      }
      move(pen, node.begin, stream);
      let target = into;
      if (node.mcid !== undefined) runs.set(node, (target = []));
      if (node.actualText && !spoken) add(target ?? [], decodeText(node.actualText), placeAt(pen, 0));
      read(node.kids, target, spoken || node.actualText !== undefined);
    }
  };
  read(stream.nodes, undefined, false);
  return { runs, loose, used };
}

/** Whether something stands apart from what was before it: behind a gap that is wider than any between letters. */
const isApart = (last: Place, run: Place): boolean =>
  run.y === last.y && Math.max(run.x - last.end, last.x - run.end) > last.size / 5;

/** Joins runs into a text: one space where there is a gap, or a line ends but not behind a hyphen or a stroke. */
export function joinRuns(runs: readonly Run[]): string {
  let text = '';
  let last: Place | undefined;
  for (const run of runs) {
    const isNewLine = last && run.y !== last.y && run.x < last.end;
    const breaks = isNewLine && !/[\-\u2013\u2014/]$/.test(text);
    text += breaks || (last && isApart(last, run)) ? ` ${run.text}` : run.text;
    last = run.last ?? run;
  }
  return text.replaceAll(/\s+/g, ' ').trim();
}
