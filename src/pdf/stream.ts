import { inflateSync } from 'node:zlib';
import { PDFName, PDFRawStream, decodePDFRawStream } from '@cantoo/pdf-lib';

/** The bytes of a stream as they were before they were packed. */
export function bytesOf(stream: PDFRawStream): Uint8Array {
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  if (filter === undefined) return stream.contents;
  // Chromium packs in one way only; Node unpacks that many times faster than the library.
  return filter === PDFName.of('FlateDecode') && !stream.dict.has(PDFName.of('DecodeParms'))
    ? inflateSync(stream.contents)
    : decodePDFRawStream(stream).decode();
}
