import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { Refusal, refuse, suggestion } from './diagnostic.ts';
import { hasher } from './intact/files.js';

/** A text file as the user knows it: its path from where the command was given, and its text. */
export interface File {
  readonly path: string;
  /** The same on every machine: "config/…", "data/…" or "templates/…", wherever those folders lie. */
  readonly name: string;
  readonly text: string;
}

/** The folder of the output that holds what is not for the public. */
export const internalName = 'internal';

/** Everything a build reads, as text. */
export interface Inputs {
  readonly schemas: readonly File[];
  readonly config: readonly File[];
  readonly templates: readonly File[];
  readonly fonts: readonly FontFile[];
  readonly versions: Readonly<Record<string, string>>;
  readonly partnerships: readonly {
    readonly slug: string;
    readonly path: string;
    readonly files: readonly File[];
  }[];
  /** Files that lie beside the folders of the partnerships: they should lie in one of them. */
  readonly astray: readonly string[];
}

export interface FontFile {
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** The characters that the file has, as CSS writes them: "U+0100-02BA,…". */
  readonly range: string;
  readonly base64: string;
}

export interface Folders {
  readonly config: string;
  readonly data: string;
  readonly templates: string;
}

/** Where a path leads once every link in it has been followed, as far as it exists. */
const real = (path: string): string =>
  existsSync(path) ? realpathSync(path) : join(real(dirname(path)), basename(path));

/** The output may not lie among what it is made from. */
export function refuseOutputIn(folders: Folders, out: string): void {
  for (const option of ['config', 'data', 'templates'] as const) {
    if (!`${real(resolve(out))}/`.startsWith(`${real(resolve(folders[option]))}/`)) continue;
    const message = `the output folder ${out} lies in the folder of --${option}, and would be read as data`;
    throw refuse('machine', 'command/out', message, 'name another folder with --out');
  }
}

const projectRoot = resolve(import.meta.dirname, '..');

/** A path as the user would type it: from the working folder where it lies inside, with slashes. */
function shown(path: string): string {
  const short = relative('', path) || '.';
  return (short.startsWith('..') ? resolve(path) : short).split(sep).join('/');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A file of which nothing is held but its bytes, and its text is made each time it is asked for: the texts of a country
 * would fill several times as much memory.
 */
function readBytesOnly(path: string, name: string): File {
  const bytes = guard(path, () => readFileSync(path));
  try {
    utf8.decode(bytes);
  } catch {
    const span = { file: shown(path), line: 1, column: 1, excerpt: '', length: 1 };
    const message = 'this file is not text in UTF-8';
    throw new Refusal('files', [
      { severity: 'error', rule: 'file/encoding', span, message, hint: 'save it as UTF-8 in your editor' },
    ]);
  }
  return {
    path: shown(path),
    name,
    get text() {
      return utf8.decode(bytes);
    },
  };
}

/** A file with its text at hand. */
const readText = (path: string, name: string): File => ({ ...readBytesOnly(path, name) });

/** What lies in a folder, in an order that no locale changes; hidden files are left out. */
function entriesOf(folder: string): { readonly own: string; readonly isFolder: boolean }[] {
  return guard(folder, () => readdirSync(folder, { withFileTypes: true }))
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => ({
      own: entry.name,
      isFolder: entry.isFile() ? false : entry.isDirectory() || isFolder(join(folder, entry.name)),
    }));
}

/** A file or folder that is there and cannot be read, told with its path. */
function unreadable(path: string, error: unknown): Error {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'you may not read it',
    ELOOP: 'it is a link that leads back to itself',
    ENOENT: 'it is a link that leads nowhere',
  };
  const { code, message } = error as NodeJS.ErrnoException;
  return refuse(
    'files',
    'file/read',
    `${shown(path)} cannot be read: ${reasons[code ?? ''] ?? message}`,
    'mend or remove it',
  );
}

function guard<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Refusal ? error : unreadable(path, error);
  }
}

/** Follows a link to what it leads to. What is neither file nor folder, such as a device, might never end. */
const isFolder = (path: string): boolean =>
  guard(path, () => {
    const status = statSync(path);
    if (!status.isFile() && !status.isDirectory()) throw new Error('it is neither a file nor a folder');
    return status.isDirectory();
  });

/** True if a file is read where it has its place. An empty ending is none at all, as of a file called `risks`. */
const isOf = ({ endings }: { readonly endings: readonly string[] }, own: string): boolean =>
  endings.some((ending) => (ending === '' ? !own.includes('.') : own.toLowerCase().endsWith(ending)));

/** Reads every file under a folder whose name ends as asked, in a stable order. */
function filesUnder<T>(
  folder: string,
  { called, endings }: { readonly called: string; readonly endings: readonly string[] },
  read: (path: string, name: string) => T,
): T[] {
  return entriesOf(folder).flatMap(({ own, isFolder: inner }) => {
    const path = join(folder, own);
    const name = `${called}/${own}`;
    if (inner) return filesUnder(path, { called: name, endings }, read);
    return isOf({ endings }, own) ? [read(path, name)] : [];
  });
}

/** Reads a file that the command line names, whatever it holds. */
export function readBytes(path: string): Uint8Array {
  if (existsSync(path) && statSync(path).isFile()) return guard(path, () => readFileSync(path));
  throw refuse('machine', 'file/missing', `there is no file ${shown(path)}`, 'check how it is spelled');
}

function folder(path: string, option: string, holds: string): string {
  if (existsSync(path) && statSync(path).isDirectory()) return path;
  throw refuse(
    'machine',
    'file/folder',
    `the folder ${shown(path)} is not there`,
    `it should hold ${holds}; go to the project folder, or name another with --${option}`,
  );
}

/** The faces of the font, which is a package of the project's own, each with the characters that it has. */
function fonts(): FontFile[] {
  const folder = join(projectRoot, 'node_modules', '@fontsource', 'source-sans-3');
  const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  return ([400, 600, 700] as const).flatMap((weight) =>
    (weight === 400 ? (['normal', 'italic'] as const) : (['normal'] as const)).flatMap((style) =>
      ['latin', 'latin-ext'].map((subset) => ({
        weight,
        style,
        range: ranges[subset] ?? '',
        base64: readFileSync(
          join(folder, 'files', `source-sans-3-${subset}-${weight}-${style}.woff2`),
        ).toString('base64'),
      })),
    ),
  );
}

/** One hash of our own code and of the lock file, which names the hash of every package. */
export function codeHash(): string {
  const hashOf = hasher();
  const own = filesUnder(join(projectRoot, 'src'), { called: 'src', endings: ['.js', '.ts'] }, (path, name) =>
    [name, guard(path, () => hashOf(path))].join(' '),
  );
  const lock = hashOf(join(projectRoot, 'package-lock.json'));
  return hash('sha256', [lock, ...own].join('\n'), 'hex');
}

/** The versions of this program and of its fonts. */
export function ownVersions(): Record<string, string> {
  const version = (...steps: string[]) =>
    (JSON.parse(readFileSync(join(projectRoot, ...steps, 'package.json'), 'utf8')) as { version: string })
      .version;
  const fonts = version('node_modules', '@fontsource', 'source-sans-3');
  return { 'cdp-returns': version(), fonts };
}

const kinds = {
  schemas: { called: 'config/schemas', endings: ['.schema.json'] },
  config: { called: 'config', endings: ['.yaml', '.yml', '.yaml.txt', '.yml.txt', ''] },
  templates: { called: 'templates', endings: ['.hbs', '.css'] },
  data: { called: 'data', endings: ['.yaml', '.yml', '.yaml.txt', '.yml.txt', '.json', ''] },
} as const;

/** The folders of the partnerships, in a stable order, and the data files that lie beside them. */
export function slugsIn(data: string): { readonly slugs: string[]; readonly astray: string[] } {
  const entries = entriesOf(data);
  return {
    slugs: entries.flatMap(({ own, isFolder: inner }) => (inner ? [own] : [])),
    astray: entries.flatMap(({ own, isFolder: inner }) => (!inner && isOf(kinds.data, own) ? [own] : [])),
  };
}

/** What is asked for must be there. Of no partnership at all, all that was made of any would be taken away. */
function refuseUnknown(wanted: readonly string[], slugs: readonly string[], data: string): void {
  if (slugs.length === 0)
    throw refuse('machine', 'file/folder', `${shown(data)} has no partnership`, 'it has a folder for each');
  const unknown = wanted.filter((slug) => !slugs.includes(slug));
  if (unknown.length === 0) return;
  const told = unknown.map((slug) => {
    const message = `there is no partnership ${slug}`;
    const hint = suggestion(slug, slugs) ?? '';
    return { severity: 'error' as const, rule: 'command/partnership', message, hint };
  });
  throw new Refusal('machine', told);
}

/** Reads config, templates, fonts and the folders of some partnerships; of the others only the names. */
function read(folders: Folders, named: readonly string[], isWanted: (slug: string) => boolean): Inputs {
  const config = folder(folders.config, 'config', 'the national facts and the schemas');
  const templates = folder(folders.templates, 'templates', 'the templates');
  const data = folder(folders.data, 'data', 'one folder for each partnership');
  const schemas = folder(join(config, 'schemas'), 'config', 'the schemas, in its folder schemas');
  const { slugs: all, astray } = slugsIn(data);
  refuseUnknown(named, all, data);
  return {
    schemas: filesUnder(schemas, kinds.schemas, readText),
    config: filesUnder(config, kinds.config, readText),
    templates: filesUnder(templates, kinds.templates, readText),
    fonts: fonts(),
    versions: ownVersions(),
    partnerships: all.map((slug) => ({
      slug,
      path: shown(join(data, slug)),
      files: isWanted(slug)
        ? filesUnder(join(data, slug), { ...kinds.data, called: `data/${slug}` }, readBytesOnly)
        : [],
    })),
    astray: astray.map((own) => shown(join(data, own))),
  };
}

/** Reads what documents are made from: what all share, and the folders of the named partnerships, or of all if none is. */
export const load = (folders: Folders, slugs: readonly string[] = []): Inputs =>
  read(folders, slugs, (slug) => slugs.length === 0 || slugs.includes(slug));

/** Reads what all documents share, and of no partnership more than its name. */
export const loadShared = (folders: Folders): Inputs => read(folders, [], () => false);

/** The hashes of the same files by name, and the name of every partnership. */
export interface Hashes {
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly slugs: readonly string[];
}

/** Reads for whoever only asks whether the files are as they were. Throws a Refusal or an error of the machine. */
export function loadHashes({ config, templates, data }: Folders, slugs: readonly string[]): Hashes {
  const hashOf = hasher();
  const read = (path: string, name: string) => ({ path: name, sha256: hashOf(path) });
  const { slugs: all, astray } = slugsIn(data);
  const wanted = all.filter((slug) => slugs.length === 0 || slugs.includes(slug));
  return {
    files: [
      ...filesUnder(join(config, 'schemas'), kinds.schemas, read),
      ...filesUnder(config, kinds.config, read),
      ...filesUnder(templates, kinds.templates, read),
      ...astray.map((own) => read(join(data, own), `data/${own}`)),
      ...wanted.flatMap((slug) =>
        filesUnder(join(data, slug), { ...kinds.data, called: `data/${slug}` }, read),
      ),
    ],
    slugs: all,
  };
}
