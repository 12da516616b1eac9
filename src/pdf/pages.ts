import { isGroup, readContent } from './content.ts';
import type { Group, Node, Properties } from './content.ts';
import { readFont } from './fonts.ts';
import type { Font } from './fonts.ts';
import { PdfDict, PdfRef, PdfStream, PdfText, dictIn, nameIn, resolved } from './objects.ts';
import type { PdfObject } from './objects.ts';
import type { Page, PdfFile } from './read.ts';
import { bytesOf } from './stream.ts';
import type { Operand } from './tokens.ts';

/** A stream of content with tags of its own: a page's, or that of a form XObject that a page draws. */
export interface Stream {
  /** The page or the form: what the structure tree calls the stream. */
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** The page it is drawn on (the first, if several), counted from 0. */
  readonly page: number;
  readonly pageRef: PdfRef;
  readonly bytes: Buffer;
  /** True if the file still has other bytes. */
  readonly isNew: boolean;
  readonly nodes: readonly Node[];
  /** The tagged sequences by their numbers; a number used twice has two. */
  readonly sequences: ReadonlyMap<number, readonly Group[]>;
  readonly fonts: ReadonlyMap<string, Font>;
  /** The form XObjects by the names under which the stream draws them. */
  readonly forms: ReadonlyMap<string, PdfRef>;
}

/** A part of a stream's resources, by the names that the stream uses. */
function resources(dict: PdfDict, kind: string): [string, PdfObject][] {
  const part = dictIn(dict, 'Resources');
  return [...((part && dictIn(part, kind)) ?? [])];
}

/** The entries of a property list that concern tags, as if they stood in the stream. */
function propertiesOf(dict: PdfDict): Properties {
  const entries = Array.from(dict, ([key, written]): [string, Operand] => {
    const value = resolved(written);
    if (typeof value === 'number' || typeof value === 'boolean') return [key, value];
    return [key, value instanceof PdfText ? value.bytes : null];
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

/** More than a page can hold; a small file may unpack to any size. */
const mostBytes = 200_000_000;

/** A page's content may be cut into pieces anywhere between two operators. */
function pageBytes({ dict }: Page): Buffer {
  const contents = dict.lookup('Contents');
  const parts = Array.isArray(contents) ? contents.map(resolved) : [contents];
  let left = mostBytes;
  const streams = parts
    .filter((part) => part instanceof PdfStream)
    .map((part) => {
      const bytes = bytesOf(part);
      left -= bytes.length;
      if (left < 0) throw new Error(`a page has more than ${mostBytes / 1_000_000} MB of content`);
      return bytes;
    });
  const [only] = streams;
  return streams.length === 1 && only
    ? only
    : Buffer.concat(streams.flatMap((part) => [part, Buffer.from('\n')]));
}

/** What stands in the bytes of a stream. */
function contentOf(dict: PdfDict, bytes: Buffer): Pick<Stream, 'bytes' | 'nodes' | 'sequences'> {
  const lists = new Map(resources(dict, 'Properties'));
  const nodes = readContent(bytes, (name) => {
    const list = resolved(lists.get(name));
    return list instanceof PdfDict ? propertiesOf(list) : undefined;
  });
  return { bytes, nodes, sequences: sequencesOf(nodes) };
}

/** A stream as it is with other bytes that draw with the same fonts and forms. */
export const rewritten = (stream: Stream, bytes: Buffer): Stream => ({
  ...stream,
  ...contentOf(stream.dict, bytes),
  isNew: true,
});

/** Every stream of content that the pages draw, each once, in the order in which they are first drawn. */
export function readStreams({ pages }: PdfFile): Stream[] {
  const fonts = new Map<PdfDict, Font>();
  const fontOf = (dict: PdfDict): Font => {
    const known = fonts.get(dict) ?? readFont(dict);
    fonts.set(dict, known);
    return known;
  };
  const streams = new Map<PdfRef, Stream>();
  const add = (ref: PdfRef, dict: PdfDict, bytes: Buffer, on: Pick<Stream, 'page' | 'pageRef'>): void => {
    const forms = resources(dict, 'XObject').flatMap(([name, form]): [string, PdfRef][] => {
      if (!(form instanceof PdfRef && form.target instanceof PdfStream)) return [];
      return nameIn(form.target.dict, 'Subtype') === 'Form' ? [[name, form]] : [];
    });
    const ownFonts = resources(dict, 'Font').flatMap(([name, written]): [string, Font][] => {
      const font = resolved(written);
      return font instanceof PdfDict ? [[name, fontOf(font)]] : [];
    });
    const stream = { ...on, ref, dict, ...contentOf(dict, bytes), isNew: false };
    streams.set(ref, { ...stream, fonts: new Map(ownFonts), forms: new Map(forms) });
    for (const [, form] of forms) {
      const { target } = form;
      if (target instanceof PdfStream && !streams.has(form)) add(form, target.dict, bytesOf(target), on);
    }
  };
  for (const [index, page] of pages.entries())
    add(page.ref, page.dict, pageBytes(page), { page: index, pageRef: page.ref });
  return [...streams.values()];
}
