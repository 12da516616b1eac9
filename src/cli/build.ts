import { Refusal } from '../diagnostic.ts';
import type { Options } from '../prepare.ts';
import { openProgress, summaryOf, summaryText } from '../progress.ts';
import type { Desk } from './desk.ts';

/** The command build: lists the files that were made. */
export async function runBuild(
  options: Options,
  { host, tell, result, terminal, now }: Desk,
): Promise<number> {
  const { build } = await import('../build.ts');
  const line = openProgress(terminal, now);
  let asked: number | null = null;
  const progress = (done: number, of: number, making: string) => {
    asked = of;
    line.show(done, of, making);
  };
  const onInterrupt = (clear: () => void) => {
    host.onInterrupt(() => {
      line.clear();
      clear();
    });
  };
  const {
    diagnostics,
    made,
    pages = [],
    fault,
  } = await build(options, { ...host, progress, onInterrupt })
    .then((built) => ({ ...built, fault: undefined }))
    .catch((error: unknown) => {
      // A fault of ours is told by whoever started the command.
      if (!(error instanceof Refusal) || error.fault === 'program') throw error;
      return { diagnostics: error.diagnostics, made: undefined, pages: undefined, fault: error.fault };
    })
    .finally(line.clear);
  tell(diagnostics);
  const see = made ? `${options.out}/index.html` : null;
  const summary = summaryOf({ made: made?.length ?? 0, refused: made ? 0 : asked, see, diagnostics });
  const files = [...(made ?? []).flatMap((document) => document.files), ...pages];
  result(files.map(({ path }) => `${options.out}/${path}\n`).join(''), {
    diagnostics,
    documents: made ?? [],
    summary,
  });
  terminal?.write(summaryText(summary));
  if (fault === 'machine' || diagnostics.some(({ rule }) => rule === 'browser/missing')) return 2;
  return made ? 0 : 1;
}
