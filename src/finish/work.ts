import type { Places } from '../conform/contents.ts';
import type { Print } from '../conform/index.ts';
import type { Identity } from '../conform/metadata.ts';
import { Refusal } from '../diagnostic.ts';
import type { Diagnostic, Fault } from '../diagnostic.ts';
import type { Tracker, TrackerFile } from '../workbook/tracker.ts';

/** A print, and what it is to say of itself. */
export interface PdfWork {
  readonly print: Print;
  readonly identity: Identity;
  /** What messages call the file. */
  readonly name: string;
}

/** A finished PDF, the number of its pages, those of its contents, and the names of the checks that it passed. */
export interface FinishedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly places: Places;
  readonly checks: readonly string[];
}

/** What work comes to, in a form that can go from one thread to another: the class of an error cannot. */
export type Result<T> =
  { readonly done: T } | { readonly fault: Fault; readonly refused: readonly Diagnostic[] };

async function resultOf<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { done: await work() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { fault: error.fault, refused: error.diagnostics };
  }
}

/** What conform refuses to pass on, by the names of config/accessibility.yaml. */
const conformChecks = ['own-fonts'];
const contentsChecks = ['contents-pages'];

/**
 * Brings a print to its final form and holds it against its standards. Whatever the data says, a PDF of ours keeps them;
 * if it does not, the fault is in a template or here.
 */
export function pdf({ print, identity, name }: PdfWork): Promise<Result<FinishedPdf>> {
  return resultOf(async () => {
    const [{ conform }, { audit, auditChecks }] = await Promise.all([
      import('../conform/index.ts'),
      import('../audit/index.ts'),
    ]);
    const finished = conform(print, identity);
    const findings = audit(finished.bytes, name);
    if (findings.length > 0) throw new Refusal('program', findings);
    const held = [...(print.contents ? contentsChecks : []), ...conformChecks];
    return { ...finished, checks: [...held, ...auditChecks] };
  });
}

/** Loads what PDFs need. */
export async function warm(): Promise<void> {
  await Promise.all([import('../conform/index.ts'), import('../audit/index.ts')]);
}

/** Every file of a tracker, which comes as JSON: as one text it goes from thread to thread at once. */
export function tracker(json: string): Promise<Result<TrackerFile[]>> {
  return resultOf(async () => {
    const { trackerFiles } = await import('../workbook/index.ts');
    return trackerFiles(JSON.parse(json) as Tracker);
  });
}
