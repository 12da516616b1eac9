import { suggestion } from './diagnostic.ts';
import type { Diagnostic } from './diagnostic.ts';
import { internalName } from './load.ts';
import type { File } from './load.ts';

/** The files of config/ and the schema of each. */
export const configFiles = {
  sources: 'sources',
  milestones: 'national-milestones',
  outcomes: 'national-outcomes',
  metrics: 'metrics',
  grants: 'national-grants',
  menu: 'menu',
  membership: 'membership',
  disclosure: 'disclosure',
  calendar: 'calendar',
  language: 'language',
  glossary: 'glossary',
  units: 'units',
  wording: 'wording',
  tables: 'tables',
  blocks: 'blocks',
  workbook: 'workbook',
  documents: 'documents',
  accessibility: 'accessibility',
} as const;

/** The files of a partnership's folder, each with the schema of its own name; only the first is required. */
export const dataFiles = [
  'partnership',
  'sources',
  'milestones',
  'needs',
  'outcomes',
  'plan',
  'actions',
  'risks',
  'grants',
  'spend',
] as const;
/** The folders within it, and the schema of every file in each. */
export const dataFolders = { papers: 'paper', meetings: 'meeting', returns: 'return' } as const;

/** The name of a file without its folders and its ending, such as that of a round. */
export function nameOf({ path }: Pick<File, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
}

/** A file whose name says to nobody what is in it. */
const misnamed = (path: string, message: string, hint: string): Diagnostic => ({
  severity: 'error',
  rule: 'file/name',
  span: { file: path, line: 1, column: 1, excerpt: '', length: 1 },
  message,
  hint,
});

const nearTo = (name: string, allowed: readonly string[]): string =>
  name.endsWith('.yaml') ? (suggestion(name, allowed) ?? '') : 'end its name with .yaml';

/** The schema that a data file must keep, or what is wrong with its name. */
export function schemaOf(path: string, folder: string): string | Diagnostic {
  const name = path.slice(folder.length + 1);
  const [head, tail] = name.split('/');
  if (tail?.endsWith('.yaml') && head && Object.hasOwn(dataFolders, head))
    return dataFolders[head as keyof typeof dataFolders];
  const known = dataFiles.find((file) => name === `${file}.yaml`);
  if (known) return known;
  const message = `${name} is not a file that a partnership’s folder has, so its facts would be lost`;
  const folders = Object.keys(dataFolders).map((own) => `${own}/…`);
  return misnamed(path, message, nearTo(name, [...dataFiles.map((file) => `${file}.yaml`), ...folders]));
}

/** A round is called by the name of its file, so that has the form of every other name, and a letter first. */
const roundName = /^config\/returns\/[a-z][a-z0-9]*(-[a-z0-9]+)*\.yaml$/;

const ownName = ({ name }: File): string => name.slice('config/'.length);

/** The files of the rounds, and what is wrong with the names of other files in config/. */
export function roundsIn(config: readonly File[]): { rounds: File[]; diagnostics: Diagnostic[] } {
  const known = Object.keys(configFiles).map((own) => `${own}.yaml`);
  const others = config.filter((file) => !known.includes(ownName(file)));
  const rounds = others.filter(({ name }) => roundName.test(name));
  const diagnostics = others
    .filter((file) => !rounds.includes(file))
    .map((file) => {
      const name = ownName(file);
      if (!name.startsWith('returns/'))
        return misnamed(
          file.path,
          `${name} is not a file that the config folder has, so nobody would read it`,
          nearTo(name, [...known, 'returns/…']),
        );
      const hint =
        'begin with a small letter, then small letters, digits and hyphens, and end with .yaml, such as april-2023.yaml';
      return misnamed(file.path, `${name} cannot be the name of a round`, hint);
    });
  return { rounds, diagnostics };
}

/** What is wrong with the name of a partnership's folder, if anything is. */
export function misnamedFolder(slug: string, path: string): Diagnostic[] {
  const isReserved = slug === internalName;
  if (!isReserved && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return [];
  return [
    {
      severity: 'error',
      rule: 'file/folder',
      message: `${path} cannot be the name of a partnership’s folder`,
      hint: isReserved
        ? 'in the output the folder of that name holds what is not for the public; name it otherwise'
        : 'use small letters, digits and hyphens, such as barking-and-dagenham; it becomes part of web addresses',
    },
  ];
}

/** Files that lie beside the folders of the partnerships, and so belong to none. */
export function astray(paths: readonly string[]): Diagnostic[] {
  return paths.map((path) =>
    misnamed(
      path,
      'this file lies in no partnership’s folder, so its facts would be lost',
      'move it into the folder of its partnership',
    ),
  );
}
