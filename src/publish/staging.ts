import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal, refuse } from '../diagnostic.ts';
import type { OutputFile } from '../documents.ts';
import { sha256 } from '../imprint.ts';
import { manifestName, stagingName } from './output.ts';
import { unwritable } from './unwritable.ts';

/** Files on their way to the output folder: nothing there changes until `commit`. */
export interface Staging {
  /** A folder for whatever else is needed on the way; it is gone when the build is. */
  readonly folder: string;
  readonly write: (path: string, bytes: Uint8Array | string) => OutputFile;
  /** Moves every file into place and takes the withdrawn away; if one cannot be moved, those before it go back. */
  readonly commit: (withdrawn: readonly string[]) => void;
  /** Removes what has not been committed. */
  readonly discard: () => void;
}

/** Which process builds, and how to tell whether another one still runs. */
export interface Owner {
  readonly pid: number;
  readonly isRunning: (pid: number) => boolean;
}

function succeeds(move: () => void): boolean {
  try {
    move();
    return true;
  } catch {
    return false;
  }
}

/**
 * Moves staged files into place one by one, keeping what they replace, and what is withdrawn, until all are there. If one
 * cannot be moved, all go back, and the reason is given; throws only if they cannot.
 */
function moveAll(
  staging: string,
  folder: string,
  { paths, withdrawn }: { readonly paths: Iterable<string>; readonly withdrawn: readonly string[] },
): unknown {
  const moved: { path: string; kept: boolean }[] = [];
  const backup = (path: string) => join(staging, 'previous', path);
  const aside = (path: string) => join(staging, 'withdrawn', path);
  const gone: string[] = [];
  try {
    for (const path of withdrawn) {
      mkdirSync(dirname(aside(path)), { recursive: true });
      renameSync(join(folder, path), aside(path));
      gone.push(path);
    }
    for (const path of paths) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      const kept = existsSync(target);
      if (kept && statSync(target).isDirectory()) throw Object.assign(new Error(target), { code: 'EISDIR' });
      if (kept) {
        mkdirSync(dirname(backup(path)), { recursive: true });
        renameSync(target, backup(path));
      }
      moved.push({ path, kept });
      renameSync(join(staging, 'new', path), target);
    }
  } catch (error) {
    const back = [
      ...moved.reverse().map(({ path, kept }) => () => {
        rmSync(join(folder, path), { force: true });
        if (kept) renameSync(backup(path), join(folder, path));
      }),
      ...gone.map((path) => () => renameSync(aside(path), join(folder, path))),
    ];
    // One that cannot go back keeps none of the others from it.
    const stuck = back.filter((move) => !succeeds(move));
    if (stuck.length > 0) {
      const state = `what could not go back is in ${staging}, from where the next build puts it back`;
      throw unwritable(folder, error, { state });
    }
    return error;
  }
  for (const path of gone) removeEmpty(dirname(join(folder, path)), folder);
  return undefined;
}

/**
 * Puts back what a build that was killed in mid-move had set aside, so that the manifest speaks of what is there. The new
 * manifest is moved last: where it has been, only what is missing is put back, and what was withdrawn is not.
 */
function recover(staging: string, folder: string): void {
  const isWhole = !existsSync(join(staging, 'new', manifestName));
  for (const aside of isWhole ? ['previous'] : ['withdrawn', 'previous'])
    if (existsSync(join(staging, aside)))
      cpSync(join(staging, aside), folder, { recursive: true, force: !isWhole });
}

/** Removes a folder, though a browser that is just ending may still be writing in it. */
function clear(folder: string): void {
  // Where something within it goes meanwhile, Node stops halfway and says nothing.
  for (let tries = 0; tries < 10 && existsSync(folder); tries++)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** The process that has claimed a staging area; 0 where none says so. */
function ownerIn(staging: string): number {
  try {
    return Number(readFileSync(join(staging, 'pid'), 'utf8')) || 0;
  } catch {
    return 0;
  }
}

/** True if a process that still runs has claimed a staging area. */
function isClaimed(staging: string, { pid, isRunning }: Owner): boolean {
  const owner = ownerIn(staging);
  return owner > 0 && owner !== pid && isRunning(owner);
}

/** Where a build may put its claim: in what a killed one has left, within that. Undefined where another still runs. */
function placeFor(staging: string, owner: Owner): string | undefined {
  if (!existsSync(staging)) return staging;
  return isClaimed(staging, owner) ? undefined : placeFor(join(staging, 'heir'), owner);
}

/** Makes one's own what a killed build has left, once one's claim lies within it. False where another was quicker. */
function inherit(staging: string, place: string, { folder, killed }: { folder: string; killed: number }) {
  if (ownerIn(staging) !== killed) {
    clear(place);
    return false;
  }
  recover(staging, folder);
  for (const name of readdirSync(staging)) if (name !== 'pid' && name !== 'heir') clear(join(staging, name));
  renameSync(join(place, 'pid'), join(staging, 'pid'));
  clear(join(staging, 'heir'));
  return true;
}

/**
 * Makes a folder and those around it that are missing; gives the outermost of them. Node's own way to do so never ends
 * where nothing can be made in a folder that is there, as in /proc.
 */
function makeFolder(folder: string): string | undefined {
  if (existsSync(folder)) return mkdirSync(folder, { recursive: true });
  const outer = makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another build may have made it meanwhile.
    if (!existsSync(folder)) throw error;
  }
  return outer ?? folder;
}

/** Claims the output folder for one build; a build that was killed leaves its claim to the next. Tells what it created. */
function claim(folder: string, staging: string, owner: Owner): string | undefined {
  const busy = () =>
    refuse(
      'machine',
      'output/busy',
      `another build is writing to ${folder}`,
      `wait until it has ended, or name another folder with --out; if none runs, remove ${join(staging, 'pid')}`,
    );
  const created = makeFolder(resolve(folder));
  const killed = existsSync(staging) ? ownerIn(staging) : 0;
  const place = placeFor(staging, owner);
  if (place === undefined) throw busy();
  // It comes with its claim in it, so that of two builds that start together one is told of the other.
  const own = mkdtempSync(`${staging}-`);
  try {
    writeFileSync(join(own, 'pid'), String(owner.pid));
    renameSync(own, place);
  } catch (error) {
    clear(own);
    const { code = '' } = error as NodeJS.ErrnoException;
    const isTaken =
      ['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(code) || placeFor(staging, owner) === undefined;
    throw isTaken ? busy() : error;
  }
  if (place !== staging && !inherit(staging, place, { folder, killed })) throw busy();
  // Those of builds that were killed before they had claimed anything.
  for (const name of readdirSync(folder).filter((one) => one.startsWith(`${stagingName}-`)))
    if (!isClaimed(join(folder, name), owner)) clear(join(folder, name));
  return created;
}

/** Removes folders that are empty, from the innermost to the outermost that is named. */
function removeEmpty(innermost: string, outermost: string): void {
  try {
    rmdirSync(innermost);
    if (resolve(innermost) !== resolve(outermost)) removeEmpty(dirname(innermost), outermost);
  } catch {
    // It is not empty, or gone: there is nothing to remove.
  }
}

/** Opens a staging area inside the output folder, so that moving a file is only renaming it. */
export function openStaging(folder: string, owner: Owner): Staging {
  const staging = join(folder, stagingName);
  const paths = new Set<string>();
  let isTorn = false;
  const guard = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw error instanceof Refusal ? error : unwritable(folder, error);
    }
  };
  const created = guard(() => claim(folder, staging, owner));
  return {
    folder: staging,
    write: (path, bytes) =>
      guard(() => {
        const target = join(staging, 'new', path);
        const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
        mkdirSync(dirname(target), { recursive: true });
        // What names all others must be whole on the disk; another file that is not is made again, because it is not as named.
        writeFileSync(target, content, { flush: path === manifestName });
        paths.add(path);
        return { path, sha256: sha256(content), bytes: content.byteLength };
      }),
    commit: (withdrawn) =>
      guard(() => {
        isTorn = true;
        const fault = moveAll(staging, folder, { paths, withdrawn });
        isTorn = false;
        if (fault) throw fault as Error;
      }),
    discard: () => {
      // What could not go back stays here, and the next build puts it back.
      if (isTorn) return;
      // It goes as a whole, so that nobody takes what is left of it for that of a build that was killed.
      const gone = `${staging}-${owner.pid}`;
      clear(succeeds(() => renameSync(staging, gone)) ? gone : staging);
      // Where nothing was made there is no folder for it either.
      if (created !== undefined) removeEmpty(folder, created);
    },
  };
}
