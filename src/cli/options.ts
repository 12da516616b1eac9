import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { Refusal, refuse, suggestion } from '../diagnostic.ts';
import type { Format } from '../documents.ts';
import { internalName } from '../load.ts';
import type { Audience, Options } from '../prepare.ts';

/** What `help` prints. */
export const help = `cdp-returns: one set of facts in YAML, every paper a partnership owes

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
  merge DIR…      one output folder out of those of builds with --shard
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
  --shard N/OF             build: only every OFth partnership, from the Nth on; merge joins the parts
  --force                  build: make also what is there already and has not changed
  --format text|json|github   how diagnostics and results are printed        (text)
  --dry-run                import: show the changes and write nothing
  --jobs N                 pages printed at once                             (the processors there are)
  --port N                 where the preview is served                       (the first free from 4600)

Exit codes: 0 good, 1 the files are wrong, 2 the command line or the machine is wrong, 70 our fault.
`;

/** The commands, in the order in which the help lists them. */
export const commands = [
  'build',
  'check',
  'gaps',
  'diff',
  'preview',
  'import',
  'merge',
  'verify',
  'doctor',
  'help',
] as const;
export type Command = (typeof commands)[number];

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
  shard: { type: 'string' },
  format: { type: 'string', default: 'text' },
  jobs: { type: 'string' },
  pdf: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  port: { type: 'string' },
  help: { type: 'boolean', default: false, short: 'h' },
} as const satisfies ParseArgsConfig['options'];

/** Refuses a command line that is wrong; ends with 2. */
export const bad = (message: string, hint?: string) => refuse('machine', 'command/option', message, hint);

const seeHelp = 'the command help lists the options';

const valueless = (option: string): Refusal =>
  bad(`--${option} needs a value`, `write it behind the option, as in --${option}=VALUE`);

/** Splits the command line, in our own words where it is wrong. */
export function split(argv: readonly string[]) {
  const known = Object.keys(optionTypes);
  for (const arg of argv) {
    const name = /^--([^=]*)/.exec(arg)?.[1];
    if (arg === '--') break;
    if (name !== undefined && !known.includes(name))
      throw bad(`there is no option --${name}`, suggestion(name, known));
  }
  try {
    const split = parseArgs({ args: [...argv], options: optionTypes, allowPositionals: true, strict: true });
    const [empty] = Object.entries(split.values).find(([, value]) => value === '') ?? [];
    if (empty !== undefined) throw valueless(empty);
    return split;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { message } = error as Error;
    const [, option = ''] = /--([a-z-]+)/.exec(message) ?? [];
    if (!Object.hasOwn(optionTypes, option)) throw bad(message.split('. ')[0] ?? '', seeHelp);
    throw optionTypes[option as keyof typeof optionTypes].type === 'string'
      ? valueless(option)
      : bad(`--${option} takes no value`, seeHelp);
  }
}

type Values = ReturnType<typeof split>['values'];

/** Options that mean something to one command only. */
const onlyOf: Readonly<Partial<Record<keyof Values, Command>>> = {
  'dry-run': 'import',
  pdf: 'check',
  port: 'preview',
  shard: 'build',
};

/** Refuses an option that only another command has. */
export function refuseStrange(command: Command, values: Values): void {
  for (const [option, owner] of Object.entries(onlyOf)) {
    const given = values[option as keyof Values];
    if (command !== owner && given !== undefined && given !== false)
      throw bad(`${command} has no option --${option}`, `it is one of ${owner}`);
  }
}

/** One of a few words. */
export function word<T extends string>(option: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === text);
  if (found === undefined) throw bad(`--${option} cannot be “${text}”`, suggestion(text, allowed));
  return found;
}

/** Several of a few words, between commas. */
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

/** A part of the partnerships, written as 2/4. */
function shardOf(text: string | undefined): Options['shard'] {
  if (text === undefined) return undefined;
  const [, number = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (number < 1 || number > of)
    throw bad(`--shard ${text} is not a part of a whole`, 'write the second quarter as 2/4');
  return { number, of };
}

/** More pages at once than any machine could print. */
const mostJobs = 64;

/** The command line as what it asks for. Throws a Refusal where it asks for what cannot be. */
export async function optionsOf(
  values: Values,
  slugs: readonly string[],
  processors: number,
): Promise<Options> {
  const asAt = values['as-at'];
  // Loaded only where it is needed, because every command comes by here.
  if (asAt !== undefined && !(await import('../dates.ts')).isDay(asAt))
    throw bad(`--as-at ${asAt} is not a day that exists`, 'write it as 2023-03-20');
  const jobs = Number(values.jobs ?? Math.min(processors, mostJobs));
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > mostJobs)
    throw bad(`--jobs ${values.jobs} is not a number of pages`, `write a whole number from 1 to ${mostJobs}`);
  const audience = word<Audience>('audience', values.audience, ['public', 'internal']);
  return {
    folders: { config: values.config, data: values.data, templates: values.templates },
    // A tree of its own, so that neither a file nor a list of the public can come to hold what is not for it.
    out: audience === 'internal' ? join(values.out, internalName) : values.out,
    slugs,
    kinds: values.document?.split(',').map((kind) => kind.trim()),
    formats: words<Format>('formats', values.formats, ['pdf', 'html', 'xlsx']),
    asAt,
    audience,
    final: values.final,
    strict: values.strict,
    force: values.force,
    shard: shardOf(values.shard),
    jobs,
  };
}
