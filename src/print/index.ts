import type { CDPSession, Browser as Running, Page } from 'puppeteer';
import { Refusal, refuse } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Browser, Machine } from './browser.ts';
import { defaultPatienceMs, reasonOf, start, within } from './engine.ts';
import type { Workplace } from './engine.ts';
import { keepSpaces } from './spaces.ts';

/** A print, the headings of the page it was made from, in order, and the names of the checks that it passed. */
interface Printed {
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

/** A page that can be used again and again, what went wrong on it since it was last asked, and the fonts it holds. */
interface Sheet {
  readonly page: Page;
  /** Asks the browser for what puppeteer asks in more steps, each of which would wait for a turn of this thread. */
  readonly session: CDPSession;
  readonly blocked: string[];
  fonts: string;
}

// The width between the margins, so that what is measured before printing is what is printed.
const textWidthPx = Math.round(((210 - 20 - 18) / 25.4) * 96);
const defaultPrintsPerBrowser = 500;

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
  // Nobody looks at the screen: the less of it there is, the less is painted for nothing.
  await page.setViewport({ width: textWidthPx, height: 1 });
  await page.emulateMediaType('print');
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && url !== 'about:blank') blocked.push(`it asks for ${url.slice(0, 200)}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame !== page.mainFrame()) blocked.push('it holds a page within the page');
  });
  page.on('console', (message) => blocked.push(`the browser says: ${message.text()}`));
  return { page, session, blocked, fonts: '' };
}

/** The rules of fonts with which the first style sheet of a page begins, where their fonts are within the page. */
const fontRule =
  /@font-face\{font-family:"([^"]*)";font-weight:(\d+);font-style:(\w+);unicode-range:([^;]*);src:(url\(data:[^)]*\)[^}]*)\}\s*/;
const firstRules = new RegExp(`(?<=<style>\\s*)(?:${fontRule.source})+`);

/**
 * Gives the sheet exactly the fonts of a page, and the page without them. They stay for the next page, which most often
 * has the same: to read them anew each time takes a twentieth of printing, and no page is laid out before it has them.
 */
async function takeFonts(sheet: Sheet, html: string): Promise<string> {
  const [rules = ''] = firstRules.exec(html) ?? [];
  if (rules !== sheet.fonts) {
    await sheet.page.evaluate(
      async (faces) => {
        document.fonts.clear();
        for (const [, family = '', weight = '', style = '', unicodeRange = '', source = ''] of faces)
          document.fonts.add(await new FontFace(family, source, { weight, style, unicodeRange }).load());
      },
      Array.from(rules.matchAll(new RegExp(fontRule, 'g')), (found) => [...found]),
    );
    sheet.fonts = rules;
  }
  return html.replace(rules, '');
}

/**
 * Makes a page ready for print, and gives its headings and what would go wrong on paper: a box wider than the page, fonts
 * that did not load. A page counts as loaded while its fonts are still on their way, as they are in a browser that has
 * just started, and would then be laid out in another one first, which leaves its traces. Chromium forgets the language of
 * words within a line, unless their element has a role of its own, which it gets.
 */
function makeReady(page: Page): Promise<{ headings: string[]; wide: string; lostFonts: number }> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    const limit = document.documentElement.clientWidth + 1;
    const wide = [...document.body.querySelectorAll('*')].find(
      (box) => box.getBoundingClientRect().right > limit,
    );
    for (const words of document.querySelectorAll(':is(abbr, b, bdi, cite, i, small, span, u)[lang]'))
      words.setAttribute('role', 'group');
    const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
    return {
      headings: headings.map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim()),
      wide: wide ? wide.textContent.trim().slice(0, 80) || wide.tagName.toLowerCase() : '',
      lostFonts: [...document.fonts].filter(({ status }) => status === 'error' || status === 'loading')
        .length,
    };
  });
}

function unfit(name: string, message: string, hint: string): Diagnostic {
  return { severity: 'error', rule: 'print/page', message: `${name} cannot be printed: ${message}`, hint };
}

function failed(name: string, error: Error): Refusal {
  const hint =
    'try again; if it happens twice, it is too long for one document, or there is too little memory or room';
  return refuse('machine', 'print/failed', `${name} could not be printed: ${reasonOf(error)}`, hint);
}

async function printOn(sheet: Sheet, html: string, name: string): Promise<Printed> {
  const { page, blocked } = sheet;
  blocked.length = 0;
  await page.setContent(keepSpaces(await takeFonts(sheet, html)), { waitUntil: 'load', timeout: 0 });
  if (blocked[0])
    throw new Refusal('files', [
      unfit(
        name,
        blocked[0],
        'a document may hold nothing from elsewhere; take it out of the data or the template',
      ),
    ]);
  const { headings, wide, lostFonts } = await makeReady(page);
  if (lostFonts > 0) throw new Error(`${lostFonts} fonts did not load`);
  if (wide)
    throw new Refusal('files', [
      unfit(name, `“${wide}” is wider than the page`, 'shorten it, or break a long word'),
    ]);
  const { data } = await sheet.session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    printBackground: true,
    // Those of the style sheet are all there are.
    marginTop: 0,
    marginBottom: 0,
    marginLeft: 0,
    marginRight: 0,
  });
  if (blocked[0])
    throw new Refusal('files', [unfit(name, blocked[0], 'a document may hold nothing from elsewhere')]);
  return { pdf: Buffer.from(data, 'base64'), headings, checks: ['outside', 'fonts-loaded', 'width'] };
}

/** Starts one browser; at most `jobs` pages print at once, each used again. */
export async function openPrinter(
  browser: Browser,
  machine: Machine,
  jobs: number,
  workplace: Workplace = {},
): Promise<Printer> {
  const { patienceMs = defaultPatienceMs, printsPerBrowser = defaultPrintsPerBrowser } = workplace;
  let running = start(browser, machine, workplace);
  await running;
  let free: Sheet[] = [];
  let printing = 0;
  let printed = 0;
  const waiting: (() => void)[] = [];

  const work = async (html: string, name: string): Promise<Printed> => {
    if (printed >= printsPerBrowser) {
      (await running).kill('it has printed enough');
      await renew();
    }
    printed += 1;
    const engine = await running;
    let sheet: Sheet | undefined;
    const print = async (): Promise<Printed> => {
      sheet = free.pop() ?? (await newSheet(engine.browser));
      const made = await printOn(sheet, html, name);
      if (!engine.ended.aborted) free.push(sheet);
      return made;
    };
    try {
      return await within(patienceMs, engine, print());
    } catch (error) {
      // What fails for no reason of its own is not trusted again; what is refused has only spoilt its page.
      if (error instanceof Refusal) void sheet?.page.close().catch(() => undefined);
      else engine.kill(reasonOf(error as Error));
      throw error;
    }
  };
  const once = async (html: string, name: string): Promise<Printed> => {
    // Before a browser is let go, all that it prints is awaited.
    while (printing >= jobs || (printing > 0 && printed >= printsPerBrowser))
      await new Promise<void>((resolve) => waiting.push(resolve));
    printing += 1;
    try {
      return await work(html, name);
    } finally {
      printing -= 1;
      for (const wake of waiting.splice(0)) wake();
    }
  };
  // Prints that failed together share one new browser, so that none is left running without an owner.
  let renewal: Promise<void> | undefined;
  const replace = async (): Promise<void> => {
    const before = await running;
    if (!before.ended.aborted) return;
    free = [];
    printed = 0;
    const next = start(browser, machine, workplace);
    // Where none starts, the dead one keeps its place, so that the next print tries again.
    running = next.catch(() => before);
    await next;
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
      }
      // What fails for no reason of its own is tried once more, on a new browser.
      await renew();
      try {
        return await once(html, name);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        throw failed(name, error as Error);
      }
    },
    close: async () => {
      const engine = await running;
      // There is nothing to save in it, and one that hangs would not hear that it should close.
      engine.kill('it is needed no longer');
      await engine.browser.close();
    },
  };
}
