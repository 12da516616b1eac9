import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { runBuild } from './cli/build.ts';
import type { Desk } from './cli/desk.ts';
import { runAudit, runCheck } from './cli/check.ts';
import { runDiff, runGaps } from './cli/compare.ts';
import { runImport } from './cli/import.ts';
import { runPreview } from './cli/preview.ts';
import { runVerify } from './cli/verify.ts';
import { Refusal, refuse, suggestion } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Format } from './documents.ts';
import type { Audience, Options } from './prepare.ts';
import type { Machine } from './print/browser.ts';
import { painter, reportOf } from './report.ts';
import type { ReportFormat } from './report.ts';

const help = `cdp-returns: one set of facts in YAML, every paper a partnership owes

  npm start -- [SLUG…] [OPTIONS]                       build every document
  npm run -s returns -- COMMAND [SLUG…] [OPTIONS]

Commands
  build [SLUG…]   check everything, then make every document of the named partnerships, or of all
  check [SLUG…]   check only; write nothing
  check --pdf FILE…   hold finished PDFs against PDF/UA-1 and PDF/A-2a, also with veraPDF where it is installed
  gaps [SLUG…]    what is missing before each paper can be sent, and who owes it
  diff SLUG ROUND ROUND   what has moved between two returns of one partnership
  import FILE     take what finance typed into a tracker.xlsx back into the data
  preview [SLUG…] show every page in a browser, and again whenever a file is saved
  verify [FILE…]  whether the output folder, or a published file, is as its manifest says, and what has changed since
  doctor          the browser, fonts and versions that would be used, and what is missing
  help            this text

Options
  --data DIR               the folder of partnerships                        (data)
  --config DIR             national facts and schemas                        (config)
  --templates DIR          templates                                         (templates)
  --out DIR                where documents go                                (output)
  --document KIND[,KIND]   only these kinds, such as briefing-note           (all)
  --formats pdf,html,xlsx  only these formats                                (all that the kind has)
  --as-at YYYY-MM-DD       compute every status as at this date              (the date in the data)
  --audience public|internal  for whom; internal documents show every number and
                           go to the folder internal of --out, marked on each page   (public)
  --final                  refuse whatever is unsigned or has gaps
  --strict                 warnings count as errors
  --force                  build: make also what is there already and has not changed
  --format text|json|github   how diagnostics and results are printed        (text)
  --dry-run                import: show the changes and write nothing
  --jobs N                 pages printed at once                             (the processors there are)
  --port N                 where the preview is served                       (the first free from 4600)

Exit codes: 0 good, 1 the files are wrong, 2 the command line or the machine is wrong, 70 our fault.
`;

const commands = ['build', 'check', 'gaps', 'diff', 'preview', 'import', 'verify', 'doctor', 'help'] as const;
type Command = (typeof commands)[number];

const optionTypes = {
  data: { type: 'string', default: 'data' },
  config: { type: 'string', default: 'config' },
  templates: { type: 'string', default: 'templates' },
  out: { type: 'string', default: 'output' },
  document: { type: 'string' },
  formats: { type: 'string' },
  'as-at': { type: 'string' },
  audience: { type: 'string', default: 'public' },
  final: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  format: { type: 'string', default: 'text' },
  jobs: { type: 'string' },
  pdf: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  port: { type: 'string' },
  help: { type: 'boolean', default: false, short: 'h' },
} as const satisfies ParseArgsConfig['options'];

const bad = (message: string, hint?: string) => refuse('machine', 'command/option', message, hint);

/** Splits the command line, in our own words where it is wrong. */
function split(argv: readonly string[]) {
  const known = Object.keys(optionTypes);
  for (const arg of argv) {
    const name = /^--([^=]*)/.exec(arg)?.[1];
    if (arg === '--') break;
    if (name !== undefined && !known.includes(name))
      throw bad(`there is no option --${name}`, suggestion(name, known));
  }
  try {
    return parseArgs({ args: [...argv], options: optionTypes, allowPositionals: true, strict: true });
  } catch (error) {
    throw bad((error as Error).message.split('. ')[0] ?? '', 'the command help lists the options');
  }
}

type Values = ReturnType<typeof split>['values'];

/** One of a few words, or several of them between commas. */
function words<T extends string>(
  option: string,
  text: string | undefined,
  allowed: readonly T[],
): T[] | undefined {
  if (text === undefined) return undefined;
  const given = text.split(',').map((word) => word.trim());
  const wrong = given.find((word) => !allowed.includes(word as T));
  if (wrong !== undefined) throw bad(`--${option} cannot be “${wrong}”`, suggestion(wrong, allowed));
  return given as T[];
}

async function optionsOf(values: Values, slugs: readonly string[], processors: number): Promise<Options> {
  const asAt = values['as-at'];
  // Loaded only where it is needed: the calendar costs as much as all else that every command needs.
  if (asAt !== undefined && !(await import('./dates.ts')).isDay(asAt))
    throw bad(`--as-at ${asAt} is not a day that exists`, 'write it as 2023-03-20');
  const jobs = Number(values.jobs ?? processors);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64)
    throw bad(`--jobs ${values.jobs} is not a number of pages`, 'write a whole number from 1 to 64');
  const [audience = 'public'] = words<Audience>('audience', values.audience, ['public', 'internal']) ?? [];
  return {
    folders: { config: values.config, data: values.data, templates: values.templates },
    // A tree of its own, so that neither a file nor a list of the public can come to hold what is not for it.
    out: audience === 'internal' ? join(values.out, 'internal') : values.out,
    slugs,
    kinds: values.document?.split(',').map((kind) => kind.trim()),
    formats: words<Format>('formats', values.formats, ['pdf', 'html', 'xlsx']),
    asAt,
    audience,
    final: values.final,
    strict: values.strict,
    force: values.force,
    jobs,
  };
}

const machine: Machine = { env: process.env, platform: process.platform, arch: process.arch };
const colours = process.stderr.isTTY && process.env['NO_COLOR'] === undefined;
const paint = painter(colours);

function tell(diagnostics: readonly Diagnostic[], format: ReportFormat): void {
  if (format === 'json') return;
  const text = reportOf(diagnostics, format, paint);
  if (text) process.stderr.write(`${text}\n`);
}

function result(text: string, format: ReportFormat, value: unknown): void {
  process.stdout.write(format === 'json' ? `${JSON.stringify(value, null, 2)}\n` : text);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What a command gets of the process. */
function deskFor(format: ReportFormat): Desk {
  const watched = process.stderr.isTTY && format === 'text';
  return {
    host: {
      machine,
      node: process.version,
      onInterrupt: (clear) => {
        for (const [signal, code] of [
          ['SIGINT', 130],
          ['SIGTERM', 143],
          ['SIGHUP', 129],
        ] as const) {
          process.on(signal, () => {
            clear();
            // After the listener with which puppeteer ends the browser.
            setImmediate(() => process.exit(code));
          });
        }
      },
      owner: { pid: process.pid, isRunning },
    },
    tell: (diagnostics) => tell(diagnostics, format),
    result: (text, value) => result(text, format, value),
    terminal: watched ? process.stderr : undefined,
    now: () => performance.now(),
  };
}

async function runDoctor(options: Options, format: ReportFormat): Promise<number> {
  const [{ load }, { findBrowser }] = await Promise.all([import('./load.ts'), import('./print/browser.ts')]);
  const { versions, fonts, partnerships } = load(options.folders);
  const browser = await findBrowser(machine);
  const findings = {
    'cdp-returns': versions['cdp-returns'],
    node: process.version,
    browser: browser ? `${browser.origin}, ${browser.path}` : 'missing',
    fonts: `Source Sans 3 ${versions['fonts']}, ${fonts.length} files`,
    partnerships: partnerships.map(({ slug }) => slug).join(', ') || 'none',
  };
  const text = Object.entries(findings).map(([name, found]) => `${name.padEnd(14)}${found}\n`);
  result(text.join(''), format, findings);
  if (browser) return 0;
  process.stderr.write(
    'There is no browser to print with: install Google Chrome, or set PUPPETEER_EXECUTABLE_PATH.\n',
  );
  return 2;
}

const ours = 'This is a fault in cdp-returns, not in your files. Please report it with the lines above.\n';

/** Runs one command and says with which exit code to end. */
async function run(argv: readonly string[]): Promise<number> {
  let format: ReportFormat = 'text';
  try {
    const { values, positionals } = split(argv);
    [format = 'text'] = words<ReportFormat>('format', values.format, ['text', 'json', 'github']) ?? [];
    const [name = 'help', ...slugs] = positionals;
    if (values.help || name === 'help') return (void process.stdout.write(help), 0);
    if (!commands.includes(name as Command))
      throw bad(`there is no command ${name}`, suggestion(name, commands));
    const options = await optionsOf(values, slugs, (await import('node:os')).availableParallelism());
    const desk = deskFor(format);
    if (name === 'build') return await runBuild(options, desk);
    if (name === 'check') return await (values.pdf ? runAudit(slugs, desk) : runCheck(options, desk));
    if (name === 'gaps') return await runGaps(options, desk);
    if (name === 'diff') return await runDiff(options, desk);
    if (name === 'import') return await runImport(options, values['dry-run'], desk);
    if (name === 'preview') return await runPreview(options, values.port, desk);
    if (name === 'verify') return await runVerify(options, desk);
    return await runDoctor(options, format);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(error.diagnostics, format);
    if (format === 'json') result('', format, { diagnostics: error.diagnostics });
    if (error.fault === 'program') process.stderr.write(`\n${ours}`);
    return { files: 1, machine: 2, program: 70 }[error.fault];
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n\n${ours}`);
  process.exitCode = 70;
}
