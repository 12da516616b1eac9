import type { Built, Tools } from './assemble.ts';
import { openFinisher } from './finish/index.ts';
import { refuseOutputIn } from './load.ts';
import type { Options } from './prepare.ts';
import { findBrowser } from './print/browser.ts';
import type { Machine } from './print/browser.ts';
import { openPrinter } from './print/index.ts';
import type { Printer } from './print/index.ts';
import { openStaging } from './publish/staging.ts';
import type { Owner, Staging } from './publish/staging.ts';
import { mayPrint } from './unchanged.ts';
import type { Settled } from './unchanged.ts';

/** What a build may use of the machine, and whom it tells how far it is. */
export interface Host {
  readonly machine: Machine;
  /** The version of Node. */
  readonly node: string;
  readonly owner: Owner;
  readonly progress: Tools['progress'];
  /** Calls back if the build is interrupted, while there is still time to clear up. */
  readonly onInterrupt: (clear: () => void | Promise<void>) => void;
}

/** A printer whose browser is still starting; whether it does matters only where something is to be printed. */
function startingPrinter(opening: Promise<Printer>): Printer {
  opening.catch(() => undefined);
  return {
    print: async (html, name) => (await opening).print(html, name),
    close: async () => (await opening.catch(() => undefined))?.close(),
  };
}

/**
 * Checks everything, then makes every document asked for that is not there already; an error leaves the output folder as
 * it was. What is settled is not even read. The browser and a thread start first, and everything else is loaded meanwhile.
 */
export async function build(options: Options, host: Host, settled?: Settled): Promise<Built> {
  const { out, folders, jobs } = options;
  refuseOutputIn(folders, out);
  const prints = mayPrint(options);
  const browser = prints ? await findBrowser(host.machine) : undefined;
  const stop = new AbortController();
  let begun: Staging | undefined;
  // Before there is anything to clear up, so that no moment is left in which nobody would.
  host.onInterrupt(() => {
    stop.abort();
    begun?.discard();
  });
  const staging = (begun = openStaging(out, host.owner));
  const workplace = { profiles: staging.folder, stop: stop.signal };
  const printer = browser && startingPrinter(openPrinter(browser, host.machine, jobs, workplace));
  // To finish a print takes less than half of what there is to do for it.
  const finisher = openFinisher(Math.ceil(jobs / 2));
  try {
    if (browser) finisher.begin();
    const { assemble } = await import('./assemble.ts');
    const { node, progress } = host;
    const origin = browser?.origin ?? 'none';
    const isWanting = prints && !browser;
    return await assemble(options, settled, {
      printer,
      finisher,
      staging,
      origin,
      isWanting,
      node,
      progress,
    });
  } finally {
    await Promise.all([printer?.close(), finisher.close()]);
    staging.discard();
  }
}
