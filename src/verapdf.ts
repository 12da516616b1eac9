import { execFile } from 'node:child_process';
import { refuse } from './diagnostic.ts';

/** What an independent validator says of one file and one standard. */
export interface Verdict {
  readonly standard: string;
  readonly passes: boolean;
  /** The rules that the file breaks, by clause and test, such as 7.1-3. */
  readonly broken: readonly string[];
}

/** The standards as veraPDF calls them. */
const flavours: Readonly<Record<string, string>> = { ua1: 'PDF/UA-1', '2a': 'PDF/A-2a' };

/** Reads veraPDF's report in its form for people: a line for each file, and below it what it breaks. */
export function readVerdicts(report: string, standard: string): Verdict[] {
  return report
    .split(/^(?=(?:PASS|FAIL) )/m)
    .filter((part) => /^(PASS|FAIL) /.test(part))
    .map((part) => ({
      standard,
      passes: part.startsWith('PASS'),
      broken: [...part.matchAll(/^\s+(?:FAIL )?([\d.]+-\d+)\s*$/gm)].map(([, rule]) => rule ?? ''),
    }));
}

/** What veraPDF prints, also where it fails; undefined where there is none. */
function run(flavour: string, files: readonly string[]): Promise<string | undefined> {
  const args = ['--flavour', flavour, '--format', 'text', '--verbose', ...files];
  return new Promise((resolve) => {
    execFile('verapdf', args, { maxBuffer: 1e8 }, (error, report) => {
      resolve(error?.code === 'ENOENT' ? undefined : report);
    });
  });
}

/**
 * The verdicts of veraPDF on some files, one list for each file, where a command of that name is on the path; undefined
 * where none is. Throws a Refusal where it does not answer for every file.
 */
export async function judge(files: readonly string[]): Promise<Verdict[][] | undefined> {
  const verdicts: Verdict[][] = files.map(() => []);
  for (const [flavour, standard] of Object.entries(flavours)) {
    const report = await run(flavour, files);
    if (report === undefined) return undefined;
    const found = readVerdicts(report, standard);
    if (found.length !== files.length)
      throw refuse(
        'machine',
        'pdf/verapdf',
        'verapdf does not answer as expected',
        'run it by hand to see why',
      );
    for (const [index, verdict] of found.entries()) verdicts[index]?.push(verdict);
  }
  return verdicts;
}
