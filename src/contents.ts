import { PDFArray, PDFDict, PDFDocument, PDFName, ParseSpeeds } from '@cantoo/pdf-lib';

/**
 * A print without its elements of structure, which are most of its objects. No page and no place hangs on them, and the
 * library finds objects by reading on, not by the table of where they stand.
 */
const withoutStructure = (printed: Uint8Array): Uint8Array =>
  Buffer.from(
    Buffer.from(printed)
      .toString('latin1')
      .replaceAll(/\d+ 0 obj\n<<\/Type \/StructElem[^]*?\nendobj\n/g, ''),
    'latin1',
  );

/** The page, counted from 1, of every place that a link within a printed document leads to, by its id. */
export async function pagesOf(printed: Uint8Array): Promise<Record<string, number>> {
  const pdf = await PDFDocument.load(withoutStructure(printed), {
    updateMetadata: false,
    parseSpeed: ParseSpeeds.Fastest,
  });
  const places = pdf.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict)?.entries() ?? [];
  const pages = pdf.getPages().map(({ ref }) => ref);
  return Object.fromEntries(
    places.flatMap(([name, place]): [string, number][] => {
      const target = pdf.context.lookup(place);
      const ref = target instanceof PDFArray ? target.get(0) : undefined;
      const index = pages.findIndex((page) => page === ref);
      return index < 0 ? [] : [[name.decodeText(), index + 1]];
    }),
  );
}
