import { refuse } from './diagnostic.ts';
import type { OutputFile } from './documents.ts';
import { inputsOf, slugOf } from './imprint.ts';
import { intactIn } from './intact/files.js';
import { sorted, withdrawn } from './join.ts';
import { loadShared, readBytes, refuseOutputIn } from './load.ts';
import { pagesAbout } from './pages.ts';
import { examine } from './prepare.ts';
import type { Options } from './prepare.ts';
import { filesIn, manifestName, manifestText, readManifest } from './publish/output.ts';
import type { Manifest } from './publish/output.ts';
import { openStaging } from './publish/staging.ts';
import type { Owner } from './publish/staging.ts';
import { indexName } from './view/index-page.ts';

/** The output folder of one build of a part. */
interface Part {
  readonly folder: string;
  readonly manifest: Manifest;
}

const refused = (rule: string, message: string, hint: string) =>
  refuse('machine', `merge/${rule}`, message, hint);

/** The list of documents is made anew, of all. */
const filesOf = (manifest: Manifest): OutputFile[] =>
  filesIn(manifest).filter(({ path }) => path !== indexName);

const slugsOf = ({ inputs }: Manifest): string[] => [
  ...new Set(inputs.flatMap((input) => slugOf(input) ?? [])),
];

/** A build of a part, whole as it was made. */
function readPart(folder: string): Part {
  const manifest = readManifest(folder);
  if (!manifest)
    throw refused(
      'manifest',
      `the folder ${folder} has no manifest that can be read`,
      'name the output folder of a build, with every file that it made',
    );
  const isIntact = intactIn(folder);
  const broken = filesOf(manifest).find((file) => !isIntact(file));
  if (broken)
    throw refused(
      'changed',
      `${broken.path} in ${folder} is not as it was made`,
      'copy the folder again from where it was built, or build it again',
    );
  return { folder, manifest };
}

/** What must be the same in every part: all that does not belong to one partnership. */
function commonOf({ versions, partnerships, inputs }: Manifest): Record<string, string> {
  const shared = inputs.filter((input) => slugOf(input) === undefined);
  return Object.fromEntries([
    ...Object.entries(versions),
    ['the list of partnerships', partnerships.join(', ')],
    ...shared.map(({ path, sha256 }) => [path, sha256]),
  ]) as Record<string, string>;
}

/** Parts of which one was asked for in another way do not make a whole: above all, nothing internal comes among the public. */
function insistOnOneWish(parts: readonly Part[]): void {
  const documents = parts.flatMap(({ manifest }) => manifest.documents);
  const asked = parts.flatMap(({ manifest }) => manifest.asked);
  const wishes = {
    '--audience': documents.map(({ internal }) => internal),
    '--as-at': documents.map(({ as_at }) => as_at),
    '--document or --formats': asked.map(({ kinds, formats }) => JSON.stringify([kinds, formats])),
  };
  const other = Object.entries(wishes).find(([, values]) => new Set<unknown>(values).size > 1);
  if (other)
    throw refused('wish', `the parts were not all built with the same ${other[0]}`, 'build all parts alike');
}

/** Parts that were made from other things, or of which one is missing or there twice, do not make a whole. */
function insistOnWhole(parts: readonly Part[]): void {
  const [first, ...others] = parts;
  if (!first)
    throw refused('folders', 'no folder is named', 'name the output folders of all parts, one after another');
  const common = commonOf(first.manifest);
  for (const { folder, manifest } of others) {
    const own = commonOf(manifest);
    const other = [...Object.keys(common), ...Object.keys(own)].find((name) => own[name] !== common[name]);
    if (other !== undefined)
      throw refused(
        'other',
        `${folder} was built with another ${other} than ${first.folder}`,
        'build all parts from the same commit',
      );
  }
  insistOnOneWish(parts);
  const owners = new Map<string, string>();
  for (const { folder, manifest } of parts)
    for (const slug of slugsOf(manifest)) {
      const owner = owners.get(slug);
      if (owner !== undefined)
        throw refused('twice', `${slug} was built both in ${owner} and in ${folder}`, 'name each part once');
      owners.set(slug, folder);
    }
  const missing = first.manifest.partnerships.filter((slug) => !owners.has(slug));
  if (missing.length > 0)
    throw refused(
      'missing',
      `no part has built ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' and others' : ''}`,
      'name the output folders of all parts',
    );
}

/**
 * Joins the output folders of builds of parts into one, with the same bytes as a build of the whole. Throws a Refusal where
 * they do not belong together; the output folder is then as it was.
 */
export function merge(
  { folders, out, ...options }: Options,
  parts: readonly string[],
  owner: Owner,
): { documents: number; parts: number } {
  refuseOutputIn(folders, out);
  const read = parts.map(readPart);
  insistOnWhole(read);
  // For the page that lists all documents, of which no part has more than its own.
  const inputs = { ...loadShared(folders), partnerships: [] };
  const { ready } = examine(inputs, { ...options, slugs: [] });
  const [first] = read;
  if (!first || !ready)
    throw refused('config', 'config and templates cannot be read', 'the command check says why');
  const known = commonOf(first.manifest);
  const changed = inputsOf(inputs, []).find(({ path, sha256 }) => known[path] !== sha256);
  if (changed)
    throw refused(
      'other',
      `the parts were built with another ${changed.path} than is here`,
      'merge in a checkout of the commit that they were built from',
    );
  const staging = openStaging(out, owner);
  try {
    for (const { folder, manifest } of read)
      for (const { path } of filesOf(manifest)) staging.write(path, readBytes(`${folder}/${path}`));
    const manifests = read.map(({ manifest }) => manifest);
    const documents = sorted(
      manifests.flatMap((manifest) => manifest.documents),
      ({ stem }) => stem,
    );
    const own = manifests.flatMap(({ inputs: all }) => all.filter((input) => slugOf(input) !== undefined));
    const shared = first.manifest.inputs.filter((input) => slugOf(input) === undefined);
    const about = pagesAbout(ready.project.config, documents, {
      render: ready.render,
      isWanted: () => false,
    });
    const pages = Array.from(about, ({ path, html }) => staging.write(path, html));
    const statements = manifests.flatMap((manifest) =>
      manifest.pages.filter(({ path }) => path !== indexName),
    );
    const whole: Manifest = {
      versions: first.manifest.versions,
      partnerships: first.manifest.partnerships,
      inputs: sorted([...shared, ...own], ({ path }) => path),
      asked: sorted(
        manifests.flatMap(({ asked }) => asked),
        ({ slug }) => slug,
      ),
      documents,
      pages: sorted([...statements, ...pages], ({ path }) => path),
    };
    staging.write(manifestName, manifestText(whole));
    staging.commit(withdrawn(readManifest(out), whole, intactIn(out)));
    return { documents: documents.length, parts: read.length };
  } finally {
    staging.discard();
  }
}
