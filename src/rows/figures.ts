import type { Facts } from '../facts.ts';
import { movementOf, pointsOf } from '../movement.ts';
import type { Movement } from '../movement.ts';
import type { Config } from '../project.ts';
import type {
  Figure,
  Measure,
  MeasureRow,
  Needs,
  Note,
  Outcomes,
  ProgressRow,
  Target,
  TargetRow,
  Unit,
} from '../records.ts';
import { note, notesOf } from './notes.ts';

/** A figure together with the unit it counts; what a cell of kind `figure` holds. */
export interface Amount {
  readonly figure: Figure;
  readonly unit: Unit;
}

/** A target as a cell holds it: a level to be reached, or a change. */
export interface Aim extends Amount {
  readonly change: boolean;
}

/** How a figure has moved, in its unit; what a cell of kind `movement` holds. */
export interface Moved {
  readonly movement: Movement;
  readonly unit: Unit;
}

/** A unit of config/units.yaml by its id, which the check has found there. */
export function unitOf(config: Config, id: string): Unit {
  const unit = config.units.record.units[id];
  if (!unit) throw new Error(`the unit ${id} was not checked`);
  return unit;
}

/** Every measure of the needs assessment and of the outcomes, by its name. */
export function measuresIn({ needs, outcomes }: Facts): [string, Measure][] {
  return [needs, outcomes].flatMap((part) => Object.entries((part as Needs | undefined)?.measures ?? {}));
}

const targetsIn = ({ outcomes }: Facts) => Object.entries((outcomes as Outcomes | undefined)?.targets ?? {});

/** One row for each measure, and one for each comparator after it. */
export function measureRows(config: Config, facts: Facts): MeasureRow[] {
  return measuresIn(facts).flatMap(([, measure]) => {
    const unit = unitOf(config, measure.unit);
    const row = (area: string, figure: Figure, notes: Note[]): MeasureRow => ({
      name: measure.name,
      area,
      period: measure.period,
      unit: unit.label,
      amount: { figure, unit } satisfies Amount,
      source: measure.source,
      notes: [...note(measure.name, figure.note), ...notes],
    });
    return [
      row(measure.area, measure.value, notesOf(measure.name, measure)),
      ...Object.values(measure.comparators ?? {}).map((other) => row(other.area, other.value, [])),
    ];
  });
}

/** One row for each target. */
export function targetRows(config: Config, facts: Facts): TargetRow[] {
  return targetsIn(facts).map(([, target]) => {
    const { name, area, by, source } = target;
    const unit = unitOf(config, target.unit);
    return {
      name,
      area,
      by,
      amount: aimOf(config, target),
      unit: unit.label,
      source,
      notes: notesOf(name, target),
    };
  });
}

function aimOf(config: Config, { value, unit, change = false }: Target): Aim {
  return { figure: value, unit: unitOf(config, unit), change };
}

const absent: Figure = { state: 'not-provided' };

/** The outcome that a measure or target bears on: its own, or that of its metric. */
export function outcomeOf(config: Config, { outcome, metric }: Pick<Measure, 'outcome' | 'metric'>) {
  return outcome ?? (metric === undefined ? undefined : config.metrics.record.metrics[metric]?.outcome);
}

/** The target that a measure is held against: the one it names, or that of its metric and area. */
export function targetOf(facts: Facts, { target, metric, area }: Measure) {
  const targets = targetsIn(facts);
  const own = targets.find(([id]) => id === target);
  const same = targets.find(
    ([, other]) => metric !== undefined && other.metric === metric && other.area === area,
  );
  return own ?? same;
}

/** Measures and targets of an outcome: value, target, nation and direction; a target without a measure stands alone. */
export function progressRows(config: Config, facts: Facts): ProgressRow[] {
  const { nation } = config.outcomes.record;
  const targets = targetsIn(facts);
  const met = new Set<string>();
  const measured = measuresIn(facts).flatMap(([, measure]): ProgressRow[] => {
    const group = outcomeOf(config, measure);
    if (group === undefined) return [];
    const { name, period, value, comparators = {}, direction, source } = measure;
    const unit = unitOf(config, measure.unit);
    const [id, target] = targetOf(facts, measure) ?? [];
    if (id !== undefined) met.add(id);
    const points = pointsOf(config, measure);
    const [before, now] = [points.at(-2), points.at(-1)];
    const others = Object.entries(comparators).filter(([other]) => other !== nation.comparator);
    return [
      {
        group,
        name,
        named: { name, unit, area: measure.area },
        period,
        amount: { figure: value, unit } satisfies Amount,
        target: target ? aimOf(config, target) : { figure: absent, unit, change: false },
        nation: { figure: comparators[nation.comparator]?.value ?? absent, unit } satisfies Amount,
        direction: {
          movement: before && now ? movementOf(before, now, direction) : { kind: 'unknown' },
          unit,
        } satisfies Moved,
        source,
        notes: [
          ...note(name, value.note),
          ...notesOf(name, measure),
          ...(target ? notesOf(target.name, target) : []),
          ...others.map(([key, other]) => ({
            about: other.area,
            text: [`{${pathTo(facts, measure)}.comparators.${key}}`, ...unitAfter(other.value, unit)].join(
              ' ',
            ),
          })),
        ],
      },
    ];
  });
  return [...measured, ...loneTargets(config, targets, met)];
}

/** The unit as it stands after a number, unless the number has its sign already or is not there. */
const unitAfter = ({ value, low }: Figure, { kind, label }: Unit): string[] =>
  (kind === 'rate' || kind === 'count') && (value !== undefined || low !== undefined) ? [label] : [];

/** The path by which a text quotes a measure. */
function pathTo({ needs, outcomes }: Facts, measure: Measure): string {
  for (const [file, part] of Object.entries({ needs, outcomes }))
    for (const [id, own] of Object.entries((part as Needs | undefined)?.measures ?? {}))
      if (own === measure) return `${file}.measures.${id}`;
  throw new Error('a measure is not among the facts');
}

/** Targets that no measure is held against. */
function loneTargets(
  config: Config,
  targets: readonly [string, Target][],
  met: ReadonlySet<string>,
): ProgressRow[] {
  return targets.flatMap(([id, target]): ProgressRow[] => {
    const group = outcomeOf(config, target);
    if (group === undefined || met.has(id)) return [];
    const { name, area, source } = target;
    const unit = unitOf(config, target.unit);
    const none = { figure: absent, unit } satisfies Amount;
    const common = { group, name, named: { name, unit, area }, amount: none, nation: none };
    return [
      {
        ...common,
        target: aimOf(config, target),
        direction: { movement: { kind: 'unknown' }, unit } satisfies Moved,
        source,
        notes: notesOf(name, target),
      },
    ];
  });
}
