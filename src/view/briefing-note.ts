import { at, factsOf } from '../facts.ts';
import type { Facts } from '../facts.ts';
import type { DocumentPlan } from '../documents.ts';
import type { Day } from '../dates.ts';
import type { Project } from '../project.ts';
import type {
  BriefingNoteView,
  CitedSource,
  Citation,
  Intention,
  Labels,
  Origin,
  Paragraph,
  ParagraphView,
  SectionView,
  SourceRow,
} from '../records.ts';
import { grantRows, measureRows, memberRows, milestoneRows, originsOf } from './rows.ts';
import { tableOf } from './table.ts';
import type { Row } from './table.ts';

type Rows = Pick<BriefingNoteView, 'milestones' | 'measures' | 'members' | 'grants'>;
interface WithText {
  readonly text: string;
  readonly source?: Citation;
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

/** The table that a paragraph asks for, numbered, its sources those of its rows. */
function tableFor(making: Making, id: string): ParagraphView['table'] {
  const plan = making.project.config.tables.record.tables[id];
  const all =
    plan &&
    (
      making.rows as Record<
        string,
        readonly (Row & { source?: Citation; definition?: { source: Citation } })[]
      >
    )[plan.rows];
  if (!plan || !all) throw new Error(`the table ${id} was not checked`);
  making.tables += 1;
  const origins = originsOf([...all, ...all.flatMap((row) => row.definition ?? [])]);
  cite(making, `${making.labels.table} ${making.tables}`, origins);
  return tableOf(plan, all, {
    id: `table-${making.tables}`,
    number: String(making.tables),
    caption: plan.caption,
    restsOn: namedOrigins(making, origins),
  });
}

function paragraphView(making: Making, paragraph: Paragraph, number: string): ParagraphView {
  const used = paragraph.use === undefined ? undefined : (at(making.facts, paragraph.use) as WithText);
  const records = paragraph.points_from === undefined ? undefined : at(making.facts, paragraph.points_from);
  const points = Object.values((records ?? {}) as Record<string, Intention>);
  cite(making, number, originsOf([paragraph, used ?? {}, ...points]));
  return {
    number,
    id: `p-${number.replace('.', '-')}`,
    lead_in: paragraph.lead_in,
    text: paragraph.text ?? used?.text ?? '',
    points: [
      ...(paragraph.points ?? []).map((text) => ({ text })),
      ...points.map(({ title, text }) => ({ title, text })),
    ],
    table: paragraph.table === undefined ? undefined : tableFor(making, paragraph.table),
  };
}

function sectionViews(
  making: Making,
  sections: Project['partners'][number]['papers'][number]['record']['sections'],
): SectionView[] {
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

/** The view of one briefing note: everything its templates show, with every status as at one day. */
export function briefingNoteView(project: Project, plan: DocumentPlan, asAt?: Day): BriefingNoteView {
  const { config } = project;
  const { partner, definition } = plan;
  const paper = plan.paper.record;
  const facts = factsOf(config, partner, asAt ?? paper.as_at ?? paper.date, paper);
  const rows: Rows = {
    milestones: milestoneRows(facts),
    measures: measureRows(config, facts),
    members: memberRows(config, facts),
    grants: grantRows(config, facts),
  };
  const sources = new Map(
    Object.entries({ ...config.sources.record.sources, ...partner.sources?.record.sources }),
  );
  const making: Making = {
    project,
    facts,
    rows,
    sources,
    labels: definition.labels,
    uses: new Map(),
    tables: 0,
  };
  const sections = sectionViews(making, paper.sections);
  return {
    document: {
      title: paper.title,
      description: paper.purpose,
      kind: definition.title,
      language: config.documents.record.language,
      author: facts.partnership.council ?? facts.partnership.name,
      draft: paper.signed_off === undefined,
      running_left: facts.partnership.name,
      running_right: [definition.title, paper.number ?? ''].join(' ').trim(),
    },
    labels: definition.labels,
    partnership: facts.partnership,
    paper,
    as_at: facts.as_at,
    late: rows.milestones.filter((row) => facts.milestones[row.id]?.status.kind === 'overdue'),
    ...rows,
    sections,
    sources: sourceRows(making),
    facts,
  };
}
