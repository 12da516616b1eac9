import { PDFName } from '@cantoo/pdf-lib';

/** What every object of a file is asked for. The library works a name out from its text each time; these are ready. */
const common: ReadonlyMap<string, PDFName> = new Map(
  [
    'Type Subtype S P K Pg Stm Obj O A ID Alt ActualText Lang E T MCID Scope Headers RowSpan ColSpan BBox Contents',
    'JS N AA PresSteps AlternatePresentations EF TR HTP TR2 BM RI F FFilter FDecodeParms Filter Alternates OPI',
    'Interpolate PS Ref',
  ]
    .flatMap((line) => line.split(' '))
    .map((text) => [text, PDFName.of(text)]),
);

/** The name of a text. */
export const nameOf = (text: string): PDFName => common.get(text) ?? PDFName.of(text);

/** The text of a name, without its slash. */
export function textOfName(name: PDFName): string {
  const text = name.asString();
  return text.includes('#') ? name.decodeText() : text.slice(1);
}
