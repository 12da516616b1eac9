// npm run bench [-- N… --times T --fail-at F]: times the command line on N made-up partnerships (1, 33 and 106), each time
// against a reference that does the least that has to be done, in the same run and on the same machine, T times (3; what
// is quickly done three times at least).
// Prints a table in Markdown. With F it ends with 1 where a ratio is more than F times what is promised.
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../../src/print/browser.ts';
import { casesFor, profiling } from './cases.ts';
import type { Case } from './cases.ts';
import { measure, median, profileOf } from './measure.ts';
import type { Measured } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: '3' }, 'fail-at': { type: 'string' } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [1, 33, 106];
const times = Number(values.times);
const failAt = Number(values['fail-at'] ?? Infinity);

const browser = await findBrowser({ env: process.env, platform: process.platform, arch: process.arch });
if (!browser) throw new Error('there is no browser to print with');
const work = mkdtempSync(join(tmpdir(), 'cdp-returns-bench-'));
const broken: string[] = [];

/** The medians of several runs, ours and the reference in turn, so that both see the same weather. */
async function rowsOf(count: number, { what, ours, reference, theirs, bounds }: Case): Promise<string[]> {
  const runs: { ours: Measured; theirs: Measured }[] = [];
  // What is quickly done is done three times anyhow.
  const isEnough = () =>
    runs.length >= (runs.some((run) => run.ours.seconds > 5) ? times : Math.max(times, 3));
  while (!isEnough()) runs.push({ ours: await ours(), theirs: await theirs() });
  return bounds.map(({ of, most }) => {
    const ratios = runs.map((run) => run.ours[of] / run.theirs[of]);
    const ratio = median(ratios);
    const name = of === 'megabytes' ? `${what}: memory` : what;
    const limit = failAt * (most ?? Infinity);
    if (ratio > limit)
      broken.push(`${count}, ${name}: ${ratio.toFixed(2)}, and ${limit.toFixed(2)} is the limit`);
    const peak = Math.max(...runs.map((run) => run.ours.megabytes));
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    const cells = [count, name, peak.toFixed(0), reference, ratio.toFixed(2), spread, most ?? '–'];
    return `| ${cells.join(' | ')} |`;
  });
}

/** Where a build of the largest set spends the time of its threads. */
async function profile(count: number): Promise<string> {
  const folder = join(work, 'profile');
  await measure(profiling(work, count, folder));
  const parts = profileOf(folder);
  const whole = parts.reduce((sum, [, seconds]) => sum + seconds, 0);
  const lines = parts
    .slice(0, 16)
    .map(
      ([part, seconds]) => `| ${part} | ${seconds.toFixed(2)} | ${((seconds / whole) * 100).toFixed(0)} % |`,
    );
  return ['| own time of | s | share |', '| --- | --: | --: |', ...lines].join('\n');
}

try {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
  const load = loadavg()[0]?.toFixed(1) ?? '–';
  console.log(`${machine}; Node ${process.version}; ${browser.origin}; load ${load}; ${times} runs\n`);
  console.log('| partnerships | what | MB at most | against | ratio | lowest to highest | promised |');
  console.log('| --: | --- | --: | --- | --: | --: | --: |');
  for (const count of sizes)
    for (const each of await casesFor(work, count, browser))
      for (const row of await rowsOf(count, each)) console.log(row);
  const largest = Math.max(...sizes.filter((size) => size <= 106));
  if (failAt === Infinity && largest > 0)
    console.log(`\nThe threads of a build of ${largest}:\n\n${await profile(largest)}`);
  for (const line of broken) console.error(`too slow: ${line}`);
  if (broken.length > 0) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
