import { at } from '../facts.ts';
import { bodiesAround } from '../known.ts';
import type {
  Citation,
  Intention,
  Origin,
  Paper,
  Paragraph,
  ParagraphView,
  SectionView,
  SourceRow,
  Table,
  TablePlan,
} from '../records.ts';
import { notesOf } from '../rows/notes.ts';
import type { Annotated } from '../rows/notes.ts';
import { chartsOf } from './charts.ts';
import { diagramOf } from './diagram.ts';
import { nextTable } from './making.ts';
import type { Making } from './making.ts';
import { originsOf } from './origins.ts';
import { tableOf } from './table.ts';
import type { Row } from './table.ts';

interface WithText extends Annotated {
  readonly text?: string;
  readonly source?: Citation;
}

/** A paragraph that shows the rows of one outcome only, if it has a group. */
type Grouped = Paragraph & { readonly group?: string };

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

type SourcedRow = Row & {
  readonly source?: Citation;
  readonly definition?: { readonly source: Citation };
  readonly members?: readonly { readonly source: Citation }[];
  readonly group?: string;
};

function rowsFor({ rows }: Making, plan: TablePlan, group: string | undefined): readonly SourcedRow[] {
  const found = (rows as unknown as Record<string, readonly SourcedRow[]>)[plan.rows];
  if (!found) throw new Error(`the table of ${plan.rows} was not checked`);
  return group === undefined ? found : found.filter((row) => row.group === group);
}

/** The table that a paragraph asks for, numbered, its sources those of its rows; none if it would be empty. */
function tableFor(making: Making, { table, group }: Grouped): Table | undefined {
  const { config } = making.project;
  const plan = table === undefined ? undefined : config.tables.record.tables[table];
  const all = plan ? rowsFor(making, plan, group) : [];
  if (!plan || all.length === 0) return undefined;
  const next = nextTable(making);
  // The partnership's own sources come before those of what is national.
  const origins = originsOf([
    ...all.flatMap((row) => [row, ...(row.members ?? [])]),
    ...all.flatMap((row) => row.definition ?? []),
  ]);
  cite(making, `${making.labels.table} ${next.number}`, origins);
  const about = group === undefined ? undefined : config.outcomes.record.outcomes[group]?.label;
  return tableOf(plan, all, {
    ...next,
    caption: about === undefined ? plan.caption : `${plan.caption}: ${about}`,
    restsOn: namedOrigins(making, origins),
    totals: config.wording.record.totals,
    shorthand: config.disclosure.record.shorthand.suppressed,
  });
}

/** The text of a paragraph; what has nothing to say or show says so. Undefined reads "not provided". */
function textOf(
  making: Making,
  { text, points_from, table, group, links, diagram }: Grouped,
  used: WithText | undefined,
  points: number,
) {
  const { returns } = making.project.config.documents.record;
  const spoken = text === '' && links !== undefined ? returns.links : text;
  const own = spoken ?? used?.text ?? (points_from !== undefined && points > 0 ? '' : undefined);
  const plan = table === undefined ? undefined : making.project.config.tables.record.tables[table];
  const drawn = diagram === undefined ? undefined : diagramOf(making.project.config, making.facts);
  const shows = [table, links, drawn].some((part) => part !== undefined);
  if (!plan || rowsFor(making, plan, group).length > 0) return shows ? (own ?? '') : own;
  return [own, plan.empty].join(' ').trim();
}

/** A number for a paragraph that has words of its own; the table or diagram of another is cited by its own number. */
function hasWords({ text, lead_in, use, points, points_from, table, diagram }: Grouped): boolean {
  const words = [text, lead_in, use, points, points_from].some((part) => part !== undefined && part !== '');
  return words || (table === undefined && diagram === undefined);
}

function paragraphView(making: Making, paragraph: Grouped, place: string): ParagraphView {
  const used =
    paragraph.use === undefined ? undefined : (at(making.facts, paragraph.use) as WithText | undefined);
  const records = paragraph.points_from === undefined ? undefined : at(making.facts, paragraph.points_from);
  const points = Object.values((records ?? {}) as Record<string, Intention & { readonly name?: string }>);
  // A record that is not there is said to be missing, never passed over.
  const text = textOf(making, paragraph, used, points.length);
  const numbered = hasWords(paragraph) || text !== '';
  const drawn = paragraph.diagram === undefined ? [] : bodiesAround(making.facts.partnership);
  cite(making, place, originsOf([paragraph, used?.text === undefined ? {} : used, ...points, ...drawn]));
  return {
    number: numbered ? place : undefined,
    id: `p-${place.replace('.', '-')}`,
    heading: paragraph.heading,
    // A full stop stands only before words.
    lead_in: text === '' ? paragraph.lead_in?.replace(/\.$/, '') : paragraph.lead_in,
    text,
    points: [
      ...(paragraph.points ?? []).map((text) => ({ text })),
      ...points.map(({ title, name, text }) => ({ title: title ?? name, text })),
    ],
    notes: [
      ...notesOf(making.labels.note, paragraph),
      ...notesOf(making.labels.note, used),
      // What is acknowledged of the partnership as a whole is about who answers for it.
      ...(paragraph.table === 'roles' ? notesOf(making.labels.note, making.facts.partnership) : []),
      ...points.flatMap((point) => notesOf(point.title ?? point.name ?? making.labels.note, point)),
    ],
    links: paragraph.links ?? [],
    table: tableFor(making, paragraph),
    charts: chartsOf(making, paragraph),
    diagram: paragraph.diagram === undefined ? undefined : diagramOf(making.project.config, making.facts),
  };
}

/** One paragraph for each outcome, where a paragraph asks for that. */
function grouped({ project }: Making, paragraph: Paragraph): Grouped[] {
  if (paragraph.by === undefined) return [paragraph];
  return Object.entries(project.config.outcomes.record.outcomes).map(([group, { label }], i) => ({
    ...paragraph,
    heading: i === 0 ? paragraph.heading : undefined,
    lead_in: `${label}.`,
    group,
  }));
}

function numberedIn(making: Making, section: string, paragraphs: readonly Paragraph[]): ParagraphView[] {
  let numbered = 0;
  let bare = 0;
  return paragraphs
    .flatMap((paragraph) => grouped(making, paragraph))
    .map((paragraph) => {
      const view = paragraphView(making, paragraph, `${section}.${numbered + 1}`);
      if (view.number === undefined) return { ...view, id: `t-${section}-${(bare += 1)}` };
      numbered += 1;
      return view;
    });
}

/**
 * Lead-ins are headings from the first one behind which every paragraph has one: a paragraph without would seem to belong
 * to the heading before it. Under a heading of several paragraphs they are of the level below.
 */
function titled(paragraphs: readonly ParagraphView[]): readonly ParagraphView[] {
  const isHead = ({ number, lead_in }: ParagraphView) => number !== undefined && lead_in !== undefined;
  const first = paragraphs.findLastIndex((paragraph) => !isHead(paragraph)) + 1;
  if (paragraphs.length < 2) return paragraphs;
  const above = paragraphs.findIndex(({ heading }) => heading !== undefined);
  return paragraphs.map(({ lead_in, ...paragraph }, index) =>
    index < first
      ? { ...paragraph, lead_in }
      : { ...paragraph, title: lead_in, nested: above >= 0 && above <= index },
  );
}

/** The sections of a paper with their paragraphs numbered 1.1, 1.2 …, which is how minutes cite them. */
export function sectionViews(making: Making, sections: Paper['sections']): SectionView[] {
  return sections.map(({ heading, paragraphs }, s) => ({
    number: String(s + 1),
    id: `s-${s + 1}`,
    heading,
    paragraphs: [...titled(numberedIn(making, String(s + 1), paragraphs))],
  }));
}

/** The sources that were cited, in order; one that two files list under two names is one. */
export function sourceRows({ sources, uses }: Making): SourceRow[] {
  const rows = new Map<string, SourceRow>();
  for (const [id, own] of uses) {
    const source = sources.get(id);
    if (!source) continue;
    const key = JSON.stringify(source);
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
