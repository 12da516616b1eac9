import type { Day } from '../dates.ts';
import type { AnyPaper, DocumentPlan } from '../documents.ts';
import { factsOf } from '../facts.ts';
import type { Project } from '../project.ts';
import type { PaperHead, PaperView } from '../records.ts';
import { openMaking } from './making.ts';
import { sectionViews, sourceRows } from './sections.ts';

/** What stands at the head of a paper. */
export function headOf(paper: AnyPaper): PaperHead {
  const { title, committee, number, date, meeting, as_at, to, purpose, basis, lead, signed_off, glance } =
    paper;
  return { title, committee, number, date, meeting, as_at, to, purpose, basis, lead, signed_off, glance };
}

/** The view of one paper: everything its templates show, with every status as at one day. */
export function paperView(project: Project, plan: DocumentPlan, asAt?: Day): PaperView {
  const { config } = project;
  const { partner, definition } = plan;
  const { labels, language } = config.documents.record;
  const { paper } = plan;
  const facts = factsOf(config, partner, asAt ?? paper.as_at ?? paper.date, paper);
  const making = openMaking(project, partner, facts);
  const { rows } = making;
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
