import type { DocumentPlan } from './documents.ts';
import type { Finisher } from './finish/index.ts';
import type { FinishedPdf, PdfWork } from './finish/work.ts';
import type { Options } from './prepare.ts';
import type { Printed, Printer } from './print/index.ts';
import type { Project } from './project.ts';
import type { PaperView, ReturnView } from './records.ts';
import type { Render } from './render/index.ts';
import { views } from './view/index.ts';

export type View = PaperView | ReturnView;

/** On which page each heading of a list of contents stands, by its id. */
export type Pages = Readonly<Record<string, number>>;

/** The same view with the page of each entry of its contents. */
function paginated(view: ReturnView, pages: Pages): ReturnView {
  const contents = view.contents.map((entry) => ({ ...entry, page: String(pages[entry.id]) }));
  return { ...view, contents };
}

/** True if the contents say where the headings are. */
const isRight = ({ contents }: ReturnView, pages: Pages): boolean =>
  contents.every(({ id, page }) => pages[id] !== undefined && page === String(pages[id]));

interface Press {
  readonly render: Render;
  readonly printer: Printer;
  readonly finisher: Finisher;
}

/** What is to be printed, and on which pages its headings may stand: a guess saves a print if it is right. */
interface Sheet {
  readonly view: View;
  /** The page that the view makes. */
  readonly html: string;
  readonly guess?: Pages | undefined;
}

/**
 * Prints a document; one with contents is printed until they are right, because only a print tells on which page each
 * heading stands (CSS target-counter is not to be had). The numbers must not move what they count.
 */
async function printWhole(
  { render, printer, finisher }: Press,
  plan: DocumentPlan,
  { view, html, guess }: Sheet,
): Promise<{ printed: Printed; shown: View }> {
  if (!('contents' in view)) return { printed: await printer.print(html, plan.stem), shown: view };
  const print = async (shown: ReturnView) => {
    const page = shown === view ? html : render(plan.kind, viewNameOf(plan), shown);
    const printed = await printer.print(page, plan.stem);
    const pages = await finisher.places(printed.pdf);
    return { printed: { ...printed, checks: [...printed.checks, 'contents-pages'] }, shown, pages };
  };
  const first = await print(guess ? paginated(view, guess) : view);
  if (isRight(first.shown, first.pages)) return first;
  const second = await print(paginated(view, first.pages));
  if (!isRight(second.shown, second.pages))
    throw new Error('the page numbers of the contents have moved their own headings');
  return second;
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

/** The finished PDF of a document with the checks it passed, and its view with the page of each heading. */
export async function pdfOf(
  press: Press,
  plan: DocumentPlan,
  sheet: Sheet,
): Promise<FinishedPdf & { readonly shown: View }> {
  const { printed, shown } = await printWhole(press, plan, sheet);
  const { pdf, headings, checks } = printed;
  const identity = identityOf(sheet.view);
  const finished = await press.finisher.pdf({ printed: pdf, headings, identity, name: `${plan.stem}.pdf` });
  return { ...finished, checks: [...checks, ...finished.checks], shown };
}
