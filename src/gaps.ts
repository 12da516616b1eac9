import type { Day } from './dates.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { DocumentPlan } from './documents.ts';
import { at, factsOf } from './facts.ts';
import type { Facts } from './facts.ts';
import type { Project } from './project.ts';
import type { Figure, GapWords, Grants, Measure, Paragraph } from './records.ts';
import { rowsOf } from './rows.ts';

/** One thing that is missing before a document can be sent, and who owes it. */
export interface Gap {
  readonly document: string;
  readonly owedBy: string;
  readonly what: string;
}

/** A gap before it is put in words. */
interface Missing {
  readonly kind: keyof GapWords;
  readonly what: string;
  /** The owner that the record itself names. */
  readonly owner?: string;
}

const absent: readonly Figure['state'][] = ['not-provided', 'unknown'];

function milestoneGaps({ milestones }: Facts): Missing[] {
  const kinds: Readonly<Record<string, keyof GapWords>> = {
    'done-undated': 'milestone_undated',
    'done-doubted': 'milestone_doubted',
    'done-unclear': 'milestone_undated',
    overdue: 'milestone_overdue',
    'not-provided': 'milestone_not_provided',
  };
  return Object.values(milestones).flatMap(({ definition, status, owner }) => {
    const kind = kinds[status.kind];
    return kind ? [{ kind, what: definition.short, owner }] : [];
  });
}

function measureGaps({ needs, outcomes }: Facts): Missing[] {
  const measures = [needs, outcomes].flatMap((part) =>
    Object.values((part as { measures?: Record<string, Measure> } | undefined)?.measures ?? {}),
  );
  return measures.flatMap(({ name, period, value }): Missing[] => [
    ...(absent.includes(value.state) ? [{ kind: 'measure_value' as const, what: name }] : []),
    ...(period === undefined ? [{ kind: 'measure_period' as const, what: name }] : []),
  ]);
}

function grantGaps({ config }: Project, { grants }: Facts): Missing[] {
  const { schemes } = config.grants.record;
  return Object.values((grants as Grants | undefined)?.awards ?? {})
    .filter(({ amount }) => absent.includes(amount.state))
    .map(({ scheme, year, year_as_said }) => ({
      kind: 'award_amount' as const,
      what: [schemes[scheme]?.name ?? scheme, year ?? year_as_said].join(', '),
    }));
}

function roleGaps({ config }: Project, { partnership }: Facts): Missing[] {
  const held = Object.entries(partnership.roles ?? {}).map(([id, { role }]) => role ?? id);
  return Object.entries(config.membership.record.roles)
    .filter(([id, { expected }]) => expected && !held.includes(id))
    .map(([, { label }]) => ({ kind: 'role' as const, what: label }));
}

function memberGaps({ config }: Project, { partnership }: Facts): Missing[] {
  const present = Object.values(partnership.members ?? {}).map(({ category }) => category);
  return Object.entries(config.membership.record.categories)
    .filter(([id]) => !present.includes(id))
    .map(([, { label }]) => ({ kind: 'category' as const, what: label }));
}

/** What each table shows that can be missing. */
const byTable: Readonly<Record<string, (project: Project, facts: Facts) => Missing[]>> = {
  milestones: (_, facts) => milestoneGaps(facts),
  measures: (_, facts) => measureGaps(facts),
  grants: grantGaps,
  roles: roleGaps,
  members: memberGaps,
};

/** Records that a paragraph would use and that are not there. */
function recordGaps(facts: Facts, { use, points_from, lead_in }: Paragraph): Missing[] {
  const wanted = [use, points_from].filter((path) => path !== undefined && at(facts, path) === undefined);
  return wanted.map((path) => ({ kind: 'record' as const, what: lead_in?.replace(/\.$/, '') ?? path ?? '' }));
}

/** Tables that would have no row. */
function tableGaps({ config }: Project, facts: Facts, { table, lead_in }: Paragraph): Missing[] {
  const plan = table === undefined ? undefined : config.tables.record.tables[table];
  if (!plan) return [];
  const rows = (rowsOf(config, facts) as Readonly<Record<string, readonly unknown[]>>)[plan.rows] ?? [];
  return rows.length > 0 ? [] : [{ kind: 'record', what: lead_in?.replace(/\.$/, '') ?? plan.caption }];
}

/** What else bears on the gaps: open warnings, and the day as at which they are listed, if not the paper's. */
interface Circumstances {
  readonly warnings: readonly Diagnostic[];
  readonly asAt?: Day;
}

function missingIn(project: Project, plan: DocumentPlan, { warnings, asAt }: Circumstances): Missing[] {
  const { paper, partner } = plan;
  const facts = factsOf(project.config, partner, asAt ?? paper.as_at ?? paper.date, paper);
  const paragraphs = paper.sections.flatMap((section) => section.paragraphs);
  const tables = paragraphs.flatMap(({ table }) => (table === undefined ? [] : [table]));
  return [
    ...(paper.signed_off === undefined ? [{ kind: 'sign_off' as const, what: paper.title }] : []),
    ...paragraphs.flatMap((paragraph) => recordGaps(facts, paragraph)),
    ...paragraphs.flatMap((paragraph) => tableGaps(project, facts, paragraph)),
    ...[...new Set(tables)].flatMap((table) => byTable[table]?.(project, facts) ?? []),
    ...warnings.map(({ message }) => ({ kind: 'warning' as const, what: message })),
  ];
}

/** Who owes a gap: the owner that its record names, or the holder of the role that config/wording.yaml names. */
function ownerOf(project: Project, plan: DocumentPlan, { kind, owner }: Missing): string {
  if (owner !== undefined) return owner;
  const { owed_by } = project.config.wording.record.gaps[kind];
  const label = project.config.membership.record.roles[owed_by]?.label ?? owed_by;
  const roles = Object.entries(plan.partner.partnership.record.roles ?? {});
  const [, holder] = roles.find(([id, { role }]) => (role ?? id) === owed_by) ?? [];
  const who = [holder?.post, holder?.name].filter((part) => part !== undefined).join(', ');
  return who === '' ? label : `${label} (${who})`;
}

/** Everything that is missing before each document can be sent, with who owes it. */
export function gapsOf(
  project: Project,
  plans: readonly DocumentPlan[],
  { warnings, asAt }: Circumstances,
): Gap[] {
  return plans.flatMap((plan) => {
    const folder = plan.partner.partnership.source.path.replace(/[^/]*$/, '');
    const own = warnings.filter(({ span }) => span?.file.startsWith(folder));
    return missingIn(project, plan, { warnings: own, asAt }).map((missing) => ({
      document: plan.stem,
      owedBy: ownerOf(project, plan, missing),
      what: project.config.wording.record.gaps[missing.kind].text.replace('{what}', missing.what),
    }));
  });
}

/** The gaps as text: by document, then by who owes them. */
export function gapsText(gaps: readonly Gap[]): string {
  const grouped = (items: readonly Gap[], key: (gap: Gap) => string) => [...new Set(items.map(key))];
  const lines = grouped(gaps, ({ document }) => document).flatMap((document) => {
    const own = gaps.filter((gap) => gap.document === document);
    const owners = grouped(own, ({ owedBy }) => owedBy).flatMap((owner) => [
      `  ${owner}`,
      ...own.filter(({ owedBy }) => owedBy === owner).map(({ what }) => `    - ${what}`),
    ]);
    return [document, ...owners, ''];
  });
  return lines.join('\n');
}
