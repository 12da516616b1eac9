import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { fixtures, root } from './project.ts';

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a user does, from the project folder. */
export function run(
  args: readonly string[],
  options: {
    cwd?: string;
    env?: NodeJS.ProcessEnv;
    wrap?: readonly string[];
    script?: string;
    interruptWhen?: () => boolean;
    /** Called again and again while it runs, with its process. */
    meanwhile?: (child: ChildProcess) => void;
  } = {},
): Promise<Run> {
  const [command = '', ...rest] = [
    ...(options.wrap ?? []),
    process.execPath,
    options.script ?? join(root, 'src', 'cli.js'),
    ...args,
  ];
  const child = spawn(command, rest, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const watch = setInterval(() => {
    if (options.interruptWhen?.()) child.kill('SIGINT');
    options.meanwhile?.(child);
  }, 20);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, out, err });
    });
  });
}

/** A folder that is gone when the test is. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdp-returns-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of config, data and templates that a test may spoil. */
export function copyOfProject(): string {
  const folder = temporary();
  for (const name of ['config', 'data', 'templates'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  return folder;
}

/** Puts config, templates and the data of the made-up partnerships into a folder that a test may spoil. */
export function fixtureProject(folder: string): string {
  for (const name of ['config', 'templates'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  cpSync(join(fixtures, 'data'), join(folder, 'data'), { recursive: true });
  return folder;
}

/** Changes the text of a file. */
export const edit = (path: string, change: (text: string) => string): void =>
  writeFileSync(path, change(readFileSync(path, 'utf8')));

/** The hash of every file under a folder, by its path. */
export function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return Object.fromEntries(
    files.sort().map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}
