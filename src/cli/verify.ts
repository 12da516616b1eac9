import type { Options } from '../prepare.ts';
import type { Desk } from './desk.ts';

/** The command verify: exit code 0 only if all is as it was made. */
export async function runVerify(
  { out, folders, slugs: files }: Options,
  { host, tell, result }: Desk,
): Promise<number> {
  const { verify } = await import('../verify.ts');
  const verdicts = await verify({ out, folders, files }, host);
  const diagnostics = verdicts.flatMap((verdict) => verdict.diagnostics);
  tell(diagnostics);
  const good = verdicts.filter((verdict) => verdict.diagnostics.length === 0);
  result(good.map((verdict) => `${verdict.good}\n`).join(''), { diagnostics });
  return diagnostics.length === 0 ? 0 : 1;
}
