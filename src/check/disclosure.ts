import { hiddenIn } from '../disclosure/index.ts';
import type { Stated } from '../disclosure/secrets.ts';
import type { Project } from '../project.ts';
import type { Unit } from '../records.ts';
import { anyOf } from './finding.ts';
import type { Case, Finding, Written } from './finding.ts';

/** A unit of which nobody says whether it counts people: its small counts would be printed. */
export function unsortedUnits({ config }: Project): Finding[] {
  const { units: people, things } = config.disclosure.record.small_counts;
  const filed = config.units;
  return Object.entries(filed.record.units).flatMap(([id, { kind }]): Finding[] => {
    if (kind !== 'count' || people.includes(id) || things.includes(id)) return [];
    const at = { filed, path: ['units', id], which: 'key' as const };
    const message = `${id} counts something, and nothing says whether that is people`;
    const hint = 'add it to units or to things under small_counts in disclosure.yaml';
    return [{ rule: 'disclosure/unit', severity: 'error', at, message, hint }];
  });
}

/** A number as somebody typed it, and what stands next to it. */
interface Typed {
  readonly piece: string;
  readonly nth: number;
  readonly value: number;
  readonly before: string;
  readonly after: string;
}

const scales: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, bn: 1e9 };

/** Every number of a text, in digits or in one of the words, but for those within a quotation or another name. */
function numbersIn(text: string, words: readonly string[]): Typed[] {
  const plain = text.replaceAll(/\{[^{}\n]*\}/g, (quotation) => ' '.repeat(quotation.length));
  const pattern = new RegExp(
    String.raw`(?<![\w.,/-])(?:(\d[\d,]*(?:\.\d+)?)(k|m|bn)?|(${words.join('|')}))(?![\w/]|[.,-]\d)`,
    'gi',
  );
  return [...plain.matchAll(pattern)].flatMap((match): Typed[] => {
    const [piece, digits, scale = '', word = ''] = match;
    // Telephone numbers and the like begin with 0.
    if (digits !== undefined && /^0\d/.test(digits)) return [];
    const nth = text.slice(0, match.index).split(piece).length - 1;
    const value =
      digits === undefined
        ? words.indexOf(word.toLowerCase()) + 1
        : Number((Number(digits.replaceAll(',', '')) * (scales[scale.toLowerCase()] ?? 1)).toFixed(6));
    const end = match.index + piece.length;
    return [{ piece, nth, value, before: plain.slice(0, match.index), after: plain.slice(end) }];
  });
}

/** The words that say what a number counts, at the start of what follows it. */
function unitPattern(units: readonly Unit[]): RegExp {
  const words = units
    .flatMap(({ label, one, kind }) => [label, one ?? label.replace(/s$/, ''), kind === 'percent' ? '%' : ''])
    .filter((word) => word !== '');
  return new RegExp(`^\\s*${anyOf(words)}(?!\\w)`, 'i');
}

/** True if a typed number can only be the hidden one: it is long, or fine, or stands with its unit. */
function tells(
  { piece, value, before, after }: Typed,
  found: Stated,
  { digits, units, shown }: Telling,
): boolean {
  // “3 deaths” is the hidden 3 also where 3 of something else are shown.
  const same = shown.filter((other) => numbersOf(other.stated).includes(value));
  if (unitPattern(units).test(after)) return !same.some(({ unit }) => unitPattern(unit).test(after));
  if (same.length > 0) return false;
  if (found.isMoney) return /£\s*$/.test(before) || value >= 10 ** (digits - 1);
  // A year, or a round number such as “in every 1,000”, says nothing of a figure.
  const isOther = /^(?:19|20)\d\d$/.test(piece) || /^10+$/.test(String(value));
  return !isOther && (!Number.isInteger(value) || value >= 10 ** (digits - 1));
}

interface Telling {
  /** From how many digits on a number tells by itself. */
  readonly digits: number;
  /** What the figure counts; people go by many names. */
  readonly units: readonly Unit[];
  /** The figures that everybody may see. */
  readonly shown: readonly { readonly stated: Stated; readonly unit: readonly Unit[] }[];
}

/** The numbers that a figure states. */
const numbersOf = ({ figure: { value, low, high } }: Stated) =>
  [value, low, high].filter((number) => number !== undefined);

/** True for the note of a figure, which goes where its number goes. */
function isNoteOf({ filed, path }: Written, found: Stated): boolean {
  return filed === found.filed && found.path.every((step, i) => step === path[i]);
}

/** A text that types out the number of a figure that is not for the public would publish it. */
export function typed(subject: Case): Finding[] {
  const { project, partner, figures } = subject;
  const disclosure = project.config.disclosure.record;
  const { digits, words } = disclosure.typed;
  const labels = project.config.units.record.units;
  const secrets = hiddenIn(project, partner, figures);
  const hidden = figures.filter(({ figure }) => secrets.has(figure));
  const people = disclosure.small_counts.units;
  const named = (ids: readonly string[]): Unit[] => ids.flatMap((id) => labels[id] ?? []);
  const shown = figures
    .filter(({ figure }) => !secrets.has(figure))
    .map((stated) => ({ stated, unit: named([stated.unit ?? '']) }));
  const texts = subject.texts.filter((written) => !hidden.some((found) => isNoteOf(written, found)));
  return texts.flatMap(({ filed, path, text }) =>
    numbersIn(text, words).flatMap((number): Finding[] => {
      if (number.value === 0) return [];
      const found = hidden.find(
        (candidate) =>
          numbersOf(candidate).includes(number.value) &&
          tells(number, candidate, {
            digits,
            shown,
            units: named(people.includes(candidate.unit ?? '') ? people : [candidate.unit ?? '']),
          }),
      );
      if (!found) return [];
      const { piece, nth } = number;
      const name = found.path.join('.');
      const message = `the text says ${piece}, which is the number of ${name}, and that is not for the public`;
      const hint = 'quote the figure by its path, so that only internal documents show the number';
      const other = { filed: found.filed, path: found.path, message: 'the figure' };
      const at = { filed, path, piece, nth };
      return [{ severity: 'error', rule: 'disclosure/typed', at, message, hint, other }];
    }),
  );
}
