import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser as Running, Page } from 'puppeteer';
import { Refusal, refuse } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Browser, Machine } from './browser.ts';

/** A print, the headings of the page it was made from, in order, and the names of the checks that it passed. */
export interface Printed {
  readonly pdf: Uint8Array;
  readonly headings: readonly string[];
  readonly checks: readonly string[];
}

/** Prints finished pages of HTML; must be closed. */
export interface Printer {
  /** Prints one page of HTML as a tagged PDF. `name` is what messages call the document. */
  readonly print: (html: string, name: string) => Promise<Printed>;
  readonly close: () => Promise<void>;
}

/** A page that can be used again and again, and what went wrong on it since it was last asked. */
interface Sheet {
  readonly page: Page;
  readonly blocked: string[];
}

// The width of the text on paper, so that what is measured before printing is what is printed.
const textWidthPx = Math.round(((210 - 20 - 20) / 25.4) * 96);
const printTimeoutMs = 60_000;
const startTimeoutMs = 30_000;
const closeTimeoutMs = 5_000;

/** Where a browser may leave its files, and a signal that ends it at once. */
interface Workplace {
  /** A folder that whoever opens the printer removes; without one the machine's own for temporary files is used. */
  readonly profiles?: string;
  readonly stop?: AbortSignal;
}

/** A browser that runs, and the way to end it, whatever it is doing. */
interface Engine {
  readonly browser: Running;
  readonly kill: () => void;
}

/** Over a pipe, so that the browser ends when this process does, even if nothing here has time to end it. */
async function start(
  { path, env }: Browser,
  machine: Machine,
  { profiles, stop }: Workplace,
): Promise<Engine> {
  const { default: puppeteer } = await import('puppeteer');
  const ending = new AbortController();
  const kill = () => ending.abort();
  stop?.addEventListener('abort', kill, { once: true });
  const late = setTimeout(kill, startTimeoutMs);
  try {
    const browser = await puppeteer.launch({
      executablePath: path,
      headless: 'shell',
      pipe: true,
      signal: ending.signal,
      protocolTimeout: printTimeoutMs,
      env: { ...machine.env, ...env },
      args: ['--no-sandbox', '--font-render-hinting=none', '--disable-dev-shm-usage', '--disable-gpu'],
      ...(profiles === undefined ? {} : { userDataDir: mkdtempSync(join(profiles, 'browser-')) }),
    });
    return { browser, kill };
  } catch (error) {
    kill();
    const [reason] = (error as Error).message.split('\n');
    throw refuse(
      'machine',
      'browser/start',
      `the browser at ${path} does not start: ${reason}`,
      'run doctor to see what would be used; --formats html needs no browser',
    );
  } finally {
    clearTimeout(late);
  }
}

/** A page that runs no script and fetches nothing: what it is given is all it can show. */
async function newSheet(browser: Running): Promise<Sheet> {
  const page = await browser.newPage();
  const blocked: string[] = [];
  await page.setJavaScriptEnabled(false);
  await page.setOfflineMode(true);
  // Refused by the browser itself; what is asked for all the same is seen below, and the document refused.
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  await session.send('Network.setBlockedURLs', {
    urls: ['http://*', 'https://*', 'file://*', 'ftp://*', 'ws://*', 'wss://*'],
  });
  await page.setViewport({ width: textWidthPx, height: 1000 });
  await page.emulateMediaType('print');
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && url !== 'about:blank') blocked.push(`it asks for ${url.slice(0, 200)}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) blocked.push('it holds a page within the page');
  });
  page.on('console', (message) => blocked.push(`the browser says: ${message.text()}`));
  return { page, blocked };
}

/** The headings, and what would go wrong on paper: a box wider than the page, fonts that did not load. */
function inspect(page: Page): Promise<{ headings: string[]; wide: string; lostFonts: number }> {
  return page.evaluate(() => {
    const limit = document.documentElement.clientWidth + 1;
    const wide = [...document.body.querySelectorAll('*')].find(
      (box) => box.getBoundingClientRect().right > limit,
    );
    const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
    return {
      headings: headings.map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim()),
      wide: wide ? wide.textContent.trim().slice(0, 80) || wide.tagName.toLowerCase() : '',
      lostFonts: [...document.fonts].filter(({ status }) => status === 'error').length,
    };
  });
}

/** Chromium forgets the language of words within a line, unless their element has a role of its own. */
async function keepLanguages(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const words of document.querySelectorAll(':is(abbr, b, bdi, cite, i, small, span, u)[lang]'))
      words.setAttribute('role', 'group');
  });
}

function unfit(name: string, message: string, hint: string): Diagnostic {
  return { severity: 'error', rule: 'print/page', message: `${name} cannot be printed: ${message}`, hint };
}

function failed(name: string, { message }: Error): Refusal {
  const hint =
    'try again; if it happens twice, it is too long for one document, or there is too little memory or room';
  return refuse('machine', 'print/failed', `${name} could not be printed: ${message}`, hint);
}

async function printOn({ page, blocked }: Sheet, html: string, name: string): Promise<Printed> {
  blocked.length = 0;
  await page.setContent(html, { waitUntil: 'load', timeout: printTimeoutMs });
  if (blocked[0])
    throw new Refusal('files', [
      unfit(
        name,
        blocked[0],
        'a document may hold nothing from elsewhere; take it out of the data or the template',
      ),
    ]);
  const { headings, wide, lostFonts } = await inspect(page);
  if (lostFonts > 0) throw new Error(`${lostFonts} fonts did not load`);
  if (wide)
    throw new Refusal('files', [
      unfit(name, `“${wide}” is wider than the page`, 'shorten it, or break a long word'),
    ]);
  await keepLanguages(page);
  const pdf = await page.pdf({
    preferCSSPageSize: true,
    tagged: true,
    outline: true,
    printBackground: true,
    timeout: printTimeoutMs,
  });
  if (blocked[0])
    throw new Refusal('files', [unfit(name, blocked[0], 'a document may hold nothing from elsewhere')]);
  return { pdf, headings, checks: ['outside', 'fonts-loaded', 'width'] };
}

/** True for a page or a browser that did not answer in time, and would not the next time. */
function hangs({ name, message }: Error): boolean {
  return name === 'TimeoutError' || message.includes('timed out');
}

/** Starts one browser; at most `jobs` pages print at once, each used again. */
export async function openPrinter(
  browser: Browser,
  machine: Machine,
  jobs: number,
  workplace: Workplace = {},
): Promise<Printer> {
  let running = start(browser, machine, workplace);
  await running;
  let free: Sheet[] = [];
  let open = 0;
  const waiting: (() => void)[] = [];

  const take = async (): Promise<Sheet> => {
    while (open >= jobs && free.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    const sheet = free.pop();
    if (sheet) return sheet;
    open += 1;
    return newSheet((await running).browser);
  };
  const give = (sheet: Sheet | undefined): void => {
    if (sheet) free.push(sheet);
    else open -= 1;
    waiting.shift()?.();
  };
  const once = async (html: string, name: string): Promise<Printed> => {
    let sheet: Sheet | undefined;
    try {
      sheet = await take();
      const printed = await printOn(sheet, html, name);
      give(sheet);
      return printed;
    } catch (error) {
      // Not awaited: the page of a dead browser never answers.
      void sheet?.page.close().catch(() => undefined);
      give(undefined);
      throw error;
    }
  };
  // Prints that failed together share one new browser, so that none is left running without an owner.
  let renewal: Promise<void> | undefined;
  const replace = async (): Promise<void> => {
    const { browser: before, kill } = await running;
    if (before.connected) return;
    kill();
    open -= free.length;
    free = [];
    running = start(browser, machine, workplace);
    await running;
  };
  const renew = (): Promise<void> => {
    renewal ??= replace().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
  return {
    print: async (html, name) => {
      try {
        return await once(html, name);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        if (hangs(error as Error)) throw failed(name, error as Error);
      }
      // A print that fails for no reason of its own is tried once more, on a new browser if that one died.
      await renew();
      try {
        return await once(html, name);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        throw failed(name, error as Error);
      }
    },
    close: async () => {
      const engine = await running.catch(() => undefined);
      if (!engine) return;
      // A browser that hangs does not hear that it should close.
      const late = setTimeout(engine.kill, closeTimeoutMs);
      await engine.browser.close();
      clearTimeout(late);
    },
  };
}
