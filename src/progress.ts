import type { Diagnostic } from './diagnostic.ts';

/** The terminal that somebody watches. */
export interface Terminal {
  /** Undefined where a terminal does not tell its width. */
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** A line that is written over and over again, and leaves nothing behind. */
export interface ProgressLine {
  /** `of` is undefined until all have been checked that are to be made. */
  readonly show: (done: number, of: number | undefined, making: string) => void;
  readonly clear: () => void;
}

// Before this many documents, and this long, what is left would be a guess.
const fewestDone = 3;
const shortestMs = 2000;

/** The time that is left, in words, if the documents to come take as long as those before them. */
function leftOf(done: number, of: number | undefined, elapsedMs: number): string {
  if (of === undefined || done < fewestDone || elapsedMs < shortestMs) return '';
  const seconds = Math.ceil(((elapsedMs / done) * (of - done)) / 5000) * 5;
  return seconds < 100
    ? `, about ${seconds} seconds left`
    : `, about ${Math.ceil(seconds / 60)} minutes left`;
}

/** What a line of progress says, cut to the width of the terminal. */
export function progressText(
  { done, of, making }: { readonly done: number; readonly of: number | undefined; readonly making: string },
  elapsedMs: number,
  columns: number,
): string {
  const text = `${done}${of === undefined ? '' : ` of ${of}`} done${leftOf(done, of, elapsedMs)}, making ${making}`;
  // A line that fills the last column would be broken by some terminals.
  return text.length < columns ? text : `${text.slice(0, Math.max(0, columns - 2))}…`;
}

const restored = '\r\u001b[K';

/** Opens the line of progress of one build; silent where there is no terminal. `now` gives milliseconds. */
export function openProgress(terminal: Terminal | undefined, now: () => number): ProgressLine {
  let started: number | undefined;
  let shown = false;
  const clear = () => {
    if (shown) terminal?.write(restored);
    shown = false;
  };
  return {
    clear,
    show: (done, of, making) => {
      started ??= now();
      if (done === of) clear();
      else {
        const text = progressText({ done, of, making }, now() - started, terminal?.columns ?? 80);
        terminal?.write(`${restored}${text}`);
        shown = true;
      }
    },
  };
}

/** How a build ended. */
export interface Summary {
  readonly made: number;
  /** Documents that were there already, made from the same things. */
  readonly unchanged: number;
  /** Documents that were asked for and not made; null where it was too early to know how many they are. */
  readonly refused: number | null;
  /** Files of earlier builds that were taken away, because nothing that was read makes them any more. */
  readonly withdrawn: number;
  readonly errors: number;
  readonly warnings: number;
  /** Where to look: the page that lists the documents. Null if none was made. */
  readonly see: string | null;
}

type Outcome = Omit<Summary, 'errors' | 'warnings'> & { readonly diagnostics: readonly Diagnostic[] };

/** How a build ended: what became of its documents, and how many errors and warnings were told. */
export function summaryOf({ diagnostics, ...counts }: Outcome): Summary {
  const count = (wanted: Diagnostic['severity']) =>
    diagnostics.filter(({ severity }) => severity === wanted).length;
  return { ...counts, errors: count('error'), warnings: count('warning') };
}

/** The end of a build in one sentence. */
export function summaryText({ made, unchanged, refused, withdrawn, warnings, see }: Summary): string {
  const counts = [
    `${made} made`,
    `${unchanged} unchanged`,
    ...(refused === null ? [] : [`${refused} refused`]),
    ...(withdrawn === 0 ? [] : [`${withdrawn} ${withdrawn === 1 ? 'file' : 'files'} withdrawn`]),
    `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`,
  ].join(', ');
  return see === null ? `${counts}; what was made before is as it was\n` : `${counts}; see ${see}\n`;
}
