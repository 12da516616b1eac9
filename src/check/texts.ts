import { firstDay, lastDay } from '../dates.ts';
import type { LooseDate } from '../dates.ts';
import type { Cues } from '../records.ts';
import { anyOf, pieceOf } from './finding.ts';
import type { Case, Finding } from './finding.ts';

interface Mention {
  readonly words: string;
  readonly date: LooseDate;
  /** The sentence up to there. */
  readonly before: string;
}

/** Phrases as whole words, in capitals or not. */
const phrases = (list: readonly string[], notAfter = ''): RegExp =>
  new RegExp(`(?<![\\w-])${notAfter}${anyOf(list)}(?![\\w-])`, 'i');

/** What claims say; "not required by law" denies one, and so is none. */
const claims = (list: readonly string[], { denial }: Cues): RegExp =>
  phrases(list, `(?<!\\b${anyOf(denial)}\\s+)`);

/** The days and months that a sentence names, and the years that it says something of. */
function datesIn(text: string, months: readonly string[], { before_year }: Cues): Mention[] {
  const year = String.raw`(?<=\b${anyOf(before_year)}\s)(\d{4})(?![\d/])`;
  const pattern = new RegExp(`(?:(\\d{1,2})\\s)?(${months.join('|')})\\s(\\d{4})|${year}`, 'gi');
  return [...text.matchAll(pattern)].map((match) => {
    const [words, day, month = '', monthYear = '', bareYear] = match;
    const number = months.findIndex((name) => name.toLowerCase() === month.toLowerCase()) + 1;
    const days = day === undefined ? '' : `-${day.padStart(2, '0')}`;
    const date = bareYear ?? `${monthYear}-${String(number).padStart(2, '0')}${days}`;
    return { words, date, before: text.slice(0, match.index) };
  });
}

/** How a text says that something is still to come, and that it has happened. */
function tensesOf({ ahead, past, past_endings, by }: Cues, months: readonly string[]) {
  // May is a month, too: before a number it says nothing of what is to come.
  const isMonth = (phrase: string) => months.some((month) => month.toLowerCase() === phrase);
  const words = ahead.filter((phrase) => !isMonth(phrase));
  const modal = ahead.filter(isMonth).map((phrase) => new RegExp(`\\b${phrase}\\b(?! \\d)`, 'i'));
  return {
    ahead: [phrases(words), ...modal],
    past: [phrases(past), new RegExp(`\\w{3,}${anyOf(past_endings)}\\b`, 'i')],
    by: new RegExp(`\\b${anyOf(by)}\\s*$`, 'i'),
  };
}

/** A day, month or year after the day of the text that is told as past. */
export function futureAsPast(subject: Case): Finding[] {
  const { wording, language } = subject.project.config;
  const { months } = wording.record;
  const { cues } = language.record;
  const { ahead, past, by } = tensesOf(cues, months);
  return subject.sentences.flatMap((sentence) =>
    datesIn(sentence.text, months, cues).flatMap(({ words, date, before }): Finding[] => {
      const { text, day } = sentence;
      const says = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(text));
      if (firstDay(date) <= day || says(ahead) || by.test(before) || !says(past)) return [];
      const message = `the text tells ${words} as past, but it speaks on ${day}`;
      const hint = 'check the year, or say that it is still to come';
      return [{ rule: 'prose/future-as-past', at: pieceOf(sentence, words, before.length), message, hint }];
    }),
  );
}

/** A "will" whose date has gone by. */
export function willGoneBy(subject: Case): Finding[] {
  const { wording, language } = subject.project.config;
  const { cues } = language.record;
  const promise = phrases(cues.promise);
  return subject.sentences.flatMap((sentence) =>
    datesIn(sentence.text, wording.record.months, cues).flatMap(({ words, date, before }): Finding[] => {
      const { day } = sentence;
      if (lastDay(date) >= day || !promise.test(before)) return [];
      const message = `the text says that something will happen, but ${words} had gone by on ${day}`;
      const hint = 'say what happened, or give the new date';
      return [{ rule: 'prose/will-gone-by', at: pieceOf(sentence, words, before.length), message, hint }];
    }),
  );
}

/** "Nothing overdue" and its kin, held against the computed statuses. */
export function nothingOverdue(subject: Case): Finding[] {
  const { config } = subject.project;
  const { cues } = config.language.record;
  const pattern = claims(cues.nothing_overdue, cues);
  const own = subject.partner.milestones;
  return subject.sentences.flatMap((sentence): Finding[] => {
    const found = pattern.exec(sentence.text);
    const statuses = Object.entries(sentence.facts?.milestones ?? {});
    const late = statuses.find(([, { status }]) => status.kind === 'overdue');
    const open = statuses.find(
      ([, { status }]) => status.kind === 'done-undated' || status.kind === 'done-doubted',
    );
    const [id, milestone] = late ?? open ?? [];
    if (!found || id === undefined || !milestone) return [];
    const [piece] = found;
    const place = own?.record.milestones[id] ? own : config.milestones;
    const { short } = milestone.definition;
    const { kind, days } = milestone.status;
    const message = late
      ? `the text says “${piece}”, but “${short}” is overdue by ${days} ${days === 1 ? 'day' : 'days'}`
      : `the text says “${piece}”, which cannot be confirmed: “${short}” has ${kind === 'done-doubted' ? 'a date that is in doubt' : 'no date'}`;
    const hint = 'say what is late, and by how much; the table of milestones shows it';
    const other = { filed: place, path: ['milestones', id], which: 'key' as const, message: short };
    return [
      { rule: 'prose/nothing-overdue', at: pieceOf(sentence, piece, found.index), message, hint, other },
    ];
  });
}

/** What a text says that a law asks for, and none does. */
export function requiredByLaw(subject: Case): Finding[] {
  const { legal_claim, cues } = subject.project.config.language.record;
  const { phrases: list, but, better: hint } = legal_claim;
  const pattern = claims(list, cues);
  return subject.sentences.flatMap((sentence): Finding[] => {
    const found = pattern.exec(sentence.text);
    if (!found) return [];
    const [piece] = found;
    const message = `the text says “${piece}”, but ${but}`;
    return [{ rule: 'law/required', at: pieceOf(sentence, piece, found.index), message, hint }];
  });
}

/** Words that put a condition before the person. */
export function personFirst(subject: Case): Finding[] {
  const terms = Object.values(subject.project.config.language.record.terms).map(
    ({ phrases: list, better }) => ({
      pattern: phrases(list),
      better,
    }),
  );
  return subject.sentences.flatMap((sentence) =>
    terms.flatMap(({ pattern, better }): Finding[] => {
      const found = pattern.exec(sentence.text);
      if (!found) return [];
      const [piece] = found;
      const at = pieceOf(sentence, piece, found.index);
      const message = `“${piece}” puts the condition before the person`;
      return [{ rule: 'prose/person-first', at, message, hint: `write ${better}` }];
    }),
  );
}

/** A percentage typed into a text must be one that the data holds, wherever it does. */
export function percentage(subject: Case): Finding[] {
  const { figures, project } = subject;
  const { units } = project.config.units.record;
  // “Fell by 12%” is how a text says -12.
  const known = figures.flatMap(({ figure: { value, low, high }, filed, path, unit }) =>
    units[unit ?? '']?.kind === 'percent'
      ? [value, low, high].flatMap((n) =>
          n === undefined ? [] : [{ value: Math.abs(n), at: { filed, path } }],
        )
      : [],
  );
  if (known.length === 0) return [];
  const labels = Object.values(units).flatMap(({ kind, label }) => (kind === 'percent' ? [label] : []));
  const typed = new RegExp(`(?<![\\d.,])(\\d[\\d,]*(?:\\.\\d+)?)(?:%|\\s+${anyOf(labels)}\\b)`, 'g');
  return subject.sentences.flatMap((sentence) =>
    [...sentence.text.matchAll(typed)].flatMap(({ index, 0: piece, 1: number = '' }): Finding[] => {
      const value = Number(number.replaceAll(',', ''));
      const nearest = known.toSorted((a, b) => Math.abs(a.value - value) - Math.abs(b.value - value))[0];
      if (!nearest || nearest.value === value) return [];
      const message = `the text says ${piece}, but no percentage of the data is that; the nearest is ${nearest.value}%`;
      const hint = 'quote the figure by its path, so that text and data cannot differ';
      const other = { ...nearest.at, message: `${nearest.value}% in the data` };
      return [{ rule: 'prose/percentage', at: pieceOf(sentence, piece, index), message, hint, other }];
    }),
  );
}
