import { changesOf, dayOf, returnIn } from './change.ts';
import type { Change } from './change.ts';
import { refuse, suggestion } from './diagnostic.ts';
import { nameOf } from './layout.ts';
import type { Partner, Project } from './project.ts';
import { wordsOf } from './words.ts';

/** What has moved between two returns of one partnership. */
export interface Diff {
  readonly slug: string;
  readonly from: { readonly round: string; readonly as_at: string };
  readonly to: { readonly round: string; readonly as_at: string };
  readonly changes: readonly Change[];
}

function sideOf(partner: Partner, round: string): Diff['from'] {
  const filed = returnIn(partner, round);
  if (filed) return { round, as_at: dayOf(partner, filed) };
  const known = partner.returns.map(({ source }) => nameOf(source));
  const hint = suggestion(round, known) ?? `put its answers in returns/${round}.yaml`;
  throw refuse('machine', 'command/round', `${partner.slug} has no return in the round ${round}`, hint);
}

/**
 * Compares two returns, that of the earlier day first whichever was named first, and that of the earlier round where both
 * speak as at one day. Throws a Refusal where one is not there.
 */
export function diffOf({ config }: Project, partner: Partner, rounds: readonly [string, string]): Diff {
  const order = Object.keys(config.rounds);
  const [first, second] = [sideOf(partner, rounds[0]), sideOf(partner, rounds[1])];
  const isInOrder =
    first.as_at === second.as_at
      ? order.indexOf(first.round) <= order.indexOf(second.round)
      : first.as_at < second.as_at;
  const [from, to] = isInOrder ? [first, second] : [second, first];
  return {
    slug: partner.slug,
    from,
    to,
    changes: changesOf(config, partner, { from: from.as_at, to: to.as_at }),
  };
}

/** A comparison as text, one line for each change. */
export function diffText({ config }: Project, { slug, from, to, changes }: Diff): string {
  const wording = config.wording.record;
  const words = wordsOf(wording);
  const line = (change: Change): string => {
    if (change.kind === 'milestone') return `${words.status(change.then)} → ${words.status(change.now)}`;
    if (change.kind === 'action') return `${wording.actions[change.state]}, ${words.date(change.done)}`;
    const { then, now, movement } = change;
    const shown = (amount: typeof then) => {
      if (!amount) return wording.none;
      const aside = 'period' in amount ? amount.period : wording.stages[amount.stage];
      return `${words.figure(amount.figure, amount.unit, 'prose')} (${aside})`;
    };
    const by = movement ? `: ${words.movement(movement, now.unit)}` : '';
    return `${shown(then)} → ${shown(now)}${by}`;
  };
  const head = `${slug}: ${from.round} (${words.date(from.as_at)}) to ${to.round} (${words.date(to.as_at)})`;
  const lines = changes.map((change) => `  ${change.what}: ${line(change)}`);
  const { unchanged, same_day } = config.documents.record.returns;
  const nothing = from.as_at === to.as_at ? same_day : unchanged;
  return `${[head, ...(lines.length > 0 ? lines : [`  ${nothing}`])].join('\n').replaceAll('\u00a0', ' ')}\n`;
}
