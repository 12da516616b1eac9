import type { Filed, Partner, Project } from '../project.ts';
import { dataFiles, dataFolders } from '../layout.ts';
import type { Figure } from '../records.ts';
import { ledgerOf } from './ledger.ts';
import { protect } from './protect.ts';
import { figuresOf, secretsOf } from './secrets.ts';
import type { Secrets, Stated } from './secrets.ts';

/**
 * Every figure whose number is not for the public, by the rules of config/disclosure.yaml, with the state that is
 * printed instead: for its own sake, because it is built on a hidden one, or because it would give one away.
 */
export function hiddenIn(
  project: Project,
  partner: Partner,
  figures: readonly Stated[] = figuresOf(project, partner),
): Secrets {
  const secrets = secretsOf(project, figures);
  const ledger = ledgerOf(project, partner, secrets);
  protect(ledger, secrets, project.config.disclosure.record);
  return secrets;
}

/** A copy in which a hidden figure has nothing but its state; a figure that never had a number keeps its note. */
function redacted(value: unknown, secrets: Secrets): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const state = secrets.get(value);
  if (state) return { state } satisfies Figure;
  if (Array.isArray(value)) return value.map((item) => redacted(item, secrets));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redacted(inner, secrets)]));
}

/**
 * A partnership's records as the public may see them: no figure that may not be published has its number. What is made
 * from this copy cannot leak by forgetting; only rules across the records read the true ones.
 */
export function forPublic(project: Project, partner: Partner): Partner {
  const secrets = hiddenIn(project, partner);
  const copy = <T>({ source, record }: Filed<T>): Filed<T> => {
    const shown = redacted(record, secrets) as T;
    return { source: { ...source, value: shown }, record: shown };
  };
  const single = dataFiles.map((name) => {
    const filed: Filed<unknown> | undefined = partner[name];
    return [name, filed && copy(filed)];
  });
  const folders = Object.keys(dataFolders) as (keyof typeof dataFolders)[];
  const several = folders.map((name) => [name, partner[name].map((filed: Filed<unknown>) => copy(filed))]);
  return { ...partner, ...Object.fromEntries([...single, ...several]) } as Partner;
}
