import { lastDay } from '../dates.ts';
import type { DocumentPlan } from '../documents.ts';
import type { Facts } from '../facts.ts';
import type { Gap } from '../gaps.ts';
import type { Status } from '../milestone.ts';
import type { Project } from '../project.ts';
import type {
  Action,
  Actions,
  Figure,
  GrantRow,
  MilestoneRow,
  ProgressRow,
  ReturnWords,
  SummaryGroup,
  SummaryLine,
  SummaryValue,
  Wording,
} from '../records.ts';
import type { Amount, Moved } from '../rows/figures.ts';
import type { Rows } from '../rows/index.ts';
import { total } from '../sum.ts';
import { fill } from '../words.ts';

/** How many names, and letters of them, a line of the summary holds, so that it stays on one page. */
const mostNames = 6;
const mostLetters = 240;

interface Summing {
  readonly words: ReturnWords;
  readonly rows: Rows;
  readonly facts: Facts;
  readonly gaps: readonly Gap[];
}

/** A line with what it names, or none if there is nothing to name. */
function line(words: ReturnWords, lead: string, values: readonly SummaryValue[]): SummaryLine[] {
  if (values.length === 0) return [];
  let letters = 0;
  const shown = values.filter(({ name = '' }, index) => {
    letters += name.length;
    return index === 0 || (index < mostNames && letters <= mostLetters);
  });
  const rest = values.length - shown.length;
  return [{ lead, values: shown, more: rest > 0 ? fill(words.more, { n: String(rest) }) : undefined }];
}

/** A milestone with its status, unless that is only what the line says already. */
const withStatus = ({ definition: { short: name }, status }: MilestoneRow): SummaryValue =>
  ['done', 'done-undated'].includes((status as Status).kind)
    ? { name }
    : { name, as: 'status', value: status };

/** The milestones in one of these states. */
const standing = ({ rows }: Summing, kinds: readonly Status['kind'][]) =>
  rows.milestones.filter(({ status }) => kinds.includes((status as Status).kind)).map(withStatus);

const moved = ({ rows }: Summing, better: boolean) =>
  rows.progress
    .filter(({ direction }) => (direction as Moved).movement.better === better)
    .map(({ name, direction }: ProgressRow) => ({ name, as: 'movement', value: direction }));

const actionsIn = ({ facts }: Summing) => Object.values((facts.actions ?? {}) as Actions['actions']);

/** What an action is called in a list: without the full stop of its sentence. */
const named = ({ title, text }: Action) => title ?? text.replace(/\.$/, '');

function wentWell(summing: Summing): SummaryLine[] {
  const { words } = summing;
  const done = actionsIn(summing).filter(({ state }) => state === 'done');
  return [
    ...line(
      words,
      words.met,
      // What may have been late is no praise; it stands under what is missing.
      standing(summing, ['met-on-time', 'done', 'done-undated']),
    ),
    ...line(words, words.better, moved(summing, true)),
    ...line(
      words,
      words.done,
      done.map((action) => ({ name: named(action) })),
    ),
  ];
}

function late(summing: Summing): SummaryLine[] {
  const { words, facts } = summing;
  const overdue = actionsIn(summing).filter(
    ({ state, due }) =>
      state !== 'done' && state !== 'closed' && due !== undefined && lastDay(due) < facts.as_at,
  );
  return [
    ...line(words, words.overdue, standing(summing, ['overdue'])),
    ...line(words, words.met_late, standing(summing, ['met-late'])),
    ...line(
      words,
      words.action_overdue,
      overdue.map((action) => ({ name: named(action), as: 'date', value: action.due })),
    ),
    ...line(words, words.worse, moved(summing, false)),
  ];
}

const figureOf = ({ amount }: GrantRow): Figure => (amount as Amount).figure;

const withAmount = ({ scheme, amount, year_as_said, year_shown }: GrantRow): SummaryValue => ({
  // As the source says it: “each year” is more than once.
  name: year_as_said === undefined ? scheme.name : `${scheme.name}, ${year_shown}`,
  as: 'money',
  value: amount,
});

function money({ words, rows }: Summing): SummaryLine[] {
  const years = [...new Set(rows.grants.flatMap(({ year }) => year ?? []))].sort();
  const undated = rows.grants.filter(({ year }) => year === undefined);
  return [
    ...years.flatMap((year): SummaryLine[] => {
      const own = rows.grants.filter((grant) => grant.year === year);
      const value = total(own.map(figureOf));
      // Where all amounts may still change there is no sum, but more is known than nothing.
      const unsettled = value.known > 0 ? [] : own.filter((grant) => figureOf(grant).value !== undefined);
      if (unsettled.length > 0)
        return line(words, fill(words.year_unsettled, { year }), unsettled.map(withAmount));
      return [{ lead: fill(words.year, { year }), values: [{ as: 'money-total', value }] }];
    }),
    ...line(words, words.no_year, undated.map(withAmount)),
  ];
}

/** What is missing, kind by kind. */
function missing({ words, gaps }: Summing, headings: Wording['gaps']): SummaryLine[] {
  return [...Map.groupBy(gaps, ({ kind }) => kind)].flatMap(([kind, own]) =>
    line(
      words,
      headings[kind].heading,
      own.map(({ about }) => ({ name: about })),
    ),
  );
}

/** The one-page summary: the author's own sentences, then what can be worked out. */
export function summaryOf(
  { config }: Project,
  { asked }: DocumentPlan,
  parts: Pick<Summing, 'rows' | 'facts' | 'gaps'>,
): SummaryGroup[] {
  const words = config.documents.record.returns;
  const { gaps: gapWords } = config.wording.record;
  const own = asked?.answers.summary;
  const summing: Summing = { words, ...parts };
  return [
    { id: 'went-well', heading: words.went_well, sentences: own?.went_well ?? [], lines: wentWell(summing) },
    { id: 'late', heading: words.late, sentences: own?.late ?? [], lines: late(summing) },
    { id: 'money', heading: words.money, sentences: own?.money ?? [], lines: money(summing) },
    {
      id: 'missing',
      heading: words.missing,
      sentences: own?.missing ?? [],
      lines: missing(summing, gapWords),
    },
  ];
}
