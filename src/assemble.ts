import type { Diagnostic } from './diagnostic.ts';
import type { DocumentPlan, Made, OutputFile } from './documents.ts';
import { imprintOf, inputsBySlug, inputsOf } from './imprint.ts';
import { join, sorted } from './join.ts';
import { codeHash } from './load.ts';
import type { Inputs } from './load.ts';
import { make } from './make.ts';
import type { Making } from './make.ts';
import { pagesAbout } from './pages.ts';
import { hasAny, prepare, refuseNonsense } from './prepare.ts';
import type { Checked, Options } from './prepare.ts';
import { intactIn, manifestName, manifestText, readManifest } from './publish.ts';
import type { Manifest } from './publish.ts';
import { keyOfPartnership } from './unchanged.ts';
import type { Settled } from './unchanged.ts';

/** What the documents are made with, and whom it tells how far it is. */
export type Tools = Pick<Making, 'printer' | 'finisher' | 'staging'> & {
  /** Which browser prints, or would; "none" where none has a part in it. */
  readonly origin: string;
  /** True if there should be a browser and is none. */
  readonly isWanting: boolean;
  /** The version of Node. */
  readonly node: string;
  readonly progress: (done: number, of: number, what: string) => void;
};

export interface Built {
  readonly diagnostics: readonly Diagnostic[];
  /** The documents that were made now. */
  readonly made?: readonly Made[];
  /** Those that were asked for and are there already, as they would be made. */
  readonly unchanged?: readonly Made[];
  /** The pages about the documents that were written now. */
  readonly pages?: readonly OutputFile[];
}

/** Makes some documents at once; the results stand in the order of the plans. */
async function makeAll(
  making: Making,
  plans: readonly DocumentPlan[],
  progress: Tools['progress'],
): Promise<Awaited<ReturnType<typeof make>>[]> {
  const made: Awaited<ReturnType<typeof make>>[] = [];
  let next = 0;
  let done = 0;
  const worker = async () => {
    while (next < plans.length) {
      const index = next++;
      const plan = plans[index];
      if (!plan) return;
      progress(done, plans.length, plan.stem);
      made[index] = await make(making, plan).catch((error: unknown) => {
        // Nothing will be published, so the others need not begin.
        next = plans.length;
        throw error;
      });
      progress(++done, plans.length, plan.stem);
    }
  };
  // Twice as many as can be printed at once: while some are printed, others are prepared or finished.
  const results = await Promise.allSettled(Array.from({ length: 2 * making.options.jobs }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return made;
}

/** The partnerships about which nothing stands open: of the others the next build has to tell it again. */
function atRest(partnerships: Inputs['partnerships'], warnings: readonly Diagnostic[]): string[] {
  const isAbout = ({ span }: Diagnostic, path: string) => span?.file.startsWith(`${path}/`);
  if (warnings.some((warning) => !partnerships.some(({ path }) => isAbout(warning, path)))) return [];
  return partnerships
    .filter(({ path }) => !warnings.some((warning) => isAbout(warning, path)))
    .map(({ slug }) => slug);
}

/** What was asked for, and what of it is left once what is settled has been taken out. */
interface Order {
  readonly wish: Options;
  readonly options: Options;
  readonly settled: Settled | undefined;
}

type Read = Checked & Required<Pick<Checked, 'ready'>>;

/** A warning where there is something to print and nothing to print with. */
function wanting(plans: readonly DocumentPlan[], { isWanting }: Tools): Diagnostic[] {
  if (!isWanting || !plans.some(({ definition }) => definition.formats.includes('pdf'))) return [];
  const message = 'there is no browser to print with, so only HTML was made';
  const hint = 'install Google Chrome, or set PUPPETEER_EXECUTABLE_PATH to a Chromium, then build again';
  return [{ severity: 'warning', rule: 'browser/missing', message, hint }];
}

/** What the documents are made from and with, and what there was before. */
function openMaking(
  { inputs, diagnostics, ready }: Read,
  { options }: Order,
  { before, tools }: { readonly before: Manifest | undefined; readonly tools: Tools },
): Making {
  const { printer, finisher, staging, node, origin } = tools;
  const code = codeHash();
  const own = inputsBySlug(inputsOf(inputs, options.slugs));
  const internal = options.audience === 'internal';
  const known = new Map((options.force ? [] : (before?.documents ?? [])).map((made) => [made.stem, made]));
  return {
    ...ready,
    printer,
    finisher,
    staging,
    options,
    warnings: diagnostics,
    imprint: (slug) => imprintOf(own(slug), { code, internal, asAt: options.asAt }),
    versions: { ...inputs.versions, code, node, browser: origin },
    earlier: (stem) => known.get(stem),
    isThere: intactIn(options.out),
    lastPages: new Map(),
  };
}

/** What the manifest says of inputs and documents once those that were made now have been added. */
function joinedWith(
  before: Manifest | undefined,
  { documents, warnings }: { readonly documents: readonly Made[]; readonly warnings: readonly Diagnostic[] },
  { inputs, order, making }: { readonly inputs: Inputs; readonly order: Order; readonly making: Making },
): ReturnType<typeof join> {
  const { wish, options, settled } = order;
  const { kinds, formats } = wish;
  const isWhole = wish.slugs.length === 0 && kinds === undefined && formats === undefined;
  const isLimited = kinds !== undefined || formats !== undefined;
  const partnerships = inputs.partnerships.map(({ slug }) => slug);
  const read = inputs.partnerships.filter(
    ({ slug }) => options.slugs.length === 0 || options.slugs.includes(slug),
  );
  const slugs = new Set(read.map(({ slug }) => slug));
  return join(before, {
    slugs,
    stays: (slug) =>
      settled?.slugs.has(slug) === true ||
      (!isWhole && partnerships.includes(slug) && (isLimited || !slugs.has(slug))),
    documents,
    inputs: inputsOf(inputs, options.slugs),
    asked: atRest(read, warnings).map((slug) => {
      return {
        slug,
        key: keyOfPartnership(making.imprint(slug), making.versions, partnerships),
        kinds,
        formats,
      };
    }),
  });
}

/** Makes and publishes what was read. */
async function publish(checked: Read, order: Order, tools: Tools): Promise<Built> {
  const { inputs, ready } = checked;
  const { options, settled } = order;
  const before = readManifest(options.out);
  const making = openMaking(checked, order, { before, tools });
  const plans = ready.plans.filter(({ definition }) => hasAny(definition.formats, options.formats));
  const results = await makeAll(making, plans, tools.progress);
  const warnings = [...checked.diagnostics, ...wanting(plans, tools)];
  const made = { documents: results.map((result) => result.made), warnings };
  const joined = joinedWith(before, made, { inputs, order, making });
  const kept = (before?.pages ?? []).filter(({ path }) => settled?.slugs.has(path.split('/')[0] ?? ''));
  const pages = pagesAbout(ready.project.config, joined.documents, {
    render: ready.render,
    isWanted: (slug) => !settled?.slugs.has(slug),
  }).map(({ path, html }) => tools.staging.write(path, html));
  const { versions } = making;
  const manifest: Manifest = {
    versions: tools.printer
      ? versions
      : { ...versions, browser: before?.versions['browser'] ?? tools.origin },
    partnerships: inputs.partnerships.map(({ slug }) => slug),
    ...joined,
    pages: sorted([...kept, ...pages], ({ path }) => path),
  };
  tools.staging.write(manifestName, manifestText(manifest));
  tools.staging.commit();
  const documents = (isNew: boolean) =>
    results.filter((result) => result.isNew === isNew).map((result) => result.made);
  return {
    diagnostics: warnings,
    made: documents(true),
    unchanged: [...(settled?.documents ?? []), ...documents(false)],
    pages,
  };
}

/** Checks everything, then makes and publishes every document asked for that is not there already. */
export async function assemble(wish: Options, settled: Settled | undefined, tools: Tools): Promise<Built> {
  const options = settled ? { ...wish, slugs: settled.others } : wish;
  const { ready, ...checked } = prepare(options);
  if (!ready) return { diagnostics: checked.diagnostics };
  refuseNonsense(options, ready.plans);
  return publish({ ...checked, ready }, { wish, options, settled }, tools);
}
