// npm run bench [-- N…]: times the command line on N made-up partnerships (1, 33 and 106), each time against a reference
// that does the least that has to be done, in the same run and on the same machine. Prints a table in Markdown.
import { cpus, freemem, loadavg, tmpdir, totalmem } from 'node:os';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBrowser } from '../../src/print/browser.ts';
import { generate } from './generate.ts';
import { measure, median, profileOf } from './measure.ts';
import type { Measured } from './measure.ts';

const root = resolve(import.meta.dirname, '..', '..');
const cli = join(root, 'src', 'cli.ts');
const counts = process.argv.slice(2).map(Number);
const sizes = counts.length > 0 ? counts : [1, 33, 106];
const seed = 1;

const browser = await findBrowser({ env: process.env, platform: process.platform, arch: process.arch });
if (!browser) throw new Error('there is no browser to print with');
const work = mkdtempSync(join(tmpdir(), 'cdp-returns-bench-'));

interface Row {
  readonly what: string;
  readonly count: number;
  readonly ours: Measured;
  readonly reference: string;
  readonly theirs: Measured;
  /** What the project has promised at most, where it has. */
  readonly bound: number | undefined;
}

/** The median of several runs, ours and the reference in turn, so that both see the same weather. */
async function pair(
  times: number,
  ours: () => Promise<Measured>,
  theirs: () => Promise<Measured>,
): Promise<{ ours: Measured; theirs: Measured }> {
  const runs: { ours: Measured; theirs: Measured }[] = [];
  for (let i = 0; i < times; i++) runs.push({ ours: await ours(), theirs: await theirs() });
  const middle = (of: 'ours' | 'theirs'): Measured => {
    const memory = runs.flatMap((run) => run[of].peakMegabytes ?? []);
    return {
      seconds: median(runs.map((run) => run[of].seconds)),
      ...(memory.length > 0 ? { peakMegabytes: Math.max(...memory) } : {}),
    };
  };
  return { ours: middle('ours'), theirs: middle('theirs') };
}

const papers = ['--document', 'briefing-note,annual-return'];
const nothing = () => measure(['-e', '0']);

/** Everything that is timed for one number of partnerships. */
async function rowsFor(count: number): Promise<Row[]> {
  const data = join(work, `data-${count}`);
  const out = join(work, `out-${count}`);
  const prints = join(work, 'prints');
  mkdirSync(prints, { recursive: true });
  const [first = ''] = generate(data, { count, seed, schemas: join(root, 'config', 'schemas') });
  const inputs = ['--data', data, '--config', join(root, 'config'), '--templates', join(root, 'templates')];
  const run = (command: string, ...more: string[]) =>
    measure([cli, command, ...inputs, ...more], { memory: true });
  const build = (...more: string[]) => run('build', '--out', out, ...more);
  const bare = (pages: readonly string[]) =>
    measure([join(import.meta.dirname, 'print.ts'), JSON.stringify(browser), prints, ...pages], {
      memory: true,
    });
  const parse = () => measure([join(import.meta.dirname, 'parse.ts'), data]);
  await build(...papers);
  const pages = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html') && name.includes('/'))
    .map((name) => join(out, name));
  const note = pages.filter((page) => page.includes(`/${first}/briefing-note`));
  const times = count > 50 ? 3 : 5;
  const printing = 'bare printing of the same pages';
  const starting = 'node -e 0';
  const whole = await pair(
    times,
    () => build(...papers),
    () => bare(pages),
  );
  const check = await pair(times, () => run('check'), parse);
  const html = await pair(times, () => build(...papers, '--formats', 'html'), parse);
  const one = await pair(
    times,
    () => build(first, '--document', 'briefing-note', '--formats', 'pdf'),
    () => bare(note),
  );
  const checkOne = await pair(times, () => run('check', first), nothing);
  const again = await pair(count > 50 ? 1 : 3, () => build(...papers), nothing);
  const row = (what: string, pairOf: typeof whole, reference: string, bound?: number): Row => ({
    what,
    count,
    reference,
    ...pairOf,
    bound,
  });
  return [
    row('notes and returns, PDF and HTML', whole, printing, count === 106 ? 1.5 : undefined),
    row('the same, HTML only', html, 'bare parsing of the YAML'),
    row('nothing has changed', again, starting, count > 106 ? 25 : 6),
    row('one note, cold', one, 'bare launch and print of it', 2),
    row('check of all', check, 'bare parsing of the YAML', count === 106 ? 1.5 : undefined),
    row('check of one', checkOne, starting, 12),
  ];
}

const number = (value: number | undefined, digits: number) =>
  value === undefined ? '–' : value.toFixed(digits);

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ what, count, ours, reference, theirs, bound }) =>
    [
      count,
      what,
      number(ours.seconds, 2),
      number(ours.peakMegabytes, 0),
      reference,
      number(theirs.seconds, 2),
      number(ours.seconds / theirs.seconds, 2),
      number(bound, 1),
    ].join(' | '),
  );
  const head = 'partnerships | what | s | MB at most | against | s | ratio | at most';
  return [head, '--: | --- | --: | --: | --- | --: | --: | --:', ...lines]
    .map((line) => `| ${line} |`)
    .join('\n');
}

/** Where a build of the largest set spends its time in our own process. */
async function profile(count: number): Promise<string> {
  const folder = join(work, 'profile');
  const args = ['--data', join(work, `data-${count}`), '--out', join(work, 'profiled'), ...papers];
  await measure(['--cpu-prof', '--cpu-prof-dir', folder, cli, 'build', ...args]);
  const parts = profileOf(folder);
  const all = parts.reduce((sum, [, seconds]) => sum + seconds, 0);
  const lines = parts
    .slice(0, 14)
    .map(
      ([part, seconds]) => `| ${part} | ${seconds.toFixed(2)} | ${((seconds / all) * 100).toFixed(0)} % |`,
    );
  return ['| own time of | s | share |', '| --- | --: | --: |', ...lines].join('\n');
}

try {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const load = loadavg()[0]?.toFixed(1) ?? '–';
  console.log(
    `${machine}; Node ${process.version}; ${browser.origin}; load ${load}, ${Math.round(freemem() / 2 ** 30)} GB free\n`,
  );
  const rows: Row[] = [];
  for (const count of sizes) rows.push(...(await rowsFor(count)));
  console.log(`${tableOf(rows)}\n`);
  console.log(
    `A build of ${Math.max(...sizes)}, notes and returns, in our own process:\n\n${await profile(Math.max(...sizes))}`,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
