import { inOrder } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { DocumentPlan } from './documents.ts';
import { afresh, keeper } from './keep.ts';
import { load } from './load.ts';
import type { Inputs } from './load.ts';
import { examine, gather } from './prepare.ts';
import type { Options, Ready } from './prepare.ts';
import type { Config, Memory } from './project.ts';
import type { Render } from './render/index.ts';
import { atHand, emptyShelf, openShelf } from './shelf.ts';

/** What is to be made, as far as it is known before it is. */
export type Outline = Pick<DocumentPlan, 'slug' | 'stem' | 'definition'>;

/** Many partnerships, each read and checked; none of them stays in memory. */
export interface Surveyed {
  readonly diagnostics: readonly Diagnostic[];
  readonly inputs: Inputs;
  /** How many partnerships were read. */
  readonly count: number;
  /** Absent if anything is wrong that must be mended first. */
  readonly ready?: {
    readonly config: Config;
    readonly render: Render;
    readonly outlines: readonly Outline[];
    /** Reads one partnership again, which has been checked. */
    readonly open: (slug: string) => Ready;
  };
}

/**
 * Reads and checks everything as prepare does, one partnership after the other, and keeps of each only its text: a country
 * fits into little more memory than a county.
 */
export function survey(options: Options): Surveyed {
  const inputs = load(options.folders, options.slugs);
  const memory: Memory = {
    keep: keeper(),
    keepOwn: afresh,
    shelf: atHand(options.force ? emptyShelf : openShelf(inputs.schemas)),
  };
  const known = inputs.partnerships.map(({ slug }) => slug);
  const slugs = options.slugs.length > 0 ? options.slugs : known;
  // What is wrong with what all share is told with each of them.
  const told = new Map<string, Diagnostic>();
  const outlines: Outline[] = [];
  let last: Ready | undefined;
  for (const wanted of slugs.length > 0 ? slugs.map((slug) => [slug]) : [[]]) {
    const { diagnostics, ready } = examine(inputs, { ...options, slugs: wanted }, memory);
    for (const diagnostic of diagnostics) told.set(JSON.stringify(diagnostic), diagnostic);
    outlines.push(...(ready?.plans ?? []).map(({ slug, stem, definition }) => ({ slug, stem, definition })));
    last = ready;
  }
  const diagnostics = inOrder([...told.values()]);
  const surveyed = { diagnostics, inputs, count: slugs.length };
  if (!last || diagnostics.some(({ severity }) => severity === 'error')) return surveyed;
  const {
    project: { config },
    render,
  } = last;
  const open = (slug: string): Ready => {
    const { found } = gather(inputs, { ...options, slugs: [slug] }, memory);
    if (!found) throw new Error(`${slug} was sound and no longer is`);
    return { ...found, render };
  };
  return { ...surveyed, ready: { config, render, outlines, open } };
}
