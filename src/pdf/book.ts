import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import type { Group } from './content.ts';
import { readStreams } from './pages.ts';
import type { Stream } from './pages.ts';
import { isContent, leavesOf, readStructure } from './structure.ts';
import type { Content, Element } from './structure.ts';
import { joinRuns, readText } from './text.ts';
import type { Reading } from './text.ts';

/** A PDF as its readers meet it: what is painted, what it says, and how it is tagged. */
export interface Book {
  readonly pdf: PDFDocument;
  readonly streams: ReadonlyMap<PDFRef, Stream>;
  readonly readings: ReadonlyMap<PDFRef, Reading>;
  /** The root of the structure tree, if there is one. */
  readonly root: Element | undefined;
}

/** Reads every stream and the structure tree of a PDF, each once. */
export function readBook(pdf: PDFDocument): Book {
  const streams = readStreams(pdf);
  return {
    pdf,
    streams: new Map(streams.map((stream) => [stream.ref, stream])),
    readings: new Map(streams.map((stream) => [stream.ref, readText(stream)])),
    root: readStructure(pdf),
  };
}

/** The sequences of content that a leaf of the structure tree means. */
export function groupsOf({ streams }: Book, { stream, mcid }: Content): readonly Group[] {
  return streams.get(stream)?.sequences.get(mcid) ?? [];
}

/** What some leaves of the structure tree say. */
export function textOfContent(book: Book, contents: readonly Content[]): string {
  return joinRuns(
    contents.flatMap((content) =>
      groupsOf(book, content).flatMap((group) => book.readings.get(content.stream)?.runs.get(group) ?? []),
    ),
  );
}

/** What an element and all below it say. */
export const textOf = (book: Book, element: Element): string =>
  textOfContent(book, leavesOf(element).filter(isContent));
