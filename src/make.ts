import type { Diagnostic } from './diagnostic.ts';
import { forPublic } from './disclosure/index.ts';
import type { DocumentPlan, Made, OutputFile } from './documents.ts';
import type { Finisher } from './finish/index.ts';
import { keyOf } from './imprint.ts';
import type { Options } from './prepare.ts';
import type { Printer } from './print/index.ts';
import { pdfOf, toPrint, viewNameOf, viewOf } from './produce.ts';
import type { Staging } from './publish/staging.ts';
import type { Opened } from './survey.ts';

/** What all documents of one build are made with. */
export interface Means {
  readonly printer: Printer | undefined;
  readonly finisher: Finisher;
  readonly staging: Staging;
  readonly options: Options;
  /** The number of all that the documents of a partnership are made from. */
  readonly imprint: (slug: string) => string;
  /** The versions of everything that has a part in the bytes of a document. */
  readonly versions: Readonly<Record<string, string>>;
  /** What an earlier build made of a document. */
  readonly earlier: (stem: string) => Made | undefined;
  /** Whether a file that an earlier build made is still there as it made it. */
  readonly isThere: (file: OutputFile) => boolean;
}

/** What the documents of one partnership are made from and with. */
type Making = Means & Omit<Opened, 'plans'>;

/** What the making of one document comes to; `isNew` unless its files were there already. */
type Outcome = Pick<Made, 'files' | 'key' | 'title' | 'draft'> & { readonly isNew: boolean };

/** The files of an earlier build, or those that are made now. */
async function remade(
  { earlier, isThere }: Making,
  stem: string,
  key: string,
  makeFiles: () => Promise<OutputFile[]>,
): Promise<Pick<Outcome, 'files' | 'key' | 'isNew'>> {
  const last = earlier(stem);
  if (last?.key === key && last.files.every(isThere)) return { files: last.files, key, isNew: false };
  return { files: await makeFiles(), key, isNew: true };
}

/** Makes the files of one paper: the page, its print, and the page with what the print told. */
async function makePaper(making: Making, plan: DocumentPlan): Promise<Outcome> {
  const { project, render, printer, finisher, staging, options, versions } = making;
  const { definition, kind, stem, slug } = plan;
  const wanted = definition.formats.filter((format) => options.formats?.includes(format) ?? true);
  const isPrinted = printer !== undefined && wanted.includes('pdf');
  const own = viewOf(project, plan, options, making.imprint(slug));
  const view = isPrinted ? toPrint(own, plan) : own;
  const html = render(kind, viewNameOf(plan), view);
  const { document, as_at } = view;
  const makeFiles = async () => {
    const files: OutputFile[] = [];
    let whole = html;
    if (isPrinted) {
      const { bytes, checks, page } = await pdfOf({ printer, finisher }, plan, { view, html });
      files.push({ ...staging.write(`${stem}.pdf`, bytes), checks });
      whole = page;
    }
    if (wanted.includes('html')) files.push(staging.write(`${stem}.html`, whole));
    return files;
  };
  const key = keyOf(JSON.stringify([versions, wanted, document, as_at]), html);
  return { ...(await remade(making, stem, key, makeFiles)), title: document.title, draft: document.draft };
}

/** Makes finance's workbook from the true records, the copy of it for the public, and that copy's tables as CSV. */
async function makeWorkbook(making: Making, plan: DocumentPlan): Promise<Outcome> {
  const { truth, finisher, staging, options, versions } = making;
  const { slug, stem, paper, partner } = plan;
  const { trackerOf } = await import('./workbook/tracker.ts');
  const working = truth.partners.find((own) => own.slug === slug);
  if (!working) throw new Error(`${slug} was not read`);
  const publish = options.audience === 'internal' ? forPublic(truth, working) : partner;
  const tracker = JSON.stringify(trackerOf(truth.config, { working, publish }, options.asAt));
  const makeFiles = async () =>
    (await finisher.tracker(tracker)).map(({ path, content, internal }) => ({
      ...staging.write(`${slug}/${path}`, content),
      internal,
      ...(path.endsWith('.xlsx') ? { checks: ['workbook'] } : {}),
    }));
  const key = keyOf(JSON.stringify(versions), tracker);
  const draft = paper.signed_off === undefined;
  return { ...(await remade(making, stem, key, makeFiles)), title: paper.title, draft };
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

/** Makes one document with all its files, unless they are there already. */
export async function make(making: Making, plan: DocumentPlan): Promise<{ made: Made; isNew: boolean }> {
  const { slug, stem, kind, definition, partner, paper } = plan;
  const { isNew, ...outcome } = await (definition.view === undefined ? makeWorkbook : makePaper)(
    making,
    plan,
  );
  const made: Made = {
    slug,
    stem,
    partnership: partner.partnership.record.name,
    document: kind,
    kind: definition.title,
    date: paper.date,
    internal: making.options.audience === 'internal',
    made_from: making.imprint(slug),
    as_at: making.options.asAt,
    ...outcome,
    warnings: warningsOf(plan, making.warnings),
  };
  return { made, isNew };
}
