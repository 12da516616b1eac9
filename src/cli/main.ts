import { availableParallelism } from 'node:os';
import { Refusal, suggestion } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Options } from '../prepare.ts';
import type { Machine } from '../print/browser.ts';
import { painter, reportOf } from '../report.ts';
import type { ReportFormat } from '../report.ts';
import type { Desk } from './desk.ts';
import { bad, commands, help, optionsOf, refuseStrange, split, word } from './options.ts';
import type { Command } from './options.ts';

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

/** Ends this process once all is cleared up: threads of ours that still work may bring it down with them. */
async function end(cleared: void | Promise<void>, code: number): Promise<never> {
  await cleared;
  process.exit(code);
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
          process.once(signal, () => {
            // Whoever interrupts it once more waits for nothing.
            process.on(signal, () => process.exit(code));
            void end(clear(), code);
          });
        }
      },
      owner: { pid: process.pid, isRunning },
    },
    tell: (diagnostics) => tell(diagnostics, format),
    complain: (text) => process.stderr.write(text),
    result: (text, value) => result(text, format, value),
    terminal: watched ? process.stderr : undefined,
    now: () => performance.now(),
  };
}

/** What is said where we are at fault. */
const ours = 'This is a fault in cdp-returns, not in your files. Please report it with the lines above.\n';

/** The command of a name; each loads what it needs and no more. */
async function commandOf(
  name: Command,
  { values }: ReturnType<typeof split>,
): Promise<(options: Options, desk: Desk) => Promise<number>> {
  switch (name) {
    case 'build':
      return (await import('./build.ts')).runBuild;
    case 'check': {
      const { runAudit, runCheck } = await import('./check.ts');
      return values.pdf ? (options, desk) => runAudit(options.slugs, desk) : runCheck;
    }
    case 'gaps':
      return (await import('./compare.ts')).runGaps;
    case 'diff':
      return (await import('./compare.ts')).runDiff;
    case 'import': {
      const { runImport } = await import('./import.ts');
      return (options, desk) => runImport(options, values['dry-run'], desk);
    }
    case 'preview': {
      const { runPreview } = await import('./preview.ts');
      return (options, desk) => runPreview(options, values.port, desk);
    }
    case 'merge':
      return (await import('./merge.ts')).runMerge;
    case 'verify':
      return (await import('./verify.ts')).runVerify;
    default:
      return (await import('./doctor.ts')).runDoctor;
  }
}

const formats: readonly ReportFormat[] = ['text', 'json', 'github'];

const isFormat = (format: string, arg: string, before: string | undefined): boolean =>
  arg === `--format=${format}` || (arg === format && before === '--format');

/** Runs one command and says with which exit code to end. */
async function run(argv: readonly string[]): Promise<number> {
  // Known before the rest is, so that what is wrong with the rest is told in it.
  let format = formats.find((one) => argv.some((arg, i) => isFormat(one, arg, argv[i - 1]))) ?? 'text';
  try {
    const line = split(argv);
    const { values, positionals } = line;
    format = word('format', values.format, formats);
    const [name = 'help', ...slugs] = positionals;
    if (values.help || name === 'help') return (void process.stdout.write(help), 0);
    if (!commands.includes(name as Command))
      throw bad(`there is no command ${name}`, suggestion(name, commands));
    refuseStrange(name as Command, values);
    const options = await optionsOf(values, slugs, availableParallelism());
    const command = await commandOf(name as Command, line);
    return await command(options, deskFor(format));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(error.diagnostics, format);
    if (format === 'json') result('', format, { diagnostics: error.diagnostics });
    if (error.fault === 'program') process.stderr.write(`\n${ours}`);
    return { files: 1, machine: 2, program: 70 }[error.fault];
  }
}

/** Runs the command of this process; what nobody expected ends it with 70. */
export async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      // Whoever reads may have read enough and gone; what cannot be told for another reason, as on a full disk, is lost.
      if (code !== 'EPIPE') process.once('exit', () => (process.exitCode = 2));
    });
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n\n${ours}`);
    process.exitCode = 70;
  }
}
