import type { Facts } from '../facts.ts';
import { bodiesAround } from '../known.ts';
import type { Config } from '../project.ts';
import type { Diagram, Tier } from '../records.ts';
import { fill } from '../words.ts';

/** The bodies of one tier. */
interface Bodies {
  readonly label: string;
  readonly bodies: readonly {
    readonly name: string;
    readonly purpose?: string;
    /** Absent where it is settled that the body stands there. */
    readonly state: string | undefined;
  }[];
}

function tierOf({ label, bodies }: Bodies): Tier {
  const boxes = bodies.map(({ name, purpose, state }) => ({
    name,
    note: [purpose, state].filter((part) => part !== undefined).join(', ') || undefined,
  }));
  return { label, own: false, boxes };
}

/** The same in words: what is only proposed or planned must not be told as settled. */
function sentence(pattern: string, shown: readonly Bodies[]): string[] {
  const names = shown.flatMap(({ bodies }) =>
    bodies.map(({ name, state }) => (state === undefined ? name : `${name} (${state})`)),
  );
  return names.length === 0 ? [] : [fill(pattern, { names: names.join('; ') })];
}

/** The bodies around a partnership, highest tier first, and the same in sentences; undefined if there are none. */
export function diagramOf({ documents, wording }: Config, { partnership }: Facts): Diagram | undefined {
  const { reports_to: boards = [], linked_groups: groups = [], name } = partnership;
  if (bodiesAround(partnership).length === 0) return undefined;
  const { returns } = documents.record;
  const { roles, tiers } = wording.record;
  const above = (['national', 'regional', 'local'] as const).map((tier): Bodies => ({
    label: tiers[tier],
    bodies: boards
      .filter((board) => board.tier === tier)
      .map(({ state = 'confirmed', ...board }) => ({
        ...board,
        state: state === 'confirmed' ? undefined : roles[state],
      })),
  }));
  const below = (['feeds-in', 'informs'] as const).map((relation): Bodies => ({
    label: tiers[relation],
    bodies: groups
      .filter((group) => group.relation === relation)
      .map((group) => ({ name: group.name, state: group.state === 'planned' ? tiers.planned : undefined })),
  }));
  const own: Tier = { label: tiers.own, own: true, boxes: [{ name }] };
  return {
    caption: fill(returns.governance, { name }),
    tiers: [...above.map(tierOf), own, ...below.map(tierOf)].filter(({ boxes }) => boxes.length > 0),
    text: [
      ...sentence(returns.reports, above),
      ...sentence(returns.feeds, below.slice(0, 1)),
      ...sentence(returns.informs, below.slice(1)),
    ],
  };
}
