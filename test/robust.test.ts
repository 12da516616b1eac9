import { spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '../src/print/browser.ts';
import { openPrinter } from '../src/print/index.ts';
import type { Printer } from '../src/print/index.ts';
import { page } from './printed.ts';
import { hashes, run, temporary } from './run.ts';
import type { Run } from './run.ts';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** The process that leads the session: for every process of a browser, the one that was started. */
  readonly session: number;
  readonly state: string;
  readonly command: string;
}

/** A file of /proc, or nothing where its process has just ended. */
function readOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Everything that runs on this machine. */
function processes(): Process[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const stat = readOf(`/proc/${pid}/stat`);
    const [state = '', parent, , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
    const one = { pid: Number(pid), parent: Number(parent), session: Number(session), state, command };
    return state === '' || state === 'Z' ? [] : [one];
  });
}

/** The browsers that a process has started and that still run. */
const browsersOf = (parent: number) =>
  processes().filter((one) => one.parent === parent && one.session === one.pid && one.pid !== parent);

/** The pages of a browser, as the processes in which they are drawn. */
const pagesOf = (browser: number) =>
  processes().filter(({ session, command }) => session === browser && command.includes('--type=renderer'));

/** Sends a signal, unless the process has ended already. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function until(claim: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 60_000;
  while (!claim()) {
    if (performance.now() > end) throw new Error(`not within a minute: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const gone = (sessions: ReadonlySet<number>) =>
  until(() => processes().every(({ session }) => !sessions.has(session)), 'no process of the browser left');

const onLinux = describe.skipIf(!existsSync('/proc/self/stat'));

// All of it, also over a former output; one page at a time, so that what is killed after the first file is never at the last.
const args = ['build', 'medway', '--force', '--formats', 'pdf', '--jobs', '1'];
const former = mkdtempSync(join(tmpdir(), 'cdp-returns-former-'));
const undisturbed = join(former, 'output');
let wanted: Record<string, string>;
beforeAll(async () => {
  expect((await run([...args, '--out', undisturbed])).code).toBe(0);
  wanted = hashes(undisturbed);
});
afterAll(() => rmSync(former, { recursive: true, force: true }));

/** True once the first document of a build is printed, and the others are not. */
const hasBegun = (out: string) => existsSync(join(out, '.building', 'new', 'medway'));

interface Disturbed extends Run {
  readonly out: string;
  /** How many browsers were seen. */
  readonly browsers: number;
}

/** A build over a former output, disturbed while it runs; all that it may leave behind is looked for. */
async function disturb(
  meanwhile: (child: ChildProcess, out: string, browsers: readonly Process[]) => void,
  options: { readonly out?: string; readonly mayLeave?: boolean } = {},
): Promise<Disturbed> {
  const folder = temporary();
  const out = options.out ?? join(folder, 'output');
  if (!options.out) cpSync(undisturbed, out, { recursive: true });
  const temp = join(folder, 'temp');
  mkdirSync(temp);
  const sessions = new Set<number>();
  const ended = await run([...args, '--out', out], {
    env: { TMPDIR: temp },
    meanwhile: (child) => {
      const browsers = browsersOf(child.pid ?? 0);
      for (const { pid } of browsers) sessions.add(pid);
      meanwhile(child, out, browsers);
    },
  });
  await gone(sessions);
  expect(readdirSync(temp)).toEqual([]);
  if (!options.mayLeave) expect(hashes(out)).toEqual(wanted);
  return { ...ended, out, browsers: sessions.size };
}

onLinux('a browser that dies in a build (skipped where /proc does not tell what runs)', () => {
  test('is replaced, and the build makes the same bytes', async () => {
    const out = join(temporary(), 'output');
    let killed = 0;
    const { code, err, browsers } = await disturb(
      (_, folder, [first]) => {
        if (killed > 0 || !first || !hasBegun(folder)) return;
        killed += 1;
        signal(first.pid, 'SIGKILL');
      },
      { out },
    );
    expect({ code, err, killed, browsers }).toEqual({ code: 0, err: '', killed: 1, browsers: 2 });
  });

  test('again and again ends the build with one message', async () => {
    const { code, out, err } = await disturb((_, folder, browsers) => {
      if (hasBegun(folder)) for (const { pid } of browsers) signal(pid, 'SIGKILL');
    });
    expect(code).toBe(2);
    expect(err).toMatch(/^error .*(?:could not be printed|does not start): it ended by itself {2}\[/);
    expect(err).toContain('1 error, 0 warnings');
    expect(existsSync(join(out, '.building'))).toBe(false);
  });
});

onLinux('a build that is ended while it prints (skipped where /proc does not tell what runs)', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s leaves no file and no process', async (name, wantedCode) => {
    const { code, out, err } = await disturb((child, folder) => {
      if (hasBegun(folder)) child.kill(name);
    });
    expect({ code, err }).toEqual({ code: wantedCode, err: '' });
    expect(readdirSync(out).sort()).toEqual(readdirSync(undisturbed).sort());
  });

  test('by SIGKILL leaves no process, and what it made is cleared up by the next', async () => {
    const killed = await disturb(
      (child, folder) => {
        if (hasBegun(folder)) child.kill('SIGKILL');
      },
      { mayLeave: true },
    );
    expect(killed.code).toBe(null);
    const { '.building/pid': pid, ...rest } = hashes(killed.out);
    expect(pid).toBeDefined();
    expect(rest).toMatchObject(wanted);
    const next = await disturb(() => undefined, { out: killed.out });
    expect(next.code).toBe(0);
  });

  test('at any moment: the next one makes the same bytes', async () => {
    const out = join(temporary(), 'output');
    // Moments spread over a build, from before it prints until it is nearly done.
    for (const polls of [10, 22, 31, 45, 58]) {
      let n = 0;
      await disturb(
        (child) => {
          if (++n === polls) child.kill('SIGKILL');
        },
        { out, mayLeave: true },
      );
    }
    const { code } = await disturb(() => undefined, { out });
    expect(code).toBe(0);
  });
});

const machine = { env: process.env, platform: process.platform, arch: process.arch };

/** A printer of our own, the browsers that it has started so far, and how it is held against what it must leave. */
async function watched(options: {
  readonly jobs?: number;
  readonly patienceMs?: number;
  readonly printsPerBrowser?: number;
}): Promise<{
  readonly printer: Printer;
  readonly seen: ReadonlySet<number>;
  readonly onSight: (act: (pid: number) => void) => void;
}> {
  const browser = await findBrowser(machine);
  if (!browser) throw new Error('there is no browser to test with');
  const before = new Set(browsersOf(process.pid).map(({ pid }) => pid));
  const seen = new Set<number>();
  let act: (pid: number) => void = () => undefined;
  const look = () => {
    for (const { pid } of browsersOf(process.pid).filter((one) => !before.has(one.pid))) {
      seen.add(pid);
      act(pid);
    }
  };
  const profiles = temporary();
  const printer = await openPrinter(browser, machine, options.jobs ?? 1, { profiles, ...options });
  look();
  const watch = setInterval(look, 10);
  onTestFinished(async () => {
    await printer.close();
    clearInterval(watch);
    await gone(seen);
  });
  return { printer, seen, onSight: (next) => (act = next) };
}

const short = '<h1>short</h1>';
const long = page(`<h1>long</h1>${'<p>A paragraph that takes its time.</p>'.repeat(4000)}`);
/** The browser that was seen first; 0 would mean every process of this group. */
function only([pid]: ReadonlySet<number>): number {
  if (pid === undefined) throw new Error('no browser was seen');
  return pid;
}

onLinux('a printer (skipped where /proc does not tell what runs)', () => {
  test('gives prints that fail at once one new browser', async () => {
    const { printer, seen } = await watched({ jobs: 3 });
    const prints = Promise.all([1, 2, 3].map((n) => printer.print(long, `paper ${n}`)));
    // The browser has a page of its own besides.
    await until(() => pagesOf(only(seen)).length > 3, 'three pages are open');
    signal(only(seen), 'SIGKILL');
    for (const { headings } of await prints) expect(headings).toEqual(['long']);
    expect(seen.size).toBe(2);
  });

  test('lets a browser go that has printed enough, when nobody waits for it any more', async () => {
    const { printer, seen } = await watched({ jobs: 2, printsPerBrowser: 3 });
    const prints = Array.from({ length: 8 }, (_, n) => printer.print(short, `paper ${n}`));
    for (const { headings } of await Promise.all(prints)) expect(headings).toEqual(['short']);
    expect(seen.size).toBe(3);
  });

  test('prints once more when a page crashes, as it does where memory runs short', async () => {
    const { printer, seen } = await watched({});
    const print = printer.print(long, 'a paper');
    await until(() => pagesOf(only(seen)).length > 1, 'the page is open');
    for (const { pid } of pagesOf(only(seen))) signal(pid, 'SIGKILL');
    expect((await print).headings).toEqual(['long']);
    expect(seen.size).toBe(2);
  });

  test('says so when it crashes each time', async () => {
    const { printer, onSight } = await watched({});
    onSight((browser) => {
      for (const { pid } of pagesOf(browser)) signal(pid, 'SIGKILL');
    });
    await expect(printer.print(long, 'a paper')).rejects.toMatchObject({
      fault: 'machine',
      diagnostics: [{ rule: 'print/failed', message: 'a paper could not be printed: its page crashed' }],
    });
  });

  test('ends a browser that hangs, and prints with another', async () => {
    const { printer, seen } = await watched({ patienceMs: 6000 });
    await printer.print(short, 'a paper');
    for (const { pid, session } of processes()) if (session === only(seen)) signal(pid, 'SIGSTOP');
    expect((await printer.print(short, 'a paper')).headings).toEqual(['short']);
    expect(seen.size).toBe(2);
    await gone(new Set([only(seen)]));
  });

  test('says so when a page hangs each time, and prints the next', async () => {
    const { printer, onSight } = await watched({ patienceMs: 6000 });
    onSight((browser) => {
      const pages = pagesOf(browser);
      // Those of the print, too: the browser itself, and the page that it begins with, answer.
      if (pages.length > 1) for (const { pid } of pages) signal(pid, 'SIGSTOP');
    });
    await expect(printer.print(long, 'a paper')).rejects.toMatchObject({
      fault: 'machine',
      diagnostics: [
        {
          rule: 'print/failed',
          message: 'a paper could not be printed: there was no answer within 6 seconds',
        },
      ],
    });
    onSight(() => undefined);
    expect((await printer.print(short, 'a paper')).headings).toEqual(['short']);
  });

  test('tries to start a browser again when the last could not be started', async () => {
    const { printer, onSight } = await watched({});
    onSight((pid) => signal(pid, 'SIGKILL'));
    await expect(printer.print(long, 'a paper')).rejects.toMatchObject({ fault: 'machine' });
    onSight(() => undefined);
    expect((await printer.print(short, 'a paper')).headings).toEqual(['short']);
  });

  test('gives up a browser that starts and never answers', async () => {
    const path = join(temporary(), 'browser');
    writeFileSync(path, '#!/bin/sh\nexec sleep 1000\n');
    chmodSync(path, 0o755);
    const before = browsersOf(process.pid).map(({ pid }) => pid);
    const opening = openPrinter({ path, origin: 'a test', env: {} }, machine, 1, { patienceMs: 3000 });
    const asleep = () => browsersOf(process.pid).filter(({ pid }) => !before.includes(pid));
    const refused = expect(opening).rejects.toMatchObject({
      fault: 'machine',
      diagnostics: [
        {
          rule: 'browser/start',
          message: `the browser at ${path} does not start: there was no answer within 3 seconds`,
        },
      ],
    });
    await until(() => asleep().length > 0, 'it has started');
    await refused;
    await until(() => asleep().length === 0, 'it has ended');
  });
});

onLinux('where there is no room (skipped where /proc does not tell what runs)', () => {
  test('for a file as large as a page: one message, the former output is as it was', async () => {
    const out = join(temporary(), 'output');
    cpSync(undisturbed, out, { recursive: true });
    const { code, err } = await run(['build', 'medway', '--formats', 'html', '--out', out], {
      wrap: ['sh', '-c', 'ulimit -f 20; exec "$@"', 'sh'],
    });
    expect(code).toBe(2);
    expect(err).toContain(`nothing can be written to ${out}: a file would be larger than is allowed here`);
    expect(err).toContain('1 error, 0 warnings');
    expect(hashes(out)).toEqual(wanted);
  });

  const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;
  test.skipIf(!mayMount)(
    'for the temporary files of the browser (skipped where a user may not mount)',
    async () => {
      const out = join(temporary(), 'output');
      cpSync(undisturbed, out, { recursive: true });
      const mount = 'mount -t tmpfs -o size=50k tmpfs "$TMPDIR" && exec "$@"';
      const { code, err } = await run([...args, '--out', out], {
        env: { TMPDIR: temporary() },
        wrap: ['unshare', '-rm', 'sh', '-c', mount, 'sh'],
      });
      expect(err).toMatch(/^error the browser at .* does not start: it ended by itself/);
      expect(err).toContain('room for temporary files may be short');
      expect(err).toContain('1 error, 0 warnings');
      expect(code).toBe(2);
      expect(hashes(out)).toEqual(wanted);
    },
  );
});
