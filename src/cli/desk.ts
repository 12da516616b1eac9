import type { Host } from '../build.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Terminal } from '../progress.ts';

/** How a command speaks, and what it may use: main.ts makes it of the process and of --format. */
export interface Desk {
  readonly host: Omit<Host, 'progress'>;
  /** What is wrong, on standard error. */
  readonly tell: (diagnostics: readonly Diagnostic[]) => void;
  /** One line on standard error, whatever the format. */
  readonly complain: (text: string) => void;
  /** What was asked for, on standard output: the text or, for machines, the value. */
  readonly result: (text: string, value: unknown) => void;
  /** Absent where nobody watches standard error, or a machine reads. */
  readonly terminal?: Terminal;
  /** The only clock there is, in milliseconds from some moment; it times the progress and nothing that is made. */
  readonly now: () => number;
}
