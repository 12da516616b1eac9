import { firstDay, isLooseDate, lastDay } from './dates.ts';
import type { Day } from './dates.ts';
import { actionsOn, awardsOn, linesOn, measuresOn } from './known.ts';
import { anchorOf, isDone, reached, recurrenceOf, dueStatus, statusOf } from './milestone.ts';
import type { Reached, Status } from './milestone.ts';
import type { Config, Partner } from './project.ts';
import type { Figure, NationalMilestone, Progress, Step } from './records.ts';
import { unitAt } from './unit.ts';

/** A milestone with its definition, what was done, and its status on a day. */
interface Milestone extends Partial<Progress> {
  readonly definition: NationalMilestone;
  readonly status: Status;
  readonly reached: Reached | null;
  /** Of a milestone that comes back: the day from which its due date is counted. */
  readonly anchor?: Day;
}

/** All that texts and tables of one partnership may draw on, as plain data, on a day. */
export interface Facts {
  readonly as_at: Day;
  readonly partnership: Partner['partnership']['record'];
  readonly milestones: Readonly<Record<string, Milestone>>;
  readonly needs: unknown;
  readonly outcomes: unknown;
  readonly actions: unknown;
  readonly risks: unknown;
  readonly plan: unknown;
  readonly grants: unknown;
  readonly spend: unknown;
  readonly meetings: Partner['meetings'][number]['record'][];
  readonly paper: unknown;
}

/** A fact that text can quote: a value that knows how it wants to be printed. */
export type Fact =
  | { readonly as: 'figure'; readonly value: Figure; readonly unit?: string }
  | { readonly as: 'date'; readonly value: string }
  | { readonly as: 'text'; readonly value: string }
  | { readonly as: 'status'; readonly value: Status };

/** When a milestone is due again: in the next round that was asked for, or by a rule that a source confirms. */
function nextOf({ recurs, rounds }: NationalMilestone, anchors: readonly (Day | undefined)[]) {
  if (!recurs || (!rounds && recurs.confidence !== 'sourced')) return undefined;
  const next = recurrenceOf(recurs.every, anchors);
  if (!next || !rounds) return next;
  const round = rounds.find((date) => lastDay(date) > next.anchor);
  return round === undefined ? undefined : { anchor: next.anchor, due: lastDay(round) };
}

/** What is on record of a milestone, without the steps that were taken after a day. */
function takenBy(progress: Progress | undefined, asAt: Day): Progress | undefined {
  const isLater = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    'state' in value &&
    value.state === 'done' &&
    !isDone(value as Step, asAt);
  return (
    progress &&
    (Object.fromEntries(Object.entries(progress).filter(([, value]) => !isLater(value))) as typeof progress)
  );
}

/** Every national milestone with its status on a day; a forum has none. */
function milestonesOf(config: Config, partner: Partner, asAt: Day): Record<string, Milestone> {
  if (partner.partnership.record.kind === 'forum') return {};
  const definitions = config.milestones.record.milestones;
  const progress = partner.milestones?.record.milestones ?? {};
  const anchor = (id: string) => definitions[id] && anchorOf(definitions[id], progress[id], asAt);
  const milestones = Object.entries(definitions).map(([id, definition]): [string, Milestone] => {
    const own = takenBy(progress[id], asAt);
    const { recurs } = definition;
    const furthest = reached(definition, own, asAt);
    if (!recurs)
      return [id, { ...own, definition, status: statusOf(definition, own, asAt), reached: furthest }];
    const next = nextOf(definition, [anchor(id), anchor(recurs.after)]);
    const status = dueStatus(next?.due, asAt);
    return [
      id,
      {
        ...own,
        definition: { ...definition, due: next?.due },
        status,
        reached: furthest,
        anchor: next?.anchor,
      },
    ];
  });
  return Object.fromEntries(milestones);
}

/** What changes with time, as it was on a day before that of the records, so that no return tells what came after it. */
function before(config: Config, partner: Partner, asAt: Day) {
  const [needs, outcomes, grants] = [partner.needs?.record, partner.outcomes?.record, partner.grants?.record];
  const [actions, spend] = [partner.actions?.record.actions, partner.spend?.record];
  return {
    needs: needs?.measures ? { ...needs, measures: measuresOn(config, needs.measures, asAt) } : needs,
    outcomes: outcomes?.measures
      ? { ...outcomes, measures: measuresOn(config, outcomes.measures, asAt) }
      : outcomes,
    grants: grants && { ...grants, awards: awardsOn(grants.awards, asAt) },
    spend: spend && {
      ...spend,
      lines: linesOn(config, spend.lines, { awards: grants?.awards ?? {}, day: asAt }),
    },
    actions: actions && actionsOn(actions, asAt),
    meetings: partner.meetings
      .map(({ record }) => record)
      .filter(({ date }) => date === undefined || firstDay(date) <= asAt),
  };
}

/** Joins a partnership's records with the national definitions, every status as at one day. */
export function factsOf(config: Config, partner: Partner, asAt: Day, paper?: object): Facts {
  return {
    as_at: asAt,
    partnership: partner.partnership.record,
    milestones: milestonesOf(config, partner, asAt),
    needs: partner.needs?.record,
    outcomes: partner.outcomes?.record,
    actions: partner.actions?.record.actions,
    risks: partner.risks?.record.risks,
    plan: partner.plan?.record,
    grants: partner.grants?.record,
    spend: partner.spend?.record,
    meetings: partner.meetings.map(({ record }) => record),
    ...(asAt < partner.partnership.record.as_at ? before(config, partner, asAt) : {}),
    paper: paper && { ...paper, as_at: asAt },
  };
}

/** What lies at a dotted path, or undefined. */
export function at(facts: Facts, path: string): unknown {
  let value: unknown = facts;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** A measure or comparator: a figure with what it is of. */
interface Measured {
  readonly value: Figure;
}

function isMeasured(value: object): value is Measured {
  return 'area' in value && 'value' in value;
}

const figureKeys = ['value', 'low', 'high', 'form', 'state', 'note'];

/** True for a figure; a step towards a milestone, a record with a state, or a record around a figure is none. */
function isFigure(value: object): value is Figure {
  const isStep = 'state' in value && (value.state === 'done' || value.state === 'planned');
  const isAround = 'value' in value && typeof value.value === 'object';
  return !isStep && !isAround && Object.keys(value).every((key) => figureKeys.includes(key));
}

/** Everything on the way to a dotted path, from the facts themselves to the value there. */
function wayTo(facts: Facts, path: string): unknown[] {
  const steps = path.split('.');
  return [facts, ...steps.map((_, i) => at(facts, steps.slice(0, i + 1).join('.')))];
}

/**
 * The fact at a dotted path; a measure stands for its value. Undefined if nothing stands there that can be printed, or if
 * the path leads inside a figure: its number must not go without its form and state.
 */
export function factAt(facts: Facts, path: string): Fact | undefined {
  const way = wayTo(facts, path);
  const value = way.at(-1);
  const around = way.slice(1, -1).filter((part) => typeof part === 'object' && part !== null);
  if (around.some((part) => Object.keys(part).length > 0 && isFigure(part))) return undefined;
  if (typeof value === 'number') return { as: 'figure', value: { value } };
  if (typeof value === 'string') return { as: isLooseDate(value) ? 'date' : 'text', value };
  if (typeof value !== 'object' || value === null) return undefined;
  if (path.endsWith('.status')) return { as: 'status', value: value as Status };
  const unit = unitAt(path.split('.'), way);
  if (isMeasured(value)) return { as: 'figure', value: value.value, unit };
  if (isFigure(value)) return { as: 'figure', value, unit };
  return undefined;
}
