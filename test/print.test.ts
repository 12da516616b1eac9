import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conform } from '../src/conform/index.ts';
import { findBrowser } from '../src/print/browser.ts';
import { openPrinter } from '../src/print/index.ts';
import type { Printer } from '../src/print/index.ts';
import { fixtureInputs } from './project.ts';

const machine = { env: process.env, platform: process.platform, arch: process.arch };
const identity = {
  title: 'T',
  author: 'A',
  subject: 'S',
  language: 'en-GB',
  date: '2024-06-30',
  keywords: [],
};
let printer: Printer;
beforeAll(async () => {
  const browser = await findBrowser(machine);
  if (!browser) throw new Error('there is no browser to test with');
  printer = await openPrinter(browser, machine, 2);
});
afterAll(() => printer.close());

describe('a page that reaches for something outside itself is refused', () => {
  test.each([
    ['an image from the web', '<img src="http://127.0.0.1:9/x.png">', 'it asks for http://127.0.0.1:9/x.png'],
    [
      'a file of the machine in a frame',
      '<iframe src="file:///etc/passwd"></iframe>',
      'Not allowed to load local resource',
    ],
    [
      'a frame with a page of its own',
      '<iframe srcdoc="hidden"></iframe>',
      'it holds a page within the page',
    ],
    [
      'a refresh to a file',
      '<meta http-equiv="refresh" content="0;url=file:///etc/passwd">',
      'Not allowed to load local resource',
    ],
    [
      'a style sheet from the web',
      '<style>@import "http://a.example/c.css";</style>',
      'it asks for http://a.example/c.css',
    ],
    [
      'a font of the machine',
      '<style>@font-face{font-family:q;src:url(file:///x.ttf)}p{font-family:q}</style><p>x',
      'it asks for file:///x.ttf',
    ],
    [
      'a file in an object',
      '<object data="file:///etc/passwd"></object>',
      'Not allowed to load local resource',
    ],
    [
      'a box wider than the page',
      '<p style="width:3000px">far too wide</p>',
      '“far too wide” is wider than the page',
    ],
  ])('%s', async (_, html, message) => {
    await expect(printer.print(html, 'a paper')).rejects.toMatchObject({
      fault: 'files',
      diagnostics: [{ rule: 'print/page', message: expect.stringContaining(message) as string }],
    });
  });

  test('and no script runs', async () => {
    const { headings } = await printer.print(
      '<h1>before</h1><script>document.querySelector("h1").textContent = "after"</script>',
      'a paper',
    );
    expect(headings).toEqual(['before']);
  });

  test('nor is a text accepted that no font of ours can show', async () => {
    const printed = await printer.print('<h1 style="font-family: sans-serif">fallback</h1>', 'a paper');
    const fault = expect.objectContaining({
      diagnostics: [expect.objectContaining({ rule: 'print/font' })],
    }) as Error;
    expect(() => conform(printed, identity)).toThrow(fault);
  });
});

/** The browsers that this process has started and that still run. */
function browsers(): number[] {
  return execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 1e8 })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+\S*chromium\s/.exec(line))
    .filter((found) => found?.[2] === String(process.pid))
    .map((found) => Number(found?.[1]));
}

async function another(): Promise<{ own: Printer; pid: number }> {
  const browser = await findBrowser(machine);
  if (!browser) throw new Error('there is no browser to test with');
  const before = browsers();
  const own = await openPrinter(browser, machine, 1);
  const [pid] = browsers().filter((running) => !before.includes(running));
  if (pid === undefined) throw new Error('ps does not list the browser');
  return { own, pid };
}

test('a browser that is killed is replaced once, and the print is made', async () => {
  const { own, pid } = await another();
  await own.print('<h1>first</h1>', 'a paper');
  process.kill(pid, 'SIGKILL');
  expect((await own.print('<h1>second</h1>', 'a paper')).headings).toEqual(['second']);
  await own.close();
});

test('closing leaves no browser behind', async () => {
  const { own, pid } = await another();
  expect(browsers()).toContain(pid);
  await own.close();
  expect(browsers()).not.toContain(pid);
});

test('pages that are used again print the same bytes, whichever page prints what', async () => {
  const [font] = fixtureInputs().fonts;
  const face = `<style>@font-face{font-family:own;font-weight:1 999;src:url(data:font/woff2;base64,${font?.base64})}*{font-family:own}</style>`;
  const page = (n: number) => `${face}<h1>Title ${n}</h1><table><tr><th>a</th><td>b</td></tr></table>`;
  const make = async (n: number) =>
    Buffer.from(conform(await printer.print(page(n), `${n}`), identity).bytes).toString('base64');
  const first = await Promise.all([1, 2, 3, 4, 5].map(make));
  const second = await Promise.all([5, 4, 3, 2, 1].map(make));
  expect(first).toEqual(second.reverse());
});
