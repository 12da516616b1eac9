import type { Day } from '../dates.ts';
import type { Asked, DocumentPlan } from '../documents.ts';
import { factsOf } from '../facts.ts';
import { byOwner, gapsOf, lack } from '../gaps.ts';
import type { Gap } from '../gaps.ts';
import type { Project } from '../project.ts';
import type { Answer, ContentsEntry, Question, ReturnView, Table, TableRow } from '../records.ts';
import { foundFor, isFound } from '../rows/found.ts';
import { changesView } from './changes.ts';
import { headOf } from './paper.ts';
import { nextTable, openMaking } from './making.ts';
import type { Making } from './making.ts';
import { sectionViews, sourceRows } from './sections.ts';
import { summaryOf } from './summary.ts';

/** A table of plain words, such as those of the completeness list. */
function wordTable(
  making: Making,
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Table {
  const cell = (value: string, header: boolean): TableRow['cells'][number] => ({
    // Nothing is spelled out here: the glossary stands before it.
    as: 'blank',
    value,
    header,
    numeric: false,
    short: false,
  });
  return {
    ...nextTable(making),
    caption,
    empty: '',
    columns: headings.map((heading) => ({ heading, numeric: false, short: false })),
    rows: rows.map((values) => ({ cells: values.map((value, i) => cell(value, i === 0)) })),
    notes: [],
    rests_on: [],
  };
}

function stateOf(
  making: Making,
  answer: Answer | undefined,
): 'supplied' | 'in_part' | 'not_provided' | 'not_applicable' {
  if (!answer) return 'not_provided';
  const { project } = making;
  const drawn = (answer.blocks ?? []).flatMap((id) => project.config.blocks.record.blocks[id] ?? []);
  const isSaid = answer.text !== undefined || answer.links !== undefined;
  if (isSaid || drawn.some((paragraph) => isFound(foundFor(project.config, making, paragraph))))
    return lack(project, making, drawn) ? 'in_part' : 'supplied';
  return answer.not_applicable === undefined ? 'not_provided' : 'not_applicable';
}

/** Every question with what became of it. */
function questionTable(making: Making, { round, answers }: Asked): Table {
  const words = making.project.config.documents.record.returns;
  const rows = round.sections.flatMap(({ questions }, s) =>
    Object.entries<Question>(questions).map(([id, { label }]) => [
      label,
      words[stateOf(making, answers.answers[id])],
      String(s + 1),
    ]),
  );
  return wordTable(making, words.questions_caption, [words.question, words.answer, words.where], rows);
}

/** Gaps that the summary tells elsewhere: that it is a draft, and what is late. */
const toldBefore: readonly Gap['kind'][] = ['sign_off', 'milestone_overdue'];

type Parts = Pick<ReturnView, 'sections' | 'words' | 'labels' | 'changes'>;

/** What the contents list, in order; page numbers are found when the document is printed. */
function contentsOf({ sections, words, labels, changes }: Parts): ContentsEntry[] {
  return [
    { id: 'summary', heading: words.summary },
    ...(changes ? [{ id: 'changes', heading: changes.heading }] : []),
    ...sections.map(({ id, number, heading }) => ({ id, number, heading })),
    { id: 'sources', heading: labels.sources },
    { id: 'glossary', heading: words.glossary },
    { id: 'completeness', heading: words.completeness },
  ];
}

/** The view of one return: everything its templates show, with every status as at one day. */
export function returnView(project: Project, plan: DocumentPlan, asAt?: Day): ReturnView {
  const { asked, partner, paper, definition } = plan;
  if (!asked) throw new Error(`${plan.stem} answers no round`);
  const { round } = asked;
  const { labels, language, returns } = project.config.documents.record;
  const named = (text: string) => text.replaceAll('{recipient}', round.recipient);
  const words = { ...returns, illustrative: named(returns.illustrative), ours: named(returns.ours) };
  const facts = factsOf(project.config, partner, asAt ?? paper.date, paper);
  const making = openMaking(project, partner, facts);
  const gaps = gapsOf(project, [plan], { warnings: [], asAt: facts.as_at });
  const untold = gaps.filter(({ kind }) => !toldBefore.includes(kind));
  // Before the sections, because its table comes first and so has the first number.
  const changes = changesView(making, plan);
  const theirs = round.sections.some((section) => section.theirs);
  const sections = sectionViews(making, paper.sections).map((section, i) => ({
    ...section,
    // Where the recipient's headings are known in part, a heading of ours must not pass for one of them.
    note: theirs && round.sections[i]?.theirs === false ? words.ours : undefined,
  }));
  const { name, council } = facts.partnership;
  return {
    document: {
      title: `${name}: ${round.title}`,
      description: `${definition.title}: ${name}, ${round.title}`,
      kind: definition.title,
      language,
      author: council ?? name,
      draft: paper.signed_off === undefined,
      running_left: name,
      running_right: round.title,
    },
    labels,
    words,
    partnership: facts.partnership,
    paper: { ...headOf(paper), as_at_note: facts.partnership.as_at_note },
    as_at: facts.as_at,
    round,
    cover: {
      illustrative: words.illustrative,
      known: named(round.complete ? words.complete : words.incomplete),
    },
    summary: summaryOf(project, plan, { rows: making.rows, facts, gaps: untold }),
    contents: contentsOf({ sections, words, labels, changes }),
    changes,
    sections,
    completeness: { questions: questionTable(making, asked), owed: byOwner(gaps) },
    sources: sourceRows(making),
    facts,
  };
}
