import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './project.ts';
import { fixtureProject, hashes, run, temporary } from './run.ts';

const formats = ['--formats', 'html,xlsx'];

/** Kills a build after so many milliseconds, if it still runs. */
function killed(cwd: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'src', 'cli.js'), 'build', 'bareham', ...formats], {
    cwd,
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  return new Promise((resolve) => {
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What lies in an output folder, without what a build has left behind. */
const finished = (out: string): [string, string][] =>
  existsSync(out) ? Object.entries(hashes(out)).filter(([path]) => !path.startsWith('.building')) : [];

test('a build that is killed at a hundred moments leaves whole files, and the next one is right', async () => {
  const cwd = fixtureProject(temporary());
  const out = join(cwd, 'output');
  const path = join(cwd, 'data', 'bareham', 'partnership.yaml');
  const text = readFileSync(path, 'utf8');
  const texts = [text, text.replaceAll('Bareham Drugs and Alcohol Board', 'Bareham Board')];
  const build = async () => {
    const start = performance.now();
    expect((await run(['build', 'bareham', ...formats], { cwd })).code).toBe(0);
    return performance.now() - start;
  };
  // Both versions, each as it is when nothing disturbs the build.
  const wanted: Record<string, string>[] = [];
  let longestMs = 0;
  for (const version of texts) {
    writeFileSync(path, version);
    longestMs = Math.max(longestMs, await build());
    wanted.push(hashes(out));
  }
  for (let i = 0; i < 100; i++) {
    writeFileSync(path, texts[i % 2] ?? '');
    // Spread over the whole build, in an order without a pattern.
    await killed(cwd, ((i * 37) % 100) * (longestMs / 95));
    for (const [file, hash] of finished(out)) expect(wanted.map((one) => one[file])).toContain(hash);
    if (i % 20 !== 19) continue;
    await build();
    expect(hashes(out)).toEqual(wanted[i % 2]);
  }
}, 900_000);
