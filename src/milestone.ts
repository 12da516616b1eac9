import { nextDue } from './calendar.ts';
import { daysBetween, firstDay, lastDay } from './dates.ts';
import type { Day, LooseDate } from './dates.ts';
import type { Interval, NationalMilestone, Progress, Step } from './records.ts';

/** How a milestone stands on a day. Days are counted from the last day that the due date can mean. */
export interface Status {
  readonly kind:
    | 'met-on-time'
    | 'met-late'
    | 'done'
    | 'done-undated'
    | 'done-unclear'
    | 'done-doubted'
    | 'overdue'
    | 'not-yet-due'
    | 'not-provided'
    | 'no-due-date';
  readonly days?: number;
  /** True where a date without a day makes the number of days the least it can be. */
  readonly at_least?: boolean;
}

/** The furthest step taken towards a milestone. */
export interface Reached {
  readonly step: keyof Omit<Progress, 'note' | 'owner' | 'source' | 'acknowledged'>;
  readonly date: LooseDate | null;
  readonly doubt: string | null;
  /** True if this step meets the milestone: a draft does not meet "agree". */
  readonly meets: boolean;
}

/** The steps that may be taken, from the first to the furthest. */
export const steps = ['drafted', 'reported', 'agreed', 'published', 'convened', 'named', 'sent'] as const;

/** True for a step that has been taken by a day, as far as anybody knows. */
export function isDone(step: Step | undefined, asAt: Day): step is Step {
  if (step?.state !== 'done') return false;
  return step.date === undefined || step.doubt !== undefined || firstDay(step.date) <= asAt;
}

/** The furthest step taken by a day, or null. */
export function reached(
  definition: NationalMilestone,
  progress: Progress | undefined,
  asAt: Day,
): Reached | null {
  const order = [...steps.filter((step) => step !== definition.met_by), definition.met_by];
  const step = order.findLast((name) => isDone(progress?.[name], asAt));
  if (!step) return null;
  const { date = null, doubt = null } = progress?.[step] ?? {};
  return { step, date, doubt, meets: step === definition.met_by };
}

/** The status of a milestone on a day; only the step named in `met_by` meets it. */
export function statusOf(definition: NationalMilestone, progress: Progress | undefined, asAt: Day): Status {
  const furthest = reached(definition, progress, asAt);
  const due = definition.due && lastDay(definition.due);
  if (furthest?.meets) return metStatus(furthest, due);
  const status = dueStatus(due, asAt);
  // Where nothing at all is on record, nothing is claimed: neither that it was done nor that it is late.
  return progress === undefined && status.kind === 'overdue' ? { kind: 'not-provided' } : status;
}

function metStatus({ date, doubt }: Reached, due: Day | undefined): Status {
  if (doubt !== null) return { kind: 'done-doubted' };
  if (date === null) return { kind: 'done-undated' };
  if (!due) return { kind: 'done' };
  if (lastDay(date) <= due) return { kind: 'met-on-time' };
  const earliest = firstDay(date);
  if (earliest <= due) return { kind: 'done-unclear' };
  return { kind: 'met-late', days: daysBetween(due, earliest), at_least: earliest !== lastDay(date) };
}

/** The last time something was done that comes back: the day from which the next is counted. */
export function anchorOf(
  definition: NationalMilestone,
  progress: Progress | undefined,
  asAt: Day,
): Day | undefined {
  const furthest = reached(definition, progress, asAt);
  return furthest?.meets && furthest.date !== null && furthest.doubt === null
    ? lastDay(furthest.date)
    : undefined;
}

/**
 * When a milestone that comes back is due next: one interval after it was last done or, if it never was, after the
 * milestone that it follows. Undefined while neither has a date.
 */
export function recurrenceOf(
  every: Interval,
  anchors: readonly (Day | undefined)[],
): { readonly anchor: Day; readonly due: Day } | undefined {
  const [anchor] = anchors
    .filter((day) => day !== undefined)
    .sort()
    .reverse();
  return anchor === undefined ? undefined : { anchor, due: nextDue(anchor, every) };
}

/** How a due date stands on a day, as long as what is due has not been done. */
export function dueStatus(due: Day | undefined, asAt: Day): Status {
  if (due === undefined) return { kind: 'no-due-date' };
  return due < asAt ? { kind: 'overdue', days: daysBetween(due, asAt) } : { kind: 'not-yet-due' };
}
