import type { Made } from '../documents.ts';
import type { Config } from '../project.ts';
import type { IndexView } from '../records.ts';

/** A file's size as people read it. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What a file is called in the list: its format, or its name where several files have the same. */
function labelOf(path: string, files: Made['files']): string {
  const ending = path.slice(path.lastIndexOf('.'));
  const alike = files.filter((file) => !file.internal && file.path.endsWith(ending));
  return alike.length > 1 ? path.slice(path.lastIndexOf('/') + 1) : ending.slice(1).toUpperCase();
}

/** The view of the page that lists every document that was made. */
export function indexView(config: Config, documents: readonly Made[]): IndexView {
  const { language, index } = config.documents.record;
  const slugs = [...new Set(documents.map(({ slug }) => slug))];
  return {
    language,
    labels: index,
    groups: slugs.map((slug) => {
      const own = documents.filter((made) => made.slug === slug);
      return {
        id: slug,
        name: own[0]?.partnership ?? slug,
        warnings: [...(own[0]?.warnings ?? [])],
        documents: own.map(({ title, kind, date, draft, internal, files }) => ({
          title,
          kind,
          date,
          state: [draft ? index.draft : index.signed_off, ...(internal ? [index.internal] : [])].join('; '),
          files: files
            .filter((file) => !file.internal)
            .map(({ path, bytes }) => ({
              href: path,
              label: `${labelOf(path, files)} (${sizeText(bytes)})`,
            })),
        })),
      };
    }),
    facts: null,
  };
}
