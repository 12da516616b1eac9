import { refuse } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import { imprintIn, imprintOf, inputsBySlug, inputsOf, sha256 } from './imprint.ts';
import type { Hashed } from './imprint.ts';
import { codeHash, load, readBytes } from './load.ts';
import type { Folders, Inputs } from './load.ts';
import { findBrowser } from './print/browser.ts';
import type { Machine } from './print/browser.ts';
import { dictIn, textIn } from './pdf/objects.ts';
import { readFile } from './pdf/read.ts';
import { filesIn, listOutput, readManifest } from './publish/output.ts';
import type { Manifest } from './publish/output.ts';

/** What an output folder is held against. */
interface Present {
  readonly out: string;
  readonly inputs: Inputs;
  /** The versions of code, fonts, Node and browser as they are now. */
  readonly versions: Readonly<Record<string, string>>;
}

function finding(rule: string, message: string, hint: string): Diagnostic {
  return { severity: 'error', rule: `verify/${rule}`, message, hint };
}

function manifestIn(out: string): Manifest {
  const manifest = readManifest(out);
  if (manifest) return manifest;
  const message = `the folder ${out} has no manifest that can be read`;
  throw refuse('machine', 'verify/manifest', message, 'build first, or name another folder with --out');
}

/** What becomes of a file of a list: its claim and what to do about it. */
type Words = readonly [rule: string, claim: string, hint: string];

/** Holds a list of files against what it was. */
function changes(
  then: readonly Hashed[],
  now: readonly Hashed[],
  { gone, changed, added }: Readonly<Record<'gone' | 'changed' | 'added', Words>>,
): Diagnostic[] {
  const before = new Map(then.map(({ path, sha256: hash }) => [path, hash]));
  const after = new Map(now.map(({ path, sha256: hash }) => [path, hash]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path) => {
    if (before.get(path) === after.get(path)) return [];
    const [rule, claim, hint] = !after.has(path) ? gone : before.has(path) ? changed : added;
    return [finding(rule, `${path} ${claim}`, hint)];
  });
}

function changesOfOutput(out: string, manifest: Manifest): Diagnostic[] {
  return changes(filesIn(manifest), listOutput(out), {
    gone: ['missing', 'was made and is not there any more', 'build again'],
    changed: ['changed', 'is not as it was made', 'build again, and keep what was changed elsewhere'],
    added: ['extra', 'was not made by the last build', 'remove it, if it is not there for a reason'],
  });
}

/** What of the inputs has changed since; partnerships that were never built are not looked at. */
function changesOfInputs(manifest: Manifest, { inputs }: Present, slug?: string): Diagnostic[] {
  const built = new Set(manifest.inputs.map(({ path }) => path.split('/').slice(0, 2).join('/')));
  const known = new Set(manifest.partnerships);
  const now = inputsOf(inputs, []).filter(({ path }) => {
    const [top, folder = ''] = path.split('/');
    return top !== 'data' || built.has(`data/${folder}`) || !known.has(folder);
  });
  const own = (files: readonly Hashed[]) => (slug === undefined ? files : inputsBySlug(files)(slug));
  const again = 'build again, or put it back as it was';
  return changes(own(manifest.inputs), own(now), {
    gone: ['input-gone', 'is gone since the documents were made', again],
    changed: ['input-changed', 'has changed since the documents were made', again],
    added: ['input-new', 'is new since the documents were made', again],
  });
}

function changesOfVersions({ versions: then }: Manifest, { versions: now }: Present): Diagnostic[] {
  return [...new Set([...Object.keys(then), ...Object.keys(now)])].sort().flatMap((name) => {
    const [was = 'unknown', is = 'unknown'] = [then[name], now[name]];
    // Without a print no browser had a part in it.
    if (was === is || (name === 'browser' && was === 'none')) return [];
    const short = (version: string) => (/^[0-9a-f]{64}$/.test(version) ? version.slice(0, 12) : version);
    const message = `${name} is ${short(is)}, and was ${short(was)} when the documents were made`;
    return [finding('version', message, 'build again, or install what it was made with')];
  });
}

/** A document that a later build left as it was, though what it is made from had changed. */
function staleDocuments({ documents, inputs, versions }: Manifest): Diagnostic[] {
  const { code = '' } = versions;
  const own = inputsBySlug(inputs);
  return documents
    .filter(
      ({ slug, internal, as_at: asAt, made_from }) =>
        made_from !== imprintOf(own(slug), { code, internal, asAt }),
    )
    .map(({ stem, slug }) =>
      finding('stale', `${stem} was made from other inputs than the manifest names`, `build ${slug} again`),
    );
}

/** What was found; where nothing is wrong, `good` says so. */
interface Verdict {
  readonly diagnostics: readonly Diagnostic[];
  readonly good: string;
}

/** Whether everything in the output folder, and everything it was made from, is as it was. */
function verifyFolder(present: Present): Verdict {
  const { out } = present;
  const manifest = manifestIn(out);
  const diagnostics = [
    ...changesOfOutput(out, manifest),
    ...changesOfInputs(manifest, present),
    ...changesOfVersions(manifest, present),
    ...staleDocuments(manifest),
  ];
  const files = filesIn(manifest).length;
  return { diagnostics, good: `${out} is as it was made: ${files} files, and all that they are made from` };
}

/** The imprint that a document carries, a PDF in its keywords; undefined if there is none. */
function imprintOn(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes).toString('latin1');
  if (!text.startsWith('%PDF')) return imprintIn(text);
  try {
    const info = dictIn(readFile(bytes).trailer, 'Info');
    return imprintIn((info && textIn(info, 'Keywords')) ?? '');
  } catch {
    return undefined;
  }
}

/** Why a file that the manifest does not know is not what the data made. */
function strange(bytes: Uint8Array, name: string, manifest: Manifest, now: Present): Diagnostic {
  const imprint = imprintOn(bytes);
  if (imprint === undefined) {
    const hint = 'only a signed-off paper does; of others only those in the output folder are known';
    return finding('unknown', `${name} does not say what it was made from`, hint);
  }
  const kin = manifest.documents.filter(({ made_from }) => made_from === imprint);
  if (kin.length > 0) {
    const stems = kin.map(({ stem }) => stem).join(', ');
    const hint =
      'it was changed afterwards, or printed by another browser; publish the file of the output folder';
    return finding('altered', `${name} names the data of ${stems}, but is none of these files`, hint);
  }
  const own = inputsBySlug(inputsOf(now.inputs, []));
  const { code = '' } = now.versions;
  const slug = manifest.partnerships.find(
    (one) => imprintOf(own(one), { code, internal: false }) === imprint,
  );
  if (slug !== undefined) {
    const message = `${name} names the data of ${slug} as they are now, from which nothing has been built`;
    return finding('unbuilt', message, 'build, then verify it again');
  }
  const hint = 'go back to the data and the code of the day it was published, build, then verify it again';
  return finding('other-data', `${name} was made from other data or other code: ${imprint}`, hint);
}

/** Whether a file is, byte for byte, one that the manifest names, and whether what it was made from is as it was. */
function verifyFile(bytes: Uint8Array, name: string, present: Present): Verdict {
  const manifest = manifestIn(present.out);
  const hash = sha256(bytes);
  const found = filesIn(manifest).find((file) => file.sha256 === hash);
  if (!found) return { diagnostics: [strange(bytes, name, manifest, present)], good: '' };
  const owner = manifest.documents.find(({ files }) => files.some(({ path }) => path === found.path));
  const diagnostics = [
    ...changesOfInputs(manifest, present, owner?.slug),
    ...changesOfVersions(manifest, present),
    ...staleDocuments(owner ? { ...manifest, documents: [owner] } : manifest),
  ];
  return {
    diagnostics,
    good: `${name} is ${found.path}, byte for byte, and what it is made from is as it was`,
  };
}

/** What is to be verified: the named files, or the whole output folder. */
interface Question {
  readonly out: string;
  readonly folders: Folders;
  readonly files: readonly string[];
}

/**
 * Whether the output folder, or each of some published files, is as it was made, and so is all it was made from: what is
 * not, as errors. Throws a Refusal where there is no manifest.
 */
export async function verify(
  { out, folders, files }: Question,
  host: { readonly machine: Machine; readonly node: string },
): Promise<Verdict[]> {
  const inputs = load(folders);
  const browser = (await findBrowser(host.machine))?.origin ?? 'missing';
  const present = {
    out,
    inputs,
    versions: { ...inputs.versions, code: codeHash(), node: host.node, browser },
  };
  if (files.length === 0) return [verifyFolder(present)];
  return files.map((file) => verifyFile(readBytes(file), file, present));
}
