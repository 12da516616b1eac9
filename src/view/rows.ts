import type { Facts } from '../facts.ts';
import type { Config } from '../project.ts';
import type {
  Award,
  Citation,
  Figure,
  GrantRow,
  Grants,
  MeasureRow,
  MemberRow,
  MilestoneRow,
  Needs,
  Note,
  Unit,
} from '../records.ts';

/** A figure together with the unit it counts; what a cell of kind `figure` holds. */
export interface Amount {
  readonly figure: Figure;
  readonly unit: Unit;
}

/** A national due date and whether a public source confirms it; what a cell of kind `due` holds. */
export interface Due {
  readonly date: string | null;
  readonly confirmed: boolean;
}

function unitOf(config: Config, id: string): Unit {
  const unit = config.units.record.units[id];
  if (!unit) throw new Error(`the unit ${id} was not checked`);
  return unit;
}

function note(about: string, text: string | undefined): Note[] {
  return text === undefined ? [] : [{ about, text }];
}

/** One row for each national milestone, in the order of the catalogue. */
export function milestoneRows({ milestones }: Facts): MilestoneRow[] {
  return Object.entries(milestones).map(([id, { definition, status, reached, ...progress }]) => {
    const confirmed = definition.confidence === 'sourced';
    const counted = status.kind === 'overdue' || status.kind === 'met-late';
    const notes = [
      ...note(definition.short, reached?.doubt ?? undefined),
      ...note(definition.short, !confirmed || counted ? definition.due_note : undefined),
      ...note(definition.short, progress.note),
    ];
    return {
      ...progress,
      id,
      definition,
      status,
      reached,
      due: { date: definition.due ?? null, confirmed },
      notes,
    };
  });
}

/** One row for each measure of the needs assessment, and one for each comparator after it. */
export function measureRows(config: Config, { needs }: Facts): MeasureRow[] {
  return Object.values((needs as Needs | undefined)?.measures ?? {}).flatMap((measure) => {
    const unit = unitOf(config, measure.unit);
    const row = (area: string, figure: Figure, notes: Note[]): MeasureRow => ({
      name: measure.name,
      area,
      period: measure.period,
      unit: unit.label,
      amount: { figure, unit } satisfies Amount,
      source: measure.source,
      notes,
    });
    return [
      row(measure.area, measure.value, note(measure.name, measure.note)),
      ...Object.values(measure.comparators ?? {}).map((other) => row(other.area, other.value, [])),
    ];
  });
}

/** One row for each membership category that has members, in the order of the catalogue. */
export function memberRows(config: Config, { partnership }: Facts): MemberRow[] {
  const members = Object.values(partnership.members ?? {});
  return Object.entries(config.membership.record.categories).flatMap(([id, category]) => {
    const own = members.filter((member) => member.category === id);
    const [first] = own;
    return first
      ? [{ category: category.label, names: own.map(({ name }) => name), source: first.source, notes: [] }]
      : [];
  });
}

/** One row for each grant and year. */
export function grantRows(config: Config, { grants }: Facts): GrantRow[] {
  return Object.values((grants as Grants | undefined)?.awards ?? {}).map((award: Award) => {
    const scheme = config.grants.record.schemes[award.scheme];
    if (!scheme) throw new Error(`the scheme ${award.scheme} was not checked`);
    const amount: Amount = { figure: award.amount, unit: unitOf(config, 'pounds') };
    return { ...award, scheme, amount, notes: note(scheme.short ?? scheme.name, scheme.note) };
  });
}

/** Orders paragraph numbers as people do: 2.9 before 2.10. */
function byNumber(a: string, b: string): number {
  const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  const differs = left.findIndex((n, i) => n !== right[i]);
  if (differs === -1) return left.length - right.length;
  return (left[differs] ?? 0) - (right[differs] ?? -1);
}

/** The sources of some records, each once, with the places in each that they rest on. */
export function originsOf(records: readonly { readonly source?: Citation }[]): Map<string, string[]> {
  const origins = new Map<string, string[]>();
  for (const { source } of records) {
    if (!source) continue;
    const places = new Set([...(origins.get(source.id) ?? []), ...(source.at?.split(/,\s*/) ?? [])]);
    origins.set(source.id, [...places].sort(byNumber));
  }
  return origins;
}
