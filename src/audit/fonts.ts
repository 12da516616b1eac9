import type { Book } from '../pdf/book.ts';
import { descendantOf } from '../pdf/fonts.ts';
import type { Font } from '../pdf/fonts.ts';
import { dictIn, nameIn, streamIn } from '../pdf/objects.ts';
import type { PdfDict } from '../pdf/objects.ts';
import type { Finding } from './finding.ts';
import { glyphFaults } from './glyphs.ts';

function isEmbedded(dict: PdfDict): boolean {
  const descriptor = dictIn(dict, 'FontDescriptor');
  const files = ['FontFile', 'FontFile2', 'FontFile3'];
  return descriptor !== undefined && files.some((file) => streamIn(descriptor, file));
}

const isNamed = (dict: PdfDict): boolean =>
  nameIn(dict, 'Subtype') === 'Type3' || nameIn(dict, 'BaseFont') !== undefined;
const isPrivate = (text: string): boolean => /[\ue000-\uf8ff]|[\u{f0000}-\u{10ffff}]/u.test(text);
const isVoid = (text: string): boolean => text === '' || /[\u0000\ufeff\ufffe]/.test(text);

/** What is wrong with one font: rule, claim and hint. */
function* faults(font: Font, codes: ReadonlySet<number>): Generator<readonly [string, string, string]> {
  const descendant = descendantOf(font.dict);
  const isComposite = font.codeBytes === 2;
  const encoding = nameIn(font.dict, 'Encoding');
  if ([font.dict, descendant].some((dict) => nameIn(dict, 'Type') !== 'Font' || !isNamed(dict)))
    yield [
      'pdfa/6.2.11.2',
      'does not say that it is one, or what it is called',
      'give it its Type and BaseFont',
    ];
  if (nameIn(font.dict, 'Subtype') !== 'Type3' && !isEmbedded(descendant))
    yield ['pdfua/7.21.4.1', 'is not in the file', 'embed it'];
  const saysGlyphs =
    nameIn(descendant, 'CIDToGIDMap') === 'Identity' || streamIn(descendant, 'CIDToGIDMap') !== undefined;
  if (nameIn(descendant, 'Subtype') === 'CIDFontType2' && !saysGlyphs)
    yield ['pdfua/7.21.3.2', 'does not say which glyph each number means', 'add its CIDToGIDMap'];
  if (isComposite && encoding !== undefined && !/^Identity-[HV]$/.test(encoding))
    yield ['pdfua/7.21.3.3', 'has an encoding that is not in the file', 'use Identity-H'];
  if (isComposite && codes.has(0))
    yield [
      'pdfua/7.21.8',
      'shows a character that it does not have',
      'use another character or another font',
    ];
  const texts = [...codes].map((code) => font.unicode.get(code));
  const lost = texts.filter((text) => text === undefined || isVoid(text)).length;
  if (lost > 0)
    yield ['pdfua/7.21.7', `shows ${lost} glyphs that stand for no text`, 'complete its ToUnicode map'];
  if (texts.some((text) => text !== undefined && isPrivate(text)))
    yield [
      'pdfa/6.2.11.7.3',
      'shows a glyph whose text is of private use',
      'use a character that Unicode knows',
    ];
}

/** Fonts are in the file and say what their glyphs mean (ISO 14289-1, 7.21). */
export function findFonts({ reading, streams }: Book): Finding[] {
  const used = new Map<Font, { codes: Set<number>; page: number }>();
  for (const stream of streams.values()) {
    for (const [font, codes] of reading(stream).used) {
      const known = used.get(font) ?? { codes: new Set(), page: stream.page + 1 };
      for (const code of codes) known.codes.add(code);
      used.set(font, known);
    }
  }
  return [...used].flatMap(([font, { codes, page }]) =>
    [...faults(font, codes), ...glyphFaults(font, codes)].map(([rule, claim, hint]) => ({
      rule,
      page,
      message: `the font ${font.name} ${claim}`,
      hint,
    })),
  );
}
