/** A place in one of the user's files; lines and columns count from 1, offsets from 0. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line of text the place stands in, and how many of its characters are meant. */
  readonly excerpt: string;
  readonly length: number;
}

export type Severity = 'error' | 'warning';

/** A problem in the user's files: what is wrong, where, and how to mend it. */
export interface Diagnostic {
  readonly severity: Severity;
  /** Which rule found it, such as `schema/type`. */
  readonly rule: string;
  /** Absent where no place in a file is to blame, such as a folder that is not there. */
  readonly span?: Span;
  readonly message: string;
  readonly hint?: string;
  /** The other side of a contradiction, with its place. */
  readonly other?: { readonly span: Span; readonly message: string };
}

/** Puts diagnostics in reading order: by file, then by place, each said once. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const place = (d: Diagnostic) => [d.span?.file ?? '', d.span?.line ?? 0, d.span?.column ?? 0] as const;
  const seen = new Set<string>();
  return diagnostics
    .filter((d) => {
      const key = JSON.stringify([place(d), d.rule, d.message]);
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => {
      const [fileA, lineA, columnA] = place(a);
      const [fileB, lineB, columnB] = place(b);
      if (fileA !== fileB) return fileA < fileB ? -1 : 1;
      return lineA - lineB || columnA - columnB;
    });
}

/** What is wrong: the user's files, the command line or the machine, or the program itself. */
export type Fault = 'files' | 'machine' | 'program';

/** The error of a file or stage that cannot go on; carries what to tell the user. */
export class Refusal extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly fault: Fault;

  constructor(fault: Fault, diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => d.message).join('\n'));
    this.fault = fault;
    this.diagnostics = diagnostics;
  }
}

/** A refusal with one message and no place in a file. */
export function refuse(fault: 'files' | 'machine', rule: string, message: string, hint?: string): Refusal {
  return new Refusal(fault, [{ severity: 'error', rule, message, hint }]);
}

/** How many letters must be changed, added, left out or swapped to turn one word into the other. */
export function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, i) => i)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= from.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      rows[i]?.push(swapped ? Math.min(best, at(i - 2, j - 2) + 1) : best);
    }
  }
  return at(from.length, to.length);
}

/** The allowed word nearest to a misspelt one, if it is near enough to be meant. */
function nearest(word: string, allowed: readonly string[]): string | undefined {
  if (word.length > 60) return undefined;
  const limit = Math.max(1, Math.floor(word.length / 3));
  const scored = allowed
    .map((candidate) => ({ candidate, score: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ score }) => score <= limit)
    .sort((a, b) => a.score - b.score);
  return scored[0]?.candidate;
}

/** "did you mean …?" or, for a short list, what is allowed. */
export function suggestion(word: string, allowed: readonly string[]): string | undefined {
  const near = nearest(word, allowed);
  if (near !== undefined) return `did you mean ${near}?`;
  if (allowed.length === 0) return undefined;
  const shown = allowed.slice(0, 10).join(', ');
  return allowed.length > 10
    ? `allowed are ${shown} and ${allowed.length - 10} more`
    : `allowed are ${shown}`;
}
