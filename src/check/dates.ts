import { firstDay, isLooseDate, lastDay } from '../dates.ts';
import type { LooseDate } from '../dates.ts';
import { steps } from '../milestone.ts';
import type { Filed } from '../project.ts';
import type { Citation, Progress } from '../records.ts';
import { visit } from './finding.ts';
import type { Case, Finding, Path, Place } from './finding.ts';

/** Something that a record tells as having happened, with the source that says so. */
interface Told {
  readonly filed: Filed<unknown>;
  readonly path: Path;
  readonly date: LooseDate;
  readonly source: Citation | undefined;
}

const happened = ['awarded', 'done', 'date'];

/** Every date of a record that is told as past; planned and doubted ones are left out. */
function toldIn(filed: Filed<unknown>): Told[] {
  const found: Told[] = [];
  const path: (string | number)[] = [];
  const look = (value: object, source: Citation | undefined): void => {
    const own = value as Record<string, unknown>;
    const nearer = (own['source'] as Citation | undefined) ?? source;
    const open = own['state'] === 'planned' || own['doubt'] !== undefined;
    for (const [key, inner] of Object.entries(own)) {
      path.push(Array.isArray(value) ? Number(key) : key);
      if (typeof inner === 'object' && inner !== null) look(inner, nearer);
      else if (typeof inner === 'string' && happened.includes(key) && isLooseDate(inner) && !open)
        found.push({ filed, path: [...path], date: inner, source: nearer });
      path.pop();
    }
  };
  look(filed.record as object, undefined);
  return found;
}

/** What is told as past cannot be later than the source that tells it. */
export function afterSource({ project, partner, subjects }: Case): Finding[] {
  const told = subjects
    .filter(({ schema }) => !['sources', 'paper', 'return'].includes(schema))
    .flatMap(({ filed }) => toldIn(filed));
  return told.flatMap(({ filed, path, date, source }): Finding[] => {
    const own = partner.sources?.record.sources[source?.id ?? ''];
    const home = own ? partner.sources : project.config.sources;
    const written = (own ?? project.config.sources.record.sources[source?.id ?? ''])?.date;
    if (written === undefined || !source || firstDay(date) <= lastDay(written)) return [];
    const message = `${date} is told as past, but its source was written in ${written}`;
    const hint = 'ask for the right date; until it is known, add doubt with the reason';
    const other = { filed: home, path: ['sources', source.id, 'date'], message: 'the date of the source' };
    return [{ rule: 'dates/after-source', at: { filed, path }, message, hint, other }];
  });
}

/** What is told as past cannot be later than the day as at which the partnership speaks. */
export function afterAsAt({ partner, subjects }: Case): Finding[] {
  const { as_at } = partner.partnership.record;
  const told = subjects
    .filter(({ schema }) => !['sources', 'paper', 'return', 'meeting'].includes(schema))
    .flatMap(({ filed }) => toldIn(filed));
  return told.flatMap(({ filed, path, date }): Finding[] => {
    if (firstDay(date) <= as_at) return [];
    const message = `${date} is told as past, but the data speaks as at ${as_at}`;
    const hint = 'move as_at on, or say that it is planned';
    const other = { filed: partner.partnership, path: ['as_at'], message: 'the day of the data' };
    return [{ rule: 'dates/after-as-at', at: { filed, path }, message, hint, other }];
  });
}

/** Steps that meet a milestone; a draft leads up to it. */
const meetingSteps = steps.filter((step) => step !== 'drafted');

/** A milestone that only another step meets than the one that was taken would be called late without a word. */
export function otherStep({ project, partner }: Case): Finding[] {
  const { milestones: filed } = partner;
  const national = project.config.milestones;
  return Object.entries(filed?.record.milestones ?? {}).flatMap(([id, progress]): Finding[] => {
    const met = national.record.milestones[id]?.met_by;
    if (!filed || met === undefined || progress[met]) return [];
    const step = meetingSteps.find((name) => progress[name]?.state === 'done');
    if (step === undefined) return [];
    return [
      {
        rule: 'milestones/step',
        at: { filed, path: ['milestones', id, step], which: 'key' },
        message: `${step} does not meet ${id}, which only ${met} does`,
        hint: `write ${met} if it is that, or add it beside`,
        other: { filed: national, path: ['milestones', id, 'met_by'], message: 'what meets it' },
      },
    ];
  });
}

/** What was planned for a day that has gone by is stale: it was done, or it is late. */
export function goneBy({ partner }: Case): Finding[] {
  const { as_at } = partner.partnership.record;
  const filed = partner.milestones;
  return Object.entries(filed?.record.milestones ?? {}).flatMap(([id, progress]) =>
    Object.entries(progress).flatMap(([step, value]): Finding[] => {
      const { state, date } = value as { state?: string; date?: string };
      if (!filed || state !== 'planned' || date === undefined || lastDay(date) >= as_at) return [];
      const message = `${step} was planned for ${date}, which had gone by on ${as_at}, and nothing says that it was done`;
      const hint = 'say when it was done, or give the new date';
      const other = { filed: partner.partnership, path: ['as_at'], message: 'the day of the data' };
      return [
        {
          rule: 'dates/gone-by',
          at: { filed, path: ['milestones', id, step, 'date'] },
          message,
          hint,
          other,
        },
      ];
    }),
  );
}

/** An action that is open has not been done. */
export function openDone({ partner: { actions: filed } }: Case): Finding[] {
  return Object.entries(filed?.record.actions ?? {}).flatMap(([id, { state, done }]): Finding[] => {
    if (!filed || done === undefined || state !== 'open') return [];
    const at = { filed, path: ['actions', id, 'state'] };
    const message = `${id} is open, and was done on a day`;
    const other = { filed, path: ['actions', id, 'done'], message: 'the day' };
    return [
      {
        rule: 'actions/state',
        severity: 'error',
        at,
        message,
        hint: 'take done out, or say state: done',
        other,
      },
    ];
  });
}

const planSteps = ['drafted', 'agreed', 'published'] as const;

/** A plan is drafted before it is agreed, and agreed before it is published. */
export function order({ partner }: Case): Finding[] {
  const filed = partner.milestones;
  const dated = (progress: Progress, step: (typeof planSteps)[number]) => {
    const { state, date, doubt } = progress[step] ?? {};
    return state === 'done' && doubt === undefined ? date : undefined;
  };
  return Object.entries(filed?.record.milestones ?? {}).flatMap(([id, progress]) =>
    planSteps.slice(1).flatMap((later, i): Finding[] => {
      const earlier = planSteps.slice(0, i + 1).findLast((step) => dated(progress, step) !== undefined);
      const [before, after] = [earlier && dated(progress, earlier), dated(progress, later)];
      if (!filed || !earlier || !before || !after || firstDay(before) <= lastDay(after)) return [];
      const place = (step: string): Place => ({ filed, path: ['milestones', id, step, 'date'] });
      const message = `${later} on ${after} comes before ${earlier} on ${before}`;
      const other = { ...place(earlier), message: `${earlier} on ${before}` };
      return [{ rule: 'dates/order', at: place(later), message, hint: 'correct one of the two', other }];
    }),
  );
}

/** A span that ends before it begins. */
export function spans({ subjects }: Case): Finding[] {
  const found: Finding[] = [];
  for (const { filed } of subjects)
    visit(filed.record, (part, pathOf) => {
      if (typeof part !== 'object' || part === null) return;
      const { from, to, until } = part as Record<string, unknown>;
      const end = to ?? until;
      if (typeof from !== 'string' || typeof end !== 'string') return;
      if (!isLooseDate(from) || !isLooseDate(end) || firstDay(from) <= lastDay(end)) return;
      const path = pathOf();
      found.push({
        rule: 'dates/span',
        at: { filed, path: [...path, to === undefined ? 'until' : 'to'] },
        message: `${end} is before ${from}, when it begins`,
        hint: 'correct one of the two',
        other: { filed, path: [...path, 'from'], message: `it begins in ${from}` },
      });
    });
  return found;
}
