import { periodSpan } from '../calendar.ts';
import { countsPeople, isSmallCount } from '../disclosure/secrets.ts';
import { pointsOf } from '../movement.ts';
import type { Filed } from '../project.ts';
import type { Figure, Measure } from '../records.ts';
import { decimalsOf } from '../sum.ts';
import type { Case, Finding, Path, Place } from './finding.ts';

interface Placed {
  readonly id: string;
  readonly measure: Measure;
  readonly filed: Filed<unknown>;
  readonly path: Path;
}

/** The measures of the needs assessment and of the outcomes, each with its place. */
function measuresOf({ partner }: Case): Placed[] {
  return [partner.needs, partner.outcomes].flatMap((filed) =>
    Object.entries(filed?.record.measures ?? {}).flatMap(([id, measure]) =>
      filed ? [{ id, measure, filed, path: ['measures', id] }] : [],
    ),
  );
}

const keyOf = ({ filed, path }: Placed): Place => ({ filed, path, which: 'key' });

/** A percentage says what it is a share of, or that this is not known. */
export function denominator(subject: Case): Finding[] {
  const { units } = subject.project.config.units.record;
  return measuresOf(subject).flatMap((placed): Finding[] => {
    const { unit, of, base } = placed.measure;
    if (units[unit]?.kind !== 'percent' || of !== undefined || base !== undefined) return [];
    const message = `${placed.id} is a percentage of a number that is not given`;
    const hint = 'add of with the measure it is a share of, or base: { value: { state: not-provided } }';
    return [{ rule: 'numbers/denominator', at: keyOf(placed), message, hint }];
  });
}

/** A figure is for a period, one that can be told from others: what cannot is taken to be known on every day. */
export function period(subject: Case): Finding[] {
  const { calendar, wording } = subject.project.config;
  return measuresOf(subject).flatMap((placed): Finding[] => {
    const { measure, filed, path } = placed;
    const own: Finding[] =
      measure.period !== undefined
        ? []
        : [
            {
              rule: 'numbers/period',
              at: keyOf(placed),
              message: `${placed.id} is for no period`,
              hint: 'add period, such as "2021" or "year to June 2022", or acknowledge that the source gives none',
            },
          ];
    const points = [
      { period: measure.period, path },
      { period: measure.base?.period, path: [...path, 'base'] },
      ...(measure.series ?? []).map((point, i) => ({ period: point.period, path: [...path, 'series', i] })),
    ];
    const unread = points.flatMap((point): Finding[] => {
      if (point.period === undefined || /^since /.test(point.period)) return [];
      if (periodSpan(point.period, calendar.record, wording.record.months)) return [];
      const at = { filed, path: [...point.path, 'period'] };
      const message = `“${point.period}” cannot be compared with other periods`;
      const hint =
        'write 2023, June 2023, 2023/24, 2023/24 quarter 2, year to June 2023, 2022 to 2023 or since 2022';
      return [{ rule: 'numbers/period', at, message, hint }];
    });
    return [...own, ...unread];
  });
}

/** A series begins with what is oldest, and ends before the figure that it leads to. */
export function seriesOrder(subject: Case): Finding[] {
  const { config } = subject.project;
  return measuresOf(subject).flatMap(({ measure, filed, path }): Finding[] => {
    if (!measure.series) return [];
    const points = pointsOf(config, measure);
    const placeOf = (index: number): Path =>
      index < points.length - 1 ? [...path, 'series', index, 'period'] : [...path, 'period'];
    return points.flatMap(({ period, span }, index): Finding[] => {
      const before = points[index - 1];
      if (!span || !before?.span || before.span.last < span.last) return [];
      const at = { filed, path: placeOf(index) };
      const message = `${period} stands after ${before.period}, and is not later`;
      const other = { filed, path: placeOf(index - 1), message: 'the period before it' };
      return [{ rule: 'numbers/order', at, message, hint: 'put the oldest first', other }];
    });
  });
}

const isSaidExactly = ({ form = 'exact' }: Figure) => form === 'exact';

/** A change is what its two ends make it, where all three are exact. */
export function change(subject: Case): Finding[] {
  const { units } = subject.project.config.units.record;
  return measuresOf(subject).flatMap((placed): Finding[] => {
    const { change: isChange, base, level, value, unit } = placed.measure;
    const [from, to, stated] = [base?.value.value, level?.value, value.value];
    if (!isChange || from === undefined || to === undefined || stated === undefined || from === 0) return [];
    if (![base?.value, level, value].every((figure) => figure && isSaidExactly(figure))) return [];
    const percent = units[unit]?.kind === 'percent';
    const exact = percent ? ((to - from) / from) * 100 : to - from;
    const decimals = decimalsOf(stated);
    const real = Number(exact.toFixed(decimals));
    if (real === stated) return [];
    const { filed, path } = placed;
    const sign = percent ? '%' : '';
    const message = `from ${from} to ${to} is a change of ${real}${sign}, not of ${stated}${sign}`;
    const other = { filed, path: [...path, 'base'], message: `it starts from ${from}` };
    return [
      {
        rule: 'numbers/change',
        at: { filed, path: [...path, 'value'] },
        message,
        hint: 'correct one of the three',
        other,
      },
    ];
  });
}

/** A range goes up, and no part is more than its whole. */
export function bounds(subject: Case): Finding[] {
  const ranges = subject.figures.flatMap(({ figure, filed, path }): Finding[] => {
    const { low, high, form } = figure;
    if (form !== 'range' || low === undefined || high === undefined || low <= high) return [];
    const message = `a range from ${low} to ${high} goes down`;
    return [
      { rule: 'numbers/range', severity: 'error', at: { filed, path }, message, hint: 'swap low and high' },
    ];
  });
  const { units } = subject.project.config.units.record;
  const all = measuresOf(subject);
  const parts = all.flatMap(({ id, measure, filed, path }): Finding[] => {
    const whole = all.find((other) => other.id === measure.of);
    const [part, most] = [measure.value, whole?.measure.value];
    if (
      !whole ||
      part.value === undefined ||
      most?.value === undefined ||
      !isSaidExactly(part) ||
      !isSaidExactly(most)
    )
      return [];
    // A share is no number of the same things.
    if (
      measure.unit !== whole.measure.unit ||
      units[measure.unit]?.kind !== 'count' ||
      part.value <= most.value
    )
      return [];
    const message = `${id} is ${part.value}, more than the ${most.value} of ${whole.id} that it is a part of`;
    const other = { filed: whole.filed, path: [...whole.path, 'value'], message: 'the whole' };
    return [
      {
        rule: 'numbers/part',
        at: { filed, path: [...path, 'value'] },
        message,
        hint: 'correct one of the two',
        other,
      },
    ];
  });
  return [...ranges, ...parts];
}

/** A figure for a message, and to tell whether two are the same. */
function shown({ value, low, high, state, form }: Figure): string {
  return form === 'range' && low !== undefined && high !== undefined
    ? `${low} to ${high}`
    : String(value ?? state);
}

/** Two figures for one thing are both kept, and each names the other. */
export function twoValues(subject: Case): Finding[] {
  const all = measuresOf(subject);
  return all.flatMap((placed, index): Finding[] => {
    const { measure, filed, path } = placed;
    const same = all.slice(0, index).find(({ id, measure: first }) => {
      const thing = (m: Measure) => [m.metric ?? m.name, m.area, m.period, m.unit].join('|');
      const named = measure.differs_from === id || first.differs_from === placed.id;
      return thing(first) === thing(measure) && shown(first.value) !== shown(measure.value) && !named;
    });
    if (!same) return [];
    const [own, others] = [shown(measure.value), shown(same.measure.value)];
    const message = `${placed.id} is ${own}, and ${same.id} gives ${others} for the same thing`;
    const other = { filed: same.filed, path: [...same.path, 'value'], message: 'the other figure' };
    const hint = `keep both and add differs_from: ${same.id}, or take one out`;
    return [{ rule: 'numbers/two-values', at: { filed, path: [...path, 'value'] }, message, hint, other }];
  });
}

/** Money has no parts of a penny: a workbook would round what the YAML does not. */
export function pence({ figures }: Case): Finding[] {
  return figures.flatMap(({ figure, filed, path, isMoney }): Finding[] => {
    const { value, low, high } = figure;
    const odd = [value, low, high].find((amount) => amount !== undefined && decimalsOf(amount) > 2);
    if (!isMoney || odd === undefined) return [];
    const message = `${odd} has parts of a penny`;
    return [{ rule: 'numbers/pence', severity: 'error', at: { filed, path }, message, hint: 'round it' }];
  });
}

/** A count of people small enough to recognise somebody is not for the public. */
export function smallCount({ project, figures }: Case): Finding[] {
  const disclosure = project.config.disclosure.record;
  return figures.flatMap((found): Finding[] => {
    const { figure, filed, path, unit = '', isMoney, isChange } = found;
    const { value, low, high, form = 'exact', state } = figure;
    const hidden = state === 'restricted' || state === 'suppressed';
    if (hidden || isMoney || !countsPeople(disclosure, found.unit)) return [];
    if (!isSmallCount(disclosure, figure, isChange)) return [];
    const about = form === 'exact' || form === 'range' ? '' : form.replace('-', ' ');
    const counted = value === undefined ? `${low} to ${high}` : `${about} ${value}`;
    const message = `${path[1]} counts ${`${counted} ${unit}`.trim()}, few enough for somebody to be recognised`;
    const hint = 'give it state: restricted, or leave the number out with state: suppressed';
    return [{ rule: 'numbers/small-count', at: { filed, path }, message, hint }];
  });
}
