import { Tinypool } from 'tinypool';
import { Refusal } from '../diagnostic.ts';
import type { TrackerFile } from '../workbook/tracker.ts';
import type { FinishedPdf, PdfWork, Result } from './work.ts';

/** Does what needs nothing but a processor, in threads of its own; must be closed. Throws what the work refuses. */
export interface Finisher {
  /** Starts a thread that loads what PDFs need, so that it is ready when there is one. */
  readonly begin: () => void;
  readonly pdf: (work: PdfWork) => Promise<FinishedPdf>;
  /** The files of a tracker, which is given as JSON. */
  readonly tracker: (json: string) => Promise<readonly TrackerFile[]>;
  readonly close: () => Promise<void>;
}

/**
 * At most so many threads work on PDFs at once, and one on workbooks, none of which is started before there is work: what
 * a thread does again and again it comes to do several times faster, and each kind of work is learnt anew by each thread.
 */
export function openFinisher(threads: number): Finisher {
  const most = { pdf: threads, tracker: 1 };
  const pools: Partial<Record<keyof typeof most, Tinypool>> = {};
  const open = (kind: keyof typeof most) =>
    (pools[kind] ??= new Tinypool({
      filename: new URL('thread.js', import.meta.url).href,
      minThreads: 1,
      maxThreads: most[kind],
      // A thread that has nothing to do just now has so in a moment.
      idleTimeout: 60_000,
      // A PDF is many small objects that are soon gone: with more room for the young they are cleared less often.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    }));
  const run = async <T>(kind: keyof typeof most, work: unknown): Promise<T> => {
    const result = (await open(kind).run(work, { name: kind })) as Result<T>;
    if ('done' in result) return result.done;
    throw new Refusal(result.fault, result.refused);
  };
  return {
    begin: () => {
      // If the thread cannot start, the first work says so.
      open('pdf')
        .run(undefined, { name: 'warm' })
        .catch(() => undefined);
    },
    pdf: (work) => run('pdf', work),
    tracker: (json) => run('tracker', json),
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.destroy()));
    },
  };
}
