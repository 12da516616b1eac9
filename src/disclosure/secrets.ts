import type { Filed, Partner, Project } from '../project.ts';
import { dataFiles, dataFolders } from '../layout.ts';
import type { Disclosure, Figure } from '../records.ts';
import { walk } from '../shape.ts';
import { ends, hasUnit, unitAt } from '../unit.ts';

/** The figures that may not be published, each with the state that is printed in place of its number. */
export type Secrets = Map<Figure, NonNullable<Figure['state']>>;

/** A record of a partnership with the name of its schema. */
interface Recorded {
  readonly schema: string;
  readonly filed: Filed<unknown>;
}

/** Every record of a partnership. */
function recordsOf(partner: Partner): Recorded[] {
  const single = dataFiles.flatMap((schema) => {
    const filed = partner[schema];
    return filed ? [{ schema, filed }] : [];
  });
  const several = Object.entries(dataFolders).flatMap(([folder, schema]) =>
    partner[folder as keyof typeof dataFolders].map((filed) => ({ schema, filed })),
  );
  return [...single, ...several];
}

/** A figure with all that its record says of it. */
export interface Stated {
  readonly figure: Figure;
  readonly filed: Filed<unknown>;
  readonly path: readonly (string | number)[];
  /** What it counts; absent where the record names no unit for it. */
  readonly unit: string | undefined;
  readonly isMoney: boolean;
  readonly isChange: boolean;
  readonly metric: string | undefined;
  /** True if the amount of the record around it is restricted. */
  readonly isWithin: boolean;
}

interface Owner {
  readonly unit?: string;
  readonly metric?: string;
  readonly change?: boolean;
  readonly amount?: Figure;
}

function stated(
  { config }: Project,
  { schema, filed }: Recorded,
  figure: Figure,
  path: Stated['path'],
): Stated {
  let value = filed.record;
  const around = path.map((step) => {
    const owner = value as Owner & Record<string | number, unknown>;
    value = owner[step];
    return owner;
  });
  const depth = around.findLastIndex(hasUnit);
  const { metric, change = false } = around[depth] ?? {};
  const unit = unitAt([schema, ...path], [undefined, ...around]);
  const isEnd = depth >= 0 && ends.includes(String(path[depth]));
  return {
    figure,
    filed,
    path,
    unit,
    isMoney: config.units.record.units[unit ?? '']?.kind === 'money',
    isChange: change && !isEnd,
    metric,
    isWithin: around.some(({ amount }) => amount?.state === 'restricted'),
  };
}

/** Every figure of a partnership's records, wherever a schema has one. */
export function figuresOf(project: Project, partner: Partner): Stated[] {
  const { shapes } = project;
  return recordsOf(partner).flatMap((recorded) => {
    const found: Stated[] = [];
    walk(shapes, shapes.schema(recorded.schema), recorded.filed.record, (shape, value, pathOf) => {
      if (shape.title === 'Figure') found.push(stated(project, recorded, value as Figure, pathOf()));
    });
    return found;
  });
}

/** True if what is counted in this unit is people; where no unit is stated, it may be. */
export function countsPeople({ small_counts }: Disclosure, unit: string | undefined): boolean {
  return unit === undefined || small_counts.units.includes(unit);
}

/** True if a number may be one of the small counts, parts of people included; 0 is none of them. */
export function isSmall({ small_counts: { from, to } }: Disclosure, low: number, high = low): boolean {
  return high > from - 1 && low < to + 1;
}

/** True if a number of people between two others, which need not be whole, may be a small one. */
export function mayBeSmall(disclosure: Disclosure, low: number, high: number): boolean {
  const [least, most] = [Math.ceil(low), Math.floor(high)];
  return least <= most ? isSmall(disclosure, least, most) : isSmall(disclosure, most, least);
}

/** True if a figure says of a count that it is small: “less than 5” does, “less than 300” says nothing of the kind. */
export function isSmallCount(
  disclosure: Disclosure,
  { value, low, high, form }: Figure,
  isChange = false,
): boolean {
  const size = (n: number) => (isChange ? Math.abs(n) : n);
  if (value !== undefined) {
    const n = size(value);
    if (form === 'over') return isSmall(disclosure, n + 1, Infinity);
    return isSmall(disclosure, form === 'less-than' ? n - 1 : n);
  }
  return low !== undefined && high !== undefined && isSmall(disclosure, low, high);
}

/** The state in which a figure is published, if its own number is not. */
function secretOf({ config }: Project, found: Stated): Figure['state'] {
  const { figure, unit, metric, isMoney, isChange, isWithin } = found;
  const disclosure = config.disclosure.record;
  const state = figure.state ?? 'known';
  const rule = disclosure.states[state]?.of;
  const present = [figure.value, figure.low, figure.high].some((n) => n !== undefined);
  if (rule === 'all' || state === 'suppressed') return state;
  if (!present) return undefined;
  if (isWithin || config.metrics.record.metrics[metric ?? '']?.restricted) return 'restricted';
  const isCount = !isMoney && countsPeople(disclosure, unit);
  if (isCount && isSmallCount(disclosure, figure, isChange)) return 'suppressed';
  return rule === 'measures' && !isMoney ? state : undefined;
}

/** What may not be published for its own sake: states that are not for the public, and small counts of people. */
export function secretsOf(project: Project, figures: readonly Stated[]): Secrets {
  const secrets: Secrets = new Map();
  for (const found of figures) {
    const state = secretOf(project, found);
    if (state) secrets.set(found.figure, state);
  }
  return secrets;
}
