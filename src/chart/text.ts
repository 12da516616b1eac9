import type { ChartLabel } from '../records.ts';
import type { Said, Words } from '../words.ts';

/** A rectangle that something takes up; y grows downwards. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Lines of text that stand together, and the room they take. */
export interface Block {
  readonly labels: readonly ChartLabel[];
  readonly box: Box;
}

/** How a block stands: `top` is the top of its first line. */
interface Stand {
  readonly x: number;
  readonly top: number;
  readonly anchor?: ChartLabel['anchor'];
  readonly as?: string;
}

/** The size of all text of a chart in points, as the style sheet has it too. */
const textSize = 9.5;
/** How far the lines of a chart’s text are apart, in points. */
export const lineHeight = 12;
const ascent = 9.4;

// How wide characters are, in parts of the size: the bold face of Source Sans 3, which is wider, rounded up. A text
// in a drawing cannot wrap by itself, so it is measured here; what is measured too wide only leaves room.
const widths: readonly (readonly [RegExp, number])[] = [
  [/[ \u00a0]/, 0.21],
  [/[ijlI|.,:;'\u2018\u2019]/, 0.29],
  [/[-!()[\]{}ft/\\r]/, 0.37],
  [/[sczJx"*?\u201c\u201d\u2013]/, 0.49],
  [/[a-z0-9A-FK-LPR-VXYZ\u00a3\u2212$+<=>#~_`^\u00e0-\u00e5\u00e7-\u00fe]/, 0.61],
  [/[G-HN-OQ&\u00d8\u00c0-\u00c5]/, 0.68],
  [/[MWmw%]/, 0.85],
];

const charWidth = (char: string): number => widths.find(([chars]) => chars.test(char))?.[1] ?? 1;

/** How wide a text is at most, in points. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, char) => sum + charWidth(char), 0) * textSize;
}

/** Breaks a word that is wider than a line: where it was glued together, or else as late as it can be. */
function broken(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const glued = word.split('\u00a0');
  if (glued.length > 1) return glued.flatMap((part) => broken(part, width));
  const parts: string[] = [];
  for (const char of word) {
    const last = parts.at(-1);
    if (last !== undefined && widthOf(last + char) <= width) parts[parts.length - 1] = last + char;
    else parts.push(char);
  }
  return parts;
}

/** A text in lines that are no wider than asked. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/[ \n]+/).flatMap((part) => broken(part, width))) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Says a text as it is. */
export function plain(value: string): Said {
  return { as: 'text', value };
}

/** The width of the longest word of a text: narrower lines would break it. */
export function longestWord(text: string): number {
  return Math.max(...text.split(/[ \n\u00a0]+/).map(widthOf));
}

/** A text wrapped into lines, each one piece. */
export function wrapped(words: Words, text: string, width: number): Said[][] {
  return wrap(words.typeset(text), width).map((line) => [plain(line)]);
}

/** Rounds a place or a size to a tenth of a point. */
export function round(length: number): number {
  return Math.round(length * 10) / 10;
}

/** Sets lines of text at a place. */
export function block(words: Words, lines: readonly Said[][], stand: Stand): Block {
  const { x, top, anchor = 'start', as = '' } = stand;
  const width = Math.max(0, ...lines.map((parts) => widthOf(words.say(parts))));
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  const labels = lines.map((parts, index) => ({
    x: round(x),
    y: round(top + index * lineHeight + ascent),
    anchor,
    as,
    parts,
  }));
  return { labels, box: { left, right: left + width, top, bottom: top + lines.length * lineHeight } };
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The first of several ways to set a text in which it stays inside the frame and meets nothing. */
export function place(candidates: readonly Block[], frame: Box, taken: readonly Box[]): Block | undefined {
  return candidates.find(({ box }) => {
    const inside =
      box.left >= frame.left &&
      box.right <= frame.right &&
      box.top >= frame.top &&
      box.bottom <= frame.bottom;
    return inside && !taken.some((other) => meet(box, other));
  });
}
