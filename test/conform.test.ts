import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, PDFName, PDFRawStream, decodePDFRawStream } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestContext } from 'vitest';
import { audit } from '../src/audit/index.ts';
import { conform } from '../src/conform/index.ts';
import { groupsOf, readBook, textOf } from '../src/pdf/book.ts';
import type { Book } from '../src/pdf/book.ts';
import { PdfDict, PdfName, dictIn, streamIn, textIn } from '../src/pdf/objects.ts';
import { readFile } from '../src/pdf/read.ts';
import { bytesOf } from '../src/pdf/stream.ts';
import { attributeOf, descend, elementsOf, isAnnotation, isContent, leavesOf } from '../src/pdf/structure.ts';
import type { Content, Element } from '../src/pdf/structure.ts';
import type { Printer } from '../src/print/index.ts';
import { conformed, identity, page, rich, testPrinter } from './printed.ts';
import { readPdf } from './pdf.ts';
import { fixtures } from './project.ts';
import { run } from './run.ts';

const out = mkdtempSync(join(tmpdir(), 'cdp-returns-conform-'));
const file = join(out, 'rich.pdf');
let printer: Printer;
let made: Awaited<ReturnType<typeof conformed>>;
let book: Book;
let elements: Element[];

beforeAll(async () => {
  printer = await testPrinter();
  made = await conformed(printer, rich);
  writeFileSync(file, made.bytes);
  book = readBook(readFile(made.bytes));
  elements = book.root ? descend(book.root) : [];
});
afterAll(async () => {
  await printer.close();
  rmSync(out, { recursive: true, force: true });
});

const of = (role: string): Element[] => elements.filter((element) => element.role === role);
const has = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;

/** Skips a test that needs a command of the machine, and says why. */
const need = ({ skip }: TestContext, command: string): void =>
  skip(!has(command), `there is no command ${command} here`);

describe('a paper with everything in it', () => {
  test('breaks no rule of ours', () => {
    expect(audit(made.bytes, 'rich.pdf')).toEqual([]);
    expect(made.pages).toBeGreaterThan(4);
  });

  test('looks as it was printed, to the pixel', (context) => {
    need(context, 'pdftoppm');
    writeFileSync(join(out, 'printed.pdf'), made.printed);
    for (const name of ['printed', 'rich'])
      execFileSync('pdftoppm', ['-r', '100', '-png', join(out, `${name}.pdf`), join(out, name)]);
    const images = (name: string) =>
      readdirSync(out)
        .filter((image) => image.startsWith(name) && image.endsWith('.png'))
        .sort()
        .map((image) => readFileSync(join(out, image)));
    expect(images('rich')).toHaveLength(made.pages);
    for (const [index, image] of images('rich').entries())
      expect(image.equals(images('printed')[index] ?? Buffer.of()), `page ${index + 1}`).toBe(true);
  });

  test('is a whole file to another reader', (context) => {
    need(context, 'qpdf');
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax');
  });

  test('is the same file when it is made again', async () => {
    const again = await conformed(printer, rich);
    expect(Buffer.from(again.bytes).equals(made.bytes)).toBe(true);
  });

  test('has lists of items, each a label and a body', () => {
    expect(of('L').length).toBe(5);
    for (const item of of('LI'))
      expect(
        elementsOf(item)
          .map(({ role }) => role)
          .join(' '),
      ).toMatch(/^(Lbl )?LBody$/);
    const nested = of('LBody').filter((body) => elementsOf(body).some(({ role }) => role === 'L'));
    expect(nested).toHaveLength(2);
    expect(of('Lbl').map((label) => textOf(book, label))).toContain('(a)');
  });

  test('describes every area of a link in the words of the whole link', () => {
    const long =
      'an inner link that is quite long and will surely wrap over the end of its line, as links do when there is so much text in them';
    const contents = (link: Element) =>
      link.kids
        .filter(isAnnotation)
        .map(({ ref: { target } }) => (target instanceof PdfDict ? textIn(target, 'Contents') : undefined));
    const described = of('Link').map(contents);
    expect(described[0]).toEqual(['an outer link']);
    expect(described[1]?.length).toBeGreaterThan(1);
    expect(new Set(described[1])).toEqual(new Set([long]));
    expect(described.at(-1)).toEqual(['Back']);
  });

  test('lets a reader hear the header of a long table once, though it is seen on every page', async () => {
    const { pages } = await readPdf(file);
    expect(pages.filter((text) => text.includes('Value of a measure')).length).toBeGreaterThan(2);
    const headers = of('TH').filter((cell) => textOf(book, cell).includes('Value of a measure'));
    expect(headers.map((cell) => textOf(book, cell))).toEqual(['Value of a measure']);
  });

  test('keeps the empty cells of a table, and the headers of each cell', () => {
    const [long] = of('Table');
    const rows = long ? elementsOf(long).filter(({ role }) => role === 'TR') : [];
    expect(rows).toHaveLength(92);
    for (const row of rows) expect(elementsOf(row)).toHaveLength(3);
    expect((rows[0] ? elementsOf(rows[0]) : []).map(({ role }) => role)).toEqual(['TD', 'TH', 'TH']);
    for (const cell of of('TH')) expect(attributeOf(cell, 'Table', 'Scope')).toBeDefined();
  });

  test('gives a figure its alternative once, beside its caption', () => {
    expect(of('Figure').map(({ dict }) => textIn(dict, 'Alt'))).toEqual([
      'Bars of A and B A is 10, B is 20.',
      'A red dot',
    ]);
    const around = elements.find(({ kids }) => kids.some((kid) => kid === of('Figure')[0]));
    expect(around && [around.role, ...elementsOf(around).map(({ role }) => role)]).toEqual([
      'Div',
      'Figure',
      'Caption',
    ]);
  });

  test('says where each figure stands, in points of its page', () => {
    const layout = of('Figure').map((figure) => [
      attributeOf(figure, 'Layout', 'BBox'),
      attributeOf(figure, 'Layout', 'Placement'),
    ]);
    // The bars are 200 units of 0.75 points wide, and the words beside them stand within the 300 of the picture; the dot
    // is 5 units each way.
    const [chart = [], dot = []] = layout.map(([box]) => box as number[]);
    const size = ([left = 0, bottom = 0, right = 0, top = 0]: number[]) => [right - left, top - bottom];
    expect(size(chart)[0]).toBeGreaterThan(210 * 0.75);
    expect(size(chart)[0]).toBeLessThan(300 * 0.75);
    expect(size(chart)[1]).toBeGreaterThan(50 * 0.75);
    expect(size(chart)[1]).toBeLessThan(51 * 0.75);
    for (const side of size(dot)) expect(side).toBeCloseTo(5 * 0.75, 1);
    expect(layout.map(([, placement]) => placement)).toEqual([new PdfName('Block'), new PdfName('Inline')]);
  });

  test('names the language of words and paragraphs that have another', () => {
    const foreign = elements.filter(({ dict }) => !['en-GB', undefined].includes(textIn(dict, 'Lang')));
    expect(
      foreign.map((element) => [element.role, textIn(element.dict, 'Lang'), textOf(book, element)]),
    ).toEqual([
      ['Span', 'cy', 'Partneriaeth Gymraeg'],
      ['P', 'cy', 'Paragraff Cymraeg gyda phwyslais a słowo.'],
      ['Span', 'pl', 'słowo'],
    ]);
  });

  test('maps what is no standard tag, and tags no decoration', () => {
    const map = book.root && dictIn(book.root.dict, 'RoleMap');
    expect(map && Object.fromEntries(map)).toEqual({
      Aside: new PdfName('Div'),
      Em: new PdfName('Span'),
      Strong: new PdfName('Span'),
    });
    for (const element of elements)
      for (const content of element.kids.filter(isContent)) {
        expect(groupsOf(book, content)).toHaveLength(1);
        if (!/^(Figure|Lbl)$/.test(element.role)) expect(textOf(book, element)).not.toBe('');
      }
  });

  test('says the same of itself to readers and to archives', async () => {
    const { info } = await readPdf(file);
    expect(info).toMatchObject({
      Title: identity.title,
      Author: identity.author,
      Subject: identity.subject,
      CreationDate: 'D:20240630000000Z',
      PDFFormatVersion: '1.7',
    });
    const metadata = streamIn(book.pdf.catalog, 'Metadata');
    const xmp = metadata ? bytesOf(metadata).toString('utf8') : '';
    for (const line of [
      '<rdf:li xml:lang="x-default">A rich paper &amp; more</rdf:li>',
      '<rdf:li>Riverside &lt;Council&gt;</rdf:li>',
      `<pdf:Producer>${info['Producer'] as string}</pdf:Producer>`,
      '<xmp:CreateDate>2024-06-30T00:00:00Z</xmp:CreateDate>',
      '<pdfuaid:part>1</pdfuaid:part>',
      '<pdfaid:conformance>A</pdfaid:conformance>',
    ])
      expect(xmp).toContain(line);
  });
});

test('a faint header, which the browser paints as a form, is heard once too', async () => {
  const rows = Array.from({ length: 90 }, (_, n) => `<tr><td>${n}</td></tr>`).join('');
  const header = '<th scope="col"><span style="display:inline-block;opacity:.5">Faint</span></th>';
  const { bytes, pages } = await conformed(
    printer,
    page(`<h1>T</h1><table><thead><tr>${header}</tr></thead><tbody>${rows}</tbody></table>`),
  );
  expect(pages).toBeGreaterThan(2);
  expect(audit(bytes, 'faint.pdf')).toEqual([]);
  const faint = readBook(readFile(bytes));
  const cells = faint.root ? descend(faint.root).filter(({ role }) => role === 'TH') : [];
  expect(cells.map((cell) => textOf(faint, cell))).toEqual(['Faint']);
  expect(faint.streams.size).toBe(2 * pages);
});

test('a header that a page break cuts in two keeps both parts', async () => {
  const lines = (from: number) => Array.from({ length: 60 }, (_, n) => `word ${from + n}`).join('<br>');
  const { bytes } = await conformed(
    printer,
    page(
      `<h1>T</h1><table><tr style="break-inside:auto"><th scope="col">${lines(0)}</th></tr><tr><td>x</td></tr></table>`,
    ),
  );
  const cut = readBook(readFile(bytes));
  const [header] = cut.root ? descend(cut.root).filter(({ role }) => role === 'TH') : [];
  expect(header && textOf(cut, header)).toContain('word 59');
});

test('a figure stands where its lines are, turned and clipped, or nowhere where its text cannot be placed', async () => {
  const line = '<line x1="10" x2="90" y1="50" y2="50" stroke="#000" stroke-width="10"/>';
  const picture = `<svg role="img" aria-label="A line" width="100" height="100"><g transform="rotate(90 50 50)">${line}</g><text x="60" y="95">A</text><text x="90" y="95">cut off</text></svg>`;
  const printed = await printer.print(page(`<h1>T</h1>${picture}`), 'a paper');
  const boxIn = (bytes: Uint8Array) => {
    const { root } = readBook(readFile(bytes));
    const figure = root && descend(root).find(({ role }) => role === 'Figure');
    return figure && (attributeOf(figure, 'Layout', 'BBox') as number[] | undefined);
  };
  const [left = 0, bottom = 0, right = 0, top = 0] = boxIn(conform(printed, identity).bytes) ?? [];
  // From the left edge of the line, at 45 of 100 units of 0.75 points, to the right edge of the picture.
  expect(right - left).toBeGreaterThan(55 * 0.75);
  expect(right - left).toBeLessThan(58 * 0.75);
  expect(top - bottom).toBeGreaterThan(85 * 0.75);
  expect(top - bottom).toBeLessThan(100 * 0.75);
  const pdf = await PDFDocument.load(printed.pdf, { updateMetadata: false });
  const { node } = pdf.getPage(0);
  const contents = node.Contents();
  const text =
    contents instanceof PDFRawStream
      ? Buffer.from(decodePDFRawStream(contents).decode()).toString('latin1')
      : '';
  const spread = pdf.context.stream(text.replaceAll(' Tf\n', ' Tf\n1 Tc\n'));
  node.set(PDFName.of('Contents'), pdf.context.register(spread));
  const { bytes } = conform({ ...printed, pdf: await pdf.save() }, identity);
  expect(boxIn(bytes)).toBeUndefined();
  expect(audit(bytes, 'spread.pdf')).toMatchObject([
    { rule: 'pdfua/7.3', message: expect.stringContaining('does not say where it stands') as string },
  ]);
});

test('a link within a picture, and a reference to a note, are links that say where they lead', async () => {
  const { bytes } = await conformed(
    printer,
    page(
      `<h1>T</h1><p>Words.<a role="doc-noteref" href="#n">1</a></p>
<svg role="img" aria-label="Two bars" width="99" height="40"><a href="https://example.test/"><text y="20">A</text></a><rect y="30" width="90" height="9"/></svg>
<p id="n">1. A note.</p>`,
    ),
  );
  expect(audit(bytes, 'links.pdf')).toEqual([]);
  const linked = readBook(readFile(bytes));
  const links = linked.root ? descend(linked.root).filter(({ role }) => role === 'Link') : [];
  const contents = links.map(({ kids }) =>
    kids
      .filter(isAnnotation)
      .map(({ ref: { target } }) => (target instanceof PdfDict ? textIn(target, 'Contents') : undefined)),
  );
  expect(contents).toEqual([['1'], ['Two bars']]);
  expect(links.map((link) => elementsOf(link).map(({ role }) => role))).toEqual([[], ['Figure']]);
});

test('a print without tags is our fault', async () => {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  const bytes = await pdf.save();
  expect(() => conform({ pdf: bytes, headings: [] }, identity)).toThrow('without tags');
});

/**
 * Where a line of a paragraph, a heading or a cell ends and nothing tells its last word from the first of the next line:
 * both lines, and how many ends of lines there are. The text of a figure is not heard, but its alternative.
 */
function lineEnds(pdf: Book): { readonly joined: readonly string[]; readonly count: number } {
  const isBlock = ({ role }: Element) => /^(P|H\d|T[HD]|LBody|Caption)$/.test(role);
  const blocks = (element: Element): Element[] => {
    if (element.role === 'Figure') return [];
    const inner = elementsOf(element).flatMap(blocks);
    return inner.length === 0 && isBlock(element) ? [element] : inner;
  };
  const runsOf = ({ stream: ref, mcid }: Content) => {
    const stream = pdf.streams.get(ref);
    return (stream?.sequences.get(mcid) ?? []).flatMap((group) =>
      stream ? (pdf.reading(stream).runs.get(group) ?? []) : [],
    );
  };
  const ends = (pdf.root ? blocks(pdf.root) : []).flatMap((element) => {
    const runs = leavesOf(element).filter(isContent).flatMap(runsOf);
    return runs.flatMap((run, index) => {
      const before = runs[index - 1];
      return before && run.y !== before.y && run.x < before.end ? [`${before.text}|${run.text}`] : [];
    });
  });
  return { joined: ends.filter((end) => !/[\s\-\u2013\u2014/]\||\|\s/.test(end)), count: ends.length };
}

test('no word runs into the next one where a line ends', () => {
  const { joined, count } = lineEnds(book);
  expect(joined).toEqual([]);
  expect(count).toBeGreaterThan(1);
});

describe('every PDF of the made-up partnerships', () => {
  let files: string[];
  beforeAll(async () => {
    await run(['build', '--data', join(fixtures, 'data'), '--out', out]);
    files = readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((name) => /[/\\].*\.pdf$/.test(name))
      .map((name) => join(out, name));
  });

  test('passes the command that checks PDFs', async () => {
    expect(files.length).toBeGreaterThan(2);
    const { code, out: text, err } = await run(['check', '--pdf', ...files]);
    expect(err).toBe('');
    expect(text.match(/: nothing found$/gm)).toHaveLength(files.length);
    expect(code).toBe(0);
  });

  test('holds no picture, which would blur: what it draws is sharp at every size', () => {
    for (const each of files) expect(readFileSync(each, 'latin1'), each).not.toContain('/Subtype /Image');
  });

  test('keeps its words apart where a line ends', () => {
    for (const each of files) {
      const { joined, count } = lineEnds(readBook(readFile(readFileSync(each))));
      expect(joined, each).toEqual([]);
      expect(count, each).toBeGreaterThan(5);
    }
  });
});
