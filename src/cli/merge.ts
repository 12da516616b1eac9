import type { Options } from '../prepare.ts';
import type { Desk } from './desk.ts';

/** The command merge: one output folder out of those of several builds of parts. */
export async function runMerge(options: Options, { host, result }: Desk): Promise<number> {
  const { merge } = await import('../merge.ts');
  const { documents, parts } = merge(options, options.slugs, host.owner);
  result(`${options.out} has ${documents} documents from ${parts} folders\n`, { documents, parts });
  return 0;
}
