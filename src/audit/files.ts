import type { Diagnostic } from '../diagnostic.ts';
import { readBytes } from '../load.ts';
import { judge } from '../verapdf.ts';
import type { Verdict } from '../verapdf.ts';
import { audit } from './index.ts';

/** What was found in one file, and what an independent validator says of it where one is installed. */
export interface Audited {
  readonly file: string;
  readonly findings: readonly Diagnostic[];
  readonly verapdf: readonly Verdict[];
}

/** Holds finished PDFs against their standards. Throws a Refusal where a file is not there. */
export async function auditFiles(files: readonly string[]): Promise<Audited[]> {
  const found = files.map((file) => audit(readBytes(file), file));
  const verdicts = await judge(files);
  return files.map((file, index) => ({
    file,
    findings: found[index] ?? [],
    verapdf: verdicts?.[index] ?? [],
  }));
}

/** True for a file in which nothing was found, by us or by the other validator. */
export const passes = ({ findings, verapdf }: Audited): boolean =>
  findings.length === 0 && verapdf.every((verdict) => verdict.passes);
