import { setTimeout as pause } from 'node:timers/promises';
import { viewNameOf, viewOf } from '../produce.ts';
import { Refusal } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { DocumentPlan } from '../documents.ts';
import type { Keep } from '../keep.ts';
import { prepare } from '../prepare.ts';
import type { Checked, Options } from '../prepare.ts';
import { emptyPage, hash, listPage } from './page.ts';

/** What the files say now: what was last sound, and what is wrong since. */
export interface State {
  /** Absent until the files have been sound once; the same object for as long as nothing changes. */
  readonly ready?: Checked['ready'];
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it is the machine or the command line that is wrong, rather than a file. */
  readonly fault?: Refusal['fault'];
}

/** What is to be seen at one address. */
export interface Look {
  readonly html: string;
  readonly status: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Differs if and only if there is something else to be seen. */
  readonly id: string;
}

/** True if something must be mended before a document can be made. */
export function isBroken({ diagnostics }: Pick<State, 'diagnostics'>): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** What to tell of a stage that failed: a refusal says so itself, and anything else is a fault of ours or of a template. */
export function faultOf(error: unknown, what: string): Diagnostic[] {
  if (error instanceof Refusal) return [...error.diagnostics];
  const message = `${what} cannot be made: ${(error as Error).message}`;
  const hint = 'look at what was changed last; if it is none of that, this is a fault in cdp-returns';
  return [{ severity: 'error', rule: 'preview/fault', message, hint }];
}

/** Reads all files as they are now, and makes nothing again of what has not changed since. */
function read(options: Options, keep: Keep): State {
  try {
    const { ready, diagnostics } = prepare(options, keep);
    if (!ready) return { diagnostics };
    const { project, render } = ready;
    const from = [project.shapes, project.config, render, project.slugs.join(), ...project.partners];
    return { ready: keep('ready', from, () => ready), diagnostics };
  } catch (error) {
    const fault = error instanceof Refusal ? error.fault : undefined;
    return { diagnostics: faultOf(error, 'the documents'), fault };
  }
}

// An editor may empty a file before it writes it, or take it away before it puts a new one there.
const settleMs = 50;

/** Reads the files; what is wrong, and was not before, counts once it has been read twice. */
export function follower(options: Options, keep: Keep): (before: State) => Promise<State> {
  return async (before) => {
    const now = read(options, keep);
    if (!isBroken(now) || hash(now.diagnostics) === hash(before.diagnostics)) return now;
    await pause(settleMs);
    return read(options, keep);
  };
}

/** The documents that are pages; a workbook is none. */
function papersIn({ ready }: State): readonly DocumentPlan[] {
  return (ready?.plans ?? []).filter(({ definition }) => definition.view !== undefined);
}

/** The plan of the document at an address, such as /medway/partnership-record.html. */
export function planAt(state: State, path: string): DocumentPlan | undefined {
  return papersIn(state).find(({ stem }) => path === `/${stem}.html` || path === `/${stem}.pdf`);
}

/** Draws what is to be seen at an address; a page that cannot be made stays as it was, with the reason over it. */
export function drawer(options: Options, keep: Keep): (state: State, path: string) => Look {
  const last = new Map<string, string>();
  const draw = ({ ready, diagnostics }: State, path: string): Omit<Look, 'id'> => {
    const plan = planAt({ ready, diagnostics }, path);
    if (path === '/') return { html: listPage(papersIn({ ready, diagnostics })), status: 200, diagnostics };
    if (!ready || !plan)
      return { html: emptyPage(`There is no document at ${path}`), status: 404, diagnostics };
    const { stem, kind, definition } = plan;
    try {
      const html = keep(`page ${stem}`, [ready], () =>
        ready.render(kind, viewNameOf(plan), viewOf(ready.project, plan, options)),
      );
      last.set(stem, html);
      return { html, status: 200, diagnostics };
    } catch (error) {
      const html = last.get(stem) ?? emptyPage(`${definition.title} has not been made yet`);
      return { html, status: 200, diagnostics: [...diagnostics, ...faultOf(error, stem)] };
    }
  };
  return (state, path) => {
    const seen = draw(state, path);
    // Nothing can lie over a print, so it is another one whenever anything is wrong.
    return { ...seen, id: hash(seen.html, path.endsWith('.pdf') ? seen.diagnostics : []) };
  };
}
