import type { Origin, Paper, Paragraph, ParagraphView, SectionView, SourceRow, Table } from '../records.ts';
import { foundFor } from '../rows/found.ts';
import type { Found, Grouped } from '../rows/found.ts';
import { notesOf } from '../rows/notes.ts';
import { chartsOf } from './charts.ts';
import { diagramOf } from './diagram.ts';
import { nextTable } from './making.ts';
import type { Making } from './making.ts';
import { originsOf } from './origins.ts';
import { tableOf } from './table.ts';

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

/** The table that a paragraph asks for, numbered, its sources those of its rows; none if it would be empty. */
function tableFor(making: Making, { group }: Grouped, { plan, rows }: Found): Table | undefined {
  const { config } = making.project;
  if (!plan || rows.length === 0) return undefined;
  const next = nextTable(making);
  // The partnership's own sources come before those of what is national.
  const origins = originsOf([
    ...rows.flatMap((row) => [row, ...(row.members ?? [])]),
    ...rows.flatMap((row) => row.definition ?? []),
  ]);
  cite(making, `${making.labels.table} ${next.number}`, origins);
  const about = group === undefined ? undefined : config.outcomes.record.outcomes[group]?.label;
  return tableOf(plan, rows, {
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
  { text, links, table }: Grouped,
  { used, points, plan, rows, bodies }: Found,
): string | undefined {
  const { returns } = making.project.config.documents.record;
  const spoken = text === '' && links !== undefined ? returns.links : text;
  const own = spoken ?? used?.text ?? (points.length > 0 ? '' : undefined);
  const shows = table !== undefined || links !== undefined || bodies.length > 0;
  if (!plan || rows.length > 0) return shows ? (own ?? '') : own;
  return [own, plan.empty].join(' ').trim();
}

/** A number for a paragraph that has words of its own; the table or diagram of another is cited by its own number. */
function hasWords({ text, lead_in, use, points, points_from, table, diagram }: Grouped): boolean {
  const words = [text, lead_in, use, points, points_from].some((part) => part !== undefined && part !== '');
  return words || (table === undefined && diagram === undefined);
}

function paragraphView(making: Making, paragraph: Grouped, place: string): ParagraphView {
  const found = foundFor(making.project.config, making, paragraph);
  const { used, points, bodies } = found;
  // A record that is not there is said to be missing, never passed over.
  const text = textOf(making, paragraph, found);
  const numbered = hasWords(paragraph) || text !== '';
  cite(making, place, originsOf([paragraph, used?.text === undefined ? {} : used, ...points, ...bodies]));
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
    table: tableFor(making, paragraph, found),
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
