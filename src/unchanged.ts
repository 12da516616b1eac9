import type { Made, OutputFile } from './documents.ts';
import { imprintOf, inputsBySlug, keyOf } from './imprint.ts';
import { openLook } from './intact/index.ts';
import { codeHash, loadHashes, ownVersions } from './load.ts';
import type { Options } from './prepare.ts';
import { findBrowser } from './print/browser.ts';
import type { Machine } from './print/browser.ts';
import { filesIn, isUnderWay, manifestBytes, readManifest } from './publish/output.ts';
import type { Asked, Manifest } from './publish/output.ts';
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

/** Gives for the imprint of a partnership one number of all that its documents are made from and with. */
export function keysWith(
  versions: Readonly<Record<string, string>>,
  partnerships: readonly string[],
): (imprint: string) => string {
  const sorted = Object.entries(versions).sort(([a], [b]) => (a < b ? -1 : 1));
  const setting = keyOf(JSON.stringify(sorted), JSON.stringify(partnerships));
  return (imprint) => keyOf(imprint, setting);
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

type Host = { readonly machine: Machine; readonly node: string };

/** The partnerships that were asked for, and those of them whose inputs and versions are as the manifest says. */
async function heldAgainst(
  manifest: Manifest,
  options: Options,
  { machine, node }: Host,
): Promise<{ readonly wanted: readonly string[]; readonly same: readonly string[] } | undefined> {
  const { folders, slugs, asAt, audience } = options;
  const now = readable(() => loadHashes(folders, slugs));
  const browser = mayPrint(options) ? (await findBrowser(machine))?.origin : 'none';
  if (!now || browser === undefined) return undefined;
  const { files, slugs: partnerships } = now;
  const own = inputsBySlug(files);
  const code = codeHash();
  const keyFor = keysWith({ ...ownVersions(), code, node, browser }, partnerships);
  const before = new Map(manifest.asked.map((asked) => [asked.slug, asked]));
  const isSame = (slug: string): boolean => {
    const asked = before.get(slug);
    const imprint = imprintOf(own(slug), { code, internal: audience === 'internal', asAt });
    return asked?.key === keyFor(imprint) && covers(asked, options);
  };
  const wanted = slugs.length === 0 ? partnerships : slugs;
  return { wanted, same: wanted.filter(isSame) };
}

/** The part of a manifest that speaks of some partnerships, or of all if none is named, and of the list of all documents. */
function partOf(
  { pages, documents }: Manifest,
  slugs: readonly string[],
): Pick<Manifest, 'pages' | 'documents'> {
  if (slugs.length === 0) return { pages, documents };
  return {
    pages: pages.filter(({ path }) => path === indexName || slugs.includes(path.split('/', 1)[0] ?? '')),
    documents: documents.filter(({ slug }) => slugs.includes(slug)),
  };
}

/** The files of so large a manifest take as long to look at as a thread takes to start. */
const worthBytes = 400_000;

/**
 * Holds all inputs, versions and outputs against the manifest, by what they are and not by when they were written.
 * Undefined where there is nothing to hold them against. It loads next to nothing, because it is all that most builds do.
 */
export async function settledIn(options: Options, host: Host): Promise<Settled | undefined> {
  const { out, slugs, kinds, formats } = options;
  if (options.force || options.final || options.strict || isUnderWay(out)) return undefined;
  // Opened before the manifest and the inputs are read, so that the thread starts meanwhile.
  const look = openLook(out, manifestBytes(out) > worthBytes);
  const manifest = readManifest(out);
  const index = manifest?.pages.find(({ path }) => path === indexName);
  if (manifest && index) look.begin(filesIn(partOf(manifest, slugs)));
  const held = manifest && index && (await heldAgainst(manifest, options, host));
  if (!held || held.same.length === 0) {
    look.stop();
    return held && { slugs: new Set(), documents: [], others: held.wanted };
  }
  const changed = await look.finish();
  if (changed.has(indexName)) return undefined;
  const statements = new Map(manifest.pages.map((page) => [page.path, page]));
  const made = new Map<string, OutputFile[]>();
  for (const { slug, files } of manifest.documents) made.set(slug, [...(made.get(slug) ?? []), ...files]);
  const settled = new Set(
    held.same.filter((slug) => {
      const statement = statements.get(`${slug}/${statementName}`);
      return (
        statement !== undefined &&
        [statement, ...(made.get(slug) ?? [])].every(({ path }) => !changed.has(path))
      );
    }),
  );
  const isAsked = ({ slug, document, files }: Made): boolean =>
    settled.has(slug) &&
    (kinds?.includes(document) ?? true) &&
    (formats?.some((format) => files.some(({ path }) => path.endsWith(`.${format}`))) ?? true);
  const documents = manifest.documents.filter(isAsked);
  // Whether there are such kinds and formats at all, only the config says.
  if (kinds?.some((kind) => !documents.some(({ document }) => document === kind))) return undefined;
  if (formats && documents.length === 0) return undefined;
  return { slugs: settled, documents, others: held.wanted.filter((slug) => !settled.has(slug)) };
}
