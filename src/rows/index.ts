import type { Facts } from '../facts.ts';
import { measureRows, progressRows, targetRows } from './figures.ts';
import { grantRows } from './grants.ts';
import { note, notesOf } from './notes.ts';
import { rolesOn } from '../known.ts';
import type { Config } from '../project.ts';
import { recurrenceOf, dueStatus } from '../milestone.ts';
import type { Reached } from '../milestone.ts';
import { lastDay } from '../dates.ts';
import { spendRows } from '../spend.ts';
import { fill } from '../words.ts';
import type {
  ActionRow,
  Actions,
  AuthorityRow,
  BoardRow,
  CycleRow,
  Intention,
  Interval,
  MeetingRow,
  Member,
  MemberRow,
  MilestoneRow,
  Needs,
  Plan,
  PlanRow,
  RiskRow,
  Risks,
  RoleRow,
  Step,
  Wording,
  Person,
} from '../records.ts';

/** A national due date and whether a public source confirms it; what a cell of kind `due` holds. */
export interface Due {
  readonly date: string | null;
  readonly confirmed: boolean;
}

/** How often something comes back, in words. */
function intervalText({ intervals }: Wording, { months = 0, years = 0 }: Interval): string {
  const unit = years > 0 ? 'year' : 'month';
  const n = Math.max(months, years);
  return n === 1 ? intervals[unit] : fill(intervals[`${unit}s`], { n: String(n) });
}

/** A step towards a milestone as a cell holds it; null where nothing is on record. */
export type StepCell =
  (Step & { /** True for a plan whose date has gone by. */ readonly gone?: boolean }) | null;

/** The furthest step taken, the one that is planned where none has been, or null where nothing is on record. */
export type ReachedCell = Reached | StepCell;

/** One row for each national milestone, in the order of the catalogue; one that follows another waits for its day. */
function milestoneRows({ wording }: Config, { milestones, as_at }: Facts): MilestoneRow[] {
  const stepOf = (step: Step | undefined): StepCell =>
    step?.state === 'planned' && step.date !== undefined && lastDay(step.date) < as_at
      ? { ...step, gone: true }
      : (step ?? null);
  const shown = Object.entries(milestones).filter(
    ([, { definition, anchor }]) => !definition.recurs || anchor,
  );
  return shown.map(([id, { definition, status, reached, anchor, ...progress }]) => {
    const { short, recurs, rounds, due_note } = definition;
    const confirmed = definition.confidence === 'sourced';
    const counted = status.kind === 'overdue' || status.kind === 'met-late';
    const working =
      recurs && !rounds && anchor !== undefined
        ? fill(wording.record.recurrence, {
            interval: intervalText(wording.record, recurs.every),
            anchor: `{milestones.${id}.anchor}`,
          })
        : undefined;
    const notes = [
      ...note(short, reached?.doubt ?? undefined),
      ...note(short, !confirmed || counted ? due_note : undefined),
      ...note(short, working),
      ...notesOf(short, progress),
    ];
    const done = progress[definition.met_by];
    return {
      ...progress,
      id,
      definition,
      status,
      reached: (reached ?? (done?.state === 'planned' ? stepOf(done) : null)) satisfies ReachedCell,
      due: { date: definition.due ?? null, confirmed },
      drafted_step: stepOf(progress.drafted),
      done_step: stepOf(done),
      // What is met by being published has no second column for it.
      published_step: definition.met_by === 'published' ? null : stepOf(progress.published),
      notes,
    };
  });
}

/** How a body stands to the partnership, in the order in which it is told. */
const standings = ['member', 'engaged', 'proposed'] as const;

/** One row for each membership category and standing that has members, in the order of the catalogue. */
function memberRows({ membership, wording }: Config, { partnership }: Facts): MemberRow[] {
  const members = Object.values(partnership.members ?? {});
  const { deputy: standsIn, roles } = wording.record;
  const nameOf = ({ name, person, deputy }: Member): string => {
    const people = [person, deputy && fill(standsIn, { name: deputy })].filter(Boolean).join(', ');
    return people === '' ? name : `${name} (${people})`;
  };
  return Object.entries(membership.record.categories).flatMap(([id, { label }]) =>
    standings.flatMap((standing) => {
      const own = members.filter(({ category, state = 'member' }) => category === id && state === standing);
      if (own.length === 0) return [];
      const notes = own.flatMap((member) => notesOf(member.name, member));
      return [{ category: label, standing: roles[standing], names: own.map(nameOf), members: own, notes }];
    }),
  );
}

/** One row for each role that is held on the day of the facts. */
function roleRows({ wording }: Config, { partnership, as_at }: Facts): RoleRow[] {
  const roles = rolesOn(partnership, as_at).map(([, role]) => role);
  return roles.map((role) => {
    const { title, post, name, state = 'confirmed', source } = role;
    // Of two with one title, a note is about the one by name.
    const isShared = roles.filter((other) => other.title === title).length > 1;
    const notes = notesOf((isShared ? (name ?? post) : undefined) ?? title, role);
    return { title, post, name, state: wording.record.roles[state], source, notes };
  });
}

/** One row for each local authority of the area. */
function authorityRows(_: Config, { partnership }: Facts): AuthorityRow[] {
  const { authorities = [], source = { id: '' } } = partnership.footprint ?? {};
  return authorities.map(({ name, code }) => ({ name, code, source, notes: [] }));
}

function boardRows({ wording }: Config, { partnership }: Facts): BoardRow[] {
  return (partnership.reports_to ?? []).map((board) => {
    const { name, tier, purpose, state = 'confirmed', source } = board;
    return { name, tier, purpose, state: wording.record.roles[state], source, notes: notesOf(name, board) };
  });
}

/** One row for each local cycle of the needs assessment, with its next due date where it can be worked out. */
function cycleRows({ wording }: Config, { needs, as_at }: Facts): CycleRow[] {
  const assessment = (needs as Needs | undefined)?.assessment;
  return (assessment?.cycles ?? []).map(({ what, every, last }) => {
    const next = recurrenceOf(every, [last === undefined ? undefined : lastDay(last)]);
    const due: Due = { date: next?.due ?? null, confirmed: true };
    const status = dueStatus(next?.due, as_at);
    const source = assessment?.source ?? { id: '' };
    return { what, every: intervalText(wording.record, every), last, due, status, source, notes: [] };
  });
}

/** What a column of a table shows of a row: a field, by its path; null where nothing is on record. */
export function fieldOf(row: object, path: string): unknown {
  let value: unknown = row;
  for (const step of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value ?? null;
}

function actionRows({ wording }: Config, { actions }: Facts): ActionRow[] {
  return Object.values((actions ?? {}) as Actions['actions']).map((action) => {
    const { number, owner, due, due_as_said, state, source, title } = action;
    const text = number === undefined ? action.text : `**${number}** ${action.text}`;
    const shown = state && wording.record.actions[state];
    return {
      text,
      owner,
      due: due ?? due_as_said,
      state: shown,
      source,
      notes: notesOf(title ?? wording.record.none, action),
    };
  });
}

/** One row for each priority or activity. */
function planRows({ wording }: Config, intentions: Readonly<Record<string, Intention>> = {}): PlanRow[] {
  return Object.values(intentions).map((intention) => {
    const { title = wording.record.none, text, owner, due, source } = intention;
    return { title, text, owner, due, source, notes: notesOf(title, intention) };
  });
}

function riskRows(_: Config, { risks }: Facts): RiskRow[] {
  return Object.values((risks ?? {}) as Risks['risks']).map((risk) => {
    const { title, text, response, owner, source } = risk;
    return { title, text, response, owner, source, notes: notesOf(title, risk) };
  });
}

/** People and whom they come from, as they are read out; no sign in a name is Markdown. */
function namesOf(people: readonly Person[]): string | undefined {
  const names = people.map(({ name, body }) => [name, body].filter((part) => part !== undefined).join(', '));
  return names.length === 0 ? undefined : `${names.join('; ').replaceAll(/[\\*_[\]{}`]/g, '\\$&')}.`;
}

/** One row for each meeting; who came and what was recommended stands under the table. */
function meetingRows({ wording }: Config, { meetings }: Facts): MeetingRow[] {
  return meetings.map((meeting) => {
    const {
      title,
      date,
      undated,
      chair,
      attendance = [],
      apologies = [],
      recommendations = {},
      source,
    } = meeting;
    const { attended, excused, recommended } = wording.record;
    const of = (words: string) => (meetings.length > 1 ? `${words}, ${title}` : words);
    const people = attendance.flatMap((person) =>
      notesOf(fill(wording.record.present, { name: person.name }), person),
    );
    return {
      title,
      date: date ?? undated,
      chair: chair?.name,
      source,
      notes: [
        ...notesOf(title, meeting),
        ...note(of(attended), namesOf(attendance)),
        ...note(of(excused), namesOf(apologies)),
        ...people,
        ...Object.values(recommendations).flatMap((record) => {
          const about = of(recommended[record.state]);
          return [...note(about, record.text), ...notesOf(about, record)];
        }),
      ],
    };
  });
}

const makers = {
  milestones: milestoneRows,
  measures: measureRows,
  targets: targetRows,
  members: memberRows,
  roles: roleRows,
  authorities: authorityRows,
  boards: boardRows,
  cycles: cycleRows,
  grants: grantRows,
  progress: progressRows,
  priorities: (config: Config, { plan }: Facts) => planRows(config, (plan as Plan | undefined)?.priorities),
  activities: (config: Config, { plan }: Facts) => planRows(config, (plan as Plan | undefined)?.activities),
  spend: spendRows,
  actions: actionRows,
  risks: riskRows,
  meetings: meetingRows,
} as const;

export type Rows = { readonly [Name in keyof typeof makers]: ReturnType<(typeof makers)[Name]> };

/** Every list of records that a table can show, by the name that config/tables.yaml gives it; made when first asked for. */
export function rowsOf(config: Config, facts: Facts): Rows {
  const made = new Map<string, unknown>();
  const rows = Object.entries(makers).map(([name, make]): [string, PropertyDescriptor] => [
    name,
    {
      enumerable: true,
      get: () => {
        if (!made.has(name)) made.set(name, make(config, facts));
        return made.get(name);
      },
    },
  ]);
  return Object.defineProperties({}, Object.fromEntries(rows)) as Rows;
}
