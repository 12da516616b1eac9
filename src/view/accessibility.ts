import { Refusal } from '../diagnostic.ts';
import type { Made, OutputFile } from '../documents.ts';
import type { Config } from '../project.ts';
import type { AccessibilityView, CheckedFile } from '../records.ts';
import { labelOf } from './index-page.ts';
import { fill } from '../words.ts';

/** One file with the checks that it passed, in their own words. */
function fileOf(config: Config, file: OutputFile, files: Made['files']): CheckedFile {
  const { record, source } = config.accessibility;
  const name = file.path.slice(file.path.indexOf('/') + 1);
  return {
    href: name,
    label: labelOf(file, files),
    checks: (file.checks ?? []).map((check) => {
      const text = record.checks[check];
      if (text !== undefined) return text;
      const span = source.locate(['checks'], 'key');
      const message = `there are no words for the check ${check}, which ${file.path} has passed`;
      const hint = `add ${check}, with what it comes to in plain words`;
      throw new Refusal('files', [{ severity: 'error', rule: 'accessibility/words', span, message, hint }]);
    }),
  };
}

/** What no machine can check, by what the files of a document are. */
function personsFor(config: Config, files: readonly OutputFile[]): string[] {
  const { pages, sheets } = config.accessibility.record.persons;
  const isPage = ({ path }: OutputFile) => /\.(pdf|html)$/.test(path);
  return [...(files.some(isPage) ? pages : []), ...(files.every(isPage) ? [] : sheets)];
}

/** The view of the page that says how far each file of one partnership was checked; it has at least one document. */
export function accessibilityView(config: Config, documents: readonly Made[]): AccessibilityView {
  const { language, index } = config.documents.record;
  const { labels } = config.accessibility.record;
  return {
    language,
    title: fill(labels.title, { name: documents[0]?.partnership ?? '' }),
    labels,
    documents: documents.map(({ stem, title, kind, date, draft, files: all }) => {
      const files = all.filter(({ internal }) => !internal);
      return {
        id: stem.slice(stem.lastIndexOf('/') + 1),
        title: `${kind}: ${title}`,
        date,
        state: draft ? index.draft : index.signed_off,
        files: files.map((file) => fileOf(config, file, files)),
        persons: personsFor(config, files),
      };
    }),
    facts: null,
  };
}
