import type { Chart, ChartMark, ChartNote, Figure } from '../records.ts';
import type { Said } from '../words.ts';
import { bottomOf, chartOf, chartWidth, extentOf, isUnsettled, keyOf, shown, stroke } from './draw.ts';
import type { Drawing, KeyEntry } from './draw.ts';
import { connector, drawAxes, periodsOf, plotOf, seriesOf, targetName } from './plot.ts';
import type { Plot, TrendInput } from './plot.ts';
import { dotMarks, lay, seriesMarks } from './series.ts';
import type { Dot, Laid, Point } from './series.ts';
import { block, lineHeight, longestWord, place, plain, widthOf, wrap } from './text.ts';
import type { Block, Box } from './text.ts';

/** What stands at the right of the chart: a name, at which height it belongs, and from where it is pointed at. */
interface Name {
  readonly lines: Said[][];
  readonly y: number;
  readonly as: string;
  readonly from?: number;
}

/** The place of a comparator's line among the ways of dashing it. */
const classOf = (index: number): string => (index === 0 ? 'subject' : `other other-${((index - 1) % 3) + 1}`);

const dotsOf = ({ runs }: Laid): Dot[] => runs.flat();

/** Little boxes along a line, so that no text is set on it. */
function boxesAlong([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): Box[] {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 4) + 1;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const [x, y] = [x1 + ((x2 - x1) * i) / steps, y1 + ((y2 - y1) * i) / steps];
    return { left: x - 2, right: x + 2, top: y - 2, bottom: y + 2 };
  });
}

/** The room that a line and its signs take up. */
function boxesOf({ runs }: Laid): Box[] {
  const signs = runs
    .flat()
    .map(({ x, low, high }) => ({ left: x - 5, right: x + 5, top: high - 5, bottom: low + 5 }));
  const lines = runs.flatMap((run) =>
    run.slice(1).flatMap((dot, index) => {
      const before = run[index] ?? dot;
      return [
        ...boxesAlong([before.x, before.low], [dot.x, dot.low]),
        ...boxesAlong([before.x, before.high], [dot.x, dot.high]),
      ];
    }),
  );
  return [...signs, ...lines];
}

/** The number of a dot; what is said of it besides stands below. */
function numberLines({ words }: Plot, { unit, wording }: TrendInput, { state, ...figure }: Figure): Said[][] {
  const number: Said[] = [{ as: 'figure', value: figure, unit }];
  if (state === undefined || state === 'known') return [number];
  return [number, [plain(words.typeset(wording.states[state]))]];
}

/** The ways in which a number can stand at its dot, best first. */
function waysAt(plot: Plot, lines: Said[][], { x, low, high }: Dot, as: string): Block[] {
  const height = lines.length * lineHeight;
  const half = Math.max(...lines.map((parts) => widthOf(plot.words.say(parts)))) / 2;
  const centre = Math.max(plot.left + half, Math.min(x, plot.right + connector - 4 - half));
  const above = high - 6 - height;
  const below = low + 5;
  const stands = [
    { x: centre, top: above, anchor: 'middle' },
    { x: centre, top: below, anchor: 'middle' },
    { x: x - 6, top: above + 5, anchor: 'end' },
    { x: x + 6, top: above + 5, anchor: 'start' },
    { x: x + 6, top: below - 4, anchor: 'start' },
    { x: x - 6, top: below - 4, anchor: 'end' },
    { x: x + 8, top: (low + high - height) / 2, anchor: 'start' },
    { x: x - 8, top: (low + high - height) / 2, anchor: 'end' },
    { x: centre, top: above - 8, anchor: 'middle' },
    { x: centre, top: below + 8, anchor: 'middle' },
  ] as const;
  return stands.map((stand) => block(plot.words, lines, { ...stand, as }));
}

/** True if a number of a comparator stands on its own side of the subject, where nobody takes it for the other. */
function isApart({ box }: Block, { x, low, high }: Dot, subject: readonly Dot[]): boolean {
  const near = subject.find((dot) => Math.abs(dot.x - x) < 20);
  if (!near) return true;
  return low + high < near.low + near.high ? box.bottom <= high : box.top >= low;
}

/**
 * The numbers at their dots, as many as find room: all of the subject, the first of each other line. The last stands
 * with the name of its line; the others are read from the axis and the table.
 */
function numberBlocks(input: TrendInput, plot: Plot, laid: readonly Laid[], taken: readonly Box[]): Block[] {
  const { left, right, bottom, head } = plot;
  const frame = { left, right: right + connector - 4, top: head.box.bottom, bottom: bottom - 1 };
  const [subject, ...others] = laid.map(dotsOf);
  const blocks: Block[] = [];
  const set = (dot: Dot, as: string, fits: (way: Block) => boolean): void => {
    const ways = waysAt(plot, numberLines(plot, input, dot.point.figure), dot, `number ${as}`);
    const found = place(ways.filter(fits), frame, [...taken, ...blocks.map(({ box }) => box)]);
    if (found) blocks.push(found);
  };
  for (const dot of subject?.slice(0, -1) ?? []) set(dot, 'strong subject', () => true);
  for (const dots of others)
    for (const dot of dots.slice(0, -1).slice(0, 1))
      set(dot, 'soft', (way) => isApart(way, dot, subject ?? []));
  return blocks;
}

/** Sets names below each other, each as near to its height as the others let it. */
function spread({ words, right, top, bottom }: Plot, names: readonly Name[]): Drawing {
  const sorted = [...names].sort((a, b) => a.y - b.y);
  const heights = sorted.map(({ lines }) => lines.length * lineHeight + 2);
  const tops: number[] = [];
  let free = top - lineHeight;
  for (const [index, { y }] of sorted.entries()) {
    tops.push(Math.max(free, y - lineHeight / 2));
    free = (tops.at(-1) ?? 0) + (heights[index] ?? 0);
  }
  let limit = bottom + lineHeight;
  for (let index = sorted.length - 1; index >= 0; index--) {
    tops[index] = Math.min(tops[index] ?? 0, limit - (heights[index] ?? 0));
    limit = tops[index] ?? 0;
  }
  const x = right + connector;
  const blocks = sorted.map(({ lines, as }, i) => block(words, lines, { x, top: tops[i] ?? 0, as }));
  const marks = sorted.flatMap(({ from, y }, i) => {
    const middle = (tops[i] ?? 0) + lineHeight / 2;
    const isMoved = Math.abs(middle - y) > 2;
    return from === undefined || !isMoved ? [] : [stroke([from, y], [x - 3, middle], 'leader')];
  });
  return { marks, blocks };
}

/** The names of the lines at their ends, and of the target at its own. */
function drawNames(input: TrendInput, plot: Plot, laid: readonly Laid[]): Drawing {
  const { words, left, right, up, end } = plot;
  const names = plot.names.flatMap((lines, index): Name[] => {
    const last = laid[index] && dotsOf(laid[index]).at(-1);
    if (!lines || !last) return [];
    const as = index === 0 ? 'strong subject' : 'soft';
    // Nothing points from a line that ends early: it could be taken for its continuation.
    return [
      { lines, y: (last.low + last.high) / 2, as, from: last.point.period === end ? last.x + 6 : undefined },
    ];
  });
  const ends = targetEnds(input).map(up);
  const [y] = ends;
  const own = y === undefined ? [] : [{ lines: targetName(words, input), y, as: '', from: right }];
  const { marks, blocks } = spread(plot, [...names, ...own]);
  return { marks: [...ends.map((at) => stroke([left, at], [right, at], 'target')), ...marks], blocks };
}

/** A target is one line, or two where it is a range. */
function targetEnds({ target }: TrendInput): number[] {
  const extent = target && extentOf(target.figure);
  return extent ? [...new Set([extent.low, extent.high])].filter(Number.isFinite) : [];
}

/** The periods under the axis, as many as find room, those without a number first; below these, why they have none. */
function drawPeriods(
  input: TrendInput,
  plot: Plot,
  laid: Laid,
): Drawing & { readonly unplaced: readonly Point[] } {
  const { words, left, right, bottom, across } = plot;
  const periods = periodsOf(input);
  const share = (right - left) / periods.length - 6;
  const lines = (text: string): Said[][] => {
    const width = Math.min(80, Math.max(share, longestWord(text)));
    return wrap(text, width).map((part) => [plain(part)]);
  };
  const blocks: Block[] = [];
  const set = (x: number, text: string, top: number, as: string): boolean => {
    const taken = blocks.map(({ box }) => ({ ...box, left: box.left - 3, right: box.right + 3 }));
    const frame = { left: 0, right: chartWidth, top: 0, bottom: Infinity };
    const found = place([block(words, lines(text), { x, top, anchor: 'middle', as })], frame, taken);
    if (found) blocks.push(found);
    return found !== undefined;
  };
  const own = new Set(input.subject.points.map(({ period }) => period));
  const without = periods.filter((point) => own.has(point.period) && !extentOf(point.figure));
  const numbered = periods.filter((point) => !without.includes(point));
  const named = [...without, ...numbered.slice(-1), ...numbered.slice(0, -1)].filter((point) =>
    set(across(point), point.period, bottom + 6, without.includes(point) ? '' : 'soft'),
  );
  const below = bottomOf(blocks, bottom) + 1;
  const said = without.filter(
    (point) => named.includes(point) && set(across(point), words.figure(shown(point.figure)), below, ''),
  );
  for (const { x } of laid.missing) set(x, input.wording.charts.missing, bottom + 6, '');
  const marks = periods.map((point) => stroke([across(point), bottom], [across(point), bottom + 4], 'axis'));
  return { marks, blocks, unplaced: without.filter((point) => !said.includes(point)) };
}

/** What the signs mean, of those that are drawn and no plain dots. */
function keyEntries({ wording: { charts } }: TrendInput, laid: readonly Laid[]): KeyEntry[] {
  const figures = laid.flatMap(dotsOf).map(({ point }) => point.figure);
  const entry = (isUsed: boolean, word: string, sample: Figure, reach: number): KeyEntry[] => {
    const marks: ChartMark[] = dotMarks(sample, { x: 5, low: reach, high: -reach }, 'other');
    return isUsed ? [{ width: 10, marks, word }] : [];
  };
  const has = (...forms: Figure['form'][]) => figures.some(({ form }) => forms.includes(form));
  return [
    ...entry(has('about'), charts.key.about, { value: 1, form: 'about' }, 0),
    ...entry(figures.some(isUnsettled), charts.key.unsettled, { value: 1, state: 'provisional' }, 0),
    ...entry(has('up-to', 'less-than'), charts.key.open, { value: 1, form: 'up-to' }, 5),
    ...entry(has('over'), charts.key.over, { value: 1, form: 'over' }, 5),
    ...entry(has('range'), charts.key.range, { low: 1, high: 2, form: 'range' }, 5),
  ];
}

const listed = (points: readonly Point[], { unit }: TrendInput): Said[] =>
  points.flatMap(({ period, figure }, index): Said[] => [
    plain(`${index === 0 ? '' : '; '}${period}, `),
    { as: 'figure', value: shown(figure), unit },
  ]);

/** What has no number and no place on the axis, in words. */
function notesOf(input: TrendInput, unplaced: readonly Point[]): ChartNote[] {
  const { comparators, target, unit, wording } = input;
  const others = comparators.map(({ label, points }) => ({
    label,
    points: points.filter(({ figure }) => !extentOf(figure)),
  }));
  const lines: Said[][] = [
    ...[{ label: input.subject.label, points: unplaced }, ...others]
      .filter(({ points }) => points.length > 0)
      .map(({ label, points }) => [plain(`${label}: `), ...listed(points, input)]),
    ...(target && !extentOf(target.figure)
      ? [[plain(`${target.label}: `), { as: 'figure', value: shown(target.figure), unit } satisfies Said]]
      : []),
  ];
  return lines.map((parts) => ({ about: wording.charts.no_figure, parts }));
}

function descriptionOf(input: TrendInput): Said[] {
  const { unit, target } = input;
  const counted = unit.kind === 'count' || unit.kind === 'rate' ? `, ${unit.label}` : '';
  return [
    ...seriesOf(input).flatMap(({ label, points }, index) => [
      plain(`${label}${index === 0 ? counted : ''}: `),
      ...listed(points, input),
      plain('. '),
    ]),
    ...(target
      ? [
          plain(`${target.label}: `),
          { as: 'figure', value: shown(target.figure), unit } satisfies Said,
          plain('.'),
        ]
      : []),
  ];
}

/**
 * One measure over time, against its target and other areas. A gap is shown as a gap; a range as a range. Undefined
 * where fewer than two periods of the subject have a number.
 */
export function trendChart(input: TrendInput): Chart | undefined {
  const numbered = input.subject.points.filter(({ figure }) => extentOf(figure));
  if (new Set(numbered.map(({ period }) => period)).size < 2) return undefined;
  const plot = plotOf(input);
  const laid = seriesOf(input).map((series) => lay(series, plot.across, plot.up));
  const axes = drawAxes(plot);
  const names = drawNames(input, plot, laid);
  const [subject = { runs: [], missing: [] }] = laid;
  const periods = drawPeriods(input, plot, subject);
  const straight = [...axes.marks, ...names.marks].flatMap(({ x, y, d }) => {
    const [, dx = '0', dy = '0'] = /L(.+),(.+)$/.exec(d) ?? [];
    return boxesAlong([x, y], [x + Number(dx), y + Number(dy)]);
  });
  const taken = [...laid.flatMap(boxesOf), ...straight];
  const numbers = numberBlocks(input, plot, laid, taken);
  const key = keyOf(
    plot.words,
    keyEntries(input, laid),
    bottomOf([...periods.blocks, ...names.blocks], plot.bottom) + 6,
  );
  const lines = laid.map((one, index) => seriesMarks(one, classOf(index)));
  const marks = [...axes.marks, ...periods.marks, ...names.marks, ...lines.reverse().flat(), ...key.marks];
  const blocks = [...axes.blocks, ...names.blocks, ...numbers, ...periods.blocks, ...key.blocks];
  return chartOf(
    input,
    'trend',
    { marks, blocks },
    {
      height: bottomOf(blocks, plot.bottom) + 2,
      description: descriptionOf(input),
      notes: notesOf(input, periods.unplaced),
    },
  );
}
