import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtures, root } from './project.ts';
import { run, temporary } from './run.ts';
import { expectReadable, faultsOf, openBrowser } from './screen.ts';

const out = mkdtempSync(join(tmpdir(), 'cdp-returns-screen-'));
const sets = { own: join(root, 'data'), 'made-up': join(fixtures, 'data') };
// With their PDFs, because then the pages link to them.
for (const [name, data] of Object.entries(sets)) {
  const { code, err } = await run(['build', '--data', data, '--out', join(out, name)]);
  expect(err).toBe('');
  expect(code).toBe(0);
}
const pages = readdirSync(out, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.html'))
  .sort();
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(out, { recursive: true, force: true });
});

describe('every page can be read by everybody', () => {
  test.each(pages)('%s', (path) => expectReadable(browser, join(out, path)));
});

test('words of another language are marked as such, on paper too', async () => {
  const stem = join(out, 'made-up', 'riverside', 'briefing-note-2024-06-30');
  expect(readFileSync(`${stem}.html`, 'utf8')).toContain('<em lang="cy">iechyd da</em>');
  const pdf = await PDFDocument.load(readFileSync(`${stem}.pdf`));
  const languages = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const language = object instanceof PDFDict ? object.get(PDFName.of('Lang')) : undefined;
    return language instanceof PDFString || language instanceof PDFHexString ? [language.decodeText()] : [];
  });
  expect(languages.filter((language) => language !== 'en-GB')).toEqual(['cy']);
});

test('every table may be wider than a phone, so it is moved by keys and has a name, whatever made it', async () => {
  const page = await browser.newPage();
  await page.goto(`file://${join(out, 'made-up', 'riverside', 'annual-return-october-2024.html')}`);
  const tables = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.table')].map((frame) => ({
      rows: frame.querySelectorAll('tbody tr').length,
      stop: frame.tabIndex,
      name: document.getElementById(frame.getAttribute('aria-labelledby') ?? '')?.tagName,
    })),
  );
  await page.close();
  expect(tables.length).toBeGreaterThan(10);
  for (const { rows, stop, name } of tables)
    expect([stop, name]).toEqual(rows > 0 ? [0, expect.stringMatching(/^(CAPTION|H2)$/)] : [-1, undefined]);
});

describe('and these checks see what they are for', () => {
  const style = (css: string) => ['</head>', `<style>${css}</style></head>`] as const;
  const within = (html: string) => ['</main>', `${html}</main>`] as const;
  test.each([
    ['small targets', style('.files a { min-height: 0 !important; line-height: 1 }'), /target-size/],
    ['faint words', style('.over { color: #bbb }'), /color-contrast/],
    ['faint words of a drawing', within('<svg><text fill="#bbb" y="20">faint</text></svg>'), /faint: 1\.9/],
    ['a heading out of order', within('<h4>deep</h4>'), /heading-order/],
    ['what stands outside every landmark', ['</body>', '<p>lost</p></body>'] as const, /region/],
    ['a table without a name', within('<table><tr><th scope="row">a</th><td>b</td></tr></table>'), /<table>/],
    [
      'a head that heads nothing',
      within('<table aria-label="t"><tr><th>a</th><td>b</td></tr></table>'),
      /<th>/,
    ],
    [
      'a stop that cannot be seen',
      style('a:focus-visible { outline: none !important }'),
      /it cannot be seen where one is/,
    ],
    ['a skip link that leads nowhere', ['id="text"', 'id="elsewhere"'] as const, /skip-link/],
    [
      'a box wider than a phone',
      within('<p style="width: 30rem">wide</p>'),
      /320 px: the page scrolls sideways/,
    ],
    [
      'a frame that no key moves',
      within('<div style="overflow-x: auto"><p style="width: 30rem">wide</p></div>'),
      /beyond the reach of keys: wide/,
    ],
    ['lines over each other', within('<p>under</p><p style="margin-top: -1.2em">over</p>'), /lies over/],
    [
      'words that spacing cuts off',
      within('<p style="width: 5em; white-space: nowrap; overflow: hidden">a long line</p>'),
      /cut off/,
    ],
    [
      'buttons on paper',
      style('@media print { .skip { display: block !important } }'),
      /on paper stands skip/,
    ],
    ['something from elsewhere', style('main { background: url(http://127.0.0.1:9/x.png) }'), /127\.0\.0\.1/],
  ])('%s', async (_, [from, to], message) => {
    const path = join(temporary(), 'page.html');
    const html = readFileSync(join(out, 'own', 'index.html'), 'utf8');
    // Without its own policy, so that a page can do wrong.
    writeFileSync(path, html.replace(/<meta http-equiv[^>]*>/, '').replace(from, to));
    expect((await faultsOf(browser, path)).join('\n')).toMatch(message);
  });
});
