import type { DocumentPlan } from './documents.ts';
import type { Finisher } from './finish/index.ts';
import type { FinishedPdf, PdfWork } from './finish/work.ts';
import type { Options } from './prepare.ts';
import type { Printer } from './print/index.ts';
import type { Project } from './project.ts';
import type { PaperView, ReturnView } from './records.ts';
import { views } from './view/index.ts';

export type View = PaperView | ReturnView;

/** The same view with a page for each entry of its contents, if it has any. */
function paginated(view: View, pageOf: (id: string, index: number) => string): View {
  if (!('contents' in view)) return view;
  const contents = view.contents.map((entry, index) => ({ ...entry, page: pageOf(entry.id, index) }));
  return { ...view, contents };
}

/** Three digits to hold the place of a page number; with four entries there has been every digit. */
const holderAt = (index: number): string => [0, 1, 2].map((n) => (3 * index + n) % 10).join('');

/** A view as it is printed: the pages in its contents are found when there is a print, and written into that. */
export const toPrint = (view: View): View => paginated(view, (_, index) => holderAt(index));

/** What a PDF says of itself. */
function identityOf({ document, labels, as_at }: View): PdfWork['identity'] {
  const { title, author, description: subject, language, draft, mark, imprint } = document;
  const keywords = [
    draft ? labels.draft : labels.final,
    ...(imprint === undefined ? [] : [`${labels.made_from} ${imprint}`]),
    ...(mark === undefined ? [] : [mark]),
  ];
  return { title, author, subject, language, date: as_at, keywords };
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

/** A view as it is printed, and the page that it makes. */
interface Sheet {
  readonly view: View;
  readonly html: string;
}

/** The finished PDF of a document with the checks it passed, and its view with the page of each heading. */
export async function pdfOf(
  { printer, finisher }: Press,
  { stem }: DocumentPlan,
  { view, html }: Sheet,
): Promise<FinishedPdf & { readonly shown: View }> {
  const { checks, ...print } = await printer.print(html, stem);
  const contents =
    'contents' in view ? view.contents.map(({ id, page: holder = '' }) => ({ id, holder })) : undefined;
  const identity = identityOf(view);
  const finished = await finisher.pdf({ print: { ...print, contents }, identity, name: `${stem}.pdf` });
  const shown = paginated(view, (id) => String(finished.places[id]));
  return { ...finished, checks: [...checks, ...finished.checks], shown };
}
