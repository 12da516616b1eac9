import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { Day } from './dates.ts';
import { refuse } from './diagnostic.ts';

/** What the finished file says of itself; nothing in it comes from a clock or a machine. */
export interface Identity {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly language: string;
  /** The day of the paper; the file carries it as its own date. */
  readonly date: Day;
  /** What stands in the first page's state, such as "draft". */
  readonly keywords: readonly string[];
}

const ownFont = 'SourceSans3';

/** Calls back for every string inside an object, with the way to replace it. */
function eachString(
  object: PDFObject,
  visit: (text: PDFString, replace: (by: PDFObject) => void) => void,
): void {
  if (object instanceof PDFRawStream) {
    eachString(object.dict, visit);
  } else if (object instanceof PDFArray) {
    for (let i = 0; i < object.size(); i++) {
      const item = object.get(i);
      if (item instanceof PDFString) visit(item, (by) => object.set(i, by));
      else eachString(item, visit);
    }
  } else if (object instanceof PDFDict) {
    for (const [key, item] of object.entries()) {
      if (item instanceof PDFString) visit(item, (by) => object.set(key, by));
      else eachString(item, visit);
    }
  }
}

/**
 * Chromium names structure elements after counters of the page ("node00000123"), which go on counting
 * when a page is reused. Numbered afresh in the same order, they keep the name tree sorted.
 */
function pinStructureIds(pdf: PDFDocument): void {
  const places: { text: string; replace: (by: PDFObject) => void }[] = [];
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    eachString(object, (string, replace) => {
      const text = string.asString();
      if (/^node\d+$/.test(text)) places.push({ text, replace });
    });
  }
  const order = [...new Set(places.map(({ text }) => text))].sort();
  const pinned = new Map(order.map((text, index) => [text, `node${String(index + 1).padStart(8, '0')}`]));
  for (const { text, replace } of places) replace(PDFString.of(pinned.get(text) ?? text));
}

/** The families of the fonts embedded in a file. */
function fontsIn(pdf: PDFDocument): string[] {
  const names = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const name = object instanceof PDFDict ? object.get(PDFName.of('FontName')) : undefined;
    return name instanceof PDFName ? [name.decodeText().replace(/^[A-Z]{6}\+/, '')] : [];
  });
  return [...new Set(names)];
}

/** The entries of the outline in reading order. */
function outlineOf(item: PDFDict): PDFDict[] {
  const first = item.lookupMaybe(PDFName.of('First'), PDFDict);
  const next = item.lookupMaybe(PDFName.of('Next'), PDFDict);
  return [...(first ? [first, ...outlineOf(first)] : []), ...(next ? [next, ...outlineOf(next)] : [])];
}

/** Chromium's bookmarks lose spaces and repeat words at page breaks; they get the headings' own text. */
function nameOutline(pdf: PDFDocument, headings: readonly string[]): void {
  const root = pdf.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict);
  const entries = root ? outlineOf(root) : [];
  if (entries.length !== headings.length) {
    throw new Error(`the outline has ${entries.length} entries for ${headings.length} headings`);
  }
  for (const [index, entry] of entries.entries()) {
    entry.set(PDFName.of('Title'), PDFHexString.fromText(headings[index] ?? ''));
  }
}

/** Brings a printed PDF to its final form: identity from the data, the same bytes from run to run. */
export async function conform(
  { pdf: printed, headings }: { readonly pdf: Uint8Array; readonly headings: readonly string[] },
  identity: Identity,
): Promise<{ bytes: Uint8Array; pages: number }> {
  const pdf = await PDFDocument.load(printed, { updateMetadata: false });
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
  pinStructureIds(pdf);
  nameOutline(pdf, headings);
  const date = new Date(`${identity.date}T00:00:00Z`);
  pdf.setTitle(identity.title, { showInWindowTitleBar: true });
  pdf.setAuthor(identity.author);
  pdf.setSubject(identity.subject);
  pdf.setKeywords([...identity.keywords]);
  pdf.setLanguage(identity.language);
  pdf.setCreator('cdp-returns');
  pdf.setCreationDate(date);
  pdf.setModificationDate(date);
  const save = () =>
    pdf.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
  pdf.context.trailerInfo.ID = undefined;
  const id = PDFHexString.of(
    createHash('sha256')
      .update(await save())
      .digest('hex')
      .slice(0, 32),
  );
  const ids = PDFArray.withContext(pdf.context);
  ids.push(id);
  ids.push(id);
  pdf.context.trailerInfo.ID = ids;
  return { bytes: await save(), pages: pdf.getPageCount() };
}
