import { lastDay } from './dates.ts';
import { Refusal } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import { afresh } from './keep.ts';
import type { Keep } from './keep.ts';
import { astray, configFiles, dataFolders, misnamedFolder, nameOf, roundsIn, schemaOf } from './layout.ts';
import type { dataFiles } from './layout.ts';
import type { File, FontFile, Inputs } from './load.ts';
import type { Records, Round } from './records.ts';
import { shapesOf } from './shape.ts';
import type { Shapes } from './shape.ts';
import { emptyShelf } from './shelf.ts';
import type { Shelf } from './shelf.ts';
import { parse, sourceOf } from './source.ts';
import type { Source } from './source.ts';
import { validator } from './validate.ts';
import type { Validate } from './validate.ts';

/** A valid record and the file it stands in. */
export interface Filed<T> {
  readonly source: Source;
  readonly record: T;
}

export type Config = {
  readonly [Name in keyof typeof configFiles]: Filed<Records[(typeof configFiles)[Name]]>;
} & {
  /** The reporting rounds, each by the name of its file in config/returns, earlier ones first. */
  readonly rounds: Readonly<Record<string, Filed<Round>>>;
};

/** Everything one partnership has written down. */
export type Partner = {
  readonly slug: string;
  readonly partnership: Filed<Records['partnership']>;
} & {
  readonly [Folder in keyof typeof dataFolders]: readonly Filed<Records[(typeof dataFolders)[Folder]]>[];
} & { readonly [Name in (typeof dataFiles)[number]]?: Filed<Records[Name]> };

export interface Project {
  readonly shapes: Shapes;
  readonly config: Config;
  readonly partners: readonly Partner[];
  /** The folder of every partnership, also of those that were not asked for. */
  readonly slugs: readonly string[];
  readonly templates: readonly File[];
  readonly fonts: readonly FontFile[];
}

/** What is known from before: from earlier in this process, and from earlier commands. Nothing unless told. */
export interface Memory {
  /** Keeps what all partnerships share. */
  readonly keep?: Keep;
  /** Keeps what is one partnership's own. */
  readonly keepOwn?: Keep;
  readonly shelf?: Shelf;
}

/** The files of one partnership, as they were loaded. */
type Folder = Inputs['partnerships'][number];

interface Reader extends Required<Memory> {
  readonly validate: Validate;
  readonly diagnostics: Diagnostic[];
}

/** A file with the record that it is known to hold. */
const filedAs = <T>(file: File, value: unknown): Filed<T> => ({
  source: sourceOf(file, value),
  record: value as T,
});

/** A file as a valid record, or undefined with the reasons told to the reader. */
function read<T>(reader: Reader, file: File, schema: string): Filed<T> | undefined {
  const { validate, keep, shelf, diagnostics } = reader;
  const { filed, findings } = keep(`read ${file.path}`, [validate, file.text], () => {
    const known = shelf.find(file, schema);
    if (known !== undefined) return { filed: filedAs<T>(file, known), findings: [] };
    const { source, diagnostics: malformed } = parse(file);
    const wrong = source ? validate(schema, source) : malformed;
    const isSound = source && wrong.length === 0;
    if (!isSound) return { filed: undefined, findings: wrong };
    // As the next command will find it: -0 is 0.
    const json = JSON.stringify(source.value);
    shelf.put(file, schema, json);
    return { filed: filedAs<T>(file, JSON.parse(json)), findings: wrong };
  });
  for (const finding of findings) diagnostics.push(finding);
  return filed;
}

/** One partnership, the same as before where none of its files has changed. */
function keptPartner(reader: Reader, inputs: Folder): Partner | undefined {
  const { validate, keepOwn } = reader;
  const from = [validate, ...inputs.files.flatMap(({ path, text }) => [path, text])];
  const { partner, diagnostics } = keepOwn(`partnership ${inputs.slug}`, from, () => {
    const own: Reader = { ...reader, keep: keepOwn, diagnostics: [] };
    return { partner: readPartner(own, inputs), diagnostics: own.diagnostics };
  });
  for (const diagnostic of diagnostics) reader.diagnostics.push(diagnostic);
  return partner;
}

/** Reads one partnership's files; undefined if any of them is wrong. */
function readPartner(reader: Reader, { slug, path, files }: Folder): Partner | undefined {
  const before = reader.diagnostics.length;
  const single: Record<string, Filed<unknown> | undefined> = {};
  const several: Record<string, Filed<unknown>[]> = Object.fromEntries(
    Object.keys(dataFolders).map((name) => [name, []]),
  );
  for (const file of files) {
    const schema = schemaOf(file.path, path);
    if (typeof schema !== 'string') {
      reader.diagnostics.push(schema);
      continue;
    }
    const filed = read(reader, file, schema);
    const folder = several[file.path.slice(path.length + 1).split('/')[0] ?? ''];
    if (!folder) single[schema] = filed;
    else if (filed) folder.push(filed);
  }
  reader.diagnostics.push(...misnamedFolder(slug, path));
  if (!('partnership' in single)) {
    reader.diagnostics.push({
      severity: 'error',
      rule: 'file/missing',
      message: `${path} has no partnership.yaml`,
      hint: 'every partnership needs this one file; its schema is partnership.schema.json',
    });
  }
  return reader.diagnostics.length === before
    ? ({ slug, ...several, ...single } as unknown as Partner)
    : undefined;
}

/** Reads every reporting round, in the order in which they are due; undefined if one is wrong. */
function readRounds(reader: Reader, files: readonly File[]): Config['rounds'] | undefined {
  const rounds = files.map((file) => [nameOf(file), read<Round>(reader, file, 'round')] as const);
  const sound = rounds.flatMap(([name, filed]) => (filed ? [[name, filed] as const] : []));
  if (sound.length < rounds.length) return undefined;
  const place = ([name, { record }]: (typeof sound)[number]) => `${lastDay(record.due)} ${name}`;
  return Object.fromEntries(sound.sort((a, b) => (place(a) < place(b) ? -1 : 1)));
}

/** Reads the national facts; undefined if any of their files is wrong. */
function readConfig(reader: Reader, inputs: Inputs): Config | undefined {
  const { rounds: files, diagnostics: misnamed } = roundsIn(inputs.config);
  const entries = Object.entries(configFiles).map(([name, schema]) => {
    const file = inputs.config.find((candidate) => candidate.name === `config/${name}.yaml`);
    if (!file) {
      const message = `the config folder has no ${name}.yaml`;
      const hint = 'restore it; it belongs to the project';
      // One of those that are there under another name may be it.
      throw new Refusal('machine', [{ severity: 'error', rule: 'file/missing', message, hint }, ...misnamed]);
    }
    return [name, read(reader, file, schema)] as const;
  });
  reader.diagnostics.push(...misnamed);
  const rounds = readRounds(reader, files);
  if (!rounds || entries.some(([, filed]) => filed === undefined)) return undefined;
  const from = [...entries.map(([, filed]) => filed), ...Object.values(rounds)];
  return reader.keep('config', from, () => ({ ...Object.fromEntries(entries), rounds }) as unknown as Config);
}

/** What reads files and holds them against their schemas. */
function readerOf(
  { schemas }: Pick<Inputs, 'schemas'>,
  { keep = afresh, keepOwn = keep, shelf = emptyShelf }: Memory,
): Reader & { readonly shapes: Shapes } {
  const texts = schemas.map(({ text }) => text);
  const made = keep('schemas', texts, () => {
    const shapes = shapesOf(schemas);
    return { shapes, validate: validator(schemas, shapes, shelf) };
  });
  return { ...made, keep, keepOwn, shelf, diagnostics: [] };
}

/** Reads one partnership's files, one at each step, so that the shelf has those that are sound. */
export function* readAhead(inputs: Inputs, { path, files }: Folder, memory: Memory): Generator<void> {
  const reader = readerOf(inputs, memory);
  for (const file of files) {
    const schema = schemaOf(file.path, path);
    // Only the shelf keeps it: of many partnerships none stays in memory.
    if (typeof schema === 'string') read({ ...reader, keep: reader.keepOwn }, file, schema);
    yield;
  }
}

/** Reads and validates everything. Partnerships with errors are left out, their errors told. */
export function readProject(
  inputs: Inputs,
  slugs: readonly string[],
  memory: Memory = {},
): { project?: Project; diagnostics: Diagnostic[] } {
  const reader = readerOf(inputs, memory);
  const { shapes } = reader;
  reader.diagnostics.push(...astray(inputs.astray));
  const config = readConfig(reader, inputs);
  const wanted = inputs.partnerships.filter(({ slug }) => slugs.length === 0 || slugs.includes(slug));
  const partners = wanted.flatMap((partner) => keptPartner(reader, partner) ?? []);
  if (!config) return { diagnostics: reader.diagnostics };
  const { templates, fonts } = inputs;
  return {
    project: {
      shapes,
      config,
      partners,
      slugs: inputs.partnerships.map(({ slug }) => slug),
      templates,
      fonts,
    },
    diagnostics: reader.diagnostics,
  };
}
