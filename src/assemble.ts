import { refuse } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { DocumentPlan, Made, OutputFile } from './documents.ts';
import { imprintOf, inputsBySlug, inputsOf } from './imprint.ts';
import { intactIn } from './intact/files.js';
import { join, sorted, withdrawn } from './join.ts';
import { codeHash } from './load.ts';
import type { Inputs } from './load.ts';
import { make } from './make.ts';
import type { Means } from './make.ts';
import { pagesAbout } from './pages.ts';
import { hasAny, refuseNonsense } from './prepare.ts';
import type { Options } from './prepare.ts';
import { manifestName, manifestText, readManifest } from './publish/output.ts';
import type { Manifest } from './publish/output.ts';
import { openSurvey } from './survey.ts';
import type { Opened, Outline, Survey } from './survey.ts';
import { keysWith } from './unchanged.ts';
import type { Settled } from './unchanged.ts';

/** What the documents are made with, and whom it tells how far it is. */
export type Tools = Pick<Means, 'printer' | 'finisher' | 'staging'> & {
  /** Which browser prints, or would; "none" where none has a part in it. */
  readonly origin: string;
  /** True if there should be a browser and is none. */
  readonly isWanting: boolean;
  /** The version of Node. */
  readonly node: string;
  readonly progress: (done: number, of: number | undefined, what: string) => void;
};

export interface Built {
  readonly diagnostics: readonly Diagnostic[];
  /** The documents that were made now. */
  readonly made?: readonly Made[];
  /** Those that were asked for and are there already, as they would be made. */
  readonly unchanged?: readonly Made[];
  /** The pages about the documents that were written now. */
  readonly pages?: readonly OutputFile[];
  /** The files that were taken away, because nothing that was read makes them any more. */
  readonly withdrawn?: readonly string[];
}

type Result = Awaited<ReturnType<typeof make>>;

/** What is to be made next, with what it is made from and its place among the results. */
interface Next {
  readonly index: number;
  readonly making: Means & Omit<Opened, 'plans'>;
  readonly plan: DocumentPlan;
}

/** The documents in their order; a partnership is checked, if it has not been, before its first one is handed out. */
function queueOf(survey: Survey, means: Means) {
  const { formats } = means.options;
  const all: Outline[] = [];
  const outlines: Outline[] = [];
  let isRead = false;
  let index = 0;
  let opened: Opened | undefined;
  /** Checks one more partnership. */
  const read = (): void => {
    const more = survey.next();
    isRead = more === undefined;
    all.push(...(more ?? []));
    outlines.push(...(more ?? []).filter(({ definition }) => hasAny(definition.formats, formats)));
  };
  const next = (): Next | undefined => {
    while (!isRead && index >= outlines.length) read();
    const outline = survey.isBroken() ? undefined : outlines[index];
    if (!outline) return undefined;
    if (opened?.plans[0]?.slug !== outline.slug) opened = survey.open(outline.slug);
    const plan = opened.plans.find(({ stem }) => stem === outline.stem);
    if (!plan) throw new Error(`${outline.stem} was to be made and no longer is`);
    return { index: index++, making: { ...means, ...opened }, plan };
  };
  return {
    all,
    outlines,
    read,
    isRead: () => isRead,
    isFarAhead: () => outlines.length - index > farAhead,
    next,
  };
}

/** So many documents ahead of what is made, reading rests: what has been read fills memory until it is made. */
const farAhead = 500;
const rest = () => new Promise((resume) => setTimeout(resume, 100));

/** Waits until what pages and threads have done meanwhile has been taken up. */
const turn = () => new Promise((resume) => setImmediate(resume));

/**
 * Makes some documents at once, and meanwhile checks what is still to be made; the results stand in the order of the
 * outlines. Nothing more is begun once anything is found that must be mended; all of that is found all the same.
 */
async function makeAll(
  survey: Survey,
  means: Means,
  progress: Tools['progress'],
): Promise<{ outlines: readonly Outline[]; results: Result[] }> {
  const results: Result[] = [];
  const { all, outlines, read, isRead, isFarAhead, next } = queueOf(survey, means);
  let done = 0;
  let hasFailed = false;
  const reader = async () => {
    while (!isRead()) {
      while (isFarAhead() && !survey.isBroken() && !hasFailed) await rest();
      // File by file, so that no page waits long for its next step.
      const steps = survey.ahead();
      while (!steps.next().done) await turn();
      read();
      await turn();
    }
  };
  const worker = async () => {
    for (let job = next(); job && !hasFailed; job = next()) {
      const { index, making, plan } = job;
      const tell = () => progress(done, isRead() ? outlines.length : undefined, plan.stem);
      tell();
      results[index] = await make(making, plan).catch((error: unknown) => {
        // Nothing will be published, so the others need not begin.
        hasFailed = true;
        throw error;
      });
      done += 1;
      tell();
    }
  };
  // Twice as many as can be printed at once: while some are printed, others are prepared or finished.
  const workers = Array.from({ length: 2 * means.options.jobs }, () => worker);
  const ended = await Promise.allSettled([reader, ...workers].map((work) => work()));
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed && !survey.isBroken()) throw failed.reason;
  if (!survey.isBroken()) refuseNonsense(means.options, all);
  return { outlines, results };
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

/** A warning where there is something to print and nothing to print with. */
function wanting(outlines: readonly Outline[], { isWanting }: Tools): Diagnostic[] {
  if (!isWanting || !outlines.some(({ definition }) => definition.formats.includes('pdf'))) return [];
  const message = 'there is no browser to print with, so no PDF was made';
  const hint = 'install Google Chrome, or set PUPPETEER_EXECUTABLE_PATH to a Chromium, then build again';
  return [{ severity: 'warning', rule: 'browser/missing', message, hint }];
}

/** A warning where the partnerships that were asked for have no such document; a part of a national build may have none. */
function lacking({ kinds, shard, strict }: Options, documents: readonly unknown[]): Diagnostic[] {
  if (kinds === undefined || shard || documents.length > 0) return [];
  const message = `no partnership that was asked for has a document of the kind ${kinds.join(' or ')}`;
  const hint = 'leave --document out to make what there is; a paper or a return begins with its file in data';
  if (strict) throw refuse('machine', 'command/document', message, hint);
  return [{ severity: 'warning', rule: 'command/document', message, hint }];
}

/** What the documents are made with, and what there was before. */
function meansOf(
  { inputs }: Survey,
  { options }: Order,
  { before, tools }: { readonly before: Manifest | undefined; readonly tools: Tools },
): Means {
  const { printer, finisher, staging, node, origin } = tools;
  const code = codeHash();
  const own = inputsBySlug(inputsOf(inputs, options.slugs));
  const internal = options.audience === 'internal';
  const known = new Map((options.force ? [] : (before?.documents ?? [])).map((made) => [made.stem, made]));
  return {
    printer,
    finisher,
    staging,
    options,
    imprint: (slug) => imprintOf(own(slug), { code, internal, asAt: options.asAt }),
    versions: { ...inputs.versions, code, node, browser: origin },
    earlier: (stem) => known.get(stem),
    isThere: intactIn(options.out),
  };
}

/** True if of each partnership only some kinds or formats are asked for. */
const asksForPart = ({ kinds, formats }: Options): boolean => kinds !== undefined || formats !== undefined;

/** What the manifest says of inputs and documents once those that were made now have been added. */
function joinedWith(
  before: Manifest | undefined,
  { documents, warnings }: { readonly documents: readonly Made[]; readonly warnings: readonly Diagnostic[] },
  { inputs, order, means }: { readonly inputs: Inputs; readonly order: Order; readonly means: Means },
): ReturnType<typeof join> {
  const { wish, options, settled } = order;
  const { kinds, formats } = wish;
  const isLimited = asksForPart(wish);
  const isWhole = wish.slugs.length === 0 && !isLimited;
  const partnerships = inputs.partnerships.map(({ slug }) => slug);
  const read = inputs.partnerships.filter(
    ({ slug }) => options.slugs.length === 0 || options.slugs.includes(slug),
  );
  const slugs = new Set(read.map(({ slug }) => slug));
  const keyFor = keysWith(means.versions, partnerships);
  return join(before, {
    slugs,
    stays: (slug) =>
      settled?.slugs.has(slug) === true ||
      (!isWhole && partnerships.includes(slug) && (isLimited || !slugs.has(slug))),
    documents,
    inputs: inputsOf(inputs, options.slugs),
    asked: atRest(read, warnings).map((slug) => {
      return { slug, key: keyFor(means.imprint(slug)), kinds, formats };
    }),
  });
}

/** Checks everything, then makes and publishes every document asked for that is not there already. */
export async function assemble(wish: Options, settled: Settled | undefined, tools: Tools): Promise<Built> {
  const options = settled ? { ...wish, slugs: settled.others } : wish;
  const order: Order = { wish, options, settled };
  const before = readManifest(options.out);
  const survey = openSurvey(options);
  const { inputs } = survey;
  const means = meansOf(survey, order, { before, tools });
  const { outlines, results } = await makeAll(survey, means, tools.progress);
  if (survey.isBroken()) return { diagnostics: survey.diagnostics() };
  const lack = lacking(wish, [...outlines, ...(settled?.documents ?? [])]);
  const warnings = [...survey.diagnostics(), ...wanting(outlines, tools)];
  const made = { documents: results.map((result) => result.made), warnings };
  const joined = joinedWith(before, made, { inputs, order, means });
  const kept = (before?.pages ?? []).filter(({ path }) => settled?.slugs.has(path.split('/')[0] ?? ''));
  const { config, render } = survey.common();
  const about = pagesAbout(config, joined.documents, {
    render,
    isWanted: (slug) => !settled?.slugs.has(slug),
  });
  // Each is written before the next one is made.
  const pages = Array.from(about, ({ path, html }) => tools.staging.write(path, html));
  const { versions } = means;
  const manifest: Manifest = {
    versions: tools.printer
      ? versions
      : { ...versions, browser: before?.versions['browser'] ?? tools.origin },
    partnerships: inputs.partnerships.map(({ slug }) => slug),
    ...joined,
    pages: sorted([...kept, ...pages], ({ path }) => path),
  };
  tools.staging.write(manifestName, manifestText(manifest));
  // Whoever asks for one kind or format does not ask for the others to go, nor does whoever lacks a browser.
  const gone = asksForPart(wish) || tools.isWanting ? [] : withdrawn(before, manifest, means.isThere);
  tools.staging.commit(gone);
  const documents = (isNew: boolean) =>
    results.filter((result) => result.isNew === isNew).map((result) => result.made);
  return {
    diagnostics: [...warnings, ...lack],
    made: documents(true),
    unchanged: [...(settled?.documents ?? []), ...documents(false)],
    pages,
    withdrawn: gone,
  };
}
