import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { Refusal, refuse } from './diagnostic.ts';
import type { Format, Made, OutputFile } from './documents.ts';
import { sha256 } from './imprint.ts';
import type { Hashed } from './imprint.ts';

/** What lies in an output folder and what it was made from. */
export interface Manifest {
  readonly versions: Readonly<Record<string, string>>;
  /** Every folder that the data had, also of those that were not asked for. */
  readonly partnerships: readonly string[];
  /** The partnerships about which nothing stands open, and what was last asked for of each. */
  readonly asked: readonly Asked[];
  readonly inputs: readonly Hashed[];
  /** The pages about the documents, such as the list of all. */
  readonly pages: readonly OutputFile[];
  readonly documents: readonly Made[];
}

/** What was last made of one partnership. */
export interface Asked {
  readonly slug: string;
  /** The hash of all that its documents were made from and with. */
  readonly key: string;
  /** The kinds and formats that were asked for, if not all. */
  readonly kinds?: readonly string[] | undefined;
  readonly formats?: readonly Format[] | undefined;
}

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

/** The name of the manifest within the output folder. */
export const manifestName = 'manifest.json';

/** True for a path that leads nowhere but into the folder. */
const isWithin = ({ path }: OutputFile): boolean => !/^[/\\]|^\w:|(^|[/\\])\.\.([/\\]|$)/.test(path);

/** How large the manifest of an output folder is; 0 where there is none. */
export function manifestBytes(folder: string): number {
  const path = join(folder, manifestName);
  return existsSync(path) ? statSync(path).size : 0;
}

/** The manifest that lies in an output folder, if there is one that can be read and names only what lies there. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, manifestName), 'utf8')) as Omit<Manifest, 'asked'> &
      Partial<Pick<Manifest, 'asked'>>;
    const { asked = [] } = manifest;
    const sound =
      typeof manifest.versions === 'object' &&
      manifest.partnerships.every((slug) => typeof slug === 'string') &&
      asked.every(({ slug, key }) => slug && key) &&
      manifest.inputs.every(({ path, sha256: own }) => path && own) &&
      Array.isArray(manifest.pages) &&
      manifest.documents.every(({ stem, files }) => stem && Array.isArray(files)) &&
      manifest.pages.every(isWithin) &&
      manifest.documents.every(({ files }) => files.every(isWithin));
    // A manifest from before this was known says so of nobody.
    return sound ? { ...manifest, asked } : undefined;
  } catch {
    return undefined;
  }
}

/** Every file that a manifest names, itself aside. */
export const filesIn = ({ documents, pages }: Pick<Manifest, 'documents' | 'pages'>): OutputFile[] => [
  ...pages,
  ...documents.flatMap(({ files }) => files),
];

/** The folder in which a build keeps what is not finished. */
const stagingName = '.building';

/** The hash of a file; of what is none, such as a link that leads nowhere, a hash that no file has. */
function shaOf(path: string): string {
  try {
    return statSync(path).isFile() ? sha256(readFileSync(path)) : '';
  } catch {
    return '';
  }
}

/** Every file in an output folder but the manifest; a folder in it that has a manifest of its own is another one. */
export function listOutput(folder: string, within = ''): Hashed[] {
  const entries = readdirSync(join(folder, within), { withFileTypes: true });
  if (within !== '' && entries.some(({ name }) => name === manifestName)) return [];
  return entries.flatMap((entry) => {
    const path = join(within, entry.name).split(sep).join('/');
    if (path === manifestName || path === stagingName) return [];
    if (entry.isDirectory()) return listOutput(folder, path);
    return [{ path, sha256: shaOf(join(folder, path)) }];
  });
}

/** True for an output folder that a build works in, or has left before it was done. */
export const isUnderWay = (folder: string): boolean => existsSync(join(folder, stagingName));

function unwritable(folder: string, error: unknown, remedy = 'name another folder with --out'): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'your share of the disk is used up',
    EFBIG: 'a file would be larger than is allowed here',
    EROFS: 'it is read-only',
    EACCES: 'you may not write there',
    EPERM: 'you may not write there',
    ENOTDIR: 'a file stands where a folder should be',
    EEXIST: 'a file stands where a folder should be',
    EISDIR: 'a folder stands where a file should be',
  };
  const reason = reasons[code ?? ''] ?? message;
  return refuse(
    'machine',
    'output/write',
    `nothing can be written to ${folder}: ${reason}`,
    `make room there or ${remedy}; what was in it is unchanged`,
  );
}

/** Moves staged files into place one by one, keeping what they replace, and what is withdrawn, until all are there. */
function moveAll(
  staging: string,
  folder: string,
  { paths, withdrawn }: { readonly paths: readonly string[]; readonly withdrawn: readonly string[] },
): void {
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
    for (const { path, kept } of moved.reverse()) {
      rmSync(join(folder, path), { force: true });
      if (kept) renameSync(backup(path), join(folder, path));
    }
    for (const path of gone) renameSync(aside(path), join(folder, path));
    throw error;
  }
  for (const path of gone) removeEmpty(dirname(join(folder, path)), folder);
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
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** Claims the output folder for one build; a build that was killed leaves its claim to the next. Tells what it created. */
function claim(folder: string, staging: string, { pid, isRunning }: Owner): string | undefined {
  const created = mkdirSync(folder, { recursive: true });
  if (existsSync(staging)) {
    const owner = Number(readFileSync(join(staging, 'pid'), { encoding: 'utf8', flag: 'a+' }));
    if (owner && owner !== pid && isRunning(owner)) {
      throw refuse(
        'machine',
        'output/busy',
        `another build is writing to ${folder}`,
        'wait until it has ended, or name another folder with --out',
      );
    }
    recover(staging, folder);
    clear(staging);
  }
  mkdirSync(staging);
  writeFileSync(join(staging, 'pid'), String(pid));
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
  const paths: string[] = [];
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
        paths.push(path);
        return { path, sha256: sha256(content), bytes: content.byteLength };
      }),
    commit: (withdrawn) => guard(() => moveAll(staging, folder, { paths, withdrawn })),
    discard: () => {
      clear(staging);
      // Where nothing was made there is no folder for it either.
      if (created !== undefined) removeEmpty(folder, created);
    },
  };
}

/** The manifest as text: no clock, no machine name, the same order on every run. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Writes new texts over files of the data: all of them or none. Each is written beside its file first and takes its place
 * by being renamed; if one cannot, those before it go back. A link stays one, and what stands in the way stays too.
 */
export function replaceTexts(files: readonly { readonly path: string; readonly text: string }[]): void {
  const beside = (path: string) => `${path}.new`;
  const written: string[] = [];
  const before = new Map<string, Uint8Array>();
  try {
    for (const { path, text } of files) {
      const target = realpathSync(path);
      if (existsSync(beside(target)) && statSync(beside(target)).isFile())
        throw refuse('machine', 'output/write', `${beside(path)} is in the way`, 'rename or remove it');
      writeFileSync(beside(target), text, { flush: true, mode: statSync(target).mode });
      written.push(target);
    }
    for (const target of written) {
      before.set(target, readFileSync(target));
      renameSync(beside(target), target);
    }
  } catch (error) {
    for (const [target, bytes] of before) writeFileSync(target, bytes);
    for (const target of written) rmSync(beside(target), { force: true });
    if (error instanceof Refusal) throw error;
    throw unwritable(dirname(files[0]?.path ?? ''), error, 'ask for leave to write there');
  }
}
