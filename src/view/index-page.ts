import type { Made, OutputFile } from '../documents.ts';
import type { Config } from '../project.ts';
import type { IndexView } from '../records.ts';

/** A file's size as people read it. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The page that lists all documents. */
export const indexName = 'index.html';

/** The page in each partnership's folder that says how far its files were checked. */
export const statementName = 'accessibility.html';

/** What a file is called in a list: its format, or its name where several files have the same, and its size. */
export function labelOf({ path, bytes }: OutputFile, files: Made['files']): string {
  const ending = path.slice(path.lastIndexOf('.'));
  const alike = files.filter((file) => !file.internal && file.path.endsWith(ending));
  const name = alike.length > 1 ? path.slice(path.lastIndexOf('/') + 1) : ending.slice(1).toUpperCase();
  return `${name} (${sizeText(bytes)})`;
}

/** What people open first, then the tables in folders beside it. */
const inOrder = (files: Made['files']): readonly OutputFile[] =>
  files.toSorted((a, b) => a.path.split('/').length - b.path.split('/').length);

/** The view of the page that lists every document that was made. */
export function indexView(config: Config, documents: readonly Made[]): IndexView {
  const { language, index } = config.documents.record;
  return {
    language,
    labels: index,
    groups: [...Map.groupBy(documents, ({ slug }) => slug)].map(([slug, own]) => {
      return {
        id: slug,
        name: own[0]?.partnership ?? slug,
        accessibility: `${slug}/${statementName}`,
        warnings: [...(own[0]?.warnings ?? [])],
        documents: own.map(({ title, kind, date, draft, internal, files }) => ({
          title,
          kind,
          date,
          state: [draft ? index.draft : index.signed_off, ...(internal ? [index.internal] : [])].join('; '),
          files: inOrder(files)
            .filter((file) => !file.internal)
            .map((file) => ({ href: file.path, label: labelOf(file, files) })),
        })),
      };
    }),
    facts: null,
  };
}
