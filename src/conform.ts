import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
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

/** The names of structure elements in the order in which they are read. */
function structureIds(element: PDFDict): string[] {
  const id = element.lookup(PDFName.of('ID'));
  const kids = element.lookup(PDFName.of('K'));
  const inner = kids instanceof PDFArray ? kids.asArray().map((_, i) => kids.lookup(i)) : [kids];
  return [
    ...(id instanceof PDFString ? [id.asString()] : []),
    ...inner.flatMap((kid) => (kid instanceof PDFDict ? structureIds(kid) : [])),
  ];
}

/**
 * Chromium names structure elements after counters ("node123") that go on when a page is used again and that follow
 * no order. They are named afresh in the order in which they are read.
 */
function pinStructureIds(pdf: PDFDocument): void {
  const root = pdf.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict);
  const order = root ? structureIds(root) : [];
  const pinned = new Map(order.map((text, index) => [text, `node${String(index + 1).padStart(8, '0')}`]));
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    eachString(object, (string, replace) => {
      const name = pinned.get(string.asString());
      if (name !== undefined) replace(PDFString.of(name));
    });
  }
}

/** The names and values of a name tree, from all its leaves (ISO 32000-1, 7.9.6). */
function entriesOf(node: PDFDict): [string, PDFObject][] {
  const names = node.lookupMaybe(PDFName.of('Names'), PDFArray)?.asArray() ?? [];
  const own = names.flatMap((name, i): [string, PDFObject][] => {
    const value = names[i + 1];
    return i % 2 === 0 && name instanceof PDFString && value ? [[name.asString(), value]] : [];
  });
  const kids = node.lookupMaybe(PDFName.of('Kids'), PDFArray);
  const inner = Array.from({ length: kids?.size() ?? 0 }, (_, i) => kids?.lookupMaybe(i, PDFDict));
  return [...own, ...inner.flatMap((kid) => (kid ? entriesOf(kid) : []))];
}

/** Puts the tree that finds structure elements by their names in the order of the new names. */
function sortStructureIds(pdf: PDFDocument): void {
  const root = pdf.catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict);
  const tree = root?.lookupMaybe(PDFName.of('IDTree'), PDFDict);
  if (!root || !tree) return;
  const sorted = entriesOf(tree).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = sorted.flatMap(([name, value]) => [PDFString.of(name), value]);
  root.set(PDFName.of('IDTree'), pdf.context.register(pdf.context.obj({ Names: names })));
}

/** Calls back for every reference directly inside an object, with the way to replace it. */
function eachReference(object: PDFObject, visit: (ref: PDFRef, replace: (by: PDFRef) => void) => void): void {
  if (object instanceof PDFStream) {
    eachReference(object.dict, visit);
  } else if (object instanceof PDFArray) {
    for (const [i, item] of object.asArray().entries()) {
      if (item instanceof PDFRef) visit(item, (by) => object.set(i, by));
      else eachReference(item, visit);
    }
  } else if (object instanceof PDFDict) {
    for (const [key, item] of object.entries()) {
      if (item instanceof PDFRef) visit(item, (by) => object.set(key, by));
      else eachReference(item, visit);
    }
  }
}

/**
 * Numbers every object in the order in which it is reached from the catalogue, and drops what is not. Chromium's own
 * numbers follow the names of structure elements, and so how often a page was used before.
 */
function renumber({ context }: PDFDocument): void {
  const numbers = new Map<PDFRef, PDFRef>();
  const objects: PDFObject[] = [];
  const number = (ref: PDFRef): PDFRef => {
    const known = numbers.get(ref);
    if (known) return known;
    const object = context.lookup(ref);
    const fresh = PDFRef.of(numbers.size + 1);
    numbers.set(ref, fresh);
    if (object) {
      objects[fresh.objectNumber] = object;
      eachReference(object, (inner, replace) => {
        replace(number(inner));
      });
    }
    return fresh;
  };
  const { trailerInfo } = context;
  for (const key of ['Root', 'Info'] as const) {
    const ref = trailerInfo[key];
    if (ref instanceof PDFRef) trailerInfo[key] = number(ref);
  }
  for (const [ref] of context.enumerateIndirectObjects()) context.delete(ref);
  for (const [n, object] of objects.entries()) if (n > 0) context.assign(PDFRef.of(n), object);
  context.largestObjectNumber = numbers.size;
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
  sortStructureIds(pdf);
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
  await pdf.flush();
  renumber(pdf);
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
