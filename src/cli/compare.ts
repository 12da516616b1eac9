import { refuse } from '../diagnostic.ts';
import type { Options } from '../prepare.ts';
import type { Desk } from './desk.ts';

/** The command gaps: exit code 1 while anything is missing. */
export async function runGaps(options: Options, { tell, result }: Desk): Promise<number> {
  const [{ prepare }, { gapsOf, gapsText }] = await Promise.all([
    import('../prepare.ts'),
    import('../gaps.ts'),
  ]);
  const { diagnostics, ready } = prepare(options);
  if (!ready) {
    tell(diagnostics);
    result('', { diagnostics });
    return 1;
  }
  const gaps = gapsOf(ready.project, ready.plans, { warnings: diagnostics, asAt: options.asAt });
  result(gaps.length === 0 ? 'nothing is missing\n' : gapsText(gaps), { gaps });
  return gaps.length === 0 ? 0 : 1;
}

/** The command diff: what has moved between two returns of one partnership. */
export async function runDiff(options: Options, { tell, result }: Desk): Promise<number> {
  const [slug, first, second, ...more] = options.slugs;
  if (slug === undefined || first === undefined || second === undefined || more.length > 0) {
    const hint = 'such as: diff medway april-2023 october-2024';
    throw refuse('machine', 'command/option', 'diff needs a partnership and two rounds', hint);
  }
  const [{ prepare }, { diffOf, diffText }] = await Promise.all([
    import('../prepare.ts'),
    import('../diff.ts'),
  ]);
  const { diagnostics, ready } = prepare({ ...options, slugs: [slug] });
  const [partner] = ready?.project.partners ?? [];
  if (!ready || !partner) {
    tell(diagnostics);
    result('', { diagnostics });
    return 1;
  }
  const diff = diffOf(ready.project, partner, [first, second]);
  result(diffText(ready.project, diff), diff);
  return 0;
}
