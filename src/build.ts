import type { Diagnostic } from './diagnostic.ts';
import type { DocumentPlan, Made, OutputFile } from './documents.ts';
import { forPublic } from './disclosure/index.ts';
import { imprintOf, inputsOf } from './imprint.ts';
import type { Hashed } from './imprint.ts';
import { codeHash } from './load.ts';
import { pagesAbout } from './pages.ts';
import { hasAny, prepare, refuseNonsense } from './prepare.ts';
import type { Checked, Options } from './prepare.ts';
import { findBrowser } from './print/browser.ts';
import type { Machine } from './print/browser.ts';
import { openPrinter } from './print/index.ts';
import type { Printer } from './print/index.ts';
import type { Project } from './project.ts';
import { manifestName, manifestText, openStaging, readManifest } from './publish.ts';
import type { Manifest, Owner, Staging } from './publish.ts';
import type { Render } from './render/index.ts';
import { pdfOf, viewNameOf, viewOf } from './produce.ts';
import { sizeText } from './view/index-page.ts';

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

interface Making {
  readonly project: Project;
  readonly truth: Project;
  readonly render: Render;
  readonly printer: Printer | undefined;
  readonly staging: Staging;
  readonly options: Options;
  readonly warnings: readonly Diagnostic[];
  readonly imprint: (slug: string) => string;
}

/** What the making of one document comes to. */
type Outcome = Pick<Made, 'files' | 'title' | 'draft'>;

/** Makes the files of one paper: the page, its print, and the page again with a link to the print. */
async function makePaper(making: Making, plan: DocumentPlan): Promise<Outcome> {
  const { project, render, printer, staging, options } = making;
  const { definition, kind, stem } = plan;
  const view = viewOf(project, plan, options, making.imprint(plan.slug));
  const wanted = definition.formats.filter((format) => options.formats?.includes(format) ?? true);
  const files: OutputFile[] = [];
  let shown = view;
  if (printer && wanted.includes('pdf')) {
    const { bytes, pages, checks, shown: whole } = await pdfOf({ render, printer }, plan, view);
    const file = staging.write(`${stem}.pdf`, bytes);
    files.push({ ...file, checks });
    const href = file.path.slice(file.path.lastIndexOf('/') + 1);
    const pdf = {
      href,
      size: sizeText(file.bytes),
      pages: `${pages} ${pages === 1 ? view.labels.page.toLowerCase() : view.labels.pages}`,
    };
    shown = { ...whole, document: { ...whole.document, pdf } };
  }
  if (wanted.includes('html'))
    files.push(staging.write(`${stem}.html`, render(kind, viewNameOf(plan), shown)));
  const { title, draft } = view.document;
  return { files, title, draft };
}

/** Makes finance's workbook from the true records, the copy of it for the public, and that copy's tables as CSV. */
async function makeWorkbook({ truth, staging, options }: Making, plan: DocumentPlan): Promise<Outcome> {
  const { trackerFiles } = await import('./workbook/index.ts');
  const working = truth.partners.find(({ slug }) => slug === plan.slug);
  if (!working) throw new Error(`${plan.slug} was not read`);
  const partners = { working, publish: forPublic(truth, working) };
  const made = await trackerFiles(truth.config, partners, options.asAt);
  const files = made.map(({ path, content, internal }) => ({
    ...staging.write(`${plan.slug}/${path}`, content),
    internal,
    ...(path.endsWith('.xlsx') ? { checks: ['workbook'] } : {}),
  }));
  return { files, title: plan.paper.title, draft: plan.paper.signed_off === undefined };
}

/** Makes one document with all its files. */
async function make(making: Making, plan: DocumentPlan): Promise<Made> {
  const { slug, stem, definition, partner, paper } = plan;
  const outcome = await (definition.view === undefined ? makeWorkbook : makePaper)(making, plan);
  return {
    slug,
    stem,
    partnership: partner.partnership.record.name,
    kind: definition.title,
    date: paper.date,
    internal: making.options.audience === 'internal',
    made_from: making.imprint(slug),
    as_at: making.options.asAt,
    ...outcome,
    warnings: warningsOf(plan, making.warnings),
  };
}

/**
 * The warnings about a document's partnership, by rule and place. Their words stay on the command line: they may name
 * a number that is not for the public, and this is published.
 */
function warningsOf({ slug, partner }: DocumentPlan, warnings: readonly Diagnostic[]): Made['warnings'] {
  const folder = partner.partnership.source.path.replace(/[^/]*$/, '');
  return warnings.flatMap(({ span, rule }) =>
    span?.file.startsWith(folder)
      ? [{ place: `${slug}/${span.file.slice(folder.length)}:${span.line}`, rule }]
      : [],
  );
}

/** Runs at most `jobs` of the makings at once; the results stand in the order of the plans. */
async function makeAll(making: Making, plans: readonly DocumentPlan[], host: Host): Promise<Made[]> {
  const made: Made[] = [];
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
  const results = await Promise.allSettled(Array.from({ length: making.options.jobs }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return made;
}

/**
 * What earlier builds made and this one was not asked for stays in the manifest. Of the partnerships that were built,
 * only what their data still asks for stays.
 */
function join(before: Manifest | undefined, made: readonly Made[], options: Options): Made[] {
  const { slugs, kinds, formats } = options;
  const whole = slugs.length === 0 && kinds === undefined && formats === undefined;
  const rebuilt = new Set(kinds === undefined && formats === undefined ? made.map(({ slug }) => slug) : []);
  const kept = (whole ? [] : (before?.documents ?? [])).filter(({ slug }) => !rebuilt.has(slug));
  const documents = new Map(kept.map((document) => [document.stem, document]));
  for (const document of made) {
    const fresh = new Set(document.files.map(({ path }) => path));
    const others = (documents.get(document.stem)?.files ?? []).filter(({ path }) => !fresh.has(path));
    documents.set(document.stem, {
      ...document,
      files: sorted([...others, ...document.files], ({ path }) => path),
    });
  }
  return sorted([...documents.values()], ({ stem }) => stem);
}

function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** The printer, if anything is to be printed; a warning instead where no browser can be found. */
async function printerFor(
  ready: NonNullable<Checked['ready']>,
  options: Options,
  host: Host,
  workplace: { readonly profiles: string; readonly stop: AbortSignal },
): Promise<{ printer?: Printer; origin: string; diagnostics: Diagnostic[] }> {
  const prints = ready.plans.some(
    ({ definition }) => definition.formats.includes('pdf') && (options.formats?.includes('pdf') ?? true),
  );
  if (!prints) return { origin: 'none', diagnostics: [] };
  const browser = await findBrowser(host.machine);
  if (browser)
    return {
      printer: await openPrinter(browser, host.machine, options.jobs, workplace),
      origin: browser.origin,
      diagnostics: [],
    };
  const message = 'there is no browser to print with, so only HTML was made';
  const hint = 'install Google Chrome, or set PUPPETEER_EXECUTABLE_PATH to a Chromium, then build again';
  return { origin: 'none', diagnostics: [{ severity: 'warning', rule: 'browser/missing', message, hint }] };
}

export interface Built {
  readonly diagnostics: readonly Diagnostic[];
  readonly made?: readonly Made[];
  /** The pages about the documents that were written. */
  readonly pages?: readonly OutputFile[];
}

/** Checks everything, then makes every document asked for; an error leaves the output folder as it was. */
export async function build(options: Options, host: Host): Promise<Built> {
  const { diagnostics, inputs, ready } = prepare(options);
  if (!ready) return { diagnostics };
  refuseNonsense(options, ready.plans);
  const staging = openStaging(options.out, host.owner);
  const stop = new AbortController();
  host.onInterrupt(() => {
    stop.abort();
    staging.discard();
  });
  let printing: Awaited<ReturnType<typeof printerFor>> | undefined;
  try {
    printing = await printerFor(ready, options, host, { profiles: staging.folder, stop: stop.signal });
    const { project, truth, render } = ready;
    const plans = ready.plans.filter(({ definition }) => hasAny(definition.formats, options.formats));
    const code = codeHash();
    const hashed = inputsOf(inputs, options.slugs);
    const imprint = (slug: string) =>
      imprintOf(hashed, slug, { code, internal: options.audience === 'internal', asAt: options.asAt });
    const { printer } = printing;
    const making = { project, truth, render, printer, staging, options, warnings: diagnostics, imprint };
    const made = await makeAll(making, plans, host);
    const before = readManifest(options.out);
    const whole = options.slugs.length === 0 && options.kinds === undefined && options.formats === undefined;
    const documents = join(before, made, options);
    const pages = pagesAbout(project.config, documents, render);
    const kept = whole ? undefined : before?.versions['browser'];
    const browser = printer || !kept ? printing.origin : kept;
    const manifest: Manifest = {
      versions: { ...inputs.versions, code, node: host.node, browser },
      partnerships: inputs.partnerships.map(({ slug }) => slug),
      inputs: mergeInputs(whole ? undefined : before, hashed),
      pages: pages.map(({ path, html }) => staging.write(path, html)),
      documents,
    };
    staging.write(manifestName, manifestText(manifest));
    staging.commit();
    return { diagnostics: [...diagnostics, ...printing.diagnostics], made, pages: manifest.pages };
  } finally {
    await printing?.printer?.close();
    staging.discard();
  }
}

function mergeInputs(before: Manifest | undefined, now: readonly Hashed[]): Hashed[] {
  const merged = new Map([...(before?.inputs ?? []), ...now].map((input) => [input.path, input]));
  return sorted([...merged.values()], ({ path }) => path);
}
