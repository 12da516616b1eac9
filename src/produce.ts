import type { DocumentPlan } from './documents.ts';
import type { Finisher } from './finish/index.ts';
import type { PdfWork } from './finish/work.ts';
import type { Options } from './prepare.ts';
import type { Printed, Printer } from './print/index.ts';
import type { Project } from './project.ts';
import type { PaperView, ReturnView } from './records.ts';
import type { Render } from './render/index.ts';
import { views } from './view/index.ts';

type View = PaperView | ReturnView;

/** The same view with the page of each entry of its contents. */
function paginated(view: ReturnView, pages: ReadonlyMap<string, number>): ReturnView {
  const contents = view.contents.map((entry) => ({ ...entry, page: String(pages.get(entry.id)) }));
  return { ...view, contents };
}

/**
 * Prints a document; one with contents is printed twice, because only the first print tells on which page each heading
 * stands (CSS target-counter is not to be had). The numbers must not move what they count.
 */
async function printWhole(
  printer: Printer,
  { view, html, name }: { readonly view: View; readonly html: string; readonly name: string },
  page: (view: View) => string,
): Promise<{ printed: Printed; shown: View }> {
  const first = await printer.print(html, name);
  if (!('contents' in view)) return { printed: first, shown: view };
  const { pagesOf } = await import('./contents.ts');
  const pages = await pagesOf(first.pdf);
  const shown = paginated(view, pages);
  const second = await printer.print(page(shown), name);
  const again = await pagesOf(second.pdf);
  if (view.contents.some(({ id }) => pages.get(id) === undefined || pages.get(id) !== again.get(id)))
    throw new Error('the page numbers of the contents have moved their own headings');
  return { printed: { ...second, checks: [...second.checks, 'contents-pages'] }, shown };
}

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

/**
 * The finished PDF of a document, the number of its pages, the checks it passed, and its view with the page of each heading.
 * `html` is the page that the view makes.
 */
export async function pdfOf(
  {
    render,
    printer,
    finisher,
  }: { readonly render: Render; readonly printer: Printer; readonly finisher: Finisher },
  plan: DocumentPlan,
  { view, html }: { readonly view: View; readonly html: string },
): Promise<{ bytes: Uint8Array; pages: number; checks: readonly string[]; shown: View }> {
  finisher.begin();
  const { printed, shown } = await printWhole(printer, { view, html, name: plan.stem }, (full) =>
    render(plan.kind, viewNameOf(plan), full),
  );
  const { pdf, headings, checks } = printed;
  const identity = identityOf(view);
  const finished = await finisher.pdf({ printed: pdf, headings, identity, name: `${plan.stem}.pdf` });
  return { ...finished, checks: [...checks, ...finished.checks], shown };
}
