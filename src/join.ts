import type { Made, OutputFile } from './documents.ts';
import { slugOf } from './imprint.ts';
import type { Hashed } from './imprint.ts';
import { filesIn } from './publish/output.ts';
import type { Asked, Manifest } from './publish/output.ts';
import { covers } from './unchanged.ts';

/** What a build adds to what is in its output folder. */
export type Addition = Pick<Manifest, 'documents' | 'inputs' | 'asked'> & {
  /** The partnerships that were read. */
  readonly slugs: ReadonlySet<string>;
  /** True for a partnership whose earlier documents stay unless they were made again. */
  readonly stays: (slug: string) => boolean;
};

/** A copy in an order that no locale changes. */
export function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function joinDocuments(before: readonly Made[], { documents, stays }: Addition): Made[] {
  const all = new Map(before.filter(({ slug }) => stays(slug)).map((made) => [made.stem, made]));
  for (const made of documents) {
    const fresh = new Set(made.files.map(({ path }) => path));
    // In another format it may have been made by an earlier build: of the same data, or it says what is true no more.
    const earlier = all.get(made.stem);
    const isSame = earlier?.made_from === made.made_from && earlier.as_at === made.as_at;
    const others = isSame ? earlier.files.filter(({ path }) => !fresh.has(path)) : [];
    all.set(made.stem, { ...made, files: sorted([...others, ...made.files], ({ path }) => path) });
  }
  return sorted([...all.values()], ({ stem }) => stem);
}

/** Of a partnership that was read, all files are known; of another, those that were known before. */
function joinInputs(before: readonly Hashed[], { inputs, slugs, stays }: Addition): Hashed[] {
  const others = before.filter((input) => {
    const slug = slugOf(input);
    return slug !== undefined && !slugs.has(slug) && stays(slug);
  });
  return sorted([...others, ...inputs], ({ path }) => path);
}

/** A build of a part does not make less known of the whole, as long as nothing has changed in between. */
function joinAsked(before: readonly Asked[], { asked, slugs, stays }: Addition): Asked[] {
  const known = new Map(before.map((entry) => [entry.slug, entry]));
  const others = before.filter(({ slug }) => !slugs.has(slug) && stays(slug));
  const own = asked.map((entry) => {
    const earlier = known.get(entry.slug);
    return earlier?.key === entry.key && covers(earlier, entry) ? earlier : entry;
  });
  return sorted([...others, ...own], ({ slug }) => slug);
}

/** What a manifest says once a build has added to it. */
export function join(
  before: Pick<Manifest, 'documents' | 'inputs' | 'asked'> | undefined,
  addition: Addition,
): Pick<Manifest, 'documents' | 'inputs' | 'asked'> {
  return {
    inputs: joinInputs(before?.inputs ?? [], addition),
    asked: joinAsked(before?.asked ?? [], addition),
    documents: joinDocuments(before?.documents ?? [], addition),
  };
}

/**
 * What an earlier build made that is in no list any more, such as the files of a paper that was taken out of the data:
 * whoever publishes the folder would publish it. A file that somebody has changed since is theirs, and stays.
 */
export function withdrawn(
  before: Manifest | undefined,
  after: Manifest,
  isAsMade: (file: OutputFile) => boolean,
): string[] {
  const listed = new Set(filesIn(after).map(({ path }) => path));
  return (before ? filesIn(before) : [])
    .filter((file) => !listed.has(file.path) && isAsMade(file))
    .map(({ path }) => path);
}
