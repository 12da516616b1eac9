import { isGroup } from './content.ts';
import type { Group, Node } from './content.ts';
import { codesOf, decodeText } from './fonts.ts';
import type { Font } from './fonts.ts';
import type { Stream } from './pages.ts';
import type { Operand, Operation } from './tokens.ts';

/** A piece of text that is shown in one go, and where it begins. */
export interface Run {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** What a stream says. */
export interface Reading {
  /** The text of each tagged sequence. */
  readonly runs: ReadonlyMap<Group, readonly Run[]>;
  /** The codes that are shown in each font, seen or unseen. */
  readonly used: ReadonlyMap<Font, ReadonlySet<number>>;
}

interface Pen {
  font: Font | undefined;
  /** The matrix of the line, as far as it is needed: a, b, c, d, x, y. */
  line: readonly number[];
}

const numbers = (operands: readonly Operand[]): number[] =>
  operands.map((operand) => (typeof operand === 'number' ? operand : 0));

/** Moves the pen; only where lines begin is followed, not how wide their text is. */
function move(pen: Pen, { operator, operands }: Operation, { fonts }: Stream): void {
  const [first] = operands;
  if (operator === 'Tf' && typeof first === 'object' && first && 'name' in first)
    pen.font = fonts.get(first.name);
  else if (operator === 'Tm') pen.line = numbers(operands);
  else if (operator === 'BT') pen.line = [1, 0, 0, 1, 0, 0];
  else if (operator === 'Td' || operator === 'TD') {
    const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = pen.line;
    const [right = 0, up = 0] = numbers(operands);
    pen.line = [a, b, c, d, x + right * a + up * c, y + right * b + up * d];
  }
}

const stringsOf = (operands: readonly Operand[]): Uint8Array[] =>
  operands.flatMap((operand) =>
    operand instanceof Uint8Array ? [operand] : Array.isArray(operand) ? stringsOf(operand as Operand[]) : [],
  );

/** Reads the text of a stream, once from its beginning to its end. */
export function readText(stream: Stream): Reading {
  const runs = new Map<Group, Run[]>();
  const used = new Map<Font, Set<number>>();
  const pen: Pen = { font: undefined, line: [] };
  const show = (operation: Operation, into: Run[] | undefined, spoken: boolean): void => {
    const { font } = pen;
    if (!font) return;
    const codes = stringsOf(operation.operands).flatMap((bytes) => codesOf(font, bytes));
    const seen = used.get(font) ?? new Set();
    for (const code of codes) seen.add(code);
    used.set(font, seen);
    if (spoken || !into) return;
    const text = codes.map((code) => font.unicode.get(code) ?? '\ufffd').join('');
    into.push({ text, x: pen.line[4] ?? 0, y: pen.line[5] ?? 0 });
  };
  // `spoken`: the glyphs are read as another text, which is already there.
  const read = (nodes: readonly Node[], into: Run[] | undefined, spoken: boolean): void => {
    for (const node of nodes) {
      if (!isGroup(node)) {
        if (['Tj', 'TJ', "'", '"'].includes(node.operator)) show(node, into, spoken);
        else move(pen, node, stream);
        continue;
      }
      move(pen, node.begin, stream);
      let target = into;
      if (node.mcid !== undefined) runs.set(node, (target = []));
      if (node.actualText && !spoken)
        target?.push({ text: decodeText(node.actualText), x: pen.line[4] ?? 0, y: pen.line[5] ?? 0 });
      read(node.kids, target, spoken || node.actualText !== undefined);
    }
  };
  read(stream.nodes, undefined, false);
  return { runs, used };
}

/** Joins runs into a text: one space where a line ends, except behind a hyphen or a stroke. */
export function joinRuns(runs: readonly Run[]): string {
  let text = '';
  let last: Run | undefined;
  for (const run of runs) {
    const newLine = last && run.y !== last.y && run.x < last.x;
    text += newLine && !/[\s\-\u2013\u2014/]$/.test(text) ? ` ${run.text}` : run.text;
    last = run;
  }
  return text.replaceAll(/\s+/g, ' ').trim();
}
