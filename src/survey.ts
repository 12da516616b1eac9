import { inOrder } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { DocumentPlan } from './documents.ts';
import { afresh, keeper } from './keep.ts';
import { load } from './load.ts';
import type { Inputs } from './load.ts';
import { examine, gather } from './prepare.ts';
import type { Options, Ready } from './prepare.ts';
import { readAhead } from './project.ts';
import type { Config, Memory } from './project.ts';
import { atHand, emptyShelf, openShelf } from './shelf.ts';

/** What is to be made, as far as it is known before it is. */
export type Outline = Pick<DocumentPlan, 'slug' | 'stem' | 'definition'>;

/** One partnership that is sound, with what stands open about it and about what all share. */
export interface Opened extends Ready {
  readonly warnings: readonly Diagnostic[];
}

/** Many partnerships, each read and checked in its turn; none of them stays in memory. */
export interface Survey {
  readonly inputs: Inputs;
  /** How many partnerships there are to read. */
  readonly count: number;
  /** Reads the files of the next partnership, one at each step, so that there is less to do when it is asked for. */
  readonly ahead: () => Iterator<void>;
  /** Reads and checks the next partnership, and outlines its documents; undefined when all have been read. */
  readonly next: () => readonly Outline[] | undefined;
  /** Reads one partnership again that was found sound, and lets go of it. */
  readonly open: (slug: string) => Opened;
  /** What all share, once a sound partnership has been read. */
  readonly common: () => Pick<Ready, 'render'> & { readonly config: Config };
  /** What was found so far. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** True if anything that was found must be mended before anything is made. */
  readonly isBroken: () => boolean;
}

/**
 * Reads and checks everything as prepare does, one partnership after the other, and keeps of each only its text: a country
 * fits into little more memory than a county.
 */
export function openSurvey(options: Options): Survey {
  const inputs = load(options.folders, options.slugs);
  const shelf = atHand(options.force ? emptyShelf : openShelf(inputs.schemas));
  const memory: Memory = { keep: keeper(), keepOwn: afresh, shelf };
  const slugs =
    options.slugs.length > 0 ? [...new Set(options.slugs)] : inputs.partnerships.map(({ slug }) => slug);
  // Without any, what all would share is read once.
  const rest: string[][] = slugs.length > 0 ? slugs.map((slug) => [slug]) : [[]];
  // What is wrong with what all share is found with each of them.
  const told = new Map<string, Diagnostic>();
  const warnings = new Map<string, readonly Diagnostic[]>();
  let isBroken = false;
  let last: Ready | undefined;
  const ownOf = (slug: string | undefined) => inputs.partnerships.find((each) => each.slug === slug);
  const optionsFor = (wanted: readonly string[]) => ({ ...options, slugs: wanted });
  return {
    inputs,
    count: slugs.length,
    *ahead() {
      const own = ownOf(rest[0]?.[0]);
      if (own) yield* readAhead(inputs, own, memory);
    },
    next: () => {
      const wanted = rest.shift();
      if (!wanted) return undefined;
      const { diagnostics, ready } = examine(inputs, optionsFor(wanted), memory);
      for (const diagnostic of diagnostics) told.set(JSON.stringify(diagnostic), diagnostic);
      if (!ready) isBroken = true;
      last = ready;
      for (const slug of wanted) warnings.set(slug, diagnostics);
      return (ready?.plans ?? []).map(({ slug, stem, definition }) => ({ slug, stem, definition }));
    },
    open: (slug) => {
      const isLast = last?.project.partners[0]?.slug === slug;
      const found = isLast ? last : gather(inputs, optionsFor([slug]), memory).found;
      ownOf(slug)?.files.forEach(shelf.letGo);
      if (!found?.render) throw new Error(`${slug} was sound and no longer is`);
      return { ...found, render: found.render, warnings: warnings.get(slug) ?? [] };
    },
    common: () => {
      if (!last) throw new Error('nothing that is sound has been read');
      return { render: last.render, config: last.project.config };
    },
    diagnostics: () => inOrder([...told.values()]),
    isBroken: () => isBroken,
  };
}
