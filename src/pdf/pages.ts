import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PDFDocument, PDFObject, PDFPage } from '@cantoo/pdf-lib';
import { isGroup, readContent } from './content.ts';
import type { Group, Node, Properties } from './content.ts';
import { readFont } from './fonts.ts';
import type { Font } from './fonts.ts';
import { bytesOf } from './stream.ts';
import type { Operand } from './tokens.ts';

/** A stream of content with tags of its own: a page's, or that of a form XObject that a page draws. */
export interface Stream {
  /** The page or the form: what the structure tree calls the stream. */
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  /** The page it is drawn on (the first, if several), counted from 0. */
  readonly page: number;
  readonly pageRef: PDFRef;
  readonly bytes: Uint8Array;
  /** True if the file still has other bytes. */
  readonly isNew: boolean;
  readonly nodes: readonly Node[];
  /** The tagged sequences by their numbers; a number used twice has two. */
  readonly sequences: ReadonlyMap<number, readonly Group[]>;
  readonly fonts: ReadonlyMap<string, Font>;
  /** The form XObjects by the names under which the stream draws them. */
  readonly forms: ReadonlyMap<string, PDFRef>;
}

/** A part of a stream's resources, by the names that the stream uses. */
function resources(dict: PDFDict, kind: string): [string, PDFObject][] {
  const part = dict.lookup(PDFName.of('Resources'));
  const entries = part instanceof PDFDict ? part.lookup(PDFName.of(kind)) : undefined;
  return entries instanceof PDFDict
    ? entries.entries().map(([name, value]) => [name.decodeText(), value])
    : [];
}

/** The entries of a property list that concern tags, as if they stood in the stream. */
function propertiesOf(dict: PDFDict): Properties {
  const entries = dict.entries().map(([key]): [string, Operand] => {
    const value = dict.lookup(key);
    if (value instanceof PDFNumber) return [key.decodeText(), value.asNumber()];
    if (value instanceof PDFBool) return [key.decodeText(), value.asBoolean()];
    const isText = value instanceof PDFString || value instanceof PDFHexString;
    return [key.decodeText(), isText ? value.asBytes() : null];
  });
  return new Map(entries);
}

function sequencesOf(nodes: readonly Node[], found = new Map<number, Group[]>()): Map<number, Group[]> {
  for (const node of nodes) {
    if (!isGroup(node)) continue;
    if (node.mcid !== undefined) found.set(node.mcid, [...(found.get(node.mcid) ?? []), node]);
    sequencesOf(node.kids, found);
  }
  return found;
}

/** A page's content may be cut into pieces anywhere between two operators. */
function pageBytes(page: PDFPage): Uint8Array {
  const contents = page.node.Contents();
  const parts =
    contents instanceof PDFArray ? contents.asArray().map((_, i) => contents.lookup(i)) : [contents];
  const streams = parts.filter((part) => part instanceof PDFRawStream).map(bytesOf);
  const [only] = streams;
  return streams.length === 1 && only
    ? only
    : Buffer.concat(streams.flatMap((part) => [part, Buffer.from('\n')]));
}

/** What stands in the bytes of a stream. */
function contentOf(dict: PDFDict, bytes: Uint8Array): Pick<Stream, 'bytes' | 'nodes' | 'sequences'> {
  const lists = new Map(resources(dict, 'Properties'));
  const nodes = readContent(bytes, (name) => {
    const list = dict.context.lookup(lists.get(name));
    return list instanceof PDFDict ? propertiesOf(list) : undefined;
  });
  return { bytes, nodes, sequences: sequencesOf(nodes) };
}

/** A stream as it is with other bytes that draw with the same fonts and forms. */
export const rewritten = (stream: Stream, bytes: Uint8Array): Stream => ({
  ...stream,
  ...contentOf(stream.dict, bytes),
  isNew: true,
});

/** Every stream of content that the pages draw, each once, in the order in which they are first drawn. */
export function readStreams(pdf: PDFDocument): Stream[] {
  const { context } = pdf;
  const fonts = new Map<PDFDict, Font>();
  const fontOf = (dict: PDFDict): Font => {
    const known = fonts.get(dict) ?? readFont(dict);
    fonts.set(dict, known);
    return known;
  };
  const streams = new Map<PDFRef, Stream>();
  const add = (ref: PDFRef, dict: PDFDict, bytes: Uint8Array, on: Pick<Stream, 'page' | 'pageRef'>): void => {
    const forms = resources(dict, 'XObject').flatMap(([name, form]): [string, PDFRef][] => {
      const object = context.lookup(form);
      const isForm =
        object instanceof PDFRawStream && object.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Form');
      return isForm && form instanceof PDFRef ? [[name, form]] : [];
    });
    const ownFonts = resources(dict, 'Font').flatMap(([name, font]): [string, Font][] => {
      const object = context.lookup(font);
      return object instanceof PDFDict ? [[name, fontOf(object)]] : [];
    });
    const stream = { ...on, ref, dict, ...contentOf(dict, bytes), isNew: false };
    streams.set(ref, { ...stream, fonts: new Map(ownFonts), forms: new Map(forms) });
    for (const [, form] of forms) {
      const object = context.lookup(form);
      if (object instanceof PDFRawStream && !streams.has(form)) add(form, object.dict, bytesOf(object), on);
    }
  };
  for (const [index, page] of pdf.getPages().entries())
    add(page.ref, page.node, pageBytes(page), { page: index, pageRef: page.ref });
  return [...streams.values()];
}
