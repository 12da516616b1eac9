import { firstDay, lastDay } from './dates.ts';
import type { Day } from './dates.ts';
import { factsOf } from './facts.ts';
import type { Status } from './milestone.ts';
import { movementOf, pointsOf } from './movement.ts';
import type { Movement, Point } from './movement.ts';
import { nameOf } from './layout.ts';
import type { Config, Filed, Partner } from './project.ts';
import type { AllocationStep, Measure, Return } from './records.ts';
import { measuresIn, unitOf } from './rows/figures.ts';
import type { Amount } from './rows/figures.ts';

/** One thing that is not as it was at an earlier day. */
export type Change = { readonly what: string } & (
  | { readonly kind: 'milestone'; readonly then: Status; readonly now: Status }
  | {
      readonly kind: 'measure';
      readonly then: Amount & { readonly period: string };
      readonly now: Amount & { readonly period: string };
      readonly movement: Movement;
    }
  | {
      readonly kind: 'money';
      /** Absent where nothing of the grant was on record by the earlier day. */
      readonly then: (Amount & { readonly stage: AllocationStep['stage'] }) | undefined;
      readonly now: Amount & { readonly stage: AllocationStep['stage'] };
      readonly movement: Movement | undefined;
    }
  | { readonly kind: 'action'; readonly done: string; readonly state: 'done' | 'closed' }
);

/** The two days between which something has changed, both ends of rounds. */
export interface Interval {
  readonly from: Day;
  readonly to: Day;
}

const met: readonly Status['kind'][] = [
  'met-on-time',
  'met-late',
  'done',
  'done-undated',
  'done-unclear',
  'done-doubted',
];

/** Milestones that were met in between, and those that have become overdue. */
function milestoneChanges(config: Config, partner: Partner, { from, to }: Interval): Change[] {
  const before = factsOf(config, partner, from).milestones;
  const after = factsOf(config, partner, to).milestones;
  return Object.entries(after).flatMap(([id, { definition, status: now }]): Change[] => {
    const then = before[id]?.status;
    const newly = met.includes(now.kind) || now.kind === 'overdue';
    const same = then?.kind === now.kind || (then && met.includes(then.kind) && met.includes(now.kind));
    return then && newly && !same ? [{ kind: 'milestone', what: definition.short, then, now }] : [];
  });
}

/** The latest figure whose period had ended by a day. */
function latest(points: readonly Point[], day: Day): Point | undefined {
  return points.findLast(({ span }) => span !== undefined && span.last <= day);
}

/** Measures that have a newer figure than before. */
function measureChanges(config: Config, partner: Partner, { from, to }: Interval): Change[] {
  const measures = measuresIn(factsOf(config, partner, to)).map(([, measure]) => measure);
  return measures.flatMap((measure: Measure): Change[] => {
    const points = pointsOf(config, measure);
    const [then, now] = [latest(points, from), latest(points, to)];
    if (!then?.period || !now?.period || then === now) return [];
    const unit = unitOf(config, measure.unit);
    const movement = movementOf(then, now, measure.direction);
    const at = ({ figure, period = '' }: Point) => ({ figure, unit, period });
    return [
      { kind: 'measure', what: `${measure.name}, ${measure.area}`, then: at(then), now: at(now), movement },
    ];
  });
}

/** The last stage of an allocation that was surely reached by a day. */
function stageAt(history: readonly AllocationStep[], day: Day): AllocationStep | undefined {
  return history.findLast(({ date }) => date !== undefined && lastDay(date) <= day);
}

/** Grants whose stage or amount has changed, and those whose first stage was reached in between. */
function moneyChanges(config: Config, partner: Partner, { from, to }: Interval): Change[] {
  const awards = partner.grants?.record.awards ?? {};
  const unit = unitOf(config, 'pounds');
  return Object.values(awards).flatMap(({ scheme, year, history = [] }): Change[] => {
    const [then, now] = [stageAt(history, from), stageAt(history, to)];
    if (!now || then === now || (!then && history.some(({ date }) => date === undefined))) return [];
    const what = [config.grants.record.schemes[scheme]?.name ?? scheme, year].join(', ');
    const at = ({ stage, amount: figure }: AllocationStep) => ({ figure, unit, stage });
    const movement = then && movementOf({ figure: then.amount }, { figure: now.amount });
    return [{ kind: 'money', what, then: then && at(then), now: at(now), movement }];
  });
}

/** Actions that were done or closed in between. */
function actionChanges(partner: Partner, { from, to }: Interval): Change[] {
  const actions = partner.actions?.record.actions ?? {};
  return Object.values(actions).flatMap(({ title, text, state, done }): Change[] => {
    if ((state !== 'done' && state !== 'closed') || done === undefined) return [];
    const between = firstDay(done) > from && lastDay(done) <= to;
    return between ? [{ kind: 'action', what: title ?? text, done, state }] : [];
  });
}

/** What has moved between two days, the earlier first: milestones newly met or late, measures, money, actions. */
export function changesOf(config: Config, partner: Partner, interval: Interval): Change[] {
  return [
    ...milestoneChanges(config, partner, interval),
    ...measureChanges(config, partner, interval),
    ...moneyChanges(config, partner, interval),
    ...actionChanges(partner, interval),
  ];
}

/** The return of a partnership in one round, if its answers are in the data. */
export function returnIn(partner: Partner, round: string): Filed<Return> | undefined {
  return partner.returns.find(({ source }) => nameOf(source) === round);
}

/** The day as at which a return speaks. */
export function dayOf(partner: Partner, { record }: Filed<Return>): Day {
  return record.as_at ?? partner.partnership.record.as_at;
}

/** The name of the last round before this one in which the partnership has answered. */
export function roundBefore(config: Config, partner: Partner, round: string): string | undefined {
  const rounds = Object.keys(config.rounds);
  return rounds.slice(0, rounds.indexOf(round)).findLast((earlier) => returnIn(partner, earlier));
}
