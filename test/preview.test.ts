import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer, request } from 'node:http';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { root } from './project.ts';
import { faultOf } from '../src/preview/state.ts';
import { copyOfProject, run, temporary } from './run.ts';
import { openBrowser } from './screen.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

interface Preview {
  readonly cwd: string;
  readonly address: string;
  readonly child: ChildProcess;
  readonly err: () => string;
  /** The code with which it ended, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Starts the preview as a user does; whatever happens it ends with the test. */
async function preview(cwd: string, args: readonly string[]): Promise<Preview> {
  const child = spawn(process.execPath, [join(root, 'src', 'cli.js'), 'preview', ...args], { cwd });
  let out = '';
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal)),
  );
  onTestFinished(async () => {
    child.kill('SIGINT');
    await ended;
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const found = /http:\/\/\S+\//.exec(out)?.[0];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(err)));
  });
  return { cwd, address, child, err: () => err, ended };
}

const record = 'medway/partnership-record.html';
const paper = 'medway/briefing-note-2023-03-20.html';

async function open(address: string, path: string): Promise<Page> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(`${address}${path}`);
  return page;
}

const shows = (page: Page, text: string) =>
  page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { timeout: 60_000 }, text);

/** All that lies over a page, as text. */
const over = (page: Page) =>
  page.evaluate(
    () =>
      document.querySelector('aside[aria-label=Preview]')?.shadowRoot?.querySelector('div')?.innerText ?? '',
  );

async function until(page: Page, hold: (text: string) => boolean): Promise<string> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    // A page that is just being loaded again is asked once more.
    const text = await over(page).catch(() => undefined);
    if (text !== undefined && hold(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`over the page still lies: ${await over(page)}`);
}

/** A file of the project, with a way to save it changed. */
function file(cwd: string, path: string) {
  const whole = join(cwd, path);
  const text = readFileSync(whole, 'utf8');
  return {
    path: whole,
    text,
    save: (from: string | RegExp, to: string) => writeFileSync(whole, text.replace(from, to)),
    mend: () => writeFileSync(whole, text),
  };
}

const partnershipFile = (cwd: string) => file(cwd, 'data/medway/partnership.yaml');
const name = /^name: .*$/m;

describe('a page that is open follows its files', () => {
  test('data, config, template and style; nothing that is wrong hides the page, and all is as a build makes it', async () => {
    const { cwd, address } = await preview(copyOfProject(), ['medway']);
    const page = await open(address, record);
    const data = partnershipFile(cwd);
    data.save(name, 'name: Partnership of the saved data');
    await shows(page, 'Partnership of the saved data');

    data.save(name, 'nmae: Medway');
    const wrong = await until(page, (text) => text.includes('nmae'));
    expect(wrong).toContain('2 errors, 0 warnings. What is shown is as it was before.');
    expect(wrong).toMatch(/data\/medway\/partnership\.yaml:\d+:1 error nmae is not a key of the file/);
    expect(wrong).toMatch(/\d+ \| nmae: Medway\n\s+\^\^\^\^/);
    expect(wrong).toContain('hint: did you mean name?');
    await shows(page, 'Partnership of the saved data');
    await page.reload();
    await until(page, (text) => text.includes('nmae'));
    await shows(page, 'Partnership of the saved data');
    data.mend();
    await until(page, (text) => text === '');

    file(cwd, 'config/documents.yaml').save('lead_in: Roles.', 'lead_in: Roles as config says.');
    await shows(page, 'Roles as config says');
    file(cwd, 'templates/partials/paper.hbs').save('<header>', '<header><p>The template says so.</p>');
    await shows(page, 'The template says so.');
    file(cwd, 'templates/print.css').save('--ink: #16202a', '--ink: #123456');
    await page.waitForFunction(() => getComputedStyle(document.body).color === 'rgb(18, 52, 86)');

    const out = temporary();
    await run(['build', 'medway', '--formats', 'html', '--out', out], { cwd });
    const built = readFileSync(join(out, record), 'utf8').replace(/<meta http-equiv[^>]*>\n/, '');
    const served = await (await fetch(`${address}${record}`)).text();
    expect(served.replace(/<script[\s\S]*<\/script>\n/, '')).toBe(built);
    const swapped = await page.evaluate(() => document.body.innerText);
    await page.reload();
    expect(await page.evaluate(() => document.body.innerText)).toBe(swapped);
  });

  test('a reader stays where he is, and a page that did not change is left alone', async () => {
    const { cwd, address } = await preview(copyOfProject(), ['medway']);
    const page = await open(address, record);
    const other = await open(address, paper);
    for (const each of [page, other])
      await each.evaluate(() => {
        Object.assign(window, { sameAsBefore: true });
        window.scrollTo(0, 400);
      });
    file(cwd, 'data/medway/papers/2023-03-20-work-of-the-partnership.yaml').save(
      /^purpose: .*$/m,
      'purpose: To be followed',
    );
    await shows(other, 'To be followed');
    for (const each of [page, other])
      expect(await each.evaluate(() => ['sameAsBefore' in window, window.scrollY])).toEqual([true, 400]);
  });

  test('half a file, a file that is replaced, one from Windows, a burst, a folder that is renamed and comes back', async () => {
    const { cwd, address } = await preview(copyOfProject(), ['medway']);
    const page = await open(address, record);
    const data = partnershipFile(cwd);
    const half = data.text.slice(0, data.text.indexOf('council') + 4);
    writeFileSync(data.path, half);
    await until(page, (text) => text.includes('data/medway/partnership.yaml'));
    await shows(page, 'Medway');
    writeFileSync(`${data.path}.new`, data.text.replace(name, 'name: Replaced partnership'));
    renameSync(`${data.path}.new`, data.path);
    await shows(page, 'Replaced partnership');
    expect(await until(page, (text) => text === '')).toBe('');

    writeFileSync(data.path, data.text.replace(name, 'name: From Windows').replaceAll('\n', '\r\n'));
    await shows(page, 'From Windows');
    writeFileSync(data.path, data.text.replace(name, 'nmae: W').replaceAll('\n', '\r\n'));
    await until(page, (text) => /\d+ \| nmae: W\n/.test(text));

    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => seen.push(document.querySelector('h1')?.textContent ?? '')).observe(
        document.documentElement,
        { childList: true, subtree: true },
      );
    });
    for (let n = 0; n <= 200; n++) data.save(name, `name: Burst ${n} of it`);
    await shows(page, 'Burst 200 of it');
    const seen = await page.evaluate(() => (window as unknown as { seen?: string[] }).seen ?? []);
    expect(seen.filter((text) => text.includes('Burst')).length).toBeLessThan(20);

    renameSync(join(cwd, 'data'), join(cwd, 'elsewhere'));
    expect(await until(page, (text) => text.includes('is not there'))).toContain(
      'the folder data is not there',
    );
    await shows(page, 'Burst 200 of it');
    renameSync(join(cwd, 'elsewhere'), join(cwd, 'data'));
    await until(page, (text) => text === '');
    data.save(name, 'name: Back again');
    await shows(page, 'Back again');
    renameSync(join(cwd, 'data', 'medway'), join(cwd, 'data', 'medwey'));
    await until(page, (text) => text.includes('there is no partnership medway'));
    renameSync(join(cwd, 'data', 'medwey'), join(cwd, 'data', 'medway'));
    await until(page, (text) => text === '');
    data.save(name, 'name: Once more');
    await shows(page, 'Once more');
  });

  test('a file that is wrong from the start, a template that fails as it runs, and a paper that is taken out', async () => {
    const cwd = copyOfProject();
    const data = partnershipFile(cwd);
    data.save(name, 'name: 12');
    const { address, err } = await preview(cwd, ['medway']);
    const page = await open(address, '');
    await until(page, (text) => text.includes('put it in quotes'));
    expect(err()).toContain('name must be text');
    data.mend();
    await shows(page, 'Briefing note');
    const template = file(cwd, 'templates/briefing-note/document.hbs');
    const document = await open(address, paper);
    writeFileSync(template.path, `${template.text}\n{{#each sources}}{{attr source.undated}}{{/each}}\n`);
    await until(document, (text) => text.includes('the helper attr cannot show what it is given'));
    await shows(document, 'Key learning from the needs assessment');
    template.mend();
    await until(document, (text) => text === '');
    rmSync(join(cwd, 'data', 'medway', 'papers'), { recursive: true });
    await shows(document, `There is no document at /${paper}`);
  });
});

describe('the print', () => {
  test('is that of a build, waits while anything is wrong, and leaves no process when the preview ends', async () => {
    const cwd = copyOfProject();
    const out = temporary();
    await run(['build', 'medway', '--document', 'briefing-note', '--out', out], { cwd });
    const { address, child, err, ended } = await preview(cwd, ['medway']);
    const pdf = paper.replace('.html', '.pdf');
    const get = async () => Buffer.from(await (await fetch(`${address}${pdf}`)).arrayBuffer());
    const printed = readFileSync(join(out, pdf));
    expect((await get()).equals(printed)).toBe(true);

    const data = file(cwd, 'data/medway/papers/2023-03-20-work-of-the-partnership.yaml');
    data.save('purpose:', 'purpse:');
    const page = await browser.newPage();
    await page.goto(`${address}${pdf}`);
    await shows(page, 'waits until this is mended');
    await until(page, (text) => text.includes('purpse'));
    const template = file(cwd, 'templates/partials/paper.hbs');
    template.save('<header>', '<header><p style="width: 3000px">far too wide</p>');
    data.mend();
    await shows(page, 'cannot be printed: “far too wide” is wider than the page');
    // It would go on to the print, which is no page that could be asked to close.
    await page.close();
    template.mend();
    await expect.poll(async () => (await get()).equals(printed), { timeout: 60_000 }).toBe(true);

    const running = () =>
      spawnSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
        .stdout.split('\n')
        .map((line) => line.trim().split(/\s+/) as [string, string]);
    const own = running().flatMap(([pid, parent]) => (parent === String(child.pid) ? [pid] : []));
    expect(own.length).toBeGreaterThan(0);
    const told = err();
    child.kill('SIGINT');
    expect({ ended: await ended, err: err() }).toEqual({ ended: 130, err: told });
    // One that has been ended may still stand in the list for a moment.
    await expect.poll(() => running().filter(([pid]) => own.includes(pid)), { timeout: 60_000 }).toEqual([]);
  });
});

test('what lies over the page can be read by everybody, in light and dark', async () => {
  const cwd = copyOfProject();
  partnershipFile(cwd).save(name, 'nmae: "<b>&"');
  const { address } = await preview(cwd, ['medway']);
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    await page.goto(address);
    await until(page, (text) => text.includes('<b>&'));
    await page.addScriptTag({ content: axe.source });
    const found = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
  const focused = () => page.evaluate(() => document.querySelector('aside')?.shadowRoot?.activeElement?.role);
  for (let tabs = 0; tabs < 5 && (await focused()) !== 'alert'; tabs++) await page.keyboard.press('Tab');
  expect(await focused()).toBe('alert');
  await page.setViewport({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.close();
});

describe('who may ask, and where', () => {
  test('only this machine, by its own name, and only to read', async () => {
    const { address } = await preview(copyOfProject(), ['medway']);
    const { port, hostname } = new URL(address);
    expect(hostname).toBe('127.0.0.1');
    const status = (options: object) =>
      new Promise<number | undefined>((resolve) => {
        request({ port, host: '127.0.0.1', ...options }, (response) => resolve(response.statusCode)).end();
      });
    expect(await status({})).toBe(200);
    expect(await status({ headers: { host: `localhost:${port}` } })).toBe(200);
    expect(await status({ headers: { host: `evil.example:${port}` } })).toBe(403);
    expect(await status({ method: 'POST' })).toBe(405);
    expect(await status({ path: '/../../etc/passwd' })).toBe(404);
    expect(await status({ path: '//' })).toBeLessThan(501);
    const response = await fetch(`${address}${record}`);
    const policy = response.headers.get('content-security-policy');
    const published = /Security-Policy" content="([^"]*)"/.exec(
      readFileSync(join(root, 'templates', 'partials', 'head.hbs'), 'utf8'),
    )?.[1];
    expect(policy?.replace(/'nonce-[^']*'/, 'N')).toBe(
      `${published}; script-src N; connect-src 'self'; frame-ancestors 'none'`,
    );
  });

  test('a port that is taken: the next one, or a refusal where it was asked for by number', async () => {
    const first = await preview(copyOfProject(), ['medway']);
    const second = await preview(first.cwd, ['medway']);
    expect(new URL(second.address).port).not.toBe(new URL(first.address).port);
    const { port } = new URL(first.address);
    const { code, err } = await run(['preview', '--port', port], { cwd: first.cwd });
    expect(code).toBe(2);
    expect(err).toContain(`port ${port} is in use, or you may not use it  [preview/port]`);
    expect((await run(['preview', '--port', '70000'])).err).toContain('--port 70000 is not a port');
    expect((await run(['preview', 'medwey'])).err).toContain('did you mean medway?');
  });

  test('a page whose preview was away for long gets what is there when it is back', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as { port: number };
    await new Promise((resolve) => holder.close(resolve));
    const { cwd, address, child, ended } = await preview(copyOfProject(), ['medway', '--port', `${port}`]);
    const page = await open(address, record);
    child.kill('SIGINT');
    await ended;
    await page.waitForFunction(() =>
      document.querySelector('aside')?.shadowRoot?.textContent.includes('The preview does not answer'),
    );
    partnershipFile(cwd).save(name, 'name: Changed in the meantime');
    await preview(cwd, ['medway', '--port', `${port}`]);
    await shows(page, 'Changed in the meantime');
  });
});

test('from a save to the new page it takes at most three times what the page takes to be made and shown', async () => {
  const cwd = copyOfProject();
  cpSync(join(root, 'test', 'fixtures', 'data', 'riverside'), join(cwd, 'data', 'riverside'), {
    recursive: true,
  });
  mkdirSync(join(cwd, 'shown'));
  const { address } = await preview(cwd, []);
  const page = await open(address, paper);
  const bare = await open(address, paper);
  const data = file(cwd, 'data/medway/papers/2023-03-20-work-of-the-partnership.yaml');
  const followed: number[] = [];
  const rendered: number[] = [];
  for (let n = 0; n < 15; n++) {
    const start = performance.now();
    data.save(/^purpose: .*$/m, `purpose: Version ${n} of it`);
    await shows(page, `Version ${n} of it`);
    followed.push(performance.now() - start);
    const html = (await (await fetch(`${address}${paper}`)).text()).replace(/<script[\s\S]*<\/script>/, '');
    writeFileSync(join(cwd, 'shown', 'page.html'), html);
    const again = performance.now();
    await bare.goto(`file://${join(cwd, 'shown', 'page.html')}`);
    await shows(bare, `Version ${n} of it`);
    rendered.push(performance.now() - again);
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[7] ?? 0;
  expect(median(followed) / median(rendered)).toBeLessThan(3);
});

test('a fault that nobody foresaw is told with what could not be made', () => {
  const [told] = faultOf(new Error('no such thing'), 'riverside/briefing-note');
  expect(told?.rule).toBe('preview/fault');
  expect(told?.message).toBe('riverside/briefing-note cannot be made: no such thing');
});
