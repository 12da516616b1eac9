import type { DocumentPlan } from './documents.ts';
import type { Finisher } from './finish/index.ts';
import type { FinishedPdf, PdfWork } from './finish/work.ts';
import type { Options } from './prepare.ts';
import type { Printer } from './print/index.ts';
import type { Project } from './project.ts';
import { escaped } from './markup.ts';
import { sizeText } from './view/index-page.ts';
import { views } from './view/index.ts';

export type View = ReturnType<(typeof views)[keyof typeof views]>;

/** A place in a page for what only its print tells; no font of ours has these characters, so no text can look like it. */
const placeFor = (what: string): string => `\ue000${what}\ue001`;

/** Puts into a page what its print told, or what holds its place until then. */
const fill = (html: string, values: ReadonlyMap<string, string>): string =>
  html.replaceAll(/\ue000([^\ue001]*)\ue001/g, (_, what: string) => escaped(values.get(what) ?? ''));

const pageOf = (id: string): string => `page of ${id}`;

/** A view with places for what its print will tell: the size and pages of the PDF, and the pages in its contents. */
export function toPrint(view: View, { stem }: DocumentPlan): View {
  const href = `${stem.slice(stem.lastIndexOf('/') + 1)}.pdf`;
  const link = { href, size: placeFor('size'), pages: placeFor('pages') };
  const whole = { ...view, document: { ...view.document, pdf: link } };
  if (!('contents' in whole)) return whole;
  const contents = whole.contents.map((entry) => ({ ...entry, page: placeFor(pageOf(entry.id)) }));
  return { ...whole, contents };
}

/** Digits to hold the places of page numbers, three for each; with four entries there has been every digit. */
const holders = (view: View): { readonly id: string; readonly holder: string }[] | undefined =>
  'contents' in view
    ? view.contents.map(({ id }, index) => ({
        id,
        holder: [0, 1, 2].map((n) => (3 * index + n) % 10).join(''),
      }))
    : undefined;

/** What a PDF says of itself. */
function identityOf({ document, labels, as_at }: View): PdfWork['identity'] {
  // The kind of the paper is part of its title: a record and a return of one place are called alike without it.
  const { author, description: title, language, draft, mark, imprint } = document;
  const keywords = [
    draft ? labels.draft : labels.final,
    ...(imprint === undefined ? [] : [`${labels.made_from} ${imprint}`]),
    ...(mark === undefined ? [] : [mark]),
  ];
  return { title, author, subject: title, language, date: as_at, keywords };
}

/** The name of the view that a paper is made from; a workbook has none. */
export function viewNameOf({ definition, kind }: DocumentPlan): keyof typeof views {
  if (definition.view === undefined) throw new Error(`${kind} is no paper`);
  return definition.view as keyof typeof views;
}

/** The view of a document: all that its templates show. `imprint` is the number of what it is made from. */
export function viewOf(
  project: Project,
  plan: DocumentPlan,
  { asAt, audience }: Pick<Options, 'asAt' | 'audience'>,
  imprint?: string,
): View {
  const own = views[viewNameOf(plan)](project, plan, asAt);
  // A draft is made from data that will change, so a number would promise what it cannot keep.
  const view = own.document.draft ? own : { ...own, document: { ...own.document, imprint } };
  if (audience !== 'internal') return view;
  // Marked here, so that no view can forget it.
  return { ...view, document: { ...view.document, mark: view.labels.internal } };
}

interface Press {
  readonly printer: Printer;
  readonly finisher: Finisher;
}

/** A view as it is to be printed, and the page that it makes. */
interface Sheet {
  readonly view: View;
  readonly html: string;
}

/** The finished PDF of a document with the checks it passed, and the page in full, with what the print told. */
export async function pdfOf(
  { printer, finisher }: Press,
  { stem }: DocumentPlan,
  { view, html }: Sheet,
): Promise<Pick<FinishedPdf, 'bytes' | 'checks'> & { readonly page: string }> {
  const contents = holders(view);
  const held = new Map(contents?.map(({ id, holder }) => [pageOf(id), holder]));
  const { checks, ...print } = await printer.print(fill(html, held), stem);
  const name = `${stem}.pdf`;
  const finished = await finisher.pdf({ print: { ...print, contents }, identity: identityOf(view), name });
  const { bytes, pages, places } = finished;
  const { page, pages: several } = view.labels;
  const told = new Map(Object.entries(places).map(([id, number]) => [pageOf(id), String(number)]));
  told.set('size', sizeText(bytes.byteLength));
  told.set('pages', `${pages} ${pages === 1 ? page.toLowerCase() : several}`);
  return { bytes, checks: [...checks, ...finished.checks], page: fill(html, told) };
}
