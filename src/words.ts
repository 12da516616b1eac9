import type { LooseDate } from './dates.ts';
import type { Status } from './milestone.ts';
import type { Movement } from './movement.ts';
import type { Figure, Unit, Wording } from './records.ts';
import { decimalsOf } from './sum.ts';
import type { Total } from './sum.ts';

/** A piece of a text that is yet to be printed: a value that knows how it wants to be said. */
export type Said =
  | { readonly as: 'text'; readonly value: string }
  | { readonly as: 'figure'; readonly value: Figure; readonly unit: Unit }
  | { readonly as: 'date'; readonly value: LooseDate }
  | { readonly as: 'status'; readonly value: Status };

/** Turns values into plain text, in the words of config/wording.yaml. */
export interface Words {
  readonly date: (date: LooseDate) => string;
  readonly figure: (figure: Figure, unit?: Unit, place?: 'prose' | 'cell') => string;
  /** A figure within a sentence, which says instead of a number that is not there to be read why it is not. */
  readonly quoted: (figure: Figure, unit?: Unit) => string;
  readonly status: (status: Status) => string;
  /** A sum; with `sign`, such as “£”, before each number. */
  readonly total: (total: Total, sign?: string) => string;
  /** A figure that is a change: with its sign. */
  readonly change: (figure: Figure, unit: Unit) => string;
  readonly movement: (movement: Movement, unit?: Unit) => string;
  readonly list: (items: readonly string[]) => string;
  /** Curly quotes, dashes, and spaces that do not break between a number and its word. */
  readonly typeset: (text: string) => string;
  /** The pieces of one text, typeset and joined as they are: what is measured for a chart and what is printed in it. */
  readonly say: (parts: readonly Said[]) => string;
}

const noBreak = '\u00a0';

const pence: Unit = { kind: 'money', label: '' };

/** A pattern of config/ with its parts in place; a part that looks like one is left as it is. */
export function fill(pattern: string, parts: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(
    /\{(\w+)\}/g,
    (whole, name: string) => (Object.hasOwn(parts, name) ? parts[name] : undefined) ?? whole,
  );
}

/** A number with thousands in commas and as many decimals as it has, or as its unit asks. */
function grouped(value: number, unit: Unit | undefined): string {
  const own = decimalsOf(value);
  // Pence show in full wherever the source has any.
  const decimals = unit?.kind === 'money' && own > 0 ? 2 : Math.max(own, unit?.decimals ?? 0);
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const text = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  return value < 0 ? `\u2212${text}` : text;
}

function typesetter({ months, glue }: Wording): (text: string) => string {
  const literal = (word: string) => RegExp.escape(word);
  const any = (words: readonly string[]) =>
    words.map((word) => word.split(' ').map(literal).join('[ \u00a0]')).join('|');
  const day = new RegExp(`\\b(\\d{1,2}) (?=(?:${any(months)})\\b)`, 'g');
  const monthYear = new RegExp(`\\b(${any(months)}) (?=\\d{4}\\b)`, 'g');
  const before = new RegExp(`\\b(${any(glue.before_number)}) (?=\\d)`, 'g');
  const after = new RegExp(`(\\d) (?=(?:${any(glue.after_number)})\\b)`, 'g');
  const between = new RegExp(`(\\d) (${any(glue.between_numbers)}) (?=\\d)`, 'g');
  const last = new RegExp(` (?=(?:${any(glue.not_first)})(?!\\S))`, 'g');
  // What has neither quotation marks nor digits nor signs between spaces is right as it is.
  const isPlain = (text: string) => !/["'\d]| [^\p{L}](?: |$)/u.test(text);
  return (text) =>
    isPlain(text)
      ? text
      : text
          .replaceAll(/(^|[\s([{\u2013\u2014])"/g, '$1\u201c')
          .replaceAll('"', '\u201d')
          .replaceAll(/(^|[\s([{\u2013\u2014\u201c])'/g, '$1\u2018')
          .replaceAll("'", '\u2019')
          .replaceAll(/ - /g, ' \u2013 ')
          .replaceAll(day, `$1${noBreak}`)
          .replaceAll(monthYear, `$1${noBreak}`)
          .replaceAll(before, `$1${noBreak}`)
          .replaceAll(after, `$1${noBreak}`)
          .replaceAll(between, `$1${noBreak}$2${noBreak}`)
          .replaceAll(last, noBreak);
}

/** Makes the words of one configuration. */
export function wordsOf(wording: Wording): Words {
  const date = (text: LooseDate): string => {
    const [year = '', month, day] = text.split('-');
    const name = month === undefined ? undefined : wording.months[Number(month) - 1];
    if (name === undefined) return year;
    return [...(day === undefined ? [] : [String(Number(day))]), name, year].join(noBreak);
  };
  const figureAs = (value: Figure, unit: Unit | undefined, signed: (n: number) => string): string => {
    const state = value.state ?? 'known';
    const form = value.form ?? 'exact';
    const present = value.value !== undefined || (value.low !== undefined && value.high !== undefined);
    if (!present) return state === 'known' ? wording.none : wording.states[state];
    const percent = unit?.kind === 'percent' ? '%' : '';
    const number = (n: number | undefined) => (n === undefined ? '' : signed(n) + percent);
    const text = fill(wording.forms[form], {
      n: number(value.value),
      low: number(value.low),
      high: number(value.high),
    });
    return state === 'known' ? text : `${text} (${wording.states[state]})`;
  };
  const figure: Words['figure'] = (value, unit, place = 'cell') => {
    const sign = unit?.kind === 'money' && place === 'prose' ? '\u00a3' : '';
    return figureAs(value, unit, (n) => grouped(n, unit).replace(/^(\u2212?)/, `$1${sign}`));
  };
  const quoted: Words['quoted'] = (value, unit) => {
    const isGiven = value.value !== undefined || value.low !== undefined;
    const instead = isGiven ? undefined : wording.withheld[value.state as keyof typeof wording.withheld];
    return instead ?? figure(value, unit, 'prose');
  };
  const status = ({ kind, days, at_least }: Status): string => {
    const count = fill(days === 1 ? wording.days.one : wording.days.many, { n: String(days) });
    const least = at_least ? fill(wording.days['at-least'], { days: count }) : count;
    return fill(wording.statuses[kind].label, { days: least });
  };
  const bare = ({ form, low, high, approximate, coarseness }: Total, sign: string): string => {
    const { totals } = wording;
    const number = (exact: number) => {
      // A sum of rounded numbers is no finer than the roundest of them.
      const n = coarseness > 1 ? Math.round(exact / coarseness) * coarseness : exact;
      const text = grouped(n, Number.isInteger(n) ? undefined : pence).replace(/^(\u2212?)/, `$1${sign}`);
      return approximate ? fill(totals.about, { n: text }) : text;
    };
    // Where nothing but upper ends is known, “at least 0” would claim a number that nobody gave.
    if (form === 'unknown' || (form === 'at-least' && low === 0)) return totals.unknown;
    if (form === 'range') return fill(totals.between, { low: number(low), high: number(high) });
    if (form === 'exact') return number(low);
    return fill(totals[form], { n: number(form === 'up-to' ? high : low) });
  };
  const total: Words['total'] = (sum, sign = '') =>
    sum.provisional ? `${bare(sum, sign)} (${wording.states.provisional})` : bare(sum, sign);
  // The sign stands at the number: “over +20%”.
  const change: Words['change'] = (value, unit) => {
    const { plus, minus } = wording.change_sign;
    return figureAs(value, unit, (n) => fill(n < 0 ? minus : plus, { n: grouped(Math.abs(n), unit) }));
  };
  const movement: Words['movement'] = ({ kind, better, size }, unit) => {
    const { directions } = wording;
    const n = size?.value === undefined ? undefined : { ...size, value: Math.abs(size.value) };
    const points = n?.value === 1 ? directions.point : directions.points;
    const by = n && (unit?.kind === 'percent' ? fill(points, { n: figure(n) }) : figure(n, unit, 'prose'));
    const moved = kind === 'up' || kind === 'down';
    const how = better === undefined ? undefined : better ? directions.better : directions.worse;
    return [directions[kind], moved ? by : undefined, how].filter((part) => part !== undefined).join(', ');
  };
  const list = (items: readonly string[]): string =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${wording.and} ${items.at(-1)}`;
  const typeset = typesetter(wording);
  const said = (part: Said): string => {
    if (part.as === 'figure') return figure(part.value, part.unit, 'prose');
    if (part.as === 'date') return date(part.value);
    return typeset(part.as === 'status' ? status(part.value) : part.value);
  };
  const say = (parts: readonly Said[]): string => parts.map(said).join('');
  return { date, figure, quoted, status, total, change, movement, list, typeset, say };
}
