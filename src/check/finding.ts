import type { Day } from '../dates.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { Stated } from '../disclosure/secrets.ts';
import type { Facts } from '../facts.ts';
import type { Filed, Partner, Project } from '../project.ts';
import type { Acknowledgement } from '../records.ts';

export type Path = readonly (string | number)[];

/** A place in a record: a value, its key, or a piece of its text. */
export interface Place {
  readonly filed: Filed<unknown>;
  readonly path: Path;
  readonly which?: 'key' | 'value';
  readonly piece?: string;
  /** Which occurrence of the piece, from 0. */
  readonly nth?: number;
}

/** What a rule saw; a warning unless it says otherwise. */
export interface Finding {
  readonly rule: string;
  readonly severity?: Severity;
  readonly at: Place;
  readonly message: string;
  readonly hint?: string;
  /** The other side of a contradiction. */
  readonly other?: Place & { readonly message: string };
}

/** One record under check, with what its text may quote and the day on which it speaks. */
export interface Subject {
  readonly schema: string;
  readonly filed: Filed<unknown>;
  readonly facts?: Facts;
  readonly day?: Day;
}

/** What somebody has written in words, with its place; names, dates and places in a source are none of it. */
export interface Written {
  readonly filed: Filed<unknown>;
  readonly path: Path;
  readonly text: string;
}

/** One sentence of a narrative text, and the day on which it speaks. */
export interface Sentence {
  readonly text: string;
  /** What stands before it in its text. */
  readonly ahead: string;
  readonly day: Day;
  readonly facts: Facts | undefined;
  readonly filed: Filed<unknown>;
  readonly path: Path;
}

/** The place of a piece of a sentence that begins so many characters into it. */
export const pieceOf = ({ ahead, text, filed, path }: Sentence, piece: string, index: number): Place => ({
  filed,
  path,
  piece,
  nth: (ahead + text.slice(0, index)).split(piece).length - 1,
});

/** Any of some phrases, as the source of a pattern; "…" stands for up to six words. Nothing is any of none. */
export function anyOf(list: readonly string[]): string {
  const words = (part: string) =>
    part
      .trim()
      .split(' ')
      .map((word) => RegExp.escape(word))
      .join('\\s+');
  const parts = list.map((phrase) => phrase.split('…').map(words).join('(?:\\s+\\S+){0,6}?\\s+'));
  return `(?:${parts.length === 0 ? '(?!)' : parts.join('|')})`;
}

/** Everything one partnership has written down, under check. */
export interface Case {
  readonly project: Project;
  readonly partner: Partner;
  readonly subjects: readonly Subject[];
  readonly texts: readonly Written[];
  /** Every sentence of every text that is Markdown. */
  readonly sentences: readonly Sentence[];
  /** Every figure of its records. */
  readonly figures: readonly Stated[];
  /** The sources that anything rests on. */
  readonly cited: ReadonlySet<string>;
}

/** A rule across records: one function, one thing that can be wrong. */
export type Rule = (subject: Case) => Finding[];

function spanOf({ filed, path, which, piece, nth }: Place) {
  return piece === undefined
    ? filed.source.locate(path, which)
    : filed.source.locateText(path, piece, nth ?? 0);
}

/** A finding with its places in the files, as it is told to people. */
export function diagnosticOf({ rule, severity = 'warning', at, message, hint, other }: Finding): Diagnostic {
  const shown = other && { span: spanOf(other), message: other.message };
  return { severity, rule, span: spanOf(at), message, hint, other: shown };
}

/** The acknowledgement that covers a finding: it stands in the record itself or in one around it. */
export function acknowledgementOf({ rule, at }: Finding): Acknowledgement | undefined {
  let value: unknown = at.filed.record;
  for (const step of [undefined, ...at.path]) {
    if (step !== undefined) value = (value as Record<string | number, unknown>)[step];
    if (typeof value !== 'object' || value === null || !('acknowledged' in value)) continue;
    const found = (value.acknowledged as Acknowledgement[]).find((entry) => entry.rule === rule);
    if (found) return found;
  }
  return undefined;
}

/** Visits every part of a value, outer parts first. A path is made where it is asked for: most parts have nothing to tell. */
export function visit(value: unknown, see: (part: unknown, pathOf: () => Path) => void): void {
  const steps: (string | number)[] = [];
  const pathOf = (): Path => [...steps];
  const into = (part: unknown): void => {
    see(part, pathOf);
    if (typeof part !== 'object' || part === null) return;
    for (const [key, inner] of Object.entries(part)) {
      steps.push(Array.isArray(part) ? Number(key) : key);
      into(inner);
      steps.pop();
    }
  };
  into(value);
}

/** Every acknowledgement of a record, with its place. */
export function acknowledgementsIn(filed: Filed<unknown>): { entry: Acknowledgement; path: Path }[] {
  const found: { entry: Acknowledgement; path: Path }[] = [];
  visit(filed.record, (part, pathOf) => {
    if (typeof part !== 'object' || part === null || !('acknowledged' in part)) return;
    for (const [i, entry] of (part.acknowledged as Acknowledgement[]).entries())
      found.push({ entry, path: [...pathOf(), 'acknowledged', i] });
  });
  return found;
}

/** An amount of money for a message: whole pounds, or pence where there are any. */
export function pounds(value: number): string {
  const text = Math.abs(value).toFixed(Number.isInteger(value) ? 0 : 2);
  return `${value < 0 ? '\u2212' : ''}\u00a3${text.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')}`;
}
