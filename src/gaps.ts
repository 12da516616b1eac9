import type { Day } from './dates.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { DocumentPlan } from './documents.ts';
import { factsOf } from './facts.ts';
import type { Facts } from './facts.ts';
import { rolesOn } from './known.ts';
import type { Config, Project } from './project.ts';
import type { Figure, GapWords, Grants, OwedGroup, Paragraph, Question } from './records.ts';
import { measuresIn } from './rows/figures.ts';
import { foundFor } from './rows/found.ts';
import type { Found, Known } from './rows/found.ts';
import { yearOf } from './rows/grants.ts';
import { fieldOf, rowsOf } from './rows/index.ts';
import { fill } from './words.ts';

/** One thing that is missing before a document can be sent, and who owes it. */
export interface Gap {
  readonly document: string;
  readonly owedBy: string;
  readonly what: string;
  readonly kind: keyof GapWords;
  /** What the gap is about, without the words that say what kind of gap it is. */
  readonly about: string;
}

/** A gap before it is put in words. */
interface Missing {
  readonly kind: keyof GapWords;
  readonly what: string;
  /** The owner that the record itself names. */
  readonly owner?: string;
}

const absent: readonly Figure['state'][] = ['not-provided', 'unknown'];

function milestoneGaps(_: Project, { milestones }: Facts): Missing[] {
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

function measureGaps(_: Project, facts: Facts): Missing[] {
  return measuresIn(facts).flatMap(([, { name, period, value }]): Missing[] => [
    ...(absent.includes(value.state) ? [{ kind: 'measure_value' as const, what: name }] : []),
    ...(period === undefined ? [{ kind: 'measure_period' as const, what: name }] : []),
  ]);
}

function grantGaps({ config }: Project, { grants }: Facts): Missing[] {
  const { schemes } = config.grants.record;
  return Object.values((grants as Grants | undefined)?.awards ?? {})
    .filter(({ amount }) => absent.includes(amount.state))
    .map((award) => ({
      kind: 'award_amount' as const,
      what: [schemes[award.scheme]?.name ?? award.scheme, yearOf(config.wording.record, award)]
        .filter((part) => part !== undefined)
        .join(', '),
    }));
}

function roleGaps({ config }: Project, { partnership, as_at }: Facts): Missing[] {
  const roles = rolesOn(partnership, as_at).map(([, role]) => role);
  return Object.entries(config.membership.record.roles).flatMap(([id, { expected, label }]): Missing[] => {
    const held = roles.filter(({ role }) => role === id);
    if (expected && held.length === 0) return [{ kind: 'role', what: label }];
    // Who is only proposed holds nothing yet.
    const isOpen = held.length > 0 && held.every(({ state }) => state === 'proposed');
    return isOpen ? [{ kind: 'role_proposed', what: label }] : [];
  });
}

function memberGaps({ config }: Project, { partnership }: Facts): Missing[] {
  const members = Object.values(partnership.members ?? {});
  return Object.entries(config.membership.record.categories).flatMap(([id, { label }]): Missing[] => {
    const own = members.filter(({ category }) => category === id);
    if (own.length === 0) return [{ kind: 'category', what: label }];
    // What is only proposed takes no part yet.
    const isOpen = own.every(({ state }) => state === 'proposed');
    return isOpen ? [{ kind: 'category_proposed', what: label }] : [];
  });
}

/** What the rows of a table show that can be missing. */
const byRows: Readonly<Record<string, (project: Project, facts: Facts) => Missing[]>> = {
  milestones: milestoneGaps,
  measures: measureGaps,
  progress: measureGaps,
  grants: grantGaps,
  roles: roleGaps,
  members: memberGaps,
};

/** A paragraph with what the data have for it. */
interface Looked {
  readonly config: Config;
  readonly paragraph: Paragraph;
  readonly found: Found;
}

/** What a paragraph is about, without the full stop of its lead-in. */
const aboutOf = ({ lead_in }: Paragraph): string | undefined => lead_in?.replace(/\.$/, '');

/** Records that a paragraph would use and that are not there, or have no text to be printed. */
function recordGaps({ paragraph, found: { used, points, bodies } }: Looked): Missing[] {
  const { use, points_from, table } = paragraph;
  // Where a table stands under it, that says what is on record.
  const isShown = bodies.length > 0 || table !== undefined;
  const isSilent = use !== undefined && !isShown && used?.text === undefined;
  const isEmpty = points_from !== undefined && points.length === 0;
  return [...(isSilent ? [use] : []), ...(isEmpty ? [points_from] : [])].map((path) => ({
    kind: 'record' as const,
    what: aboutOf(paragraph) ?? path,
  }));
}

/** Tables that would have no row; of one for each outcome, those without any are told together. */
function tableGaps({ config, paragraph, found: { plan, rows } }: Looked): Missing[] {
  if (!plan) return [];
  const missing = (what: string): Missing => ({ kind: 'record', what });
  if (paragraph.by === undefined) return rows.length > 0 ? [] : [missing(aboutOf(paragraph) ?? plan.caption)];
  const outcomes = Object.entries(config.outcomes.record.outcomes);
  const silent = outcomes.filter(([id]) => !rows.some(({ group }) => group === id));
  if (silent.length === 0) return [];
  const labels = silent.map(([, { label }]) => label).join('; ');
  return [missing(silent.length === outcomes.length ? plan.caption : `${plan.caption} (${labels})`)];
}

/** The kinds of cells that say “not provided” where nothing is on record. */
const telling: readonly string[] = ['text', 'prose', 'date'];

/** Columns of which some rows say nothing, in a table of which no more is known than its columns. */
function cellGaps({ config, paragraph, found: { plan, rows } }: Looked): Missing[] {
  if (!plan || paragraph.by !== undefined || Object.hasOwn(byRows, plan.rows)) return [];
  return plan.columns.flatMap(({ heading, show, as }): Missing[] => {
    const silent = rows.filter((row) => telling.includes(as) && fieldOf(row, show) === null).length;
    if (silent === 0) return [];
    const count = fill(config.wording.record.of, { n: String(silent), all: String(rows.length) });
    return [{ kind: 'cells', what: `${plan.caption}: ${heading}, ${count}` }];
  });
}

/** What paragraphs would show that is not on record, or is late. */
function shownGaps(project: Project, known: Known, paragraphs: readonly Paragraph[]): Missing[] {
  const { config } = project;
  const looked = paragraphs.map((paragraph): Looked => {
    return { config, paragraph, found: foundFor(config, known, paragraph) };
  });
  // Two tables of the same rows leave the same open.
  const looks = new Set(looked.flatMap(({ found: { plan } }) => byRows[plan?.rows ?? ''] ?? []));
  return [
    ...looked.flatMap(recordGaps),
    ...looked.flatMap(tableGaps),
    ...[...looks].flatMap((look) => look(project, known.facts)),
    ...looked.flatMap(cellGaps),
  ];
}

/** True if paragraphs would show something that is not on record. What is late is on record. */
export function lack(project: Project, known: Known, paragraphs: readonly Paragraph[]): boolean {
  return shownGaps(project, known, paragraphs).some(({ kind }) => kind !== 'milestone_overdue');
}

/** Questions of a round that have no answer. */
function questionGaps({ asked }: DocumentPlan): Missing[] {
  if (!asked) return [];
  const { round, answers } = asked;
  return round.sections
    .flatMap(({ questions }) => Object.entries<Question>(questions))
    .filter(([id]) => answers.answers[id] === undefined)
    .map(([, { label }]) => ({ kind: 'question', what: label }));
}

/** What else bears on the gaps: open warnings, and the day as at which they are listed, if not the paper's. */
export interface Circumstances {
  readonly warnings: readonly Diagnostic[];
  readonly asAt?: Day;
}

function missingIn(
  project: Project,
  plan: DocumentPlan,
  { facts, warnings }: { readonly facts: Facts; readonly warnings: readonly Diagnostic[] },
): Missing[] {
  const { paper } = plan;
  const paragraphs = paper.sections.flatMap((section) => section.paragraphs);
  const rows = rowsOf(project.config, facts);
  return [
    ...(paper.signed_off === undefined ? [{ kind: 'sign_off' as const, what: paper.title }] : []),
    ...questionGaps(plan),
    ...shownGaps(project, { facts, rows }, paragraphs),
    ...warnings.map(({ message }) => ({ kind: 'warning' as const, what: message })),
  ];
}

/** Who owes a gap: the owner that its record names, or the holder of the role that config/wording.yaml names. */
function ownerOf({ config }: Project, { as_at, partnership }: Facts, { kind, owner }: Missing): string {
  if (owner !== undefined) return owner;
  const { gaps, roles } = config.wording.record;
  const { owed_by } = gaps[kind];
  const label = config.membership.record.roles[owed_by]?.label ?? owed_by;
  const [, holder] = rolesOn(partnership, as_at).find(([, { role }]) => role === owed_by) ?? [];
  const proposed = holder?.state === 'proposed' ? roles.proposed : undefined;
  // Who is only proposed does not hold the role.
  const who = [holder?.post, holder?.name, proposed].filter((part) => part !== undefined).join(', ');
  return `${label} (${who || roles.vacant})`;
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
    const { paper, partner } = plan;
    const facts = factsOf(project.config, partner, asAt ?? paper.as_at ?? paper.date, paper);
    return missingIn(project, plan, { facts, warnings: own }).map((missing) => ({
      document: plan.stem,
      owedBy: ownerOf(project, facts, missing),
      kind: missing.kind,
      about: missing.what,
      what: fill(project.config.wording.record.gaps[missing.kind].text, { what: missing.what }),
    }));
  });
}

/** Gaps by who owes them, in the order in which somebody first owes one. */
export const byOwner = (gaps: readonly Gap[]): OwedGroup[] =>
  [...Map.groupBy(gaps, ({ owedBy }) => owedBy)].map(([owner, own]) => ({
    owner,
    items: own.map(({ what }) => what),
  }));

/** The gaps as text: by document, then by who owes them. */
export function gapsText(gaps: readonly Gap[]): string {
  const lines = [...Map.groupBy(gaps, ({ document }) => document)].flatMap(([document, own]) => {
    const owners = byOwner(own).flatMap(({ owner, items }) => [
      `  ${owner}`,
      ...items.map((item) => `    - ${item}`),
    ]);
    return [document, ...owners, ''];
  });
  return lines.join('\n');
}
