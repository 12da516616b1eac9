import type { Made, OutputFile } from './documents.ts';
import { imprintOf, inputsBySlug, keyOf, sha256 } from './imprint.ts';
import type { Hashed } from './imprint.ts';
import { codeHash, loadRaw, ownVersions } from './load.ts';
import type { Options } from './prepare.ts';
import { findBrowser } from './print/browser.ts';
import type { Machine } from './print/browser.ts';
import { intactIn, isUnderWay, readManifest } from './publish.ts';
import type { Asked } from './publish.ts';
import { indexName, statementName } from './view/index-page.ts';

/** What an output folder has that a build would make again byte for byte. */
export interface Settled {
  /** The partnerships of which nothing has changed. */
  readonly slugs: ReadonlySet<string>;
  /** The documents of theirs that were asked for. */
  readonly documents: readonly Made[];
  /** The partnerships that were asked for and are not among them. */
  readonly others: readonly string[];
}

/** All that the documents of a partnership are made from and with, as one number. */
export function keyOfPartnership(
  imprint: string,
  versions: Readonly<Record<string, string>>,
  partnerships: readonly string[],
): string {
  const sorted = Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1));
  return keyOf(imprint, JSON.stringify(sorted), JSON.stringify(partnerships));
}

/** True if what is asked for can be printed, so that the browser has a part in it. */
export const mayPrint = ({ formats }: Pick<Options, 'formats'>): boolean => formats?.includes('pdf') ?? true;

type Wish = Pick<Options, 'kinds' | 'formats'>;

/** True if whoever asked for the one got everything of the other. */
export function covers(asked: Pick<Asked, 'kinds' | 'formats'>, { kinds, formats }: Wish): boolean {
  const includes = (all: readonly string[] | undefined, some: readonly string[] | undefined) =>
    all === undefined || (some?.every((one) => all.includes(one)) ?? false);
  return includes(asked.kinds, kinds) && includes(asked.formats, formats);
}

/** What cannot be read has changed; the build itself says what is wrong with it. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Holds all inputs, versions and outputs against the manifest, by what they are and not by when they were written.
 * Undefined where there is nothing to hold them against. It loads next to nothing, because it is all that most builds do.
 */
export async function settledIn(
  options: Options,
  { machine, node }: { readonly machine: Machine; readonly node: string },
): Promise<Settled | undefined> {
  const { out, folders, slugs, kinds, asAt, audience } = options;
  const manifest = options.force || options.final || options.strict ? undefined : readManifest(out);
  if (!manifest || isUnderWay(out)) return undefined;
  const raw = readable(() => loadRaw(folders, slugs));
  if (!raw) return undefined;
  const { files, slugs: partnerships } = raw;
  const own = inputsBySlug(files.map(({ name, bytes }): Hashed => ({ path: name, sha256: sha256(bytes) })));
  const browser = mayPrint(options) ? (await findBrowser(machine))?.origin : 'none';
  const index = manifest.pages.find(({ path }) => path === indexName);
  const isIntact = intactIn(out);
  if (browser === undefined || !index || !isIntact(index)) return undefined;
  const versions = { ...ownVersions(), code: codeHash(), node, browser };
  const before = new Map(manifest.asked.map((asked) => [asked.slug, asked]));
  const statements = new Map(manifest.pages.map((page) => [page.path, page]));
  const made = new Map<string, OutputFile[]>();
  for (const { slug, files: all } of manifest.documents) made.set(slug, [...(made.get(slug) ?? []), ...all]);
  const isSettled = (slug: string): boolean => {
    const asked = before.get(slug);
    const { code } = versions;
    const imprint = imprintOf(own(slug), { code, internal: audience === 'internal', asAt });
    const statement = statements.get(`${slug}/${statementName}`);
    return (
      asked?.key === keyOfPartnership(imprint, versions, partnerships) &&
      covers(asked, options) &&
      statement !== undefined &&
      [statement, ...(made.get(slug) ?? [])].every(isIntact)
    );
  };
  const wanted = slugs.length === 0 ? partnerships : slugs;
  const settled = new Set(wanted.filter(isSettled));
  const documents = manifest.documents.filter(
    ({ slug, stem }) =>
      settled.has(slug) && (kinds?.some((kind) => `${stem}-`.startsWith(`${slug}/${kind}-`)) ?? true),
  );
  return { slugs: settled, documents, others: wanted.filter((slug) => !settled.has(slug)) };
}
