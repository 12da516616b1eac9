import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from '../../src/print/browser.ts';
import { generate } from './generate.ts';
import { measure } from './measure.ts';
import type { Measured } from './measure.ts';

/** One thing that is timed, the least that it is held against, and what the project has promised of it, if it has. */
export interface Case {
  readonly what: string;
  readonly ours: () => Promise<Measured>;
  readonly reference: string;
  readonly theirs: () => Promise<Measured>;
  readonly bounds: readonly Bound[];
}

/** What is compared, and what was promised of it at most. */
interface Bound {
  readonly of: keyof Measured;
  readonly most?: number | undefined;
}

const root = resolve(import.meta.dirname, '..', '..');
const here = import.meta.dirname;
const cli = join(root, 'src', 'cli.js');
const seed = 1;
const all = ['--document', 'briefing-note,annual-return,tracker'];
const papers = ['--document', 'briefing-note,annual-return'];
/** How large the set is that the largest is held against. */
const england = 106;

const inTime = (most?: number): Bound[] => [{ of: 'seconds', most }];

const dataOf = (work: string, count: number): string => join(work, `data-${count}`);

/** The options that say where a set lies and where it is built. */
function folders(work: string, count: number, out = `out-${count}`): string[] {
  const own = ['--config', join(root, 'config'), '--templates', join(root, 'templates')];
  return ['--data', dataOf(work, count), ...own, '--out', join(work, out)];
}

/** Makes up a set of partnerships; gives the names of their folders. */
const made = (work: string, count: number): string[] =>
  generate(dataOf(work, count), { count, seed, schemas: join(root, 'config', 'schemas') });

const command = (work: string, count: number, ...args: string[]) =>
  measure([cli, ...args, ...folders(work, count)]);

/** The arguments of a build of a set whose threads write profiles. */
export function profiling(work: string, count: number, folder: string): string[] {
  return ['--cpu-prof', '--cpu-prof-dir', folder, cli, 'build', ...all, '--force', ...folders(work, count)];
}

/** Takes from the shelf what is known of the partnerships and of config. */
const forget = () =>
  rmSync(join(root, 'node_modules', '.cache', 'cdp-returns', 'read'), { recursive: true, force: true });

/** Everything that is timed for one number of partnerships; builds them once, for the pages of the references. */
export async function casesFor(work: string, count: number, browser: Browser): Promise<Case[]> {
  const [first = ''] = made(work, count);
  const [data, out] = [dataOf(work, count), join(work, `out-${count}`)];
  const run = (...args: string[]) => command(work, count, ...args);
  const starting = { reference: '`node -e 0`', theirs: () => measure(['-e', '0']) };
  const unchanged = (most: number): Case => ({
    what: 'nothing has changed',
    ours: () => run('build', ...all),
    ...starting,
    bounds: inTime(most),
  });
  if (count > england) {
    made(work, england);
    return [
      {
        what: 'notes, returns and workbooks',
        ours: () => run('build', ...all, '--force'),
        reference: `the same of ${england}`,
        theirs: () => command(work, england, 'build', ...all, '--force'),
        bounds: [
          { of: 'seconds', most: 10 },
          { of: 'megabytes', most: 1.3 },
        ],
      },
      unchanged(25),
    ];
  }
  await run('build', ...all);
  const prints = join(work, 'prints');
  mkdirSync(prints, { recursive: true });
  const pages = readdirSync(out, { recursive: true, encoding: 'utf8' })
    // The pages about the documents are never printed.
    .filter((name) => /\/(briefing-note|annual-return)-.*\.html$/.test(name))
    .map((name) => join(out, name));
  const bare = (wanted: readonly string[]) =>
    measure([join(here, 'print.ts'), JSON.stringify(browser), prints, ...wanted]);
  const printing = { reference: 'bare printing of the same pages', theirs: () => bare(pages) };
  const parsing = {
    reference: 'bare parsing of the YAML',
    theirs: () => measure([join(here, 'parse.ts'), data]),
  };
  const note = pages.filter((page) => page.includes(`/${first}/briefing-note`));
  const answers = join(data, first, 'returns', 'october-2024.yaml');
  const reword = () => {
    const text = readFileSync(answers, 'utf8');
    const [from, to] = text.includes('agreed how')
      ? ['agreed how', 'agree how']
      : ['agree how', 'agreed how'];
    if (!text.includes(from)) throw new Error(`there is no “${from}” in ${answers}`);
    writeFileSync(answers, text.replace(from, to));
    return run('build', ...all);
  };
  const least = async () => {
    const { seconds, megabytes } = await bare(
      pages.filter((page) => page.includes(`/${first}/annual-return`)),
    );
    const start = await measure(['-e', '0']);
    return { seconds: seconds + 8 * start.seconds, megabytes };
  };
  const noteOnly = ['build', first, '--document', 'briefing-note', '--formats', 'pdf'];
  return [
    {
      what: 'notes, returns and workbooks',
      ours: () => run('build', ...all, '--force'),
      ...printing,
      bounds: inTime(1.5),
    },
    {
      what: 'the same without conformance and workbooks',
      ours: () =>
        measure([join(here, 'unfinished.ts'), ...papers, '--force', ...folders(work, count, 'unfinished')]),
      ...printing,
      bounds: inTime(1.15),
    },
    unchanged(6),
    {
      what: 'one word changed in one return',
      ours: reword,
      reference: 'bare launch and print of it, and 8 times `node -e 0`',
      theirs: least,
      bounds: inTime(1),
    },
    {
      what: 'one note, cold',
      ours: () => {
        rmSync(join(work, 'note'), { recursive: true, force: true });
        return measure([cli, ...noteOnly, ...folders(work, count, 'note')]);
      },
      reference: 'bare launch and print of it',
      theirs: () => bare(note),
      bounds: inTime(2),
    },
    { what: 'check of all', ours: () => run('check'), ...parsing, bounds: inTime(1.5) },
    { what: 'check of one', ours: () => run('check', first), ...starting, bounds: inTime(12) },
    {
      what: 'check of all, for the first time',
      ours: () => {
        forget();
        return run('check');
      },
      ...parsing,
      bounds: inTime(),
    },
    {
      what: 'check of one, for the first time',
      ours: () => {
        forget();
        return run('check', first);
      },
      ...starting,
      bounds: inTime(),
    },
  ];
}
