import { firstDay, lastDay } from '../dates.ts';
import type { Filed, Partner } from '../project.ts';
import type { Award, Figure, Grants } from '../records.ts';
import { difference, total } from '../sum.ts';
import { pounds } from './finding.ts';
import type { Case, Finding, Path, Place } from './finding.ts';

/** The grants of a partnership, each with its place. */
function awardsOf(partner: Partner): { id: string; award: Award; filed: Filed<Grants>; path: Path }[] {
  const filed = partner.grants;
  if (!filed) return [];
  return Object.entries(filed.record.awards).map(([id, award]) => ({
    id,
    award,
    filed,
    path: ['awards', id],
  }));
}

const under = (place: Place, ...steps: string[]): Place => ({ ...place, path: [...place.path, ...steps] });

/** A stated amount, and what it is said to be made of. */
interface Stated {
  readonly id: string;
  readonly what: string;
  readonly filed: Filed<Grants>;
  readonly path: Path;
  readonly list: string;
  readonly amount: Figure;
  readonly amounts: readonly Figure[];
}

/** Every grant that lists its parts, and every stated total of grants. */
function statedOf(partner: Partner): Stated[] {
  const filed = partner.grants;
  if (!filed) return [];
  const { awards, totals } = filed.record;
  const divided = awardsOf(partner).map(({ id, award, path }) => {
    const amounts = Object.values(award.parts ?? {}).map(({ amount }) => amount);
    return { id, what: 'parts', filed, path, list: 'parts', amount: award.amount, amounts };
  });
  const added = Object.entries(totals ?? {}).map(([id, { of, amount }]) => {
    const amounts = of.map((award) => awards[award]?.amount ?? {});
    return { id, what: 'grants', filed, path: ['totals', id], list: 'of', amount, amounts };
  });
  return [...divided, ...added];
}

/** Parts that miss their stated total, by however little; both are shown, and the difference. */
export function parts({ partner }: Case): Finding[] {
  return statedOf(partner).flatMap(({ id, what, filed, path, list, amount, amounts }): Finding[] => {
    const missing = amounts.length === 0 ? undefined : difference(amount, amounts);
    if (missing === undefined || missing === 0) return [];
    const sum = total(amounts).low;
    const how = missing > 0 ? 'less' : 'more';
    const message = `the ${what} of ${id} come to ${pounds(sum)}, ${pounds(Math.abs(missing))} ${how} than its amount`;
    const other = {
      filed,
      path: [...path, 'amount'],
      message: `the amount is ${pounds(amount.value ?? 0)}`,
    };
    const hint = 'find the part that is wrong or left out, or acknowledge the difference with its reason';
    return [{ rule: 'sums/parts', at: { filed, path: [...path, list], which: 'key' }, message, hint, other }];
  });
}

/** The amount is that of the latest stage of its history. */
export function history({ partner }: Case): Finding[] {
  return awardsOf(partner).flatMap(({ award, filed, path }): Finding[] => {
    const last = award.history?.at(-1);
    const [now, then] = [award.amount.value, last?.amount.value];
    if (!last || now === undefined || then === undefined || now === then) return [];
    const at: Place = { filed, path: [...path, 'amount'] };
    const message = `the amount is ${pounds(now)}, but the latest stage of its history, ${last.stage}, is ${pounds(then)}`;
    const other = {
      filed,
      path: [...path, 'history', (award.history?.length ?? 1) - 1, 'amount'],
      message: 'the latest stage',
    };
    return [
      {
        rule: 'sums/history',
        at,
        message,
        hint: 'correct one of the two, or add the stage that is missing',
        other,
      },
    ];
  });
}

/** The stages of an allocation stand oldest first, because the last of them is taken for the latest. */
export function stageOrder({ partner }: Case): Finding[] {
  return awardsOf(partner).flatMap(({ award: { history = [] }, filed, path }) =>
    history.flatMap(({ stage, date }, index): Finding[] => {
      const before = history.findLastIndex((step, i) => i < index && step.date !== undefined);
      const { stage: other, date: earlier } = history[before] ?? {};
      if (date === undefined || earlier === undefined || firstDay(earlier) <= lastDay(date)) return [];
      const place = (i: number): Place => ({ filed, path: [...path, 'history', i, 'date'] });
      return [
        {
          rule: 'dates/order',
          at: place(index),
          message: `${stage} on ${date} stands after ${other} on ${earlier}`,
          hint: 'put the oldest stage first, or correct one of the dates',
          other: { ...place(before), message: `${other} on ${earlier}` },
        },
      ];
    }),
  );
}

/** Money that is only in part for drug and alcohol work would make every total of grants say too much. */
export function otherScheme({ project, partner }: Case): Finding[] {
  const schemes = project.config.grants;
  return awardsOf(partner).flatMap(({ award, filed, path }): Finding[] => {
    const scheme = schemes.record.schemes[award.scheme];
    if (!scheme || scheme.drug_grant) return [];
    return [
      {
        rule: 'schemes/other',
        severity: 'error',
        at: under({ filed, path }, 'scheme'),
        message: `${scheme.name} is not for drug and alcohol work alone, so it cannot stand among the grants`,
        hint: 'take it out; what must still be spent of it stands as baseline with the grant that asks for that',
        other: { filed: schemes, path: ['schemes', award.scheme, 'drug_grant'], message: 'the scheme' },
      },
    ];
  });
}

/** A grant outside the years of its scheme needs a reason. */
export function schemeYears({ project, partner }: Case): Finding[] {
  const schemes = project.config.grants;
  return awardsOf(partner).flatMap(({ award, filed, path }): Finding[] => {
    const scheme = schemes.record.schemes[award.scheme];
    const { year, reason, carried_forward } = award;
    if (!scheme || year === undefined || reason !== undefined || carried_forward) return [];
    const early = scheme.first_year !== undefined && year < scheme.first_year;
    const late = scheme.last_year !== undefined && year > scheme.last_year;
    if (!early && !late) return [];
    const message = `${scheme.name} ${early ? `began in ${scheme.first_year}` : `ended with ${scheme.last_year}`}, so it has no money in ${year}`;
    const key = early ? 'first_year' : 'last_year';
    const other = {
      filed: schemes,
      path: ['schemes', award.scheme, key],
      message: 'the years of the scheme',
    };
    const hint = 'correct the year or the scheme, or add reason';
    return [{ rule: 'schemes/years', at: under({ filed, path }, 'year'), message, hint, other }];
  });
}

/** A scheme and the one that replaced it cannot both bring new money to one area in one year. */
export function successor({ project, partner }: Case): Finding[] {
  const { schemes } = project.config.grants.record;
  const awards = awardsOf(partner).filter(({ award }) => award.year !== undefined && !award.carried_forward);
  return awards.flatMap(({ award, filed, path }): Finding[] => {
    const before = awards.find(
      ({ award: older }) =>
        schemes[older.scheme]?.becomes === award.scheme &&
        older.year === award.year &&
        older.area === award.area,
    );
    if (!before) return [];
    const [newer, older] = [schemes[award.scheme], schemes[before.award.scheme]];
    const message = `${newer?.short ?? newer?.name} replaced ${older?.short ?? older?.name}, yet both have new money in ${award.year}`;
    const other = { filed, path: before.path, which: 'key' as const, message: 'the scheme that it replaced' };
    const hint = 'if one of them is money kept from an earlier year, add carried_forward with its approval';
    return [{ rule: 'schemes/successor', at: { filed, path, which: 'key' }, message, hint, other }];
  });
}

/** A grant that is entered twice would count twice in every total. */
export function awardTwice({ project, partner }: Case): Finding[] {
  const { schemes } = project.config.grants.record;
  const awards = awardsOf(partner);
  return awards.flatMap(({ award, filed, path }, index): Finding[] => {
    const kindOf = ({ scheme, year, year_as_said, area, carried_forward }: Award) =>
      JSON.stringify([scheme, year, year_as_said, area, carried_forward !== undefined]);
    const first = awards.slice(0, index).find((earlier) => kindOf(earlier.award) === kindOf(award));
    if (!first) return [];
    const scheme = schemes[award.scheme];
    const years = award.year ?? award.year_as_said ?? 'no year';
    const message = `${scheme?.name ?? award.scheme} is entered twice for ${years}, and totals count both`;
    const other = { filed, path: first.path, which: 'key' as const, message: 'the other entry' };
    const hint = 'take one out, or acknowledge that there are two';
    return [{ rule: 'sums/award-twice', at: { filed, path, which: 'key' }, message, hint, other }];
  });
}
