import axe from 'axe-core';
import puppeteer from 'puppeteer';
import type { Browser } from 'puppeteer';
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

/** A page as a reader opens it: nothing for an accessibility checker to find, no sideways scrolling, nothing fetched. */
export async function expectReadable(browser: Browser, path: string): Promise<void> {
  const page = await browser.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url().slice(0, 30)));
  // The page's own policy forbids scripts, so the checker is brought in past it.
  await page.setBypassCSP(true);
  await page.goto(`file://${path}`);
  await page.addScriptTag({ content: axe.source });
  const found = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.setViewport({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(requests.filter((url) => !url.startsWith('data:') && !url.startsWith('file:'))).toEqual([]);
  await page.close();
}
