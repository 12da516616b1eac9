import { createHash, hash } from 'node:crypto';
import type { Inputs } from './load.ts';

/** A file by its path and the SHA-256 of what it holds. */
export interface Hashed {
  readonly path: string;
  readonly sha256: string;
}

/** The SHA-256 of bytes, or of a text in UTF-8, in hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}

/** Every file that the documents of the named partnerships, or of all, are made from. */
export function inputsOf(inputs: Inputs, slugs: readonly string[]): Hashed[] {
  const partnerships = inputs.partnerships.filter(({ slug }) => slugs.length === 0 || slugs.includes(slug));
  return [
    ...inputs.config,
    ...inputs.schemas,
    ...inputs.templates,
    ...partnerships.flatMap(({ files }) => files),
  ].map(({ name, text }) => ({ path: name, sha256: sha256(text) }));
}

/** The partnership whose own file this is; undefined for what all documents are made from. */
export function slugOf({ path }: Pick<Hashed, 'path'>): string | undefined {
  return /^data\/([^/]+)\//.exec(path)?.[1];
}

/** Sorts files by the partnership whose documents they make: its own, and those that make everybody's. */
export function inputsBySlug<T extends Pick<Hashed, 'path'>>(inputs: readonly T[]): (slug: string) => T[] {
  const shared: T[] = [];
  const own = new Map<string, T[]>();
  for (const input of inputs) {
    const slug = slugOf(input);
    const list = slug === undefined ? shared : (own.get(slug) ?? []);
    list.push(input);
    if (slug !== undefined) own.set(slug, list);
  }
  return (slug) => [...shared, ...(own.get(slug) ?? [])];
}

/** What else decides the text of a document: the code, for whom it is, and the day that the command line asked for. */
interface Circumstances {
  readonly code: string;
  readonly internal: boolean;
  readonly asAt?: string | undefined;
}

/**
 * The number that a signed-off document carries: eight groups of four hexadecimal digits, the first half of the SHA-256
 * of all that it is made from. That of the manifest would not do, because it counts on the document's own bytes; and
 * neither the browser nor the folders are in it, so that the web page and the PDF of any machine say the same.
 */
export function imprintOf(inputs: readonly Hashed[], { code, internal, asAt }: Circumstances): string {
  const lines = inputs.map(({ path, sha256: own }) => `${path} ${own}`);
  const whole = [...lines.sort(), `code ${code}`, `internal ${internal}`, `as at ${asAt ?? 'its own day'}`];
  return sha256(whole.join('\n'))
    .slice(0, 32)
    .replaceAll(/(.{4})(?=.)/g, '$1 ');
}

/** One hash of several texts, in their order. */
export function keyOf(...parts: readonly string[]): string {
  const whole = createHash('sha256');
  for (const part of parts) {
    const bytes = Buffer.from(part);
    // With its length, so that no other parts run on into the same.
    whole.update(`${bytes.byteLength}\n`).update(bytes);
  }
  return whole.digest('hex');
}

const imprint = /\b(?:[0-9a-f]{4} ){7}[0-9a-f]{4}\b/;

/** The first imprint in a text, such as the keywords of a PDF. */
export function imprintIn(text: string): string | undefined {
  return imprint.exec(text)?.[0];
}
