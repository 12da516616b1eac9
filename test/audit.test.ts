import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFStream,
  PDFRef,
  PDFString,
  decodePDFRawStream,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../src/audit/index.ts';
import { readBook } from '../src/pdf/book.ts';
import { readFile } from '../src/pdf/read.ts';
import { descend } from '../src/pdf/structure.ts';
import { readVerdicts } from '../src/verapdf.ts';
import { conformed, rich, testPrinter } from './printed.ts';
import { root } from './project.ts';
import { copyOfProject, hashes, run, temporary } from './run.ts';

let good: Uint8Array;
beforeAll(async () => {
  const printer = await testPrinter();
  good = (await conformed(printer, rich)).bytes;
  await printer.close();
});

const N = (name: string): PDFName => PDFName.of(name);

/** An element of the structure tree, as the library that spoils it has it. */
interface Spoilt {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
}

const textOf = (stream: PDFObject | undefined): string =>
  stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1') : '';

/** A good PDF in a form that a test can spoil: in a library that has nothing to do with what finds the fault. */
interface Patient {
  readonly pdf: PDFDocument;
  readonly catalog: PDFDict;
  readonly make: (object: object) => PDFObject;
  /** The nth element of a role. */
  readonly tag: (role: string, nth?: number) => Spoilt;
  /** A dictionary of the file for which a test holds. */
  readonly dict: (test: (dict: PDFDict) => boolean) => PDFDict;
  /** Changes the content of the first page. */
  readonly edit: (change: (content: string) => string) => void;
  readonly xmp: (change: (text: string) => string) => void;
}

function patientOf(pdf: PDFDocument): Patient {
  const { context, catalog } = pdf;
  const tree = readBook(readFile(good)).root;
  const elements = tree ? descend(tree) : [];
  const put = (key: PDFDict, name: string, bytes: string, dict = {}) =>
    key.set(N(name), context.register(context.stream(bytes, dict)));
  const dicts = context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFStream ? [object.dict] : object instanceof PDFDict ? [object] : [],
    );
  return {
    pdf,
    catalog,
    make: (object) => context.obj(object as Record<string, PDFObject>),
    tag: (role, nth = 0) => {
      const found = elements.filter((element) => element.role === role)[nth];
      if (!found) throw new Error(`there is no ${role}`);
      const ref = PDFRef.of(found.ref.number);
      return { ref, dict: context.lookup(ref, PDFDict) };
    },
    dict: (wanted) => {
      const found = dicts.find(wanted);
      if (!found) throw new Error('there is no such dictionary');
      return found;
    },
    edit: (change) => {
      const { node } = pdf.getPage(0);
      put(node, 'Contents', change(textOf(node.Contents())));
    },
    xmp: (change) => {
      const text = textOf(catalog.lookup(N('Metadata')));
      put(catalog, 'Metadata', change(text), { Type: 'Metadata', Subtype: 'XML' });
    },
  };
}

const isKind = (key: string, name: string) => (dict: PDFDict) => dict.lookup(N(key)) === N(name);
const link = isKind('Subtype', 'Link');
const font = isKind('Subtype', 'Type0');
const drop = (element: Spoilt, ...keys: string[]) => keys.forEach((key) => element.dict.delete(N(key)));

/** A rule, how a good PDF is made to break it, and what is said of it. */
type Case = readonly [rule: string, spoil: (patient: Patient) => void, message: RegExp];

const cases: readonly Case[] = [
  [
    'pdfua/5',
    ({ xmp }) => xmp((text) => text.replace('<pdfuaid:part>1', '<pdfuaid:part>2')),
    /does not say that it keeps PDF\/UA-1/,
  ],
  ['pdfua/6.2', ({ catalog }) => catalog.delete(N('MarkInfo')), /does not say that it is tagged/],
  [
    'pdfua/7.1',
    ({ catalog, make }) => catalog.set(N('MarkInfo'), make({ Marked: true, Suspects: true })),
    /suspect/,
  ],
  ['pdfua/7.1', ({ catalog }) => catalog.delete(N('ViewerPreferences')), /name of the file, not its title/],
  ['pdfua/7.1', ({ catalog }) => catalog.delete(N('Metadata')), /no metadata/],
  [
    'pdfua/7.1',
    ({ dict }) => dict(isKind('Type', 'Metadata')).delete(N('Subtype')),
    /do not say that they are/,
  ],
  [
    'pdfua/7.1',
    ({ dict }) => dict(isKind('Type', 'StructTreeRoot')).delete(N('Type')),
    /the tree of tags does not say that it is one/,
  ],
  [
    'pdf/7.7.3',
    ({ dict }) => dict(isKind('Type', 'Pages')).set(N('Count'), PDFNumber.of(700)),
    /that it has 7 pages/,
  ],
  ['pdf/7.7.3', ({ pdf }) => pdf.getPage(0).node.delete(N('Type')), /a page does not say that it is one/],
  ['pdfua/7.1', ({ xmp }) => xmp((text) => text.replace(/<dc:title>.*<\/dc:title>/, '')), /no title/],
  ['pdfua/7.1', ({ pdf }) => pdf.setTitle('Another'), /two titles, “A rich paper & more” and “Another”/],
  [
    'pdfua/7.1',
    ({ tag }) => tag('Strong').dict.set(N('S'), N('Loud')),
    /page 1: the tag Loud is mapped to no standard tag/,
  ],
  [
    'pdfua/7.1',
    ({ dict, make }) =>
      dict(isKind('Type', 'StructTreeRoot')).set(
        N('RoleMap'),
        make({ Em: 'Strong', Strong: 'Em', Aside: 'Div' }),
      ),
    /the tag (Em|Strong) is mapped to no standard tag/,
  ],
  [
    'pdfua/7.1',
    ({ dict, make }) =>
      dict(isKind('Type', 'StructTreeRoot')).set(
        N('RoleMap'),
        make({ Em: 'Span', Strong: 'Span', Aside: 'Div', P: 'Span' }),
      ),
    /the standard tag P is mapped to another/,
  ],
  [
    'pdfua/7.1',
    ({ edit }) => edit((text) => text.replace('/Artifact BMC', '/Span BMC')),
    /page 1: the text “.*” is neither tagged nor decoration|page 1: a line or an area is neither/,
  ],
  [
    'pdfua/7.1',
    ({ edit }) => edit((text) => `${text}\n0 0 5 5 re f`),
    /page 1: a line or an area is neither tagged nor decoration/,
  ],
  [
    'pdfua/7.1',
    ({ edit }) => edit((text) => `${text}\nBI /W 1 /H 1 /CS /G /BPC 8 ID 0 EI`),
    /a picture is neither tagged nor decoration/,
  ],
  [
    'pdfua/7.1',
    ({ edit }) => edit((text) => text.replace(/(\/\w+ <<\/MCID \d+ >>BDC)/, '$1 /Artifact BMC EMC')),
    /decoration stands within tagged content/,
  ],
  [
    'pdfua/7.1',
    ({ edit }) => edit((text) => text.replace(/(\/\w+ <<\/MCID \d+ >>BDC[^]*?EMC)/, '/Artifact BMC $1 EMC')),
    /tagged text “.*” stands within decoration/,
  ],
  [
    'pdfua/7.1',
    ({ edit }) => edit((text) => text.replace('/Artifact BMC', '/P <</MCID 999 >>BDC')),
    /belongs to no tag/,
  ],
  [
    'pdfua/7.1',
    ({ edit }) =>
      edit((text) => text.replace('/Artifact BMC', /\/\w+ <<\/MCID \d+ >>BDC/.exec(text)?.[0] ?? '')),
    /two pieces of content have the number/,
  ],
  [
    'pdfua/7.1',
    ({ tag }) => tag('H1').dict.set(N('K'), PDFNumber.of(998)),
    /content 998, which is not on the page/,
  ],
  [
    'pdfua/7.1',
    ({ pdf }) => pdf.getPage(0).node.delete(N('StructParents')),
    /the text “.*” does not lead back to its tag/,
  ],
  [
    'pdfua/7.1',
    ({ dict }) => dict(link).delete(N('StructParent')),
    /a link or other annotation does not lead back to its tag Link/,
  ],
  ['pdfua/7.1', ({ tag }) => tag('H1').dict.set(N('P'), tag('L').ref), /the tag H1 below does not lead back/],
  ['pdfua/7.1', ({ tag }) => drop(tag('H1'), 'P'), /the tag H1 below does not lead back/],
  ['pdfua/7.2', ({ catalog }) => catalog.delete(N('Lang')), /does not say in which language/],
  [
    'pdfua/7.2',
    ({ tag }) => tag('P').dict.set(N('Lang'), PDFString.of('Welsh language')),
    /“Welsh language” is not the tag of a language/,
  ],
  ['pdfua/7.2', ({ tag }) => tag('LBody').dict.set(N('S'), N('Div')), /the tag LI “.*” holds Div/],
  ['pdfua/7.2', ({ tag }) => tag('L').dict.set(N('S'), N('Sect')), /the tag LI “.*” stands in Sect/],
  ['pdfua/7.2', ({ tag }) => tag('TR', 3).dict.set(N('S'), N('TBody')), /the tag TBody “.*” holds TH/],
  ['pdfua/7.2', ({ tag }) => tag('TR', 3).dict.set(N('S'), N('Caption')), /has more than one caption/],
  [
    'pdfua/7.2',
    ({ tag }) => {
      const { dict } = tag('Table');
      dict.set(
        N('K'),
        dict.context.obj([
          ...(dict.lookup(N('K')) as PDFArray).asArray().slice(1, 3),
          tag('Caption', 1).ref,
          ...(dict.lookup(N('K')) as PDFArray).asArray().slice(3),
        ]),
      );
    },
    /has its caption in the middle/,
  ],
  [
    'pdfua/7.2',
    ({ tag }) => {
      const { dict } = tag('TR', 5);
      dict.set(N('K'), dict.context.obj((dict.lookup(N('K')) as PDFArray).asArray().slice(1)));
    },
    /the row “.*” has 2 cells where the first row has 3/,
  ],
  [
    'pdfua/7.2',
    ({ tag, make }) => tag('TH', 1).dict.set(N('A'), make({ O: 'Table', Scope: 'Column', RowSpan: 500 })),
    /cells that meet or reach beyond/,
  ],
  [
    'pdfua/7.2',
    ({ tag, make }) => tag('TD', 1).dict.set(N('A'), make({ O: 'Table', RowSpan: 0 })),
    /cells that meet or reach beyond/,
  ],
  ['pdfua/7.6', ({ tag }) => drop(tag('L'), 'A'), /the list “.*” does not say how its items are numbered/],
  [
    'pdfua/7.18.4',
    ({ tag }) => tag('Em').dict.set(N('S'), N('Form')),
    /the field “.*” is more or less than one widget/,
  ],
  [
    'pdfua/7.3',
    ({ tag }) => drop(tag('Figure'), 'Alt'),
    /page 1: the figure “.*” does not say what it shows/,
  ],
  [
    'pdfua/7.3',
    ({ tag }) => tag('Figure').dict.set(N('Alt'), PDFString.of('chart-1.svg')),
    /a figure says only “chart-1.svg”, the name of a file/,
  ],
  [
    'pdfua/7.3',
    ({ tag }) => drop(tag('Figure'), 'A'),
    /page 1: the figure “.*” does not say where it stands/,
  ],
  [
    'pdfua/7.7',
    ({ tag }) => {
      tag('Figure').dict.set(N('S'), N('Formula'));
      drop(tag('Figure'), 'Alt');
    },
    /formula “.*” does not say/,
  ],
  [
    'pdfua/7.4.2',
    ({ tag }) => tag('H3').dict.set(N('S'), N('H5')),
    /the heading “Three” is of level 5 after level 2/,
  ],
  [
    'pdfua/7.4.2',
    ({ tag }) => tag('H1').dict.set(N('S'), N('H2')),
    /the heading “Rich paper” is of level 2 after none/,
  ],
  [
    'pdfua/7.4.4',
    ({ tag }) => tag('H3').dict.set(N('S'), N('H')),
    /the heading “Three” has no level, and others have/,
  ],
  [
    'pdfua/7.5',
    ({ tag }) => drop(tag('TH', 1), 'A'),
    /page 2: the header cell “Where to look” does not say whether it heads a row or a column/,
  ],
  [
    'pdfua/7.5',
    ({ tag, make }) => tag('TD', 1).dict.set(N('A'), make({ O: 'Table', Headers: [PDFString.of('gone')] })),
    /the cell “0” names a header that is not there/,
  ],
  [
    'pdfua/7.9',
    ({ tag }) => tag('BlockQuote').dict.set(N('S'), N('Note')),
    /the note “Quoted block” has no name/,
  ],
  [
    'pdfua/7.9',
    ({ tag }) => {
      for (const role of ['BlockQuote', 'Code']) {
        tag(role).dict.set(N('ID'), PDFString.of('n'));
        tag(role).dict.set(N('S'), N('Note'));
      }
    },
    /has the name n of another/,
  ],
  ['pdfua/7.17', ({ catalog }) => catalog.delete(N('Outlines')), /the heading “Rich paper” has no bookmark/],
  [
    'pdfua/7.17',
    ({ dict }) =>
      dict((item) => item.has(N('Title')) && item.has(N('Dest')) && item.has(N('Prev'))).set(
        N('Title'),
        PDFString.of('Else'),
      ),
    /the bookmark “Else” stands where the heading is “.*”/,
  ],
  [
    'pdfua/7.17',
    ({ tag }) => tag('H2', 2).dict.set(N('S'), N('P')),
    /the bookmark “A wide page” has no heading/,
  ],
  [
    'pdfua/7.18.1',
    ({ dict }) => {
      dict(link).set(N('AP'), PDFBool.True);
      dict(link).set(N('Subtype'), N('Text'));
    },
    /the text “.*” stands in Link/,
  ],
  ['pdfua/7.18.2', ({ dict }) => dict(link).set(N('Subtype'), N('TrapNet')), /is meant for a press/],
  [
    'pdfua/7.18.3',
    ({ pdf }) => pdf.getPage(0).node.delete(N('Tabs')),
    /page 1: the links of the page are not reached in the order/,
  ],
  [
    'pdfua/7.18.4',
    ({ dict }) => {
      dict(link).set(N('AP'), PDFBool.True);
      dict(link).set(N('Subtype'), N('Widget'));
    },
    /the widget “.*” stands in Link/,
  ],
  [
    'pdfua/7.18.5',
    ({ dict }) => dict(link).delete(N('Contents')),
    /page \d: the link “.*” has no description/,
  ],
  [
    'pdfua/7.18.5',
    ({ tag }) => tag('Link').dict.set(N('S'), N('Span')),
    /the link “an outer link” stands in Span/,
  ],
  [
    'pdfua/7.20',
    ({ pdf, edit }) => {
      const [name] =
        [...(pdf.getPage(0).node.Resources()?.lookup(N('XObject'), PDFDict).entries() ?? [])].find(
          ([, form]) => {
            const object = pdf.context.lookup(form);
            return object instanceof PDFRawStream && object.dict.has(N('StructParents'));
          },
        ) ?? [];
      edit((text) => `${text}\n${name?.toString()} Do`);
    },
    /a form with tags is drawn more than once/,
  ],
  [
    'pdfua/7.21.3.2',
    ({ dict }) => dict((each) => each.has(N('CIDToGIDMap'))).delete(N('CIDToGIDMap')),
    /does not say which glyph each number means/,
  ],
  [
    'pdfua/7.21.3.2',
    ({ dict }) => dict((each) => each.has(N('CIDToGIDMap'))).set(N('CIDToGIDMap'), N('Other')),
    /does not say which glyph each number means/,
  ],
  [
    'pdfua/7.21.3.3',
    ({ dict }) => dict(font).set(N('Encoding'), N('UniGB-UCS2-H')),
    /has an encoding that is not in the file/,
  ],
  [
    'pdfua/7.21.4.1',
    ({ dict }) => dict((each) => each.has(N('FontFile2'))).delete(N('FontFile2')),
    /the font SourceSans3.* is not in the file/,
  ],
  [
    'pdfua/7.21.7',
    ({ dict, pdf }) =>
      dict(font).set(
        N('ToUnicode'),
        pdf.context.register(pdf.context.stream('1 beginbfrange <0001> <0002> [<0020> <0000>] endbfrange')),
      ),
    /shows \d+ glyphs that stand for no text/,
  ],
  [
    'pdfua/7.21.8',
    ({ edit }) => edit((text) => text.replace(/<[\da-fA-F]{4}> Tj/, '<0000> Tj')),
    /shows a character that it does not have/,
  ],
  [
    'pdfa/6.1.3',
    ({ pdf }) => {
      pdf.context.trailerInfo.ID = undefined;
    },
    /has no identifier/,
  ],
  ['pdfa/6.1.6', ({ catalog }) => catalog.set(N('Extra'), PDFHexString.of('ABC')), /ends in half a byte/],
  [
    'pdfa/6.1.7',
    ({ dict }) => dict(isKind('Subtype', 'Form')).set(N('F'), PDFString.of('x')),
    /lies outside it \(F\)/,
  ],
  [
    'pdfa/6.1.7',
    ({ pdf }) => {
      const stream = pdf.context.stream('x', { Filter: 'LZWDecode' });
      pdf.catalog.set(N('Extra'), pdf.context.register(stream));
    },
    /packed in a way that is not allowed/,
  ],
  [
    'pdfa/6.1.13',
    ({ edit }) => edit((text) => `${'q '.repeat(29)}${'Q '.repeat(29)}${text}`),
    /saved 29 times within each other/,
  ],
  [
    'pdfa/6.1.13',
    ({ catalog }) => catalog.set(N('Extra'), PDFString.of('x'.repeat(32768))),
    /longer than 32,767 bytes/,
  ],
  [
    'pdfa/6.1.13',
    ({ catalog }) => catalog.set(N('Extra'), N('x'.repeat(128))),
    /a name in the file is longer than 127 bytes/,
  ],
  [
    'pdfa/6.1.13',
    ({ catalog, make }) => catalog.set(N('Dests'), make({ ['x'.repeat(128)]: null })),
    /a name in the file is longer than 127 bytes/,
  ],
  [
    'pdfa/6.1.13',
    ({ catalog }) => catalog.set(N('Extra'), PDFNumber.of(2 ** 31)),
    /a number in the file is greater than/,
  ],
  [
    'pdfa/6.1.13',
    ({ pdf }) => pdf.getPage(0).setMediaBox(0, 0, 595, 14401),
    /a page is 595 by 14401 points large/,
  ],
  [
    'pdfa/6.2.2',
    ({ edit }) => edit((text) => `${text}\n1 paint`),
    /an operator paint, which PDF does not know/,
  ],
  [
    'pdfa/6.2.2',
    ({ pdf }) => {
      const { node } = pdf.getPage(5);
      const own = node.get(N('Resources'));
      node.delete(N('Resources'));
      if (own) (node.lookup(N('Parent')) as PDFDict).set(N('Resources'), own);
    },
    /a page borrows its fonts and pictures/,
  ],
  [
    'pdfa/6.2.2',
    ({ pdf }) => pdf.getPage(0).node.Resources()?.delete(N('ExtGState')),
    /page 1: the content uses a font, picture or other part that the page does not name/,
  ],
  [
    'pdfa/6.1.7',
    ({ dict }) => dict(isKind('Subtype', 'Image')).set(N('Filter'), N('Other')),
    /packed in a way that is not allowed/,
  ],
  ['pdfa/6.2.3', ({ catalog }) => catalog.delete(N('OutputIntents')), /which red, green and blue/],
  [
    'pdfa/6.2.3',
    ({ dict }) => dict((each) => each.has(N('Alternate'))).set(N('N'), PDFNumber.of(4)),
    /which red, green and blue/,
  ],
  [
    'pdfa/6.2.4.2',
    ({ dict }) =>
      dict((each) => each.has(N('N')) && !each.has(N('Alternate')) && !each.has(N('First'))).delete(N('N')),
    /a colour profile that is not whole/,
  ],
  [
    'pdfa/6.2.4.3',
    ({ dict }) => dict(isKind('Subtype', 'Image')).set(N('ColorSpace'), N('DeviceCMYK')),
    /the file has colours of inks/,
  ],
  [
    'pdfa/6.2.4.3',
    ({ edit }) => edit((text) => `0 0 0 1 k\n${text}`),
    /page 1: the content has colours of inks/,
  ],
  [
    'pdfa/6.2.5',
    ({ dict }) => dict((each) => each.has(N('ca'))).set(N('TR'), N('Identity')),
    /changes how colours come out \(TR\)/,
  ],
  [
    'pdfa/6.2.6',
    ({ dict }) => dict(isKind('Subtype', 'Image')).set(N('Intent'), N('Loud')),
    /meant in a way that PDF does not know, Loud/,
  ],
  [
    'pdfa/6.2.8',
    ({ dict }) => dict(isKind('Subtype', 'Image')).set(N('Interpolate'), PDFBool.True),
    /a picture has Interpolate/,
  ],
  ['pdfa/6.2.9', ({ dict }) => dict(isKind('Subtype', 'Form')).set(N('PS'), PDFBool.True), /a form has PS/],
  [
    'pdfa/6.2.10',
    ({ dict }) => dict((each) => each.has(N('ca'))).set(N('BM'), N('Plaid')),
    /mixed in a way that PDF does not know, Plaid/,
  ],
  [
    'pdfa/6.2.11.2',
    ({ dict }) => dict(isKind('Subtype', 'CIDFontType2')).delete(N('Type')),
    /the font SourceSans3.* does not say that it is one/,
  ],
  [
    'pdfa/6.2.11.2',
    ({ dict, pdf }) =>
      dict((each) => each.has(N('FontFile2'))).set(
        N('FontFile2'),
        pdf.context.register(pdf.context.stream('not a font')),
      ),
    /the font SourceSans3.* is not whole/,
  ],
  [
    'pdfa/6.2.11.4.1',
    ({ edit }) => edit((text) => text.replace(/<[\da-fA-F]{4}> Tj/, '<FFF0> Tj')),
    /shows 1 glyphs that are not in the file/,
  ],
  [
    'pdfa/6.2.11.4.2',
    ({ dict, pdf }) =>
      dict((each) => each.has(N('FontFile2'))).set(
        N('CIDSet'),
        pdf.context.register(pdf.context.stream(Uint8Array.of(0x80))),
      ),
    /lists some of its glyphs and not all/,
  ],
  [
    'pdfa/6.2.11.5',
    ({ dict, make }) => dict((each) => each.has(N('CIDToGIDMap'))).set(N('W'), make([1, 300, 777])),
    /gives \d+ glyphs another width than they have/,
  ],
  [
    'pdfa/6.2.11.7.3',
    ({ dict, pdf }) => {
      const map = dict(font).lookup(N('ToUnicode'));
      const text = textOf(map);
      dict(font).set(
        N('ToUnicode'),
        pdf.context.register(pdf.context.stream(`${text} 1 beginbfchar <0001> <E000> endbfchar`)),
      );
    },
    /private use/,
  ],
  [
    'pdfa/6.3.1',
    ({ dict }) => {
      dict(link).set(N('AP'), PDFBool.True);
      dict(link).set(N('Subtype'), N('Movie'));
    },
    /is of the kind Movie/,
  ],
  ['pdfa/6.3.2', ({ dict }) => dict(link).set(N('F'), PDFNumber.of(2)), /would not be printed, or is hidden/],
  ['pdfa/6.3.3', ({ dict }) => dict(link).set(N('Subtype'), N('Text')), /does not say how it looks/],
  [
    'pdfa/6.3.3',
    ({ dict, make }) => dict(link).set(N('AP'), make({ N: null, R: null })),
    /looks otherwise when it is touched/,
  ],
  [
    'pdfa/6.4.2',
    ({ catalog, make }) => catalog.set(N('AcroForm'), make({ XFA: PDFString.of('x') })),
    /a form of another kind/,
  ],
  [
    'pdfa/6.5.1',
    ({ catalog, make }) =>
      catalog.set(N('OpenAction'), make({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') })),
    /an action JavaScript/,
  ],
  [
    'pdfa/6.5.1',
    ({ dict }) =>
      dict((each) => link(each) && each.has(N('A')))
        .lookup(N('A'), PDFDict)
        .delete(N('S')),
    /an action that PDF does not know/,
  ],
  [
    'pdfa/6.5.1',
    ({ catalog, make }) => catalog.set(N('OpenAction'), make({ S: 'Named', N: 'Print' })),
    /a command Print/,
  ],
  [
    'pdfa/6.5.2',
    ({ pdf, make }) => pdf.getPage(0).node.set(N('AA'), make({})),
    /does something when it is opened/,
  ],
  [
    'pdfa/6.6.2.1',
    ({ xmp }) => xmp((text) => text.replace('<?xpacket begin=', '<?xpacket begin="" encoding="UTF-8" x=')),
    /name their length or encoding/,
  ],
  [
    'pdfa/6.6.2.3',
    ({ xmp }) =>
      xmp((text) =>
        text.replace(/<rdf:Description rdf:about=""\s+xmlns:pdfaExtension[^]*?<\/rdf:Description>/, ''),
      ),
    /names of PDF\/UA in the metadata are not explained/,
  ],
  [
    'pdfa/6.6.4',
    ({ xmp }) => xmp((text) => text.replace('<pdfaid:conformance>A', '<pdfaid:conformance>B')),
    /does not say that it keeps PDF\/A-2a/,
  ],
  ['pdfa/6.7.3.3', ({ tag }) => drop(tag('H1'), 'Type'), /the tag H1 does not say that it is one/],
  [
    'pdfa/6.8',
    ({ catalog, make }) => catalog.set(N('Extra'), make({ Type: 'Filespec', EF: {} })),
    /holds another file/,
  ],
  [
    'pdfa/6.9',
    ({ catalog, make }) => catalog.set(N('OCProperties'), make({ D: {} })),
    /layers of the file have no name/,
  ],
  ['pdfa/6.10', ({ pdf, make }) => pdf.getPage(0).node.set(N('PresSteps'), make({})), /shown in another way/],
  [
    'pdfa/6.11',
    ({ catalog, make }) => catalog.set(N('Requirements'), make([])),
    /asks for a certain program/,
  ],
];

describe('a good PDF that is spoiled in one place', () => {
  test('has nothing to find before', () => {
    expect(audit(good, 'good.pdf')).toEqual([]);
  });

  test.each(cases)('breaks %s', async (rule, spoil, message) => {
    const pdf = await PDFDocument.load(good, { updateMetadata: false });
    spoil(patientOf(pdf));
    const found = audit(await pdf.save({ useObjectStreams: true, addDefaultPage: false }), 'bad.pdf');
    const own = found.filter((finding) => finding.rule === rule);
    expect(found.map((finding) => `${finding.rule} ${finding.message}`).join('\n')).toMatch(message);
    expect(own.map((finding) => finding.message).join('\n')).toMatch(message);
    for (const finding of found)
      expect(finding).toMatchObject({ severity: 'error', hint: expect.any(String) as string });
  });

  test('breaks pdfa/6.1.2 by its first bytes, pdfa/6.1.3 by its last, and pdf/unreadable by all', () => {
    const plain = Buffer.from(good);
    plain.write('%%%%%', plain.indexOf('\n') + 1);
    expect(audit(plain, 'bad.pdf')).toMatchObject([{ rule: 'pdfa/6.1.2' }]);
    const longer = Buffer.concat([good, Buffer.from('\nmore')]);
    expect(audit(longer, 'bad.pdf')).toMatchObject([{ rule: 'pdfa/6.1.3' }]);
    const [found] = audit(Buffer.from('not a PDF'), 'bad.pdf');
    expect(found).toMatchObject({ rule: 'pdf/unreadable' });
    expect(found?.message).toMatch(/^bad\.pdf: the file cannot be read as a PDF: /);
  });

  test('breaks pdfua/7.16 when it is locked', async () => {
    const pdf = await PDFDocument.load(good, { updateMetadata: false });
    pdf.encrypt({ userPassword: 'x', ownerPassword: 'y' });
    expect(audit(await pdf.save(), 'bad.pdf')).toMatchObject([{ rule: 'pdfua/7.16' }]);
  });

  test('without tags says so once for each page, not once for each letter', async () => {
    const pdf = await PDFDocument.load(good, { updateMetadata: false });
    pdf.catalog.delete(N('StructTreeRoot'));
    const found = audit(await pdf.save(), 'bad.pdf');
    expect(found.map(({ message }) => message)).toContain('bad.pdf: the file has no tags');
    expect(found.filter(({ message }) => message.includes('belongs to no tag'))).toHaveLength(7);
  });
});

test('every rule of the checker occurs in a test above', () => {
  const folder = join(root, 'src', 'audit');
  const source = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const own = readFileSync(import.meta.filename, 'utf8');
  const rules = new Set(source.join('\n').match(/\bpdf(?:ua|a)?\/(?:\d[\d.]*|unreadable)(?=')/g));
  expect(rules.size).toBeGreaterThan(40);
  expect([...rules].filter((rule) => !own.includes(rule))).toEqual([]);
});

describe('check --pdf', () => {
  test('tells what is wrong with a file, and ends with 1', async () => {
    const folder = temporary();
    const pdf = await PDFDocument.load(good, { updateMetadata: false });
    pdf.catalog.delete(N('Lang'));
    const [bad, whole] = [join(folder, 'bad.pdf'), join(folder, 'good.pdf')];
    writeFileSync(bad, await pdf.save());
    writeFileSync(whole, good);
    const { code, out, err } = await run(['check', '--pdf', bad, whole]);
    expect(code).toBe(1);
    expect(err).toContain(`error ${bad}: the file does not say in which language it is  [pdfua/7.2]`);
    expect(out).toContain(`${bad}: 1 finding\n`);
    expect(out).toContain(`${whole}: nothing found\n`);
    const { out: json } = await run(['check', '--pdf', bad, '--format', 'json']);
    expect(JSON.parse(json)).toMatchObject({
      diagnostics: [{ rule: 'pdfua/7.2' }],
      files: [{ file: bad, findings: [{ rule: 'pdfua/7.2' }] }],
    });
  });

  test.each([
    [['check', '--pdf'], '--pdf needs the names of files'],
    [['check', '--pdf', 'nowhere.pdf'], 'there is no file nowhere.pdf'],
  ])('%j is a wrong command line', async (args, message) => {
    const { code, err } = await run(args);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});

test('a build whose template breaks a rule is our fault, and leaves the output as it was', async () => {
  const cwd = copyOfProject();
  const build = ['build', 'haringey', '--formats', 'pdf'];
  await run(build, { cwd });
  const before = hashes(join(cwd, 'output'));
  const template = join(cwd, 'templates', 'partials', 'paper.hbs');
  const figure = '<figure><svg role="img" width="9" height="9"><rect width="9" height="9"/></svg></figure>';
  writeFileSync(
    template,
    readFileSync(template, 'utf8').replace('<main id="text">', `<main id="text">${figure}`),
  );
  const { code, err } = await run(build, { cwd });
  expect(err).toMatch(/page 1: a figure without text does not say what it shows {2}\[pdfua\/7\.3\]/);
  expect(err).toContain('This is a fault in cdp-returns, not in your files.');
  expect(code).toBe(70);
  expect(hashes(join(cwd, 'output'))).toEqual(before);
});

test('a veraPDF that fails is told, and is no fault of ours', async () => {
  const folder = temporary();
  writeFileSync(join(folder, 'verapdf'), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
  writeFileSync(join(folder, 'good.pdf'), good);
  const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const { code, err } = await run(['check', '--pdf', join(folder, 'good.pdf')], { env });
  expect(err).toContain('verapdf does not answer as expected  [pdf/verapdf]');
  expect(code).toBe(2);
});

test('the report of veraPDF is read line by line', () => {
  const report = `WARNING: something about a font
PASS /tmp/a.pdf ua1
FAIL /tmp/b b.pdf ua1
  FAIL 7.1-3
  FAIL 7.18.5-2
`;
  expect(readVerdicts(report, 'PDF/UA-1')).toEqual([
    { standard: 'PDF/UA-1', passes: true, broken: [] },
    { standard: 'PDF/UA-1', passes: false, broken: ['7.1-3', '7.18.5-2'] },
  ]);
});
