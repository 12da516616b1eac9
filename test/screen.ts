import axe from 'axe-core';
import puppeteer from 'puppeteer';
import type { Browser, Page } from 'puppeteer';
import { expect } from 'vitest';
import { findBrowser } from '../src/print/browser.ts';

/** A browser to look at finished pages with; whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  const found = await findBrowser({ env: process.env, platform: process.platform, arch: process.arch });
  return puppeteer.launch({
    executablePath: found?.path ?? '',
    headless: 'shell',
    args: ['--no-sandbox'],
    env: { ...process.env, ...found?.env },
  });
}

type Scheme = 'light' | 'dark';
const setScheme = (page: Page, value: Scheme) =>
  page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);

/** Everything that the accessibility checker finds, at any level, and what it leaves undecided. */
async function findingsOf(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await page.evaluate(
    (values) =>
      (window as unknown as { axe: typeof axe }).axe.run({
        runOnly: { type: 'tag', values },
        rules: { 'target-size': { enabled: true } },
      }),
    tags,
  );
  const drawn = /^<text/;
  return [...found.violations, ...found.incomplete].flatMap(({ id, nodes }) =>
    nodes
      // What stands behind the words of a drawing it cannot tell; they are measured below.
      .filter(({ html }) => id !== 'color-contrast' || !drawn.test(html))
      .map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** The words of drawings that stand out too little from the page, which is all that lies behind them (WCAG 1.4.3). */
function faintWordsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const luminance = (colour: string) => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
        const c = Number(part) / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = luminance(getComputedStyle(document.documentElement).backgroundColor);
    return [...document.querySelectorAll('svg text')].flatMap((text) => {
      const ink = luminance(getComputedStyle(text).fill);
      const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      return ratio < 4.5 ? [`${text.textContent}: ${ratio.toFixed(1)}`] : [];
    });
  });
}

/** Tables without a name, and heads of rows or columns that do not say of what. */
function barrenTablesOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = ({ caption, ariaLabel }: HTMLTableElement, by: string | null) =>
      Boolean(caption ?? ariaLabel) || (by !== null && document.getElementById(by) !== null);
    return [
      ...[...document.querySelectorAll('table')].filter(
        (table) => !named(table, table.getAttribute('aria-labelledby')),
      ),
      ...document.querySelectorAll('th:not([scope])'),
    ].map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
}

/** On paper there is nothing to press, and the colours are those of paper, whatever the reader's screen has. */
async function strayOnPaper(page: Page): Promise<string[]> {
  await setScheme(page, 'dark');
  await page.emulateMediaType('print');
  const stray = await page.evaluate(() => {
    const { backgroundColor } = getComputedStyle(document.documentElement);
    const shown = [...document.querySelectorAll('.skip, .screen, .banner')].filter((box) =>
      box.checkVisibility(),
    );
    return [
      ...(backgroundColor === 'rgb(255, 255, 255)' ? [] : [`paper is ${backgroundColor}`]),
      ...shown.map(({ className }) => `on paper stands ${className}`),
    ];
  });
  await page.emulateMediaType('screen');
  await setScheme(page, 'light');
  return stray;
}

/**
 * What is lost of the text when a page is narrow or its text is spaced out: whatever scrolls sideways other than a table in
 * its own frame, scrolls where no key moves it, is cut off, is a word broken in two, or lies over other text.
 */
function lossesOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const losses: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) losses.push(`the page scrolls sideways: ${scrollWidth} in ${clientWidth}`);
    for (const frame of document.querySelectorAll<HTMLElement>('body *'))
      if (
        getComputedStyle(frame).overflowX === 'auto' &&
        frame.scrollWidth > frame.clientWidth &&
        frame.tabIndex < 0
      )
        losses.push(`beyond the reach of keys: ${frame.innerText.trim()}`);
    const lines: { box: DOMRect; text: string }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const owner = node.parentElement;
      if (!node.textContent?.trim() || !owner || owner.closest('svg, .skip')) continue;
      const range = document.createRange();
      for (const { 0: word, index } of node.textContent.matchAll(/[\p{L}\d’]{2,}/gu)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (tops.size > 1) losses.push(`broken in two: ${word}`);
      }
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) lines.push({ box, text: node.textContent.trim() });
      const { overflowX, overflowY } = getComputedStyle(owner);
      const cut =
        (overflowX === 'hidden' && owner.scrollWidth > owner.clientWidth + 1) ||
        (overflowY === 'hidden' && owner.scrollHeight > owner.clientHeight + 1);
      if (cut) losses.push(`cut off: ${node.textContent.trim()}`);
      const right = Math.max(...[...range.getClientRects()].map((box) => box.right));
      if (right > clientWidth + 1 && !owner.closest('td, th'))
        losses.push(`outside: ${node.textContent.trim()}`);
    }
    for (const [i, a] of lines.entries())
      for (const b of lines.slice(i + 1)) {
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        // Lines of one paragraph share a little of their leading.
        if (wide > 1 && high > Math.min(a.box.height, b.box.height) / 3)
          losses.push(`“${a.text}” lies over “${b.text}”`);
      }
    return losses.map((loss) => loss.slice(0, 200));
  });
}

/** Moves through the page by the Tab key: the skip link leads into the text, and each stop can be seen. */
async function unseenStops(page: Page): Promise<string[]> {
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return undefined;
      const box = at.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const inside = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
      return {
        skip: at.matches('.skip'),
        inText: at.matches('#text *'),
        name: at.outerHTML.slice(0, 120),
        seen: inside && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      };
    });
  const faults: string[] = [];
  await page.keyboard.press('Tab');
  const first = await focused();
  if (!first?.skip || !first.seen) faults.push('the first stop is not a skip link that can be seen');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const second = await focused();
  if (second && !second.inText) faults.push(`the skip link leads to ${second.name}`);
  // From the top again, stop by stop.
  await page.reload();
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await focused();
    if (!stop) break;
    if (!stop.seen) faults.push(`it cannot be seen where one is: ${stop.name}`);
  }
  return faults;
}

// WCAG 2.2, 1.4.12.
const spacedOut = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

/**
 * What keeps anybody from reading a page, to WCAG 2.2 AA: by keyboard, in light and dark, at 320 px and four times
 * enlarged, with spaced-out text, on paper. Nothing may be lost and nothing fetched.
 */
export async function faultsOf(browser: Browser, path: string): Promise<string[]> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|file):/.test(request.url())) faults.push(`it asks for ${request.url()}`);
  });
  // The page's own policy forbids scripts, so the checker is brought in past it.
  await page.setBypassCSP(true);
  await page.goto(`file://${path}`);
  await page.addScriptTag({ content: axe.source });
  for (const scheme of ['dark', 'light'] as const) {
    await setScheme(page, scheme);
    faults.push(...(await findingsOf(page)), ...(await faintWordsOn(page)));
  }
  faults.push(...(await barrenTablesOn(page)), ...(await strayOnPaper(page)), ...(await unseenStops(page)));
  const views = [
    { width: 1280, height: 800 },
    { width: 320, height: 800 },
    // 1280 by 1024 px at 400 %.
    { width: 320, height: 256, deviceScaleFactor: 4 },
  ];
  for (const spacing of [undefined, spacedOut]) {
    if (spacing !== undefined) await page.addStyleTag({ content: spacing });
    for (const view of views) {
      await page.setViewport(view);
      faults.push(...(await lossesOn(page)).map((loss) => `${view.width} px: ${loss}`));
    }
  }
  await page.close();
  return faults;
}

/** A page that every reader can read. */
export async function expectReadable(browser: Browser, path: string): Promise<void> {
  expect(await faultsOf(browser, path)).toEqual([]);
}
