import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf, rolesOf } from './pdf.ts';
import type { PdfFacts } from './pdf.ts';
import { root } from './project.ts';
import { hashes, run, temporary } from './run.ts';
import { expectReadable, openBrowser } from './screen.ts';

const out = mkdtempSync(join(tmpdir(), 'cdp-returns-note-'));
const stem = join(out, 'medway', 'briefing-note-2023-03-20');
const headings = [
  'Work of the Medway Combating Drugs Partnership',
  'At a glance',
  '1 Introduction',
  '2 Actions to date',
  '2.2 Delivery plan and framework.',
  '2.3 Area.',
  '2.4 Leadership.',
  '2.5 Terms of reference.',
  '2.6 Meetings and members.',
  '2.7 Needs assessment.',
  '2.8 Conference.',
  '3 Key learning from the needs assessment',
  '4 Activity planned for 2023/24',
  'Lead officer',
  'Sources',
];
let pdf: PdfFacts;
let text = '';

beforeAll(async () => {
  const { code, err } = await run(['build', 'medway', '--document', 'briefing-note', '--out', out]);
  expect(err).toBe('');
  expect(code).toBe(0);
  pdf = await readPdf(`${stem}.pdf`);
  text = pdf.pages.join('\n').replaceAll(/\s+/g, ' ');
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('Medway’s note on paper', () => {
  test.each([
    'Of 538 drug tests on arrest, 160 were positive for cocaine and 88 for cocaine and opiates',
    '5.9 use illicit opiates',
    '2.09 for every 1,000 people, than the Kent average of 2.25',
    'River, Chatham Central, Gillingham North and Gillingham South',
    'James Williams',
    'The Forward Trust won the contract for adult treatment and recovery in January 2023',
    'due in April 2023',
    'Mental health and substance use.',
    'Continuity of care.',
    'One treatment system.',
    'Exploitation.',
    'Demand.',
    'Steve Chevis',
    '08/23',
  ])('says: %s', (fact) => expect(text).toContain(fact));

  test('says what is late, as at its own date', () => {
    expect(text).toMatch(
      /Late at 20 March 2023: ◦? ?.?Agree a delivery plan: Overdue by 79 days \(first draft, undated\)/,
    );
    expect(text).toContain('First report to the Joint Combating Drugs Unit April 2023 none Not yet due');
    expect(text).toContain(
      'Confirm the members, start to meet 1 August 2022 meeting, date in doubt Done, date in doubt',
    );
  });

  test('shares no run of nine words with its source', ({ skip }) => {
    const words = (body: string) =>
      body
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, ' ')
        .trim()
        .split(' ');
    const source = join(root, '..', 'shared', 'seeds', '004_efc67eabf3b80c09.txt');
    skip(!existsSync(source), 'the source documents do not lie beside this checkout');
    const seed = ` ${words(readFileSync(source, 'utf8')).join(' ')} `;
    const own = words(text);
    const shared = own.slice(0, -8).flatMap((_, i) => {
      const nine = own.slice(i, i + 9).join(' ');
      return seed.includes(` ${nine} `) ? [nine] : [];
    });
    const names =
      /regeneration culture and environment|steve chevis|office for health improvement and disparities/;
    expect(shared.filter((nine) => !names.test(nine))).toEqual([]);
  });

  test('spells out an abbreviation once, at its first use', () => {
    expect(text.match(/Senior Responsible Owner \(SRO\)/g)).toHaveLength(1);
    expect(text.indexOf('(SRO)')).toBeLessThan(text.indexOf('the SRO'));
    expect(text.match(/Joint Combating Drugs Unit \(JCDU\)/g)).toHaveLength(1);
  });

  test('carries its state, number and page on every page', () => {
    for (const [index, page] of pdf.pages.entries()) {
      expect(page).toContain('DRAFT · Facts as at 20 March 2023');
      expect(page).toContain(`Page ${index + 1} of ${pdf.pages.length}`);
      if (index > 0) expect(page).toContain('Briefing note 08/23');
    }
    expect(pdf.pages[0]).not.toContain('Briefing note 08/23');
  });

  test('is tagged, titled and outlined in its language', () => {
    expect(pdf.tagged).toBe(true);
    expect(pdf.language).toBe('en-GB');
    expect(pdf.info).toMatchObject({
      Title: `Briefing note: ${headings[0]}`,
      Author: 'Medway Council',
      Keywords: 'DRAFT',
      CreationDate: 'D:20230320000000Z',
      ModDate: 'D:20230320000000Z',
    });
    expect(pdf.outline).toEqual(headings);
    const roles = pdf.tags.flatMap(rolesOf);
    for (const role of ['H1', 'H2', 'P', 'L', 'LI', 'Table', 'TR', 'TH', 'TD', 'Caption'])
      expect(roles).toContain(role);
    expect(roles.filter((role) => role === 'H1')).toHaveLength(1);
  });

  test('embeds its own fonts and no other, on A4, and no script', async () => {
    const file = await PDFDocument.load(readFileSync(`${stem}.pdf`), { updateMetadata: false });
    const fonts = file.context.enumerateIndirectObjects().flatMap(([, object]) => {
      return object instanceof PDFDict && object.has(PDFName.of('FontName')) ? [object] : [];
    });
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) {
      expect(font.get(PDFName.of('FontName'))?.toString()).toMatch(/^\/[A-Z]{6}\+SourceSans3/);
      expect(font.has(PDFName.of('FontFile2')) || font.has(PDFName.of('FontFile3'))).toBe(true);
    }
    for (const page of file.getPages()) {
      expect(page.getWidth()).toBeCloseTo(595, 0);
      expect(page.getHeight()).toBeCloseTo(842, 0);
    }
    expect(file.catalog.has(PDFName.of('OpenAction'))).toBe(false);
  });
});

describe('Medway’s note on screen', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    ['the note', `${stem}.html`],
    ['the list of papers', join(out, 'index.html')],
  ])(
    '%s has nothing for an accessibility checker to find, and needs no sideways scrolling at 320 px',
    (_, path) => expectReadable(browser, path),
  );

  test('links the PDF that lies beside it, with its size and pages', () => {
    const html = readFileSync(`${stem}.html`, 'utf8');
    expect(html).toMatch(
      new RegExp(`href="briefing-note-2023-03-20.pdf">.*</a> \\(\\d+ kB, ${pdf.pages.length} pages\\)`),
    );
    expect(html).not.toMatch(
      /<script|https?:\/\/(?!www\.gov\.uk|sectorsupportnel\.org\.uk|collectivevoice\.org\.uk)/,
    );
  });
});

test('a second build makes the same bytes in every file', async () => {
  const again = temporary();
  await run(['build', 'medway', '--document', 'briefing-note', '--out', again], {
    env: { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8' },
  });
  const before = hashes(out);
  expect(hashes(again)).toEqual(before);
  await run(['build', 'medway', '--document', 'briefing-note', '--out', out]);
  expect(hashes(out)).toEqual(before);
});
