import type { Book } from '../pdf/book.ts';
import {
  PdfDict,
  PdfName,
  PdfStream,
  PdfText,
  dictIn,
  listIn,
  nameIn,
  numberIn,
  resolved,
} from '../pdf/objects.ts';
import type { PdfObject } from '../pdf/objects.ts';
import { mediaBoxOf } from '../pdf/read.ts';
import { filtersOf } from '../pdf/stream.ts';
import type { Finding } from './finding.ts';
import { readProfile } from './profile.ts';

type Report = (rule: string, message: string, hint: string) => void;

const takeOut = 'take it out';
const has = (dict: PdfDict, ...keys: readonly string[]): string | undefined =>
  keys.find((key) => dict.has(key));

const forbiddenActions = new Set(
  'Launch Sound Movie ResetForm ImportData Hide SetOCGState Rendition Trans GoTo3DView JavaScript'.split(' '),
);
const allowedActions = new Set('GoTo GoToR GoToE Thread URI Named SubmitForm'.split(' '));
const filters = new Set(
  [
    'ASCIIHexDecode ASCII85Decode RunLengthDecode FlateDecode CCITTFaxDecode JBIG2Decode DCTDecode JPXDecode',
  ].flatMap((line) => line.split(' ')),
);
const named = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage']);
const blends = new Set(
  [
    'Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference',
    'Exclusion Hue Saturation Color Luminosity',
  ].flatMap((line) => line.split(' ')),
);

function dictFaults(dict: PdfDict, report: Report): void {
  const [type, kind] = [nameIn(dict, 'Type'), nameIn(dict, 'S') ?? ''];
  if (type !== 'StructElem' && (forbiddenActions.has(kind) || has(dict, 'JS')))
    report('pdfa/6.5.1', `the file holds an action ${kind}, which is not allowed`, takeOut);
  if (kind === 'Named' && !named.has(nameIn(dict, 'N') ?? ''))
    report('pdfa/6.5.1', `the file holds a command ${nameIn(dict, 'N')}, which is not allowed`, takeOut);
  const action = has(dict, 'Subtype') ? dictIn(dict, 'A') : undefined;
  if (action && !allowedActions.has(nameIn(action, 'S') ?? ''))
    report('pdfa/6.5.1', 'a link or other annotation has an action that PDF does not know', takeOut);
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

const inks = new Set(['DeviceCMYK', 'Separation', 'DeviceN']);

/** What an object says of colours (ISO 19005-2, 6.2.4 and 6.2.6). */
function colourFaults(object: PdfObject, report: Report): void {
  if (object instanceof PdfName) {
    if (inks.has(object.text))
      report(
        'pdfa/6.2.4.3',
        'the file has colours of inks, and says only what red, green and blue are',
        'use RGB',
      );
  } else if (object instanceof PdfDict) {
    const intent =
      nameIn(object, 'RI') ?? (nameIn(object, 'Subtype') === 'Image' ? nameIn(object, 'Intent') : undefined);
    if (intent !== undefined && !intents.has(intent))
      report('pdfa/6.2.6', `colours are meant in a way that PDF does not know, ${intent}`, takeOut);
  } else if (Array.isArray(object)) {
    const [kind, profile] = object;
    if (kind instanceof PdfName && kind.text === 'ICCBased' && !readProfile(resolved(profile)))
      report(
        'pdfa/6.2.4.2',
        'a picture has a colour profile that is not whole',
        'convert the picture to sRGB',
      );
  }
}

function nameFaults(name: string, report: Report): void {
  if (name.length > 127) report('pdfa/6.1.13', 'a name in the file is longer than 127 bytes', 'shorten it');
}

function valueFaults(object: PdfObject, report: Report): void {
  if (object instanceof PdfText) {
    if (object.bytes.length > 32767)
      report('pdfa/6.1.13', 'a text in the file is longer than 32,767 bytes', 'shorten it');
    if ((object.digits ?? 0) % 2 === 1)
      report(
        'pdfa/6.1.6',
        'a text in the file ends in half a byte',
        'write it with two digits for each byte',
      );
  } else if (object instanceof PdfName) nameFaults(object.text, report);
  else if (typeof object === 'number' && Math.abs(object) > 0x7fffffff)
    report('pdfa/6.1.13', 'a number in the file is greater than 2,147,483,647', 'make it smaller');
}

function streamFaults(dict: PdfDict, report: Report): void {
  const outside = has(dict, 'F', 'FFilter', 'FDecodeParms');
  if (outside)
    report('pdfa/6.1.7', `a part of the file lies outside it (${outside})`, 'put it into the file');
  if (filtersOf(dict).some((name) => !filters.has(name)))
    report(
      'pdfa/6.1.7',
      'a part of the file is packed in a way that is not allowed',
      'pack it with FlateDecode',
    );
  const kind = nameIn(dict, 'Subtype');
  const image =
    has(dict, 'Alternates', 'OPI') ?? (dict.lookup('Interpolate') === true ? 'Interpolate' : undefined);
  if (kind === 'Image' && image)
    report('pdfa/6.2.8', `a picture has ${image}, which is not allowed`, takeOut);
  const form = has(dict, 'OPI', 'PS', 'Ref');
  if (kind === 'Form' && form) report('pdfa/6.2.9', `a form has ${form}, which is not allowed`, takeOut);
}

/** Visits an object and all within it that has no number of its own. */
function visit(object: PdfObject, report: Report): void {
  colourFaults(object, report);
  if (object instanceof PdfStream) {
    streamFaults(object.dict, report);
    visit(object.dict, report);
  } else if (object instanceof PdfDict) {
    dictFaults(object, report);
    for (const [key, value] of object) {
      nameFaults(key, report);
      visit(value, report);
    }
  } else if (Array.isArray(object)) {
    for (const value of object) visit(value, report);
  } else valueFaults(object, report);
}

/** Pages and forms name what they use, and pages are of a size that programs can show (ISO 19005-2, 6.2.2, 6.1.13). */
function pageFaults({ pdf, streams }: Book, report: Report): void {
  const tree = dictIn(pdf.catalog, 'Pages');
  if (tree && numberIn(tree, 'Count') !== pdf.pages.length)
    report(
      'pdf/7.7.3',
      `the file does not say that it has ${pdf.pages.length} pages`,
      'mend the Count of its Pages',
    );
  if (pdf.pages.some(({ dict }) => nameIn(dict, 'Type') !== 'Page'))
    report('pdf/7.7.3', 'a page does not say that it is one', 'give it the Type Page');
  for (const { dict } of streams.values())
    if (!dict.has('Resources'))
      report('pdfa/6.2.2', 'a page borrows its fonts and pictures', 'give it Resources of its own');
  for (const page of pdf.pages) {
    const [left, bottom, right, top] = mediaBoxOf(page);
    const [width, height] = [right - left, top - bottom];
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
  for (const { target } of pdf.objects) if (target !== undefined) visit(target, report);
  const { catalog } = pdf;
  const form = dictIn(catalog, 'AcroForm');
  if (has(catalog, 'NeedsRendering') || (form && has(form, 'XFA')))
    report('pdfa/6.4.2', 'the file holds a form of another kind (XFA)', takeOut);
  if (has(catalog, 'Requirements')) report('pdfa/6.11', 'the file asks for a certain program', takeOut);
  const layers = dictIn(catalog, 'OCProperties');
  const own = layers && dictIn(layers, 'D');
  if (layers && !(own && has(own, 'Name') && !has(own, 'AS')))
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
  if (listIn(pdf.trailer, 'ID').length !== 2)
    found.push({
      rule: 'pdfa/6.1.3',
      message: 'the file has no identifier',
      hint: 'add an ID to its trailer',
    });
  return found;
}
