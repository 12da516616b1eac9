import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { Book } from '../pdf/book.ts';
import { nameOf, textOfName } from '../pdf/names.ts';
import { nameIn } from '../pdf/structure.ts';
import type { Finding } from './finding.ts';
import { readProfile } from './profile.ts';

type Report = (rule: string, message: string, hint: string) => void;

const takeOut = 'take it out';
const has = (dict: PDFDict, ...keys: readonly string[]): string | undefined =>
  keys.find((key) => dict.has(nameOf(key)));

const forbiddenActions = new Set(
  'Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript'.split(' '),
);
const named = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage']);
const blends = new Set(
  [
    'Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference',
    'Exclusion Hue Saturation Color Luminosity',
  ].flatMap((line) => line.split(' ')),
);

/** Names of filters that a stream is packed with. */
function filtersOf(dict: PDFDict): string[] {
  const filter = dict.lookup(nameOf('Filter'));
  const filters = filter instanceof PDFArray ? filter.asArray() : [filter];
  return filters.flatMap((name) => (name instanceof PDFName ? [textOfName(name)] : []));
}

function dictFaults(dict: PDFDict, report: Report): void {
  const [type, kind] = [nameIn(dict, 'Type'), nameIn(dict, 'S') ?? ''];
  if (type !== 'StructElem' && (forbiddenActions.has(kind) || has(dict, 'JS')))
    report('pdfa/6.5.1', `the file holds an action ${kind}, which is not allowed`, takeOut);
  if (kind === 'Named' && !named.has(nameIn(dict, 'N') ?? ''))
    report('pdfa/6.5.1', `the file holds a command ${nameIn(dict, 'N')}, which is not allowed`, takeOut);
  if (has(dict, 'AA'))
    report('pdfa/6.5.2', 'the file does something when it is opened or a page is turned', takeOut);
  if (has(dict, 'PresSteps', 'AlternatePresentations'))
    report('pdfa/6.10', 'the file can be shown in another way than page by page', takeOut);
  if (has(dict, 'EF')) report('pdfa/6.8', 'the file holds another file', takeOut);
  const state = has(dict, 'TR', 'HTP') ?? (nameIn(dict, 'TR2') === 'Default' ? undefined : has(dict, 'TR2'));
  if (state !== undefined && (type === 'ExtGState' || type === undefined))
    report('pdfa/6.2.5', `the file changes how colours come out (${state})`, takeOut);
  const blend = nameIn(dict, 'BM');
  if (blend !== undefined && !blends.has(blend))
    report('pdfa/6.2.10', `colours are mixed in a way that PDF does not know, ${blend}`, 'use Normal');
}

const intents = new Set(['RelativeColorimetric', 'AbsoluteColorimetric', 'Perceptual', 'Saturation']);

const inks: ReadonlySet<PDFObject> = new Set(
  ['DeviceCMYK', 'Separation', 'DeviceN'].map((name) => PDFName.of(name)),
);
const withProfile = PDFName.of('ICCBased');

/** What an object says of colours (ISO 19005-2, 6.2.4 and 6.2.6). */
function colourFaults(object: PDFObject, report: Report): void {
  if (inks.has(object))
    report(
      'pdfa/6.2.4.3',
      'the file has colours of inks, and says only what red, green and blue are',
      'use RGB',
    );
  if (object instanceof PDFDict) {
    const intent =
      nameIn(object, 'RI') ?? (nameIn(object, 'Subtype') === 'Image' ? nameIn(object, 'Intent') : undefined);
    if (intent !== undefined && !intents.has(intent))
      report('pdfa/6.2.6', `colours are meant in a way that PDF does not know, ${intent}`, takeOut);
  }
  if (object instanceof PDFArray && object.get(0) === withProfile && !readProfile(object.lookup(1)))
    report('pdfa/6.2.4.2', 'a picture has a colour profile that is not whole', 'convert the picture to sRGB');
}

function valueFaults(object: PDFObject, report: Report): void {
  if (object instanceof PDFString || object instanceof PDFHexString) {
    // Nothing has more bytes than it has characters.
    if (object.asString().length > 32767 && object.asBytes().length > 32767)
      report('pdfa/6.1.13', 'a text in the file is longer than 32,767 bytes', 'shorten it');
    if (object instanceof PDFHexString && object.asString().replaceAll(/\s/g, '').length % 2 === 1)
      report(
        'pdfa/6.1.6',
        'a text in the file ends in half a byte',
        'write it with two digits for each byte',
      );
  } else if (object instanceof PDFName) {
    // A character of a name is written in one byte or two.
    if (object.asString().length > 64 && Buffer.byteLength(object.decodeText()) > 127)
      report('pdfa/6.1.13', 'a name in the file is longer than 127 bytes', 'shorten it');
  } else if (object instanceof PDFNumber && Math.abs(object.asNumber()) > 0x7fffffff)
    report('pdfa/6.1.13', 'a number in the file is greater than 2,147,483,647', 'make it smaller');
}

function streamFaults(dict: PDFDict, report: Report): void {
  const outside = has(dict, 'F', 'FFilter', 'FDecodeParms');
  if (outside)
    report('pdfa/6.1.7', `a part of the file lies outside it (${outside})`, 'put it into the file');
  if (filtersOf(dict).some((name) => name === 'LZWDecode' || name === 'Crypt'))
    report(
      'pdfa/6.1.7',
      'a part of the file is packed in a way that is not allowed',
      'pack it with FlateDecode',
    );
  const kind = nameIn(dict, 'Subtype');
  const image =
    has(dict, 'Alternates', 'OPI') ??
    (dict.lookup(nameOf('Interpolate')) === PDFBool.True ? 'Interpolate' : undefined);
  if (kind === 'Image' && image)
    report('pdfa/6.2.8', `a picture has ${image}, which is not allowed`, takeOut);
  const form = has(dict, 'OPI', 'PS', 'Ref');
  if (kind === 'Form' && form) report('pdfa/6.2.9', `a form has ${form}, which is not allowed`, takeOut);
}

/** Visits an object and all within it that has no number of its own. */
function visit(object: PDFObject, report: Report): void {
  colourFaults(object, report);
  if (object instanceof PDFStream) {
    streamFaults(object.dict, report);
    visit(object.dict, report);
  } else if (object instanceof PDFDict) {
    dictFaults(object, report);
    for (const key of object.keys()) valueFaults(key, report);
    for (const value of object.values()) visit(value, report);
  } else if (object instanceof PDFArray) {
    for (const value of object.asArray()) visit(value, report);
  } else valueFaults(object, report);
}

/** Pages and forms name what they use, and pages are of a size that programs can show (ISO 19005-2, 6.2.2, 6.1.13). */
function pageFaults({ pdf, streams }: Book, report: Report): void {
  for (const { dict } of streams.values())
    if (!dict.has(PDFName.of('Resources')))
      report('pdfa/6.2.2', 'a page borrows its fonts and pictures', 'give it Resources of its own');
  for (const page of pdf.getPages()) {
    const { width, height } = page.getMediaBox();
    if (Math.min(width, height) < 3 || Math.max(width, height) > 14400)
      report(
        'pdfa/6.1.13',
        `a page is ${width} by ${height} points large`,
        'make it 3 to 14,400 points each way',
      );
  }
}

/** What no archive may keep, wherever it stands in the file (ISO 19005-2). */
export function findForbidden(book: Book): Finding[] {
  const { pdf } = book;
  // The same fault in many places is told once.
  const found = new Map<string, Finding>();
  const report: Report = (rule, message, hint) => void found.set(message, { rule, message, hint });
  for (const [, object] of pdf.context.enumerateIndirectObjects()) visit(object, report);
  const { catalog } = pdf;
  const form = catalog.lookup(PDFName.of('AcroForm'));
  if (has(catalog, 'NeedsRendering') || (form instanceof PDFDict && has(form, 'XFA')))
    report('pdfa/6.4.2', 'the file holds a form of another kind (XFA)', takeOut);
  if (has(catalog, 'Requirements')) report('pdfa/6.11', 'the file asks for a certain program', takeOut);
  const layers = catalog.lookup(PDFName.of('OCProperties'));
  const own = layers instanceof PDFDict ? layers.lookup(PDFName.of('D')) : undefined;
  if (layers && !(own instanceof PDFDict && has(own, 'Name') && !has(own, 'AS')))
    report('pdfa/6.9', 'the layers of the file have no name, or come and go by themselves', 'name them');
  pageFaults(book, report);
  return [...found.values()];
}

/** What the bytes of a file show before it is read: its first and last line and its identifier (ISO 19005-2, 6.1.2 and 6.1.3). */
export function findFrame({ pdf }: Book, bytes: Uint8Array): Finding[] {
  const found: Finding[] = [];
  const head = Buffer.from(bytes.subarray(0, 16));
  if (!/^%PDF-1\.[0-7](\r\n|\r|\n)%[\x80-\xff]{4}/.test(head.toString('latin1')))
    found.push({
      rule: 'pdfa/6.1.2',
      message: 'the first lines of the file are not those of a PDF 1.7 with binary parts',
      hint: 'begin with %PDF-1.7 and a comment of four bytes above 127',
    });
  const tail = Buffer.from(bytes.subarray(-16)).toString('latin1');
  if (!/%%EOF(\r\n|\r|\n)?$/.test(tail))
    found.push({
      rule: 'pdfa/6.1.3',
      message: 'something stands behind the end of the file',
      hint: 'end with %%EOF',
    });
  const { ID } = pdf.context.trailerInfo;
  if (!(ID instanceof PDFArray) || ID.size() !== 2)
    found.push({
      rule: 'pdfa/6.1.3',
      message: 'the file has no identifier',
      hint: 'add an ID to its trailer',
    });
  return found;
}
