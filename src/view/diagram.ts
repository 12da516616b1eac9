import type { Facts } from '../facts.ts';
import type { Config } from '../project.ts';
import type { Diagram, Tier } from '../records.ts';

/** The bodies around a partnership, highest tier first, and the same in sentences; undefined if there are none. */
export function diagramOf({ documents, wording }: Config, { partnership }: Facts): Diagram | undefined {
  const { reports_to: boards = [], linked_groups: groups = [], name } = partnership;
  if (boards.length + groups.length === 0) return undefined;
  const { returns } = documents.record;
  const { roles, tiers } = wording.record;
  const aside = (purpose: string | undefined, state: string) =>
    [purpose, state].filter((part) => part !== undefined && part !== roles.confirmed).join(', ') || undefined;
  const above = (['national', 'regional', 'local'] as const).map((tier): Tier => ({
    label: tiers[tier],
    own: false,
    boxes: boards
      .filter((board) => board.tier === tier)
      .map((board) => ({ name: board.name, note: aside(board.purpose, roles[board.state ?? 'confirmed']) })),
  }));
  const below = (['feeds-in', 'carries-out'] as const).map((relation): Tier => ({
    label: tiers[relation],
    own: false,
    boxes: groups
      .filter((group) => group.relation === relation)
      .map((group) => ({ name: group.name, note: group.state === 'planned' ? tiers.planned : undefined })),
  }));
  const own: Tier = { label: tiers.own, own: true, boxes: [{ name }] };
  const sentence = (pattern: string, shown: readonly Tier[]) => {
    const names = shown.flatMap(({ boxes }) => boxes.map((box) => box.name));
    return names.length === 0 ? [] : [pattern.replace('{names}', names.join('; '))];
  };
  return {
    caption: returns.governance.replace('{name}', name),
    tiers: [...above, own, ...below].filter(({ boxes }) => boxes.length > 0),
    text: [
      ...sentence(returns.reports, above),
      ...sentence(returns.feeds, below.slice(0, 1)),
      ...sentence(returns.carries, below.slice(1)),
    ],
  };
}
