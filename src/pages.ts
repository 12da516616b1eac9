import type { Made } from './documents.ts';
import type { Config } from './project.ts';
import type { Render } from './render/index.ts';
import { accessibilityView } from './view/accessibility.ts';
import { indexView, statementName } from './view/index-page.ts';

/** A page about the documents, by its path within the output folder. */
interface Page {
  readonly path: string;
  readonly html: string;
}

/** For each partnership how far its files were checked, and the list of all documents. */
export function pagesAbout(config: Config, documents: readonly Made[], render: Render): Page[] {
  const slugs = [...new Set(documents.map(({ slug }) => slug))];
  const statements = slugs.map((slug) => {
    const own = documents.filter((document) => document.slug === slug);
    const html = render('accessibility', 'accessibility', accessibilityView(config, own));
    return { path: `${slug}/${statementName}`, html };
  });
  const index = { path: 'index.html', html: render('index', 'index', indexView(config, documents)) };
  return [...statements, index];
}
