import type { Partner, Project } from '../project.ts';
import type { Figure, Measure, Participant, Unit } from '../records.ts';
import { beside, isSamePlace, mainOf, peopleIn, weighed } from './account.ts';
import type { Account, Relation } from './account.ts';
import { measuresOf, middleOf, pointsOf, rangeOf, startsOf } from './points.ts';
import type { Place, Quantity } from './points.ts';
import { arrivals, builds, hundred, implied, pairs } from './rates.ts';
import type { Secrets } from './secrets.ts';
import { sumsOf } from './sums.ts';

/** What the numbers of a partnership say of one another. */
export interface Ledger {
  readonly relations: readonly Relation[];
  /** Each count with a rate or percentage that is built on it. */
  readonly built: readonly (readonly [Figure, Figure])[];
}

/** Figures of one thing, place and time that give one number: whoever sees one of them knows the others. */
function repeats({ points, quantity }: Account): Relation[] {
  const stated = points.map((point) => ({ point, own: quantity(point) })).filter(({ own }) => own.range);
  const same = Map.groupBy(stated, ({ point: { thing, area, period, kind, isChange }, own: { range } }) =>
    JSON.stringify([thing, area, period, kind, isChange, range]),
  );
  return [...same.values()].flatMap(([first, ...others]) =>
    others.flatMap(({ point, own }): Relation[] => {
      // Two parts of one total are two things, even if they are called the same.
      const isPart = point.measure.of !== undefined && point.measure.of === first?.point.measure.of;
      return first && !isPart ? [{ terms: weighed([first.own, own], [1, -1]), isSum: true }] : [];
    }),
  );
}

/** Parts of one total: counts add up to it, percentages to a hundred, at every place and time that has both. */
function divisions(account: Account): Relation[] {
  const { measures, quantity } = account;
  return measures.flatMap(({ id, points }) => {
    const members = measures.filter(({ measure }) => measure.of === id && !measure.change);
    return points.flatMap((whole) => {
      const parts = members.flatMap((member) => beside(member.points, whole));
      const of = (kind: Unit['kind']) => parts.filter((part) => part.kind === kind).map(quantity);
      const total = quantity(whole);
      const people = peopleIn(account, whole.measure.unit);
      const shares = total.range && people && middleOf(total) / 100;
      return [
        ...sumsOf(account, { quantity: total, range: total.range, people }, of(whole.kind)),
        ...(whole.kind === 'percent'
          ? []
          : sumsOf(account, { range: hundred, people: shares }, of('percent'))),
      ];
    });
  });
}

/** One thing in several areas at one time: where one number is the sum of others, its area is taken to hold theirs. */
function areas(account: Account): Relation[] {
  const counts = account.points.filter(({ kind, isChange }) => kind === 'count' && !isChange);
  const families = Map.groupBy(counts, ({ thing, period, measure }) =>
    JSON.stringify([thing, period, measure.unit]),
  );
  return [...families.values()].flatMap((family) => {
    const all = family.map(account.quantity);
    const known = all.filter(({ range }) => range !== undefined);
    // Where a source hides a count, only what another area leaves over tells that it is in it.
    const people = known.length < all.length ? peopleIn(account, family[0]?.measure.unit) : undefined;
    return known.flatMap((whole) => {
      const parts = known.filter((part) => part !== whole && middleOf(part) <= middleOf(whole));
      const found = sumsOf(account, { quantity: whole, range: whole.range, people }, parts);
      return found.filter(({ terms }) => terms.length > 2);
    });
  });
}

/** The count that a change starts from or arrives at: its own number, or a point that says the same. */
function endOf({ points, quantity }: Account, own: Figure | undefined, place: Place): Quantity | undefined {
  const stated = own && quantity({ figure: own, kind: 'count' });
  const point = points.find((p) => !p.isChange && p.thing === place.thing && isSamePlace(p, place));
  if (stated?.range || !point) return stated;
  return quantity(point);
}

/** A change, what it starts from and what it arrives at: each follows from the other two. */
function changes(account: Account): Relation[] {
  return account.measures.flatMap(({ measure, points }): Relation[] => {
    const point = mainOf(points);
    if (!point?.isChange) return [];
    const counted = account.measures.find(({ id }) => id === measure.built_on);
    const thing = mainOf(counted?.points ?? [])?.thing ?? point.thing;
    const change = account.quantity(point);
    const base = endOf(account, measure.base?.value, { ...point, thing, period: measure.base?.period });
    const level = endOf(account, measure.level, { ...point, thing });
    if (!base || !level) return [];
    const from = middleOf(base);
    // Of a percentage, to first order: by how much each must move if the others do.
    const isPlain = point.kind !== 'percent' || from === 0;
    const weights = isPlain ? [1, -1, -1] : [100 / from, (-100 * middleOf(level)) / from ** 2, -1];
    return [{ terms: weighed([level, base, change], weights), whole: level, isSum: isPlain }];
  });
}

/** The authorities that share a grant: their parts add up to it, their shares to a hundred, and each share to its part. */
function sharers(account: Account, whole: Quantity, participants: readonly Participant[]): Relation[] {
  const { quantity } = account;
  const rows = participants.map(({ amount, share }) => ({
    part: amount && quantity({ figure: amount, kind: 'money' }),
    percent: share && quantity({ figure: share, kind: 'percent' }),
  }));
  const parts = rows.flatMap(({ part }) => part ?? []);
  const shares = rows.flatMap(({ percent }) => percent ?? []);
  const perCent = middleOf(whole) / 100;
  const links = rows.flatMap(({ part, percent }): Relation[] =>
    part && percent
      ? [{ terms: weighed([part, percent, whole], [1, -perCent, -middleOf(percent) / 100]), whole }]
      : [],
  );
  // Where some state an amount and the others a share, one that is hidden is what all these leave of the whole.
  const alone = rows.flatMap(({ part, percent }) => (!part && percent ? [percent] : []));
  const left = alone.reduce((rest, share) => rest - middleOf(share) / 100, 1);
  const weights = [left, ...parts.map(() => -1), ...alone.map(() => -perCent)];
  const mixed: Relation = { terms: weighed([whole, ...parts, ...alone], weights), whole };
  const isMixed = parts.length > 0 && alone.length > 0 && parts.length + alone.length === rows.length;
  return [
    ...links,
    ...(isMixed ? [mixed] : []),
    ...sumsOf(account, { quantity: whole, range: whole.range }, parts),
    ...sumsOf(account, { range: hundred }, shares),
  ];
}

/** Grants with their parts, authorities, instalments, budget lines and award letters, and stated totals of grants. */
function grants(account: Account, { grants: filed, spend }: Partner): Relation[] {
  const { awards = {}, totals = {} } = filed?.record ?? {};
  const quantity = (figure: Figure) => account.quantity({ figure, kind: 'money' });
  const lines = Object.values(spend?.record.lines ?? {});
  const divided = Object.entries(awards).flatMap(([id, { amount, parts = {}, instalments = [] }]) => {
    const budgets = lines.filter(({ award }) => award === id).map(({ budget }) => ({ amount: budget }));
    return [Object.values(parts), instalments, budgets].map((list) => ({
      whole: quantity(amount),
      parts: list.map((part) => quantity(part.amount)),
    }));
  });
  const added = Object.values(totals).map(({ amount, of }) => ({
    whole: quantity(amount),
    parts: of
      .flatMap((id) => (Object.hasOwn(awards, id) ? (awards[id] ?? []) : []))
      .map((award) => quantity(award.amount)),
  }));
  const last = Object.values(awards).flatMap(({ amount, history = [], award_letter }) =>
    [history.at(-1), award_letter].flatMap((stage): Relation[] => {
      const [now, then] = [quantity(amount), quantity(stage?.amount ?? amount)];
      const isSame = !now.range || !then.range || middleOf(now) === middleOf(then);
      return now !== then && isSame ? [{ terms: weighed([now, then], [1, -1]), isSum: true }] : [];
    }),
  );
  const sums = [...divided, ...added].flatMap(({ whole, parts }) =>
    sumsOf(account, { quantity: whole, range: whole.range }, parts),
  );
  const shared = Object.values(awards).flatMap(({ amount, participants = [] }) =>
    sharers(account, quantity(amount), participants),
  );
  return [...sums, ...shared, ...last];
}

/** Everything that the numbers of a partnership say of one another; small counts that they imply join the secrets. */
export function ledgerOf(project: Project, partner: Partner, secrets: Secrets): Ledger {
  const { config } = project;
  const all = measuresOf(partner);
  const countOf = ({ built_on }: Measure) => all.find(({ id }) => id === built_on)?.measure;
  const measures = all.map((each) => ({
    ...each,
    points: pointsOf(config, each.measure, countOf(each.measure)),
  }));
  const points = [...measures.flatMap((each) => each.points), ...startsOf(config, partner)];
  const known = new Map<Figure, Quantity>();
  const quantity: Account['quantity'] = ({ figure, kind, isChange = false }) => {
    const own = known.get(figure) ?? { figure, range: rangeOf(figure, kind), isSigned: isChange };
    known.set(figure, own);
    return own;
  };
  const account: Account = {
    project,
    disclosure: config.disclosure.record,
    secrets,
    measures,
    points,
    quantity,
  };
  const found = pairs(account);
  arrivals(account);
  const relations = [
    ...repeats(account),
    ...implied(account, found),
    ...divisions(account),
    ...areas(account),
    ...changes(account),
    ...builds(account, found),
    ...grants(account, partner),
  ];
  const built = found.map(([count, rate]) => [count.figure, rate.figure] as const);
  return { relations, built };
}
