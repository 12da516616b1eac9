import { Refusal, refuse } from '../diagnostic.ts';
import type { OutputFile } from '../documents.ts';
import type { Built } from '../assemble.ts';
import { sorted } from '../join.ts';
import { slugsIn } from '../load.ts';
import type { Options } from '../prepare.ts';
import { openProgress, summaryOf, summaryText } from '../progress.ts';
import { settledIn } from '../unchanged.ts';
import type { Desk } from './desk.ts';

/** What came of a build, also of one that was refused. */
type Outcome = Built & { readonly fault?: Refusal['fault'] };

/** Tells how a build ended, and says with which exit code to end. */
function conclude(options: Options, outcome: Outcome, asked: number | null, desk: Desk): number {
  const { diagnostics, made, unchanged = [], pages = [], withdrawn = [], fault } = outcome;
  desk.tell(diagnostics);
  for (const path of withdrawn)
    desk.complain(`${options.out}/${path} is taken away: no data makes it any more\n`);
  const summary = summaryOf({
    made: made?.length ?? 0,
    unchanged: unchanged.length,
    refused: made ? 0 : asked,
    withdrawn: withdrawn.length,
    see: made ? `${options.out}/index.html` : null,
    diagnostics,
  });
  const files: OutputFile[] = [...(made ?? []).flatMap((document) => document.files), ...pages];
  const documents = sorted(
    [
      ...(made ?? []).map((document) => ({ ...document, unchanged: false })),
      ...unchanged.map((document) => ({ ...document, unchanged: true })),
    ],
    ({ stem }) => stem,
  );
  desk.result(files.map(({ path }) => `${options.out}/${path}\n`).join(''), {
    diagnostics,
    documents,
    withdrawn,
    summary,
  });
  desk.terminal?.write(summaryText(summary));
  if (fault === 'machine' || diagnostics.some(({ rule }) => rule === 'browser/missing')) return 2;
  return made ? 0 : 1;
}

/** The partnerships of a shard: every so manieth of those that were asked for, so that each part is as long as the others. */
function ownPart({ folders, slugs, shard }: Options): readonly string[] {
  if (!shard) return slugs;
  const all = slugs.length > 0 ? slugs : slugsIn(folders.data).slugs;
  const own = all.filter((_, i) => i % shard.of === shard.number - 1);
  if (own.length > 0) return own;
  const message = `--shard ${shard.number}/${shard.of} has nothing to build, because there are ${all.length} partnerships`;
  throw refuse('machine', 'command/shard', message, 'share the work among fewer');
}

/** The command build: lists the files that were made. */
export async function runBuild(wish: Options, desk: Desk): Promise<number> {
  const options = { ...wish, slugs: ownPart(wish) };
  const { host, terminal, now } = desk;
  const settled = await settledIn(options, host);
  if (settled?.others.length === 0 && settled.slugs.size > 0)
    return conclude(options, { diagnostics: [], made: [], unchanged: settled.documents }, null, desk);
  const { build } = await import('../build.ts');
  const line = openProgress(terminal, now);
  let asked: number | null = null;
  const progress = (done: number, of: number | undefined, making: string) => {
    asked = of ?? asked;
    line.show(done, of, making);
  };
  const onInterrupt = (clear: () => void) => {
    host.onInterrupt(() => {
      line.clear();
      clear();
    });
  };
  const outcome = await build(options, { ...host, progress, onInterrupt }, settled)
    .catch((error: unknown): Outcome => {
      // A fault of ours is told by whoever started the command.
      if (!(error instanceof Refusal) || error.fault === 'program') throw error;
      return { diagnostics: error.diagnostics, fault: error.fault };
    })
    .finally(line.clear);
  return conclude(options, outcome, asked, desk);
}
