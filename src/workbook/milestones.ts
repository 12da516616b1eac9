import { firstDay, lastDay } from '../dates.ts';
import type { MilestoneRow, Step } from '../records.ts';
import type { Status } from '../milestone.ts';
import type { Due } from '../rows/index.ts';
import { absent, cell, dateCell, dateText, notesCell, sourceCell, tableOf, textCell } from './cells.ts';
import type { Making } from './cells.ts';
import { joined, literal, onDay } from './formulas.ts';
import type { Cell, Row, Table, Tone, Value } from './model.ts';
import { fill } from '../words.ts';

/** What is on record of the step that meets a milestone; the status formula reads this word. */
function recordOf({ config }: Making, row: MilestoneRow, step: Step | undefined): string {
  const { record } = config.workbook.record.words;
  // What comes back is due again however often it was done; only the day on which it is due decides.
  if (row.definition.recurs) return record.open;
  if (row.source === undefined) return record.nothing;
  if (step?.state !== 'done') return record.open;
  if (step.doubt !== undefined) return record.doubted;
  return step.date === undefined ? record.undated : record.done;
}

/** The date of one step: a day, words for a looser date, or what else is on record. */
function stepCell(making: Making, step: Step | undefined): Cell {
  const { words } = making.config.workbook.record;
  if (step === undefined) return cell(words.none);
  if (step.state === 'planned') {
    const date = step.date === undefined ? '' : dateText(making, step.date);
    return cell(fill(words.planned, { date }).trim());
  }
  if (step.doubt !== undefined) return cell(words.record.doubted);
  return step.date === undefined ? cell(words.record.undated) : dateCell(making, step.date);
}

/** The days that a status counts; words where there are none to count. */
function daysOf(making: Making, { kind, days }: Status): Value {
  if (days !== undefined) return days;
  if (kind === 'met-on-time') return 0;
  const isEndless = kind === 'not-yet-due' || kind === 'no-due-date' || kind === 'done';
  return absent(making, isEndless ? 'not-applicable' : 'unknown');
}

/**
 * The last day that a due date can mean, because the status is counted from it; it says so where no day is given, and
 * where no public source confirms it.
 */
function dueCell(making: Making, { date, confirmed }: Due): Cell {
  if (date === null) return textCell(making, undefined);
  const { wording, workbook } = making.config;
  const day = lastDay(date);
  const doubts = [
    ...(day === date ? [] : [workbook.record.words.no_day]),
    ...(confirmed ? [] : [wording.record.not_confirmed]),
  ];
  return { value: day, mark: doubts.join(', ') || undefined };
}

function milestoneRow(making: Making, row: MilestoneRow): Row {
  const { definition, due, owner, source, notes } = row;
  const { steps } = making.config.wording.record;
  const status = row.status as Status;
  const step = row[definition.met_by];
  const record = recordOf(making, row, step);
  const done = record === making.config.workbook.record.words.record.done ? step?.date : undefined;
  const none = cell(absent(making, 'not-applicable'));
  return {
    number: cell(definition.number),
    milestone: cell(definition.short),
    due: dueCell(making, due as Due),
    due_source: sourceCell(making, definition.due === undefined ? undefined : definition.source),
    drafted: stepCell(making, row.drafted),
    agreed: stepCell(making, step),
    published: stepCell(making, definition.met_by === 'published' ? undefined : row.published),
    step: cell(steps[definition.met_by]),
    record: cell(record),
    first: done === undefined ? none : cell(firstDay(done)),
    last: done === undefined ? none : cell(lastDay(done)),
    status: cell(making.words.status(status)),
    days: cell(daysOf(making, status)),
    owner: textCell(making, owner),
    source: sourceCell(making, source),
    note: notesCell(making, notes),
  };
}

/** A number of days in words. */
export function daysFormula({ config }: Making, days: string): string {
  const { one, many } = config.wording.record.days;
  return `IF(${days}=1,${joined(one, { n: days })},${joined(many, { n: days })})`;
}

/** The status and the days late as formulas: the cases of src/milestone.ts, in the same order. */
function formulas(making: Making): { status: string; days: string } {
  const { statuses, days } = making.config.wording.record;
  const { record } = making.config.workbook.record.words;
  const here = (column: string) => making.refs.here('milestones', column);
  const [due, first, last, word] = ['due', 'first', 'last', 'record'].map(here) as [
    string,
    string,
    string,
    string,
  ];
  const is = (text: string) => `${word}=${literal(text)}`;
  const label = (kind: Status['kind']) => literal(statuses[kind].label);
  const late = daysFormula(making, `(${first}-${due})`);
  const least = joined(days['at-least'], { days: late });
  const metLate = joined(statuses['met-late'].label, { days: `IF(${first}=${last},${late},${least})` });
  const overdue = joined(statuses.overdue.label, { days: daysFormula(making, `(AsAt-${due})`) });
  const cases = (
    [doubted, undated, done, onTime, unclear, met]: [string, string, string, string, string, string],
    [noDue, notYet, nothing, open]: [string, string, string, string],
  ) =>
    `IF(${is(record.doubted)},${doubted},IF(${is(record.undated)},${undated},` +
    `IF(AND(${is(record.done)},${first}<=AsAt),` +
    `IF(NOT(ISNUMBER(${due})),${done},IF(${last}<=${due},${onTime},IF(${first}<=${due},${unclear},${met}))),` +
    `IF(NOT(ISNUMBER(${due})),${noDue},IF(${due}>=AsAt,${notYet},IF(${is(record.nothing)},${nothing},${open}))))))`;
  const unknown = literal(absent(making, 'unknown'));
  const senseless = literal(absent(making, 'not-applicable'));
  return {
    status: onDay(
      making.sums,
      cases(
        [
          label('done-doubted'),
          label('done-undated'),
          label('done'),
          label('met-on-time'),
          label('done-unclear'),
          metLate,
        ],
        [label('no-due-date'), label('not-yet-due'), label('not-provided'), overdue],
      ),
    ),
    days: onDay(
      making.sums,
      cases(
        [unknown, unknown, senseless, '0', unknown, `${first}-${due}`],
        [senseless, senseless, unknown, `AsAt-${due}`],
      ),
    ),
  };
}

/** The colours of statuses, by the words that each begins with. */
export function statusTones({ config }: Making, late: readonly Status['kind'][]): Tone[] {
  const { statuses } = config.wording.record;
  const word = (kind: Status['kind']) => statuses[kind].label.replace(/\{.*$/s, '').trim();
  return [
    { starts: word('met-on-time'), tone: 'good' },
    ...late.map((kind): Tone => ({ starts: word(kind), tone: 'late' })),
  ];
}

/** The national milestones, each with a status that follows from its dates and the day on the cover. */
export function milestoneTable(making: Making): Table | undefined {
  const rows = making.rows.milestones.map((row) => milestoneRow(making, row));
  return tableOf(making, 'milestones', {
    rows,
    formulas: formulas(making),
    tones: { status: statusTones(making, ['met-late', 'overdue']) },
  });
}
