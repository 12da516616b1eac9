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

/** For each partnership that is wanted how far its files were checked, and the list of all documents; made one by one. */
export function* pagesAbout(
  config: Config,
  documents: readonly Made[],
  { render, isWanted }: { readonly render: Render; readonly isWanted: (slug: string) => boolean },
): Generator<Page> {
  for (const [slug, own] of Map.groupBy(documents, (document) => document.slug)) {
    if (!isWanted(slug)) continue;
    const html = render('accessibility', 'accessibility', accessibilityView(config, own));
    yield { path: `${slug}/${statementName}`, html };
  }
  yield { path: indexName, html: render('index', 'index', indexView(config, documents)) };
}
