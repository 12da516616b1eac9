import { refuse } from '../diagnostic.ts';
import { readBook } from '../pdf/book.ts';
import { PdfDict, name, nameIn } from '../pdf/objects.ts';
import { readFile } from '../pdf/read.ts';
import type { PdfFile } from '../pdf/read.ts';
import { writeFile } from '../pdf/write.ts';
import { markArtifacts } from './artifacts.ts';
import { setOutputIntent } from './colour.ts';
import { numberContents } from './contents.ts';
import type { Entry, Places } from './contents.ts';
import { placeFigures } from './figures.ts';
import { mendLinks } from './links.ts';
import { setIdentity } from './metadata.ts';
import type { Identity } from './metadata.ts';
import { nameOutline } from './outline.ts';
import { dropRepeatedHeaders } from './tables.ts';
import { mendTags } from './tags.ts';
import { writeTree } from './tree.ts';

const ownFont = 'SourceSans3';

/** The families of the fonts embedded in a file. */
function fontsIn({ objects }: PdfFile): Set<string> {
  const names = objects.flatMap(({ target }) =>
    target instanceof PdfDict ? (nameIn(target, 'FontName')?.replace(/^[A-Z]{6}\+/, '') ?? []) : [],
  );
  return new Set(names);
}

/** Lets readers move through links in the order of the text (ISO 14289-1, 7.18.3). */
function setTabOrder({ pages }: PdfFile): void {
  for (const { dict } of pages) if (dict.has('Annots')) dict.set('Tabs', name('S'));
}

/** A print, the headings of its page in order, and the entries of its list of contents, if it has one. */
export interface Print {
  readonly pdf: Uint8Array;
  readonly headings: readonly string[];
  readonly contents?: readonly Entry[] | undefined;
}

/**
 * Brings a printed PDF to its final form: PDF/UA-1 and PDF/A-2a, identity from the data, the same bytes from run to run.
 * What is painted does not change, but for the page numbers of its contents. Throws a Refusal where a character is in no
 * font of ours.
 */
export function conform(
  { pdf: printed, headings, contents }: Print,
  identity: Identity,
): { bytes: Uint8Array; pages: number; places: Places } {
  const pdf = readFile(printed);
  const foreign = [...fontsIn(pdf)].find((family) => !family.startsWith(ownFont));
  if (foreign) {
    const hint = 'say it in words; signs such as ticks, arrows and emoji are not in it';
    throw refuse(
      'files',
      'print/font',
      `${identity.title} has a character that its font does not have`,
      hint,
    );
  }
  const read = readBook(pdf);
  const { root } = read;
  if (!root) throw new Error('the browser printed a PDF without tags');
  const { book, places } = numberContents(read, root, contents ?? []);
  mendTags(book, root);
  dropRepeatedHeaders(book, root);
  mendLinks(book, root);
  placeFigures(book, root);
  markArtifacts(book, writeTree(book, root));
  nameOutline(pdf, headings);
  setTabOrder(pdf);
  setIdentity(pdf, identity);
  setOutputIntent(pdf);
  return { bytes: writeFile(pdf), pages: pdf.pages.length, places };
}
