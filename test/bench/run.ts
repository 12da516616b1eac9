// npm run bench [-- N… --times T]: times the command line on N made-up partnerships (1, 33 and 106), each time against a
// reference that does the least that has to be done, in the same run and on the same machine; of T runs (3) it takes
// the median. Prints a table in Markdown.
import { cpus, freemem, loadavg, tmpdir, totalmem } from 'node:os';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../../src/print/browser.ts';
import { generate } from './generate.ts';
import { measure, median, profileOf } from './measure.ts';
import type { Measured } from './measure.ts';

const root = resolve(import.meta.dirname, '..', '..');
const here = import.meta.dirname;
const cli = join(root, 'src', 'cli.js');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: '3' } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [1, 33, 106];
const times = Number(values.times);
const seed = 1;

const browser = await findBrowser({ env: process.env, platform: process.platform, arch: process.arch });
if (!browser) throw new Error('there is no browser to print with');
const work = mkdtempSync(join(tmpdir(), 'cdp-returns-bench-'));

/** One thing that is timed, and the least that it is held against. */
interface Case {
  readonly what: string;
  readonly ours: () => Promise<Measured>;
  readonly reference: string;
  readonly theirs: () => Promise<Measured>;
  /** The ratio that the project has promised at most, where it has. */
  readonly bound?: number | undefined;
}

const all = ['--document', 'briefing-note,annual-return,tracker'];
const papers = ['--document', 'briefing-note,annual-return'];

/** Everything that is timed for one number of partnerships; builds them once, for the pages of the references. */
async function casesFor(count: number): Promise<Case[]> {
  const data = join(work, `data-${count}`);
  const out = join(work, `out-${count}`);
  const prints = join(work, 'prints');
  mkdirSync(prints, { recursive: true });
  const [first = ''] = generate(data, { count, seed, schemas: join(root, 'config', 'schemas') });
  const folders = ['--data', data, '--config', join(root, 'config'), '--templates', join(root, 'templates')];
  const run = (...args: string[]) => measure([cli, ...args, ...folders], { memory: true });
  const build = (...args: string[]) => run('build', ...args, '--out', out);
  await build(...all);
  const pages = readdirSync(out, { recursive: true, encoding: 'utf8' })
    // The pages about the documents are never printed.
    .filter((name) => /\/(briefing-note|annual-return)-.*\.html$/.test(name))
    .map((name) => join(out, name));
  const bare = (wanted: readonly string[]) =>
    measure([join(here, 'print.ts'), JSON.stringify(browser), prints, ...wanted], { memory: true });
  const printing = { reference: 'bare printing of the same pages', theirs: () => bare(pages) };
  const parsing = {
    reference: 'bare parsing of the YAML',
    theirs: () => measure([join(here, 'parse.ts'), data]),
  };
  const starting = { reference: 'node -e 0', theirs: () => measure(['-e', '0']) };
  const note = pages.filter((page) => page.includes(`/${first}/briefing-note`));
  const answers = join(data, first, 'returns', 'october-2024.yaml');
  const reword = async () => {
    const text = readFileSync(answers, 'utf8');
    const [from, to] = text.includes('agreed how')
      ? ['agreed how', 'agree how']
      : ['agree how', 'agreed how'];
    if (!text.includes(from)) throw new Error(`there is no “${from}” in ${answers}`);
    writeFileSync(answers, text.replace(from, to));
    return build(...all);
  };
  const least = async () => {
    const printed = await bare(pages.filter((page) => page.includes(`/${first}/annual-return`)));
    let { seconds } = printed;
    for (let i = 0; i < 8; i++) seconds += (await measure(['-e', '0'])).seconds;
    return { seconds };
  };
  const promised = (bound: number) => (count === 106 ? bound : undefined);
  return [
    {
      what: 'notes, returns, workbooks',
      ours: () => build(...all, '--force'),
      ...printing,
      bound: promised(1.5),
    },
    { what: 'nothing has changed', ours: () => build(...all), ...starting, bound: count > 106 ? 25 : 6 },
    {
      what: 'one word changed in one return',
      ours: reword,
      reference: 'bare launch and print of it, and 8 times node -e 0',
      theirs: least,
      bound: 1,
    },
    { what: 'the same without workbooks', ours: () => build(...papers, '--force'), ...printing },
    {
      what: 'the same as HTML only',
      ours: () => build(...papers, '--formats', 'html', '--force'),
      ...parsing,
    },
    { what: 'workbooks only', ours: () => build('--document', 'tracker', '--force'), ...parsing },
    {
      what: 'one note, cold',
      ours: () => build(first, '--document', 'briefing-note', '--formats', 'pdf', '--force'),
      reference: 'bare launch and print of it',
      theirs: () => bare(note),
      bound: 2,
    },
    { what: 'check of all', ours: () => run('check'), ...parsing, bound: promised(1.5) },
    { what: 'check of one', ours: () => run('check', first), ...starting, bound: 12 },
  ];
}

/** The medians of several runs, ours and the reference in turn, so that both see the same weather. */
async function rowOf(count: number, { what, ours, reference, theirs, bound }: Case): Promise<string> {
  const runs: { ours: Measured; theirs: Measured }[] = [];
  for (let i = 0; i < times; i++) runs.push({ ours: await ours(), theirs: await theirs() });
  const own = median(runs.map((run) => run.ours.seconds));
  const least = median(runs.map((run) => run.theirs.seconds));
  const peaks = runs.flatMap((run) => run.ours.peakMegabytes ?? []);
  const cells = [
    count,
    what,
    own.toFixed(2),
    peaks.length === 0 ? '–' : Math.max(...peaks).toFixed(0),
    reference,
    least.toFixed(2),
  ];
  return `| ${[...cells, (own / least).toFixed(2), bound ?? '–'].join(' | ')} |`;
}

/** Where a build of the largest set spends its time in our own process. */
async function profile(count: number): Promise<string> {
  const folder = join(work, 'profile');
  const args = ['--data', join(work, `data-${count}`), '--out', join(work, 'profiled'), ...all];
  await measure(['--cpu-prof', '--cpu-prof-dir', folder, cli, 'build', ...args]);
  const parts = profileOf(folder);
  const whole = parts.reduce((sum, [, seconds]) => sum + seconds, 0);
  const lines = parts
    .slice(0, 14)
    .map(
      ([part, seconds]) => `| ${part} | ${seconds.toFixed(2)} | ${((seconds / whole) * 100).toFixed(0)} % |`,
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
  console.log('| partnerships | what | s | MB at most | against | s | ratio | at most |');
  console.log('| --: | --- | --: | --: | --- | --: | --: | --: |');
  for (const count of sizes) for (const each of await casesFor(count)) console.log(await rowOf(count, each));
  const largest = Math.max(...sizes);
  console.log(`\nA build of ${largest} in our own process:\n\n${await profile(largest)}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
