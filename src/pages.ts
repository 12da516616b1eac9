import type { Made } from './documents.ts';
import type { Config } from './project.ts';
import type { Render } from './render/index.ts';
import { accessibilityView } from './view/accessibility.ts';
import { indexName, indexView, statementName } from './view/index-page.ts';

/** A page about the documents, by its path within the output folder. */
interface Page {
  readonly path: string;
  readonly html: string;
}

/** For each partnership that is wanted how far its files were checked, and the list of all documents. */
export function pagesAbout(
  config: Config,
  documents: readonly Made[],
  { render, isWanted }: { readonly render: Render; readonly isWanted: (slug: string) => boolean },
): Page[] {
  const bySlug = Map.groupBy(documents, ({ slug }) => slug);
  const wanted = [...bySlug].filter(([slug]) => isWanted(slug));
  const statements = wanted.map(([slug, own]) => {
    const html = render('accessibility', 'accessibility', accessibilityView(config, own));
    return { path: `${slug}/${statementName}`, html };
  });
  const index = { path: indexName, html: render('index', 'index', indexView(config, documents)) };
  return [...statements, index];
}
