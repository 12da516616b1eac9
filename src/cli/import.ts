import { refuse } from '../diagnostic.ts';
import type { Options } from '../prepare.ts';
import type { Desk } from './desk.ts';

/** The command import: what finance typed, back into the data; every file or none. */
export async function runImport(
  options: Options,
  isDryRun: boolean,
  { tell, result }: Desk,
): Promise<number> {
  const [{ load, readBytes }, { importTracker, changesText }, { replaceTexts }] = await Promise.all([
    import('../load.ts'),
    import('../import/index.ts'),
    import('../publish/replace.ts'),
  ]);
  const [path, ...more] = options.slugs;
  if (path === undefined || more.length > 0) {
    const hint = 'such as: import output/medway/tracker.xlsx';
    throw refuse('machine', 'command/option', 'import takes one workbook', hint);
  }
  const bytes = readBytes(path);
  const { diagnostics, changes, files } = await importTracker(load(options.folders), { path, bytes });
  tell(diagnostics);
  const isWrong = diagnostics.some(({ severity }) => severity === 'error');
  if (!isWrong && !isDryRun && files.length > 0) replaceTexts(files);
  result(isWrong ? '' : changesText(changes, isDryRun), { diagnostics, changes });
  return isWrong ? 1 : 0;
}
