import type { IncomingMessage, ServerResponse } from 'node:http';
import { watch } from 'chokidar';
import { pdfOf, toPrint, viewNameOf, viewOf } from '../produce.ts';
import { Refusal, refuse } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { DocumentPlan } from '../documents.ts';
import { openFinisher } from '../finish/index.ts';
import { keeper } from '../keep.ts';
import type { Options } from '../prepare.ts';
import { findBrowser } from '../print/browser.ts';
import type { Machine } from '../print/browser.ts';
import { openPrinter } from '../print/index.ts';
import type { Printer } from '../print/index.ts';
import { emptyPage, hash, problemsHtml } from './page.ts';
import { listen, openEvents, sendPage, sendPdf, sendText } from './server.ts';
import type { Listener } from './server.ts';
import { drawer, faultOf, follower, isBroken, planAt } from './state.ts';
import type { Look, State } from './state.ts';

/** What a preview may use of the machine, and whom it tells what is wrong. */
export interface PreviewHost {
  readonly machine: Machine;
  readonly tell: (diagnostics: readonly Diagnostic[]) => void;
  /** Calls back if the preview is interrupted, and waits until all that it has started has ended. */
  readonly onInterrupt: (clear: () => Promise<void>) => void;
}

// Saves that follow each other closer than this are taken as one.
const quietMs = 15;

/** Calls back when the files under any of the folders have changed and then been left alone for a moment. */
function onChange(folders: readonly string[], change: () => void, fail: (error: unknown) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch([...folders], { ignoreInitial: true, atomic: false });
  const touched = () => {
    clearTimeout(timer);
    timer = setTimeout(change, quietMs);
  };
  // The first is what the system tells, at once; the second what the watcher makes of it, which misses nothing.
  watcher.on('raw', touched);
  watcher.on('all', touched);
  watcher.on('error', fail);
}

type Press = (ready: NonNullable<State['ready']>, plan: DocumentPlan) => Promise<Uint8Array>;

/** Prints with a browser that is started when the first print is asked for, and ends with the preview. */
function presser({ machine, onInterrupt }: PreviewHost, options: Options): Press {
  let printer: Promise<Printer> | undefined;
  const finisher = openFinisher(1);
  const stop = new AbortController();
  onInterrupt(() => {
    stop.abort();
    return finisher.close();
  });
  const open = async (): Promise<Printer> => {
    const browser = await findBrowser(machine);
    if (browser) return openPrinter(browser, machine, 1, { stop: stop.signal });
    const hint = 'install Google Chrome, or set PUPPETEER_EXECUTABLE_PATH to a Chromium';
    throw refuse('machine', 'browser/missing', 'there is no browser to print with', hint);
  };
  return async ({ project, render }, plan) => {
    printer ??= open();
    printer.catch(() => (printer = undefined));
    const view = toPrint(viewOf(project, plan, options), plan);
    const html = render(plan.kind, viewNameOf(plan), view);
    return (await pdfOf({ printer: await printer, finisher }, plan, { view, html })).bytes;
  };
}

/** What is shown, and to whom. */
interface Show {
  readonly state: () => State;
  readonly look: (path: string) => Look;
  /** Reads the files again and tells every listener what is new. */
  readonly refresh: () => Promise<void>;
  readonly add: (response: ServerResponse, path: string) => void;
}

/** Reads the files for the first time. Throws a Refusal where the command line could never be followed. */
async function openShow(options: Options, host: PreviewHost): Promise<Show> {
  const keep = keeper();
  const follow = follower(options, keep);
  const draw = drawer(options, keep);
  const listeners = new Set<Listener>();
  let state = await follow({ diagnostics: [] });
  if (state.fault === 'machine') throw new Refusal('machine', state.diagnostics);
  host.tell(state.diagnostics);
  const look = (path: string) => draw(state, path);
  const inform = ({ path, tell }: Listener) => {
    const { id, diagnostics } = look(path);
    tell(JSON.stringify({ page: id, problems: problemsHtml(diagnostics) }));
  };
  return {
    state: () => state,
    look,
    refresh: async () => {
      const now = await follow(state);
      const before = hash(state.diagnostics);
      state = { ...now, ready: now.ready ?? state.ready };
      for (const listener of listeners) inform(listener);
      if (hash(state.diagnostics) !== before) host.tell(state.diagnostics);
    },
    add: (response, path) => {
      const listener = openEvents(response, path, () => listeners.delete(listener));
      listeners.add(listener);
      inform(listener);
    },
  };
}

/** Sends the print of what is on show; it cannot have anything lie over it, so whatever is wrong is told in its place. */
async function answerPdf(show: Show, press: Press, path: string, response: ServerResponse): Promise<void> {
  const seen = show.look(path);
  const { ready } = show.state();
  const plan = planAt(show.state(), path);
  if (!ready || !plan) sendPage(response, seen);
  else if (isBroken(seen))
    sendPage(response, { ...seen, html: emptyPage(`${path} waits until this is mended`) });
  else
    try {
      const bytes = await press(ready, plan);
      if (show.state().ready === ready) sendPdf(response, bytes);
      else await answerPdf(show, press, path, response);
    } catch (error) {
      sendPage(response, {
        ...seen,
        html: emptyPage(`${path} cannot be printed`, faultOf(error, plan.stem)),
      });
    }
}

/**
 * Serves every document as a page that follows its files, and as a PDF on demand; returns the address. Throws a Refusal
 * where the command line or the machine is wrong; what is wrong with the files is shown in the browser.
 */
export async function openPreview(
  options: Options,
  port: number | undefined,
  host: PreviewHost,
): Promise<string> {
  const press = presser(host, options);
  const show = await openShow(options, host);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://preview');
    // Some file systems tell no watcher anything, and even there nothing stale is served.
    await show.refresh();
    if (path === '/_preview/events') show.add(response, searchParams.get('page') ?? '/');
    else if (path.endsWith('.pdf')) await answerPdf(show, press, path, response);
    else sendPage(response, show.look(path));
  };
  const address = await listen((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendText(response, 500, String(error));
    });
  }, port);
  const fail = (error: unknown) => host.tell(faultOf(error, 'the watch over the files'));
  onChange(Object.values(options.folders), () => void show.refresh().catch(fail), fail);
  return address;
}
