import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One run of a program, with all the processes that it started. */
export interface Measured {
  readonly seconds: number;
  /** The most memory that all of them held at once; 0 where the machine does not tell (no /proc), or too quick to be seen. */
  readonly megabytes: number;
}

/** The processes that a process has started, and those that they have, itself included. */
function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): [number, number][] => {
      try {
        // The name of a program may hold spaces and brackets; the parent is the second word after it.
        const [, after = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return [[Number(name), Number(after.split(' ')[1])]];
      } catch {
        return [];
      }
    });
  const family = [pid];
  for (const member of family)
    family.push(...parents.filter(([, parent]) => parent === member).map(([child]) => child));
  return family;
}

/** What a process holds, with what it shares divided among those that share it. */
function megabytesOf(pid: number): number {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Runs a program of Node to its end. Throws what it said if it ends badly. */
export function measure(args: readonly string[]): Promise<Measured> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  let peak = 0;
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const sample = () => {
    const now = familyOf(child.pid ?? 0).reduce((sum, pid) => sum + megabytesOf(pid), 0);
    peak = Math.max(peak, now);
  };
  const timer = existsSync('/proc/self/smaps_rollup') ? setInterval(sample, 250) : undefined;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = (performance.now() - start) / 1000;
      clearInterval(timer);
      if (code === 0) resolve({ seconds, megabytes: peak });
      else reject(new Error(`${args.join(' ')} ended with ${code}:\n${said}`));
    });
  });
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { functionName: string; url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The part of the program that a place in it belongs to: a stage of src, a package, or Node itself. */
function partOf({ functionName, url }: Profile['nodes'][number]['callFrame']): string {
  const own = /\/src\/([^/]+?)(\.ts|\/)/.exec(url)?.[1];
  const foreign = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
  return foreign ?? (own === undefined ? undefined : `src/${own}`) ?? (url === '' ? functionName : 'node');
}

/** Where the profiles in a folder say that time went, in seconds of each part's own, the longest first. */
export function profileOf(folder: string): [part: string, seconds: number][] {
  const total = new Map<string, number>();
  for (const name of readdirSync(folder)) {
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Profile;
    const parts = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
    for (const [i, id] of samples.entries()) {
      const part = parts.get(id) ?? '';
      total.set(part, (total.get(part) ?? 0) + (timeDeltas[i] ?? 0) / 1e6);
    }
  }
  return [...total].sort(([, a], [, b]) => b - a);
}
