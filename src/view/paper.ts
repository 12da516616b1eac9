import { at, factsOf } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { AnyPaper, DocumentPlan } from '../documents.ts';
import type { Day } from '../dates.ts';
import type { Project } from '../project.ts';
import type {
  Acknowledged,
  PaperView,
  CitedSource,
  Citation,
  Intention,
  Labels,
  Note,
  Origin,
  Paper,
  PaperHead,
  Paragraph,
  ParagraphView,
  SectionView,
  SourceRow,
  TablePlan,
} from '../records.ts';
import { originsOf } from './origins.ts';
import { rowsOf } from '../rows.ts';
import type { Rows } from '../rows.ts';
import { tableOf } from './table.ts';
import type { Row } from './table.ts';

interface WithText {
  readonly text?: string;
  readonly source?: Citation;
  readonly acknowledged?: Acknowledged;
}

/** What the sections are made from, and the notebook in which their sources are written down. */
interface Making {
  readonly project: Project;
  readonly facts: Facts;
  readonly rows: Rows;
  readonly sources: ReadonlyMap<string, CitedSource>;
  readonly labels: Labels;
  readonly uses: Map<string, SourceRow['uses']>;
  tables: number;
}

function cite(making: Making, paragraph: string, origins: ReadonlyMap<string, string[]>): void {
  for (const [id, places] of origins) {
    const uses = making.uses.get(id) ?? [];
    making.uses.set(id, [...uses, { paragraph, places }]);
  }
}

/** Sources by the short names that stand under a table; two with one name are one. */
function namedOrigins(making: Making, origins: ReadonlyMap<string, string[]>): Origin[] {
  const named = new Map<string, string[]>();
  for (const [id, places] of origins) {
    const source = making.sources.get(id);
    const name = source?.short ?? source?.title ?? id;
    named.set(name, [...new Set([...(named.get(name) ?? []), ...places])]);
  }
  return [...named].map(([source, places]) => ({ source, places }));
}

type SourcedRow = Row & { readonly source?: Citation; readonly definition?: { readonly source: Citation } };

function rowsFor({ rows }: Making, plan: TablePlan): readonly SourcedRow[] {
  const found = (rows as unknown as Record<string, readonly SourcedRow[]>)[plan.rows];
  if (!found) throw new Error(`the table of ${plan.rows} was not checked`);
  return found;
}

/** The table that a paragraph asks for, numbered, its sources those of its rows; none if it would be empty. */
function tableFor(making: Making, id: string | undefined): ParagraphView['table'] {
  const plan = id === undefined ? undefined : making.project.config.tables.record.tables[id];
  const all = plan ? rowsFor(making, plan) : [];
  if (!plan || all.length === 0) return undefined;
  making.tables += 1;
  const origins = originsOf([...all, ...all.flatMap((row) => row.definition ?? [])]);
  cite(making, `${making.labels.table} ${making.tables}`, origins);
  return tableOf(plan, all, {
    id: `table-${making.tables}`,
    number: String(making.tables),
    caption: plan.caption,
    restsOn: namedOrigins(making, origins),
    totals: making.project.config.wording.record.totals,
  });
}

/** Reasons that somebody gave for a warning about a record, as notes that a reader sees. */
function reasonsOf(about: string, record: { readonly acknowledged?: Acknowledged } | undefined): Note[] {
  return (record?.acknowledged ?? []).map(({ reason }) => ({ about, text: reason }));
}

/** The text of a paragraph; what has nothing to say or show says so. Undefined reads "not provided". */
function textOf(
  making: Making,
  { text, points_from, table }: Paragraph,
  used: WithText | undefined,
  points: number,
) {
  const own = text ?? used?.text ?? (points_from !== undefined && points > 0 ? '' : undefined);
  const plan = table === undefined ? undefined : making.project.config.tables.record.tables[table];
  if (!plan || rowsFor(making, plan).length > 0) return table === undefined ? own : (own ?? '');
  return [own, plan.empty].join(' ').trim();
}

function paragraphView(making: Making, paragraph: Paragraph, number: string): ParagraphView {
  const used =
    paragraph.use === undefined ? undefined : (at(making.facts, paragraph.use) as WithText | undefined);
  const records = paragraph.points_from === undefined ? undefined : at(making.facts, paragraph.points_from);
  const points = Object.values((records ?? {}) as Record<string, Intention & { readonly name?: string }>);
  cite(making, number, originsOf([paragraph, used?.text === undefined ? {} : used, ...points]));
  return {
    number,
    id: `p-${number.replace('.', '-')}`,
    lead_in: paragraph.lead_in,
    // A record that is not there is said to be missing, never passed over.
    text: textOf(making, paragraph, used, points.length),
    points: [
      ...(paragraph.points ?? []).map((text) => ({ text })),
      ...points.map(({ title, name, text }) => ({ title: title ?? name, text })),
    ],
    notes: [
      ...reasonsOf(making.labels.note, paragraph),
      ...reasonsOf(making.labels.note, used),
      // What is acknowledged of the partnership as a whole is about who answers for it.
      ...(paragraph.table === 'roles' ? reasonsOf(making.labels.note, making.facts.partnership) : []),
      ...points.flatMap((point) => reasonsOf(point.title ?? making.labels.note, point)),
    ],
    table: tableFor(making, paragraph.table),
  };
}

function sectionViews(making: Making, sections: Paper['sections']): SectionView[] {
  return sections.map(({ heading, paragraphs }, s) => ({
    number: String(s + 1),
    id: `s-${s + 1}`,
    heading,
    paragraphs: paragraphs.map((paragraph, p) => paragraphView(making, paragraph, `${s + 1}.${p + 1}`)),
  }));
}

/** The sources that were cited, in order; one that two files list under two names is one. */
function sourceRows({ sources, uses }: Making): SourceRow[] {
  const rows = new Map<string, SourceRow>();
  for (const [id, own] of uses) {
    const source = sources.get(id);
    if (!source) continue;
    const key = `${source.title} ${source.date}`;
    const row = rows.get(key) ?? { id, source, uses: [] };
    rows.set(key, { ...row, uses: mergeUses([...row.uses, ...own]) });
  }
  return [...rows.values()];
}

function mergeUses(uses: readonly SourceRow['uses'][number][]): SourceRow['uses'] {
  const merged = new Map<string, string[]>();
  for (const { paragraph, places } of uses) {
    merged.set(paragraph, [...new Set([...(merged.get(paragraph) ?? []), ...places])]);
  }
  return [...merged].map(([paragraph, places]) => ({ paragraph, places }));
}

/** What stands at the head of a paper. */
function headOf(paper: AnyPaper): PaperHead {
  const { title, committee, number, date, meeting, as_at, to, purpose, lead, signed_off, glance } = paper;
  return { title, committee, number, date, meeting, as_at, to, purpose, lead, signed_off, glance };
}

/** The view of one paper: everything its templates show, with every status as at one day. */
export function paperView(project: Project, plan: DocumentPlan, asAt?: Day): PaperView {
  const { config } = project;
  const { partner, definition } = plan;
  const { labels, language } = config.documents.record;
  const { paper } = plan;
  const facts = factsOf(config, partner, asAt ?? paper.as_at ?? paper.date, paper);
  const rows = rowsOf(config, facts);
  const sources = new Map(
    Object.entries({ ...config.sources.record.sources, ...partner.sources?.record.sources }),
  );
  const making: Making = {
    project,
    facts,
    rows,
    sources,
    labels,
    uses: new Map(),
    tables: 0,
  };
  const sections = sectionViews(making, paper.sections);
  const late = rows.milestones.filter((row) => facts.milestones[row.id]?.status.kind === 'overdue');
  return {
    document: {
      title: paper.title,
      description: `${definition.title}: ${paper.title}`,
      kind: definition.title,
      language,
      author: facts.partnership.council ?? facts.partnership.name,
      draft: paper.signed_off === undefined,
      running_left: facts.partnership.name,
      running_right: [definition.title, paper.number ?? ''].join(' ').trim(),
    },
    labels,
    partnership: facts.partnership,
    paper: { ...headOf(paper), as_at_note: facts.partnership.as_at_note },
    as_at: facts.as_at,
    late,
    glance: paper.glance !== undefined || late.length > 0,
    ...rows,
    sections,
    sources: sourceRows(making),
    facts,
  };
}
