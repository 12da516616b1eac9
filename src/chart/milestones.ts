import { scaleLinear } from 'd3-scale';
import { daysBetween, firstDay, lastDay, plusMonths } from '../dates.ts';
import type { Day, LooseDate } from '../dates.ts';
import type { Status } from '../milestone.ts';
import type { Chart, ChartMark, Step } from '../records.ts';
import type { Due } from '../rows/index.ts';
import { wordsOf } from '../words.ts';
import type { Said, Words } from '../words.ts';
import { bottomOf, chartOf, chartWidth, keyOf, mark, rectangle, shapes, stroke } from './draw.ts';
import type { ChartFrame, Drawing, KeyEntry } from './draw.ts';
import { block, lineHeight, place, plain, widthOf, wrapped } from './text.ts';
import type { Block } from './text.ts';

/** One milestone: `step` is what the data says of the step that meets it. */
export interface MilestoneLine {
  readonly name: string;
  readonly due: Due;
  readonly step?: Step;
  readonly status: Status;
}

export interface MilestonesInput extends ChartFrame {
  readonly asAt: Day;
  readonly milestones: readonly MilestoneLine[];
}

type Time = (day: Day) => number;

interface Field {
  readonly left: number;
  readonly right: number;
}

const nameWidth = 132;
const statusWidth = 104;
const gap = 10;
const rowGap = 5;
const field: Field = { left: nameWidth + gap, right: chartWidth - statusWidth - gap };

/** The date on which a milestone was met by a day; none where it is not known or in doubt. */
function doneOf({ step }: MilestoneLine, asAt: Day): LooseDate | undefined {
  if (step?.state !== 'done' || step.doubt !== undefined) return undefined;
  return step.date !== undefined && firstDay(step.date) <= asAt ? step.date : undefined;
}

function plannedOf({ step }: MilestoneLine): LooseDate | undefined {
  return step?.state === 'planned' && step.doubt === undefined ? step.date : undefined;
}

/** From when to when a milestone was or is late, where that can be drawn. */
function delayOf(line: MilestoneLine, asAt: Day): readonly [Day, Day] | undefined {
  const { due, status } = line;
  const until =
    status.kind === 'overdue' ? asAt : status.kind === 'met-late' ? doneOf(line, asAt) : undefined;
  return due.date === null || until === undefined ? undefined : [lastDay(due.date), firstDay(until)];
}

/** Every date that is drawn, but the day of the statuses. */
function datesOf(milestones: readonly MilestoneLine[], asAt: Day): LooseDate[] {
  return milestones.flatMap((one) =>
    [one.due.date ?? undefined, doneOf(one, asAt), plannedOf(one)].filter((date) => date !== undefined),
  );
}

/** Lays days along the field, from the first that any date can mean to the last. */
function timeOf(dates: readonly LooseDate[]): {
  readonly time: Time;
  readonly first: Day;
  readonly last: Day;
} {
  // Whole months, so that a month or more is always shown.
  const [earliest = ''] = dates.map(firstDay).sort();
  const first = firstDay(earliest.slice(0, 7));
  const last = lastDay((dates.map(lastDay).sort().at(-1) ?? first).slice(0, 7));
  const scale = scaleLinear()
    .domain([0, Math.max(1, daysBetween(first, last))])
    .range([field.left + 5, field.right - 5]);
  return { time: (day) => scale(daysBetween(first, day)), first, last };
}

/** The months at which the axis is marked, at most five of them: every year or, where there are few, every quarter. */
function ticksOf(first: Day, last: Day): LooseDate[] {
  const months = daysBetween(first, last) / 30;
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((length) => months / length < 5) ?? 600;
  const ticks: LooseDate[] = [];
  for (let day = `${first.slice(0, 4)}-01-01`; day <= last; day = plusMonths(day, step))
    if (day >= first) ticks.push(step < 12 ? day.slice(0, 7) : day.slice(0, 4));
  return ticks;
}

/** A date on its row: a sign for a day, and the span it may mean for a month or a year. */
function dateMark(time: Time, date: LooseDate, y: number, as: 'due' | 'done' | 'planned'): ChartMark[] {
  const [from, to] = [time(firstDay(date)), time(lastDay(date))];
  const height = as === 'due' ? 12 : 5;
  if (date.length < 10) return [mark(from, y - height / 2, rectangle(to - from, height), `span ${as}`)];
  if (as === 'due') return [stroke([from, y - 6], [from, y + 6], 'due')];
  return [mark(from, y, shapes.circle, as)];
}

const isUndated = ({ step }: MilestoneLine): boolean => step?.state === 'done' && step.date === undefined;
const isUnsure = ({ due }: MilestoneLine): boolean => due.date !== null && !due.confirmed;

/** What stands at the right of a row: its status and, below, what is not known of its dates. */
function statusLines(words: Words, line: MilestoneLine, undated: string): Said[][] {
  const status = wrapped(words, words.status(line.status), statusWidth);
  // A status that fits stays a value; only a longer one is cut into lines.
  const lines = status.length === 1 ? [[{ as: 'status', value: line.status } satisfies Said]] : status;
  return isUndated(line) ? [...lines, [plain(undated)]] : lines;
}

/** The rows of the milestones, from a top downwards. */
function drawRows(words: Words, input: MilestonesInput, time: Time, from: number) {
  const { milestones, asAt, wording } = input;
  const marks: ChartMark[] = [];
  const blocks: Block[] = [];
  let top = from;
  for (const line of milestones) {
    const { tone } = wording.statuses[line.status.kind];
    const name = block(words, wrapped(words, line.name, nameWidth), { x: 0, top });
    const under = isUnsure(line) ? wrapped(words, wording.charts.due_not_confirmed, nameWidth) : [];
    const aside = block(words, under, { x: 0, top: name.box.bottom, as: 'soft' });
    const lines = statusLines(words, line, wording.undated);
    const status = block(words, lines, { x: field.right + gap, top, as: `tone ${tone}` });
    const bottom = Math.max(aside.box.bottom, status.box.bottom);
    const y = top + lineHeight / 2;
    const [due, done, planned] = [line.due.date, doneOf(line, asAt), plannedOf(line)];
    const delay = delayOf(line, asAt);
    if (delay) marks.push(stroke([time(delay[0]), y], [time(delay[1]), y], 'delay'));
    if (due !== null) marks.push(...dateMark(time, due, y, 'due'));
    if (done !== undefined) marks.push(...dateMark(time, done, y, 'done'));
    if (planned !== undefined) marks.push(...dateMark(time, planned, y, 'planned'));
    blocks.push(name, ...(under.length > 0 ? [aside] : []), status);
    top = bottom + rowGap;
    marks.push(stroke([0, top - rowGap / 2], [chartWidth, top - rowGap / 2], 'hairline'));
  }
  return { marks, blocks, bottom: top };
}

/** The axis of time under the rows, and the day of the statuses as a line through all of them. */
function drawTime(
  words: Words,
  input: MilestonesInput,
  span: ReturnType<typeof timeOf>,
  bottom: number,
): Drawing {
  const { asAt, wording } = input;
  const { time, first, last } = span;
  const x = time(asAt);
  const said: Said[] = [plain(`${wording.charts.as_at} `), { as: 'date', value: asAt }];
  const half = widthOf(words.say(said)) / 2;
  const middle = Math.min(Math.max(x, half), chartWidth - half);
  const head = block(words, [said], { x: middle, top: 0, anchor: 'middle', as: 'strong' });
  const marks = [
    stroke([x, lineHeight + 2], [x, bottom], 'asat'),
    stroke([field.left, bottom], [field.right, bottom], 'axis'),
  ];
  const blocks = [head];
  for (const tick of ticksOf(first, last)) {
    const at = time(firstDay(tick));
    const lines = words
      .date(tick)
      .split('\u00a0')
      .map((part) => [plain(part)]);
    const label = block(words, lines, {
      x: at,
      top: bottom + 5,
      anchor: 'middle',
      as: 'soft',
    });
    const frame = { left: 0, right: chartWidth, top: 0, bottom: Infinity };
    marks.push(stroke([at, bottom], [at, bottom + 4], 'axis'));
    if (
      place(
        [label],
        frame,
        blocks.map(({ box }) => ({ ...box, right: box.right + 6 })),
      )
    )
      blocks.push(label);
  }
  return { marks, blocks };
}

/** What the signs mean, of those that are drawn. */
function keyEntries({ milestones, asAt, wording: { charts } }: MilestonesInput): KeyEntry[] {
  const entry = (
    as: 'due' | 'done' | 'planned',
    dates: readonly (LooseDate | undefined | null)[],
  ): KeyEntry[] =>
    dates.every((date) => date === undefined || date === null)
      ? []
      : [{ width: 8, marks: dateMark(() => 4, '2000-01-01', 0, as), word: charts[as] }];
  const loose = datesOf(milestones, asAt).filter((date) => date.length < 10);
  const isLate = milestones.some((line) => delayOf(line, asAt) !== undefined);
  const { key, late } = charts;
  const span = dateMark((day) => (day < '2000-06' ? 0 : 24), '2000', 0, 'due');
  return [
    ...entry(
      'due',
      milestones.map(({ due }) => due.date),
    ),
    ...entry(
      'done',
      milestones.map((line) => doneOf(line, asAt)),
    ),
    ...entry('planned', milestones.map(plannedOf)),
    ...(isLate ? [{ width: 24, marks: [stroke([0, 0], [24, 0], 'delay')], word: late }] : []),
    ...(loose.length > 0
      ? [{ width: 24, marks: span, word: loose.some((date) => date.length < 7) ? key.span : key.month }]
      : []),
  ];
}

/** Each milestone in a sentence: its dates as they are known, and its status. */
function descriptionOf({ milestones, asAt, wording }: MilestonesInput): Said[] {
  const { charts } = wording;
  const dated = (word: string, date: LooseDate | undefined | null): Said[] =>
    date === undefined || date === null ? [] : [plain(`${word} `), { as: 'date', value: date }, plain(', ')];
  return [
    plain(`${charts.as_at.slice(0, 1).toUpperCase()}${charts.as_at.slice(1)} `),
    { as: 'date', value: asAt },
    plain('. '),
    ...milestones.flatMap((line): Said[] => [
      plain(`${line.name}: `),
      ...dated(charts.due, line.due.date),
      ...(isUnsure(line) ? [plain(`${charts.due_not_confirmed}, `)] : []),
      ...dated(charts.done, doneOf(line, asAt)),
      ...dated(charts.planned, plannedOf(line)),
      { as: 'status', value: line.status },
      plain(isUndated(line) ? `, ${wording.undated}. ` : '. '),
    ]),
  ];
}

/**
 * Milestones on a line of time: when each was due and done, and its status on a day. Undefined where fewer than two
 * dates are known.
 */
export function milestonesChart(input: MilestonesInput): Chart | undefined {
  const { wording, milestones, asAt } = input;
  const words = wordsOf(wording);
  const dates = datesOf(milestones, asAt);
  if (dates.length < 2) return undefined;
  const span = timeOf([...dates, asAt]);
  const rows = drawRows(words, input, span.time, lineHeight + 6);
  const time = drawTime(words, input, span, rows.bottom);
  const key = keyOf(words, keyEntries(input), bottomOf(time.blocks, rows.bottom + 5) + 6);
  const blocks = [...time.blocks, ...rows.blocks, ...key.blocks];
  const drawing = { marks: [...time.marks, ...rows.marks, ...key.marks], blocks };
  return chartOf(input, 'milestones', drawing, {
    height: bottomOf(blocks, 0) + 2,
    description: descriptionOf(input),
    notes: [],
  });
}
