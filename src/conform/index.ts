import { createHash } from 'node:crypto';
import { PDFDict, PDFDocument, PDFHeader, PDFHexString, PDFName, ParseSpeeds } from '@cantoo/pdf-lib';
import { refuse } from '../diagnostic.ts';
import { readBook } from '../pdf/book.ts';
import { markArtifacts } from './artifacts.ts';
import { setOutputIntent } from './colour.ts';
import { numberContents } from './contents.ts';
import type { Entry, Places } from './contents.ts';
import { placeFigures } from './figures.ts';
import { mendLinks } from './links.ts';
import { setIdentity } from './metadata.ts';
import type { Identity } from './metadata.ts';
import { renumber } from './numbers.ts';
import { nameOutline } from './outline.ts';
import { dropRepeatedHeaders } from './tables.ts';
import { mendTags } from './tags.ts';
import { writeTree } from './tree.ts';

const ownFont = 'SourceSans3';
const fontName = PDFName.of('FontName');

/** The families of the fonts embedded in a file. */
function fontsIn(pdf: PDFDocument): string[] {
  const names = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const name = object instanceof PDFDict ? object.get(fontName) : undefined;
    return name instanceof PDFName ? [name.decodeText().replace(/^[A-Z]{6}\+/, '')] : [];
  });
  return [...new Set(names)];
}

/** Lets readers move through links in the order of the text (ISO 14289-1, 7.18.3). */
function setTabOrder(pdf: PDFDocument): void {
  for (const { node } of pdf.getPages()) if (node.Annots()) node.set(PDFName.of('Tabs'), PDFName.of('S'));
}

/** The bytes of a file whose identifier is made from all its other bytes. */
async function save(pdf: PDFDocument): Promise<Uint8Array> {
  // As long as the identifier, and found nowhere else.
  const blank = createHash('sha256').update('').digest('hex').slice(0, 32);
  pdf.context.trailerInfo.ID = pdf.context.obj([PDFHexString.of(blank), PDFHexString.of(blank)]);
  const bytes = Buffer.from(
    await pdf.save({
      useObjectStreams: true,
      addDefaultPage: false,
      updateFieldAppearances: false,
      // Nothing else waits for this thread.
      objectsPerTick: Infinity,
    }),
  );
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  for (let at = bytes.indexOf(blank); at >= 0; at = bytes.indexOf(blank, at)) bytes.write(id, at, 'latin1');
  return bytes;
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
export async function conform(
  { pdf: printed, headings, contents }: Print,
  identity: Identity,
): Promise<{ bytes: Uint8Array; pages: number; places: Places }> {
  const pdf = await PDFDocument.load(printed, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  const foreign = fontsIn(pdf).find((name) => !name.startsWith(ownFont));
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
  pdf.context.header = PDFHeader.forVersion(1, 7);
  renumber(pdf);
  return { bytes: await save(pdf), pages: pdf.getPageCount(), places };
}
