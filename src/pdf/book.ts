import type { Group } from './content.ts';
import type { PdfRef } from './objects.ts';
import { readStreams } from './pages.ts';
import type { Stream } from './pages.ts';
import type { PdfFile } from './read.ts';
import { isContent, leavesOf, readStructure } from './structure.ts';
import type { Content, Element } from './structure.ts';
import { joinRuns, readText } from './text.ts';
import type { Reading } from './text.ts';

/** A PDF as its readers meet it: what is painted, what it says, and how it is tagged. */
export interface Book {
  readonly pdf: PdfFile;
  readonly streams: ReadonlyMap<PdfRef, Stream>;
  /** What a stream says; it is read when it is first asked for. */
  readonly reading: (stream: Stream) => Reading;
  /** The root of the structure tree, if there is one. */
  readonly root: Element | undefined;
}

/** Reads every stream and the structure tree of a PDF, each once. */
export function readBook(pdf: PdfFile): Book {
  const streams = readStreams(pdf);
  const readings = new Map<Stream, Reading>();
  return {
    pdf,
    streams: new Map(streams.map((stream) => [stream.ref, stream])),
    reading: (stream) => {
      const reading = readings.get(stream) ?? readText(stream);
      readings.set(stream, reading);
      return reading;
    },
    root: readStructure(pdf),
  };
}

/** The sequences of content that a leaf of the structure tree means. */
export function groupsOf({ streams }: Book, { stream, mcid }: Content): readonly Group[] {
  return streams.get(stream)?.sequences.get(mcid) ?? [];
}

/** What some leaves of the structure tree say. */
export function textOfContent(book: Book, contents: readonly Content[]): string {
  const runs = contents.flatMap(({ stream: ref, mcid }) => {
    const stream = book.streams.get(ref);
    const groups = stream?.sequences.get(mcid) ?? [];
    return stream ? groups.flatMap((group) => book.reading(stream).runs.get(group) ?? []) : [];
  });
  return joinRuns(runs);
}

/** What an element and all below it say. */
export const textOf = (book: Book, element: Element): string =>
  textOfContent(book, leavesOf(element).filter(isContent));
