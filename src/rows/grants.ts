import type { Facts } from '../facts.ts';
import type { Config } from '../project.ts';
import type { Award, GrantRow, Grants, Wording } from '../records.ts';
import { difference, total } from '../sum.ts';
import { fill, wordsOf } from '../words.ts';
import { unitOf } from './figures.ts';
import type { Amount } from './figures.ts';
import { note, notesOf } from './notes.ts';

/** How certain an amount is: the stage that its allocation has reached, and how exact the number is. */
function certaintyOf({ stages, certainty, states }: Wording, { amount, history = [] }: Award): string {
  const { state = 'known', form = 'exact', value, low } = amount;
  if (value === undefined && low === undefined) return state === 'known' ? certainty.absent : states[state];
  const stage = history.at(-1)?.stage;
  return [
    ...(stage ? [stages[stage]] : []),
    certainty[form],
    ...(state === 'known' ? [] : [states[state]]),
  ].join(', ');
}

/** The year of an award; the words of a source that names no year stand in quotation marks. */
export function yearOf(
  { as_said }: Wording,
  { year, year_as_said }: Pick<Award, 'year' | 'year_as_said'>,
): string | undefined {
  return year ?? (year_as_said && fill(as_said, { words: year_as_said }));
}

/** How far the listed parts of a grant are from its amount, however little: an acknowledged reason may be for another gap. */
function partsText({ wording, units }: Config, { amount, parts = {} }: Award): string | undefined {
  const amounts = Object.values(parts).map((part) => part.amount);
  const missing = amounts.length === 0 ? undefined : difference(amount, amounts);
  if (missing === undefined || missing === 0) return undefined;
  const { figure } = wordsOf(wording.record);
  const money = (value: number) => figure({ value }, units.record.units['pounds'], 'prose');
  const { parts_less, parts_more } = wording.record.totals;
  return fill(missing > 0 ? parts_less : parts_more, {
    sum: money(total(amounts).low),
    by: money(Math.abs(missing)),
  });
}

/** One row for each grant and year. */
export function grantRows(config: Config, { grants }: Facts): GrantRow[] {
  return Object.values((grants as Grants | undefined)?.awards ?? {}).map((award: Award) => {
    const scheme = config.grants.record.schemes[award.scheme];
    if (!scheme) throw new Error(`the scheme ${award.scheme} was not checked`);
    const amount: Amount = { figure: award.amount, unit: unitOf(config, 'pounds') };
    const about = scheme.name;
    const { none, not_confirmed } = config.wording.record;
    const year_shown = yearOf(config.wording.record, award) ?? none;
    const notes = [
      ...note(`${about}, ${year_shown}`, award.use),
      ...note(about, award.scheme_note),
      ...note(about, award.reason),
      ...note(about, award.next),
      ...note(about, partsText(config, award)),
      ...notesOf(about, award),
    ];
    const unsure = (scheme.funder_confidence ?? scheme.confidence) !== 'sourced';
    return {
      ...award,
      scheme,
      amount,
      certainty: certaintyOf(config.wording.record, award),
      paid_by: unsure ? `${scheme.funder}, ${not_confirmed}` : scheme.funder,
      year_shown,
      notes,
    };
  });
}
