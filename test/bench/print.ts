// A reference: prints finished pages with the same browser and two pages, and does nothing else.
// Arguments: the browser as JSON, a folder for the PDFs, and the pages.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer';

const [found = '', out = '', ...paths] = process.argv.slice(2);
const { path, env } = JSON.parse(found) as { path: string; env: Record<string, string> };
const browser = await puppeteer.launch({
  executablePath: path,
  headless: 'shell',
  env: { ...process.env, ...env },
  args: ['--no-sandbox', '--font-render-hinting=none', '--disable-dev-shm-usage', '--disable-gpu'],
});
let next = 0;
const work = async () => {
  const page = await browser.newPage();
  while (next < paths.length) {
    const index = next++;
    const print = async () => {
      await page.setContent(readFileSync(paths[index] ?? '', 'utf8'), { waitUntil: 'load' });
      return page.pdf({ preferCSSPageSize: true, tagged: true, outline: true, printBackground: true });
    };
    // A print fails now and then for no reason of its own, here as in a build.
    const pdf = await print().catch(print);
    writeFileSync(join(out, `${index}.pdf`), pdf);
  }
};
await Promise.all(Array.from({ length: Math.min(2, paths.length) }, work));
await browser.close();
