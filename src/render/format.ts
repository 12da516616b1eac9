import { isLooseDate } from '../dates.ts';
import type { Due, ReachedCell, StepCell } from '../rows/index.ts';
import type { Aim, Amount, Moved } from '../rows/figures.ts';
import { factAt } from '../facts.ts';
import type { Facts } from '../facts.ts';
import { escaped } from '../markup.ts';
import type { Status } from '../milestone.ts';
import { proseBlocks, proseInline } from '../prose.ts';
import type { Voice } from '../prose.ts';
import type { Config } from '../project.ts';
import type { Figure, Glossary, Unit } from '../records.ts';
import type { Total } from '../sum.ts';
import { fill, wordsOf } from '../words.ts';
import type { Said, Words } from '../words.ts';

/** Turns the values of one document into HTML, in reading order: it remembers what has been spelled out. */
export interface Formatter {
  readonly text: (text: string | null, before?: string) => string;
  /** Text of a heading or title, where nothing is spelled out. */
  readonly heading: (text: string) => string;
  readonly inline: (text: string | null) => string;
  readonly blocks: (text: string | null, lead?: string) => string;
  /** A value of a table cell, as its column says. */
  readonly cell: (as: string, value: unknown) => string;
  readonly date: (date: string | null) => string;
  readonly status: (status: Status) => string;
  readonly list: (items: readonly string[]) => string;
  /** Every abbreviation that has been spelled out so far, in the order of the alphabet, with its long form. */
  readonly abbreviations: () => [string, string][];
  /** The pieces of one text with no markup in it, as in a drawing; nothing is spelled out there. */
  readonly say: (parts: readonly Said[]) => string;
}

/** Where a line may break within a word. It stands in no text of the data, because nobody could see it there. */
const breakHere = '\u200b';

/**
 * Lets words that are too long for a line break behind the signs within them, as addresses of the web must, and where they
 * have none after every 30 letters. What Chromium breaks by itself it tags only in part.
 */
const breakable = (text: string): string =>
  text.replaceAll(/\S{25,}/g, (word) =>
    word
      .replaceAll(/[/_.&=?-]+(?=[^/_.&=?-])/g, `$&${breakHere}`)
      .replaceAll(/[^\u200b]{30}(?=[^\u200b])/gu, `$&${breakHere}`),
  );

/** Spells out each abbreviation of the glossary at its first use, unless the author has just done so. */
function speller({ abbreviations }: Glossary): {
  readonly spell: (text: string, before: string) => string;
  readonly spelled: ReadonlySet<string>;
} {
  const known = Object.keys(abbreviations).sort((a, b) => b.length - a.length);
  const names = known.map((name) => RegExp.escape(name)).join('|');
  const pattern = new RegExp(`\\b(the )?(${names})(s?)\\b`, 'gi');
  const spelled = new Set<string>();
  const spell = (text: string, ahead: string) =>
    text.replaceAll(
      pattern,
      (found, ...[the, short, s, at]: [string | undefined, string, string, number]) => {
        const entry = abbreviations[short];
        if (!entry || spelled.has(short)) return found;
        spelled.add(short);
        const before = ahead + text.slice(0, at);
        if (before.endsWith('(')) return found;
        const long = s === '' ? entry.long : (entry.plural ?? `${entry.long}s`);
        const starts = before.trim() === '' || /[.!?]\s+$/.test(before);
        const isBare = entry.article && s === '' && !/\bthe\s+$/i.test(before);
        const article = the ?? (isBare ? (starts ? 'The ' : 'the ') : '');
        const first = starts && article === '' ? long.slice(0, 1).toUpperCase() : long.slice(0, 1);
        return `${article}${first}${long.slice(1)} (${short}${s})`;
      },
    );
  return { spell, spelled };
}

/** What every other piece of a document is made of. */
type Basics = Pick<Formatter, 'text' | 'heading' | 'date' | 'status'> & {
  readonly words: Words;
  /** What stands where nothing is on record. */
  readonly none: string;
  readonly spelled: ReadonlySet<string>;
};

function basicsOf(config: Config): Basics {
  const wording = config.wording.record;
  const words = wordsOf(wording);
  const { spell, spelled } = speller(config.glossary.record);
  const none = wording.none.replaceAll(' ', '\u00a0');
  const heading = (text: string) => escaped(breakable(words.typeset(text))).replaceAll(breakHere, '<wbr>');
  const text = (value: string | null, before = '') => heading(value === null ? none : spell(value, before));
  return {
    words,
    none,
    spelled,
    heading,
    text,
    date: (value) => (value !== null && isLooseDate(value) ? escaped(words.date(value)) : text(value)),
    status: (value) =>
      `<span class="status ${wording.statuses[value.kind].tone}">${escaped(words.typeset(words.status(value)))}</span>`,
  };
}

const aside = (html: string) => ` <span class="aside">${html}</span>`;

/** A formatter for each kind of cell that config/tables.yaml can name. */
function cellsOf(
  config: Config,
  { words, text, heading, date, status, none }: Basics,
  voice: Voice,
): Readonly<Record<string, (value: never) => string>> {
  const wording = config.wording.record;
  // The sign as people see it, and as words for those who listen.
  const sign = `<span role="img" aria-label="${escaped(wording.withheld.suppressed)}">${escaped(config.disclosure.record.shorthand.suppressed.sign)}</span>`;
  const counted = (figure: Figure, said: string) => (figure.state === 'suppressed' ? sign : escaped(said));
  const stepText = (value: StepCell): string => {
    if (value === null) return escaped(wording.nothing);
    if (value.doubt !== undefined) return escaped(wording.doubted);
    if (value.state === 'done') return value.date === undefined ? escaped(wording.undated) : date(value.date);
    if (value.date === undefined) return escaped(wording.planned_undated);
    const planned = value.gone ? wording.planned_gone : wording.planned;
    return fill(escaped(planned), { date: date(value.date) });
  };
  return {
    text,
    date,
    status,
    reached: (value: ReachedCell): string => {
      if (value === null || 'state' in value) return stepText(value);
      const when = value.date === null ? escaped(wording.undated) : date(value.date);
      return `${text(wording.steps[value.step])}, ${value.doubt === null ? when : escaped(wording.doubted)}`;
    },
    step: stepText,
    due: (value: Due) => date(value.date) + (value.confirmed ? '' : aside(escaped(wording.not_confirmed))),
    figure: ({ figure, unit }: Amount) => counted(figure, words.figure(figure, unit)),
    list: (items: readonly string[]) => items.map((item) => text(item)).join('; '),
    named: ({ name, unit, area }: { name: string; unit: Unit; area: string }) =>
      text(name) + aside(heading(`${unit.label}, ${area}`)),
    target: ({ figure, unit, change }: Aim) =>
      counted(figure, change ? words.change(figure, unit) : words.figure(figure, unit)),
    amount: ({ figure, unit, aside: beside }: Amount & { aside: string }) =>
      counted(figure, words.figure(figure, unit, 'prose')) + aside(heading(beside)),
    movement: ({ movement, unit }: Moved) => heading(words.movement(movement, unit)),
    money: ({ figure, unit }: Amount) => counted(figure, words.figure(figure, unit, 'prose')),
    'money-total': (value: Total) => heading(words.total(value, '\u00a3')),
    total: (value: Total) => heading(words.total(value)),
    blank: (value: string | null) => (value === null ? '' : heading(value)),
    prose: (value: string | null) => (value === null ? escaped(none) : proseInline(value, voice)),
  };
}

/** What prose says where it quotes a fact. */
function quoter(config: Config, facts: Facts, { words, text, date, none }: Basics): Voice['quote'] {
  const { units } = config.units.record;
  return (path) => {
    const fact = factAt(facts, path);
    if (!fact) return escaped(none);
    if (fact.as === 'figure') return escaped(words.quoted(fact.value, units[fact.unit ?? '']));
    if (fact.as === 'date') return date(fact.value);
    if (fact.as === 'status') return escaped(words.typeset(words.status(fact.value).toLowerCase()));
    return text(fact.value);
  };
}

/** Makes the formatter of one document; `facts` is what its prose can quote. */
export function formatter(config: Config, facts: Facts): Formatter {
  const { none_sentence, not_confirmed } = config.wording.record;
  const { abbreviations } = config.glossary.record;
  const basics = basicsOf(config);
  const { words, none, spelled, text, heading, date, status } = basics;
  const voice: Voice = { quote: quoter(config, facts, basics), text };
  const cells = cellsOf(config, basics, voice);
  return {
    text,
    heading,
    date,
    status,
    inline: (value) => (value === null ? escaped(none) : proseInline(value, voice)),
    blocks: (value, lead) => {
      if (value === '') return `<p>${lead ?? ''}</p>`;
      return proseBlocks(value ?? none_sentence, lead === undefined ? voice : { ...voice, lead });
    },
    cell: (as, value) => {
      const format = cells[as];
      if (!format) throw new Error(`no cell can be printed as ${as}`);
      return format(value as never);
    },
    list: (items) => escaped(words.list(items)),
    abbreviations: () =>
      [...spelled].sort().map((short) => {
        const { long = short, confidence = 'sourced' } = abbreviations[short] ?? {};
        return [short, confidence === 'sourced' ? long : `${long}, ${not_confirmed}`];
      }),
    say: (parts) => escaped(words.say(parts)),
  };
}
