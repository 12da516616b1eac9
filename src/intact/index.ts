import { Worker } from 'node:worker_threads';
import { finding, intactIn, share } from './files.js';
import type { File, Work } from './files.js';

/** A look at many files of an output folder, with a thread to help. */
export interface Look {
  /** Says which files there are; the thread begins with them. */
  readonly begin: (files: readonly File[]) => void;
  /** Looks at what is left, and gives the paths of all files that do not hold what they held when they were made. */
  readonly finish: () => Promise<ReadonlySet<string>>;
  /** Leaves it at that. */
  readonly stop: () => void;
}

/** Opens a look; where there is much to look at, a thread starts meanwhile, and helps. */
export function openLook(folder: string, isMuch: boolean): Look {
  const thread = isMuch ? new Worker(new URL('thread.js', import.meta.url)) : undefined;
  const ended = new Promise<void>((resolve) => {
    if (!thread) resolve();
    for (const event of ['message', 'error', 'exit'])
      thread?.once(event, () => {
        resolve();
      });
  });
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let work: Work = { folder, files: [], next, found: new Uint8Array() };
  return {
    begin: (files) => {
      const found = new Uint8Array(new SharedArrayBuffer(files.length));
      work = { ...work, files: files.map(({ path, sha256 }) => ({ path, sha256 })), found };
      thread?.postMessage(work);
    },
    finish: async () => {
      share(work);
      await ended;
      const isIntact = intactIn(folder);
      // What a thread had taken that broke down is looked at here.
      const isSame = (file: File, index: number): boolean =>
        work.found[index] === finding.same || (work.found[index] !== finding.other && isIntact(file));
      return new Set(work.files.filter((file, index) => !isSame(file, index)).map(({ path }) => path));
    },
    stop: () => {
      void thread?.terminate();
    },
  };
}
