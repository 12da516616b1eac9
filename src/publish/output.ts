import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Format, Made, OutputFile } from '../documents.ts';
import { sha256 } from '../imprint.ts';
import type { Hashed } from '../imprint.ts';

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

/** The manifest as text: no clock, no machine name, the same order on every run. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The folder in which a build keeps what is not finished; with a tail, one that was just about to. */
export const stagingName = '.building';

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
    if (path === manifestName || path.startsWith(stagingName)) return [];
    if (entry.isDirectory()) return listOutput(folder, path);
    return [{ path, sha256: shaOf(join(folder, path)) }];
  });
}

/** True for an output folder that a build works in, or has left before it was done. */
export const isUnderWay = (folder: string): boolean => existsSync(join(folder, stagingName));
