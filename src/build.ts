import type { Diagnostic } from './diagnostic.ts';
import type { DocumentPlan, Made, OutputFile } from './documents.ts';
import { openFinisher } from './finish/index.ts';
import type { Finisher } from './finish/index.ts';
import { imprintOf, inputsBySlug, inputsOf } from './imprint.ts';
import { join } from './join.ts';
import { codeHash } from './load.ts';
import type { Inputs } from './load.ts';
import { make } from './make.ts';
import type { Making } from './make.ts';
import { pagesAbout } from './pages.ts';
import { hasAny, prepare, refuseNonsense } from './prepare.ts';
import type { Checked, Options } from './prepare.ts';
import { findBrowser } from './print/browser.ts';
import type { Machine } from './print/browser.ts';
import { openPrinter } from './print/index.ts';
import type { Printer } from './print/index.ts';
import { intactIn, manifestName, manifestText, openStaging, readManifest } from './publish.ts';
import type { Manifest, Owner, Staging } from './publish.ts';
import { keyOfPartnership, mayPrint } from './unchanged.ts';
import type { Settled } from './unchanged.ts';

/** What a build may use of the machine, and whom it tells how far it is. */
export interface Host {
  readonly machine: Machine;
  /** The version of Node. */
  readonly node: string;
  readonly owner: Owner;
  readonly progress: (done: number, of: number, what: string) => void;
  /** Calls back if the build is interrupted, while there is still time to clear up. */
  readonly onInterrupt: (clear: () => void) => void;
}

/** Makes some documents at once; the results stand in the order of the plans. */
async function makeAll(
  making: Making,
  plans: readonly DocumentPlan[],
  host: Host,
): Promise<Awaited<ReturnType<typeof make>>[]> {
  const made: Awaited<ReturnType<typeof make>>[] = [];
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < plans.length) {
      const index = next++;
      const plan = plans[index];
      if (!plan) return;
      host.progress(done, plans.length, plan.stem);
      made[index] = await make(making, plan).catch((error: unknown) => {
        // Nothing will be published, so the others need not begin.
        next = plans.length;
        throw error;
      });
      host.progress(++done, plans.length, plan.stem);
    }
  };
  // Twice as many as can be printed at once: while some are printed, others are prepared or finished.
  const results = await Promise.allSettled(Array.from({ length: 2 * making.options.jobs }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return made;
}

interface Printing {
  readonly printer?: Printer;
  /** Which browser prints, or would. */
  readonly origin: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** A printer whose browser starts when something is to be printed, which may be never. */
function lazyPrinter(open: () => Promise<Printer>): Printer {
  let opened: Promise<Printer> | undefined;
  return {
    print: async (html, name) => {
      opened ??= open();
      return (await opened).print(html, name);
    },
    close: async () => {
      // One that did not start has nothing to close, and whoever wanted to print was told.
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

/** The printer, if anything may be printed; a warning instead where no browser can be found. */
async function printerFor(
  plans: readonly DocumentPlan[],
  options: Options,
  host: Host,
  workplace: { readonly profiles: string; readonly stop: AbortSignal },
): Promise<Printing> {
  if (!mayPrint(options)) return { origin: 'none', diagnostics: [] };
  const browser = await findBrowser(host.machine);
  if (browser) {
    const printer = lazyPrinter(() => openPrinter(browser, host.machine, options.jobs, workplace));
    return { printer, origin: browser.origin, diagnostics: [] };
  }
  if (!plans.some(({ definition }) => definition.formats.includes('pdf')))
    return { origin: 'none', diagnostics: [] };
  const message = 'there is no browser to print with, so only HTML was made';
  const hint = 'install Google Chrome, or set PUPPETEER_EXECUTABLE_PATH to a Chromium, then build again';
  return { origin: 'none', diagnostics: [{ severity: 'warning', rule: 'browser/missing', message, hint }] };
}

export interface Built {
  readonly diagnostics: readonly Diagnostic[];
  /** The documents that were made now. */
  readonly made?: readonly Made[];
  /** Those that were asked for and are there already, as they would be made. */
  readonly unchanged?: readonly Made[];
  /** The pages about the documents that were written now. */
  readonly pages?: readonly OutputFile[];
}

/** The partnerships about which nothing stands open: of the others the next build has to tell it again. */
function atRest(partnerships: Inputs['partnerships'], warnings: readonly Diagnostic[]): string[] {
  const isAbout = ({ span }: Diagnostic, path: string) => span?.file.startsWith(`${path}/`);
  if (warnings.some((warning) => !partnerships.some(({ path }) => isAbout(warning, path)))) return [];
  return partnerships
    .filter(({ path }) => !warnings.some((warning) => isAbout(warning, path)))
    .map(({ slug }) => slug);
}

/** Makes and publishes what was read. `wish` is what was asked for, of which `options` leaves out what is settled. */
async function publish(
  { inputs, diagnostics, ready }: Checked & Required<Pick<Checked, 'ready'>>,
  { wish, options, settled }: { wish: Options; options: Options; settled: Settled | undefined },
  {
    host,
    staging,
    printing,
    finisher,
  }: { host: Host; staging: Staging; printing: Printing; finisher: Finisher },
): Promise<Built> {
  const { printer, origin } = printing;
  const plans = ready.plans.filter(({ definition }) => hasAny(definition.formats, options.formats));
  const before = readManifest(options.out);
  const code = codeHash();
  const hashed = inputsOf(inputs, options.slugs);
  const own = inputsBySlug(hashed);
  const internal = options.audience === 'internal';
  const imprint = (slug: string) => imprintOf(own(slug), { code, internal, asAt: options.asAt });
  const versions = { ...inputs.versions, code, node: host.node, browser: origin };
  const known = new Map((options.force ? [] : (before?.documents ?? [])).map((made) => [made.stem, made]));
  const making: Making = {
    ...ready,
    printer,
    finisher,
    staging,
    options,
    warnings: diagnostics,
    imprint,
    versions,
    earlier: (stem) => known.get(stem),
    isThere: intactIn(options.out),
    lastPages: new Map(),
  };
  const results = await makeAll(making, plans, host);
  const partnerships = inputs.partnerships.map(({ slug }) => slug);
  const read = inputs.partnerships.filter(
    ({ slug }) => options.slugs.length === 0 || options.slugs.includes(slug),
  );
  const { kinds, formats } = wish;
  const isWhole = wish.slugs.length === 0 && kinds === undefined && formats === undefined;
  const isLimited = kinds !== undefined || formats !== undefined;
  const slugs = new Set(read.map(({ slug }) => slug));
  const joined = join(before, {
    slugs,
    stays: (slug) =>
      settled?.slugs.has(slug) === true ||
      (!isWhole && partnerships.includes(slug) && (isLimited || !slugs.has(slug))),
    documents: results.map(({ made }) => made),
    inputs: hashed,
    asked: atRest(read, [...diagnostics, ...printing.diagnostics]).map((slug) => {
      return { slug, key: keyOfPartnership(imprint(slug), versions, partnerships), kinds, formats };
    }),
  });
  const kept = (before?.pages ?? []).filter(({ path }) => settled?.slugs.has(path.split('/')[0] ?? ''));
  const pages = pagesAbout(ready.project.config, joined.documents, {
    render: ready.render,
    isWanted: (slug) => !settled?.slugs.has(slug),
  }).map(({ path, html }) => staging.write(path, html));
  const manifest: Manifest = {
    versions: printer ? versions : { ...versions, browser: before?.versions['browser'] ?? origin },
    partnerships,
    ...joined,
    pages: [...kept, ...pages].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  staging.write(manifestName, manifestText(manifest));
  staging.commit();
  const documents = (isNew: boolean) => results.filter((r) => r.isNew === isNew).map(({ made }) => made);
  return {
    diagnostics: [...diagnostics, ...printing.diagnostics],
    made: documents(true),
    unchanged: [...(settled?.documents ?? []), ...documents(false)],
    pages,
  };
}

/**
 * Checks everything, then makes every document asked for that is not there already; an error leaves the output folder as
 * it was. What is settled is not even read.
 */
export async function build(wish: Options, host: Host, settled?: Settled): Promise<Built> {
  const options = settled ? { ...wish, slugs: settled.others } : wish;
  const { ready, ...checked } = prepare(options);
  if (!ready) return { diagnostics: checked.diagnostics };
  refuseNonsense(options, ready.plans);
  const staging = openStaging(options.out, host.owner);
  const stop = new AbortController();
  host.onInterrupt(() => {
    stop.abort();
    staging.discard();
  });
  const finisher = openFinisher(options.jobs);
  let printing: Printing | undefined;
  try {
    const workplace = { profiles: staging.folder, stop: stop.signal };
    printing = await printerFor(ready.plans, options, host, workplace);
    return await publish(
      { ...checked, ready },
      { wish, options, settled },
      { host, staging, printing, finisher },
    );
  } finally {
    await Promise.all([printing?.printer?.close(), finisher.close()]);
    staging.discard();
  }
}
