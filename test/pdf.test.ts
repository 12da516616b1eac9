import { deflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../src/audit/index.ts';
import { decodeText } from '../src/pdf/encoding.ts';
import {
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfText,
  dictIn,
  dictOf,
  name,
  numberIn,
  resolved,
  streamIn,
  textIn,
} from '../src/pdf/objects.ts';
import type { PdfObject } from '../src/pdf/objects.ts';
import { isLocked, mediaBoxOf, readFile } from '../src/pdf/read.ts';
import { bytesOf, packed } from '../src/pdf/stream.ts';
import { writeFile } from '../src/pdf/write.ts';
import type { Printer } from '../src/print/index.ts';
import { conformed, rich, testPrinter } from './printed.ts';

/** A file of the objects of a text, with a catalogue. */
const fileOf = (objects: string) =>
  readFile(Buffer.from(`%PDF-1.7\n${objects}\ntrailer <</Root 1 0 R>>\n%%EOF\n`, 'latin1'));
/** The entry A of the catalogue, as it is written. */
const readEntry = (entry: string) =>
  resolved(fileOf(`1 0 obj <</Type /Catalog /A ${entry}>> endobj`).catalog.get('A'));

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const round = (number: number): string => number.toFixed(9).replace(/^-(?=[0.]*$)/, '');

/** What can be reached from an object of ours, as a text that has nothing to do with numbers and packing. */
function shown(start: PdfObject | undefined): string[] {
  const seen: PdfRef[] = [];
  const show = (object: PdfObject | undefined): string => {
    if (object instanceof PdfRef) {
      if (!seen.includes(object)) seen.push(object);
      return `#${seen.indexOf(object)}`;
    }
    if (object instanceof PdfName) return `/${object.text}`;
    if (object instanceof PdfText) return `(${hex(object.bytes)})`;
    if (object instanceof PdfStream) return `${show(object.dict)}${hex(object.packed)}`;
    if (object instanceof PdfDict) {
      const entries = [...object].filter(([key]) => key !== 'Length').sort(([a], [b]) => (a < b ? -1 : 1));
      return `<<${entries.map(([key, value]) => `/${key} ${show(value)}`).join(' ')}>>`;
    }
    if (Array.isArray(object)) return `[${object.map(show).join(' ')}]`;
    return typeof object === 'number' ? round(object) : String(object ?? null);
  };
  const lines = [show(start)];
  for (const { target } of seen) lines.push(show(target));
  return lines;
}

/** The same of an object of a library that has nothing to do with our code. */
function shownBy(pdf: PDFDocument, start: PDFObject | undefined): string[] {
  const seen: PDFRef[] = [];
  const nameOf = (text: string) =>
    text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  const show = (object: PDFObject | undefined): string => {
    if (object instanceof PDFRef) {
      if (!seen.includes(object)) seen.push(object);
      return `#${seen.indexOf(object)}`;
    }
    if (object instanceof PDFName) return nameOf(object.asString());
    if (object instanceof PDFString || object instanceof PDFHexString) return `(${hex(object.asBytes())})`;
    if (object instanceof PDFStream) return `${show(object.dict)}${hex(object.getContents())}`;
    if (object instanceof PDFDict) {
      const entries = object
        .entries()
        .map(([key, value]) => [nameOf(key.asString()), value] as const)
        .filter(([key]) => key !== '/Length')
        .sort(([a], [b]) => (a < b ? -1 : 1));
      return `<<${entries.map(([key, value]) => `${key} ${show(value)}`).join(' ')}>>`;
    }
    if (object instanceof PDFArray) return `[${object.asArray().map(show).join(' ')}]`;
    const text = object?.toString() ?? 'null';
    return /^[-+.\d]+$/.test(text) ? round(Number(text)) : text;
  };
  const lines = [show(start)];
  for (const ref of seen) lines.push(show(pdf.context.lookup(ref)));
  return lines;
}

describe('what a file says', () => {
  test.each<readonly [string, PdfObject]>([
    ['true', true],
    ['null', null],
    ['-.5', -0.5],
    ['+12', 12],
    ['4.', 4],
    ['[1 0 2]', [1, 0, 2]],
    ['[1 0 6 3  0\n R/B 4 0 5]', [1, 0, 6, new PdfRef(undefined, 3), name('B'), 4, 0, 5]],
    ['/A#20b#C3', new PdfName('A b\u00c3')],
    [
      String.raw`(a\(b\)(c)\n\101\
d)`,
      new PdfText(new Uint8Array(Buffer.from('a(b)(c)\nAd'))),
    ],
    ['<41 4>', new PdfText(Buffer.from('A@'), 3)],
    [
      '<</B<</C[/D(e)]>>>>',
      dictOf({ B: dictOf({ C: [name('D'), new PdfText(new Uint8Array(Buffer.from('e')))] }) }),
    ],
    ['% a remark\n 7', 7],
  ])('%j', (text, object) => {
    expect(shown(readEntry(text))).toEqual(shown(object));
  });

  test('texts are in UTF-16 or in letters of one byte', () => {
    expect(decodeText(Buffer.from('feff20ac', 'hex'))).toBe('€');
    expect(decodeText(Buffer.from('41e9a08d851f', 'hex'))).toBe('Aé€“–˜');
  });

  test('of several objects with one number the last counts, also where others are packed', () => {
    const pack = '2 0 3 5 (old) (kept)';
    const packs = `9 0 obj <</Type /ObjStm /N 2 /First 8 /Length ${pack.length}>> stream\n${pack}\nendstream endobj`;
    const { catalog } = fileOf(
      `1 0 obj <</A 5>> endobj ${packs} 2 0 obj (new) endobj 1 0 obj <</A 2 0 R /B 3 0 R>> endobj`,
    );
    expect([textIn(catalog, 'A'), textIn(catalog, 'B')]).toEqual(['new', 'kept']);
  });

  test('of packed objects no more are read than there can be', () => {
    const file = (body: string) =>
      fileOf(
        `1 0 obj <</A 5 0 R>> endobj 2 0 obj <</Type /ObjStm /N 1000000000 /First 4>> stream\n${body}\nendstream endobj`,
      );
    expect(() => file(')))')).toThrow('no object');
    expect(numberIn(file('5 0 7').catalog, 'A')).toBe(7);
  });

  test('a stream ends where it says, or where it ends', () => {
    const stream = (length: string, bytes: string) =>
      streamIn(
        fileOf(
          `1 0 obj <</A 2 0 R>> endobj 2 0 obj <</Length ${length}>> stream\r\n${bytes}\nendstream endobj 3 0 obj 5 endobj`,
        ).catalog,
        'A',
      );
    expect(stream('5', 'a end')?.packed.toString()).toBe('a end');
    expect(stream('11', 'x endstream')?.packed.toString()).toBe('x endstream');
    for (const length of ['3 0 R', '7', '999999', '-3', '/Odd'])
      expect(stream(length, 'a end')?.packed.toString()).toBe('a end');
  });

  test('streams are unpacked in all ways that PDF/A allows for text', () => {
    const rows = Buffer.from('00010203 01010101 02010101 03010101 04010101'.replaceAll(' ', ''), 'hex');
    const parameters = dictOf({ Predictor: 15, Columns: 3 });
    const flat = { Filter: name('FlateDecode'), DecodeParms: parameters };
    expect(hex(bytesOf(new PdfStream(dictOf(flat), deflateSync(rows))))).toBe(
      ['010203', '010203', '020304', '020304', '030405'].join(''),
    );
    const letters = [name('ASCIIHexDecode'), name('ASCII85Decode')];
    const both = new PdfStream(
      dictOf({ Filter: letters }),
      Buffer.from(`${hex(Buffer.from('87cURD]g/FzG5~>'))}>`),
    );
    expect(bytesOf(both).toString('latin1')).toBe('Hello   \0\0\0\0w');
    const packedWith = (filter: string) => new PdfStream(dictOf({ Filter: name(filter) }), Buffer.from('x'));
    expect(() => bytesOf(packedWith('LZWDecode'))).toThrow('a part of it is packed with LZWDecode');
    expect(() => bytesOf(packedWith('FlateDecode'))).toThrow('a part of it cannot be unpacked');
  });
});

describe('what is written', () => {
  // The other library takes a # that stands for itself in a name for the sign of another letter.
  const scalar = fc.oneof(
    fc.constantFrom<PdfObject>(null, true, false),
    fc.integer(),
    fc.integer().map((number) => number / 10_000),
    fc.constant(1e-7),
    fc
      .string({ unit: 'binary-ascii', minLength: 1 })
      .map((text) => new PdfName(text.replaceAll(/[\0#]/g, 'x'))),
    fc.uint8Array().map((bytes) => new PdfText(bytes)),
    fc.uint8Array().map((bytes) => new PdfText(bytes, 2 * bytes.length)),
  );
  const { object } = fc.letrec<{ object: PdfObject }>((tie) => ({
    object: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie('object')),
      fc.dictionary(fc.stringMatching(/^[A-Za-z /()]{1,9}$/), tie('object')).map(dictOf),
      tie('object').map((target) => new PdfRef(target)),
      fc.uint8Array().map((bytes) => new PdfRef(packed(bytes))),
    ),
  }));

  test('is read as what it was, by us and by others', async () => {
    await fc.assert(
      fc.asyncProperty(object, async (any) => {
        const catalog = dictOf({ Type: name('Catalog'), Any: any });
        const bytes = writeFile({ trailer: dictOf({ Root: new PdfRef(catalog) }) });
        const whole = shown(catalog);
        expect(shown(readFile(bytes).catalog)).toEqual(whole);
        const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
        expect(shownBy(pdf, pdf.catalog)).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  test('is only what can be reached, and is named after its content', () => {
    const root = () => new PdfRef(dictOf({ A: new PdfRef('x'.length, 3) }), 7);
    const first = writeFile({ trailer: dictOf({ Root: root(), Info: undefined, Prev: 5 }) });
    expect(writeFile({ trailer: dictOf({ Root: root() }) })).toEqual(first);
    const { objects, trailer } = readFile(first);
    expect(objects.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(numberIn(trailer, 'Size')).toBe(5);
    expect(trailer.has('Prev')).toBe(false);
    const other = writeFile({ trailer: dictOf({ Root: new PdfRef(dictOf({ A: 2 })) }) });
    expect(shown(readFile(other).trailer.get('ID'))).not.toEqual(shown(trailer.get('ID')));
  });
});

describe('a print and what is made of it', () => {
  let printer: Printer;
  let made: Awaited<ReturnType<typeof conformed>>;
  beforeAll(async () => {
    printer = await testPrinter();
    made = await conformed(printer, rich);
  });
  afterAll(() => printer.close());

  test('hold what others read in them', async () => {
    for (const bytes of [made.printed, made.bytes]) {
      const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
      const file = readFile(bytes);
      expect(shown(file.catalog)).toEqual(shownBy(pdf, pdf.catalog));
      expect(shown(dictIn(file.trailer, 'Info'))).toEqual(
        shownBy(pdf, pdf.context.lookup(pdf.context.trailerInfo.Info)),
      );
      expect(file.pages).toHaveLength(pdf.getPageCount());
    }
  });

  test('cut off or changed anywhere, they are found faulty, and nothing hangs', () => {
    const { bytes } = made;
    for (let at = 0; at < bytes.length; at += 997) {
      expect(audit(bytes.subarray(0, at), 'cut.pdf')).not.toEqual([]);
      const changed = Buffer.from(bytes);
      changed.fill('(', at, at + 40);
      expect(audit(changed, 'changed.pdf').every(({ message }) => message.startsWith('changed.pdf'))).toBe(
        true,
      );
    }
  });

  test.each([
    ['brackets without end', '['.repeat(200_000)],
    ['dictionaries without end', '<</A'.repeat(200_000)],
    ['references that bite their tail', '1 0 obj 1 0 R endobj'],
    ['a text without end', '1 0 obj (((( endobj'],
    ['digits without end', `1 0 obj <${'4'.repeat(100_000)}`],
  ])('%s are no file', (_, text) => {
    const [found] = audit(Buffer.from(`%PDF-1.7\n1 0 obj ${text}`), 'x.pdf');
    expect(found).toMatchObject({ rule: 'pdf/unreadable' });
    expect(found?.message).not.toMatch(/stack|undefined/);
  });

  test('a page has the area of those that hold it, also where its numbers stand elsewhere', () => {
    const pages = '2 0 obj <</Kids [3 0 R 4 0 R] /MediaBox [0 0 5 0 R 20]>> endobj 5 0 obj 10 endobj';
    const own = '3 0 obj <</Parent 2 0 R>> endobj 4 0 obj <</MediaBox [9 8 1 2]>> endobj';
    const file = fileOf(`1 0 obj <</Pages 2 0 R>> endobj ${pages} ${own}`);
    expect(file.pages.map(mediaBoxOf)).toEqual([
      [0, 0, 10, 20],
      [1, 2, 9, 8],
    ]);
  });

  test('a file with a password is known as one', async () => {
    const pdf = await PDFDocument.load(made.bytes, { updateMetadata: false });
    pdf.encrypt({ userPassword: 'x', ownerPassword: 'y' });
    expect(isLocked(readFile(await pdf.save()))).toBe(true);
  });
});
