import type { Book } from '../pdf/book.ts';
import { PdfDict, dictIn, listIn, nameIn, numberIn, resolved, textIn } from '../pdf/objects.ts';
import type { PdfObject } from '../pdf/objects.ts';
import { isAnnotation } from '../pdf/structure.ts';
import type { Finding } from './finding.ts';
import { called } from './tree.ts';
import type { Tag } from './tree.ts';

const allowed = new Set(
  [
    'Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink',
    'Popup FileAttachment Widget PrinterMark TrapNet Watermark Redact',
  ].flatMap((line) => line.split(' ')),
);

const [invisible, hidden, print, noView, toggleNoView] = [1, 2, 4, 32, 256];

/** The tag an annotation must stand in, and the clause that says so. */
function home(subtype: string): readonly [string, string] | undefined {
  if (subtype === 'Link') return ['Link', 'pdfua/7.18.5'];
  if (subtype === 'Widget') return ['Form', 'pdfua/7.18.4'];
  return subtype === 'Popup' || subtype === 'PrinterMark' ? undefined : ['Annot', 'pdfua/7.18.1'];
}

interface Annotation {
  readonly dict: PdfDict;
  readonly subtype: string;
  readonly tag: Tag | undefined;
}

/** What is wrong with one annotation: rule, claim and hint. */
function* faults({ dict, subtype, tag }: Annotation): Generator<readonly [string, string, string]> {
  if (!allowed.has(subtype))
    yield ['pdfa/6.3.1', `is of the kind ${subtype}, which is not allowed`, 'take it out'];
  const bits = numberIn(dict, 'F') ?? 0;
  if (subtype !== 'Popup' && (bits & (invisible | hidden | noView | toggleNoView | print)) !== print)
    yield [
      'pdfa/6.3.2',
      'would not be printed, or is hidden',
      'set its flag Print (4) and no flag that hides it',
    ];
  if (subtype !== 'Popup' && subtype !== 'Link' && !dict.has('AP'))
    yield ['pdfa/6.3.3', 'does not say how it looks', 'give it an appearance'];
  const looks = dictIn(dict, 'AP');
  if (looks && [...looks.keys()].some((key) => key !== 'N'))
    yield ['pdfa/6.3.3', 'looks otherwise when it is touched', 'give it one appearance, N'];
  if (subtype === 'TrapNet') yield ['pdfua/7.18.2', 'is meant for a press', 'take it out'];
  const [role, rule] = home(subtype) ?? [];
  if (role === undefined || rule === undefined) return;
  if (tag?.role !== role) yield [rule, `stands in ${tag?.role ?? 'no tag'}`, `put it into a tag ${role}`];
  const described = (textIn(dict, 'Contents') ?? textIn(dict, 'TU') ?? '').trim() !== '';
  if (!described) yield [rule, 'has no description', 'describe it in its Contents'];
}

/** Links and other annotations are tagged, described and printed (ISO 14289-1, 7.18; ISO 19005-2, 6.3). */
export function findAnnotations(book: Book, tags: readonly Tag[]): Finding[] {
  const homes = new Map<PdfObject, Tag>();
  for (const tag of tags) for (const { ref } of tag.element.kids.filter(isAnnotation)) homes.set(ref, tag);
  return book.pdf.pages.flatMap(({ dict: page }, index): Finding[] => {
    const annotations = listIn(page, 'Annots');
    if (annotations.length === 0) return [];
    const place = { page: index + 1 };
    const found: Finding[] = annotations.flatMap((ref) => {
      const dict = resolved(ref);
      if (!(dict instanceof PdfDict)) return [];
      const subtype = nameIn(dict, 'Subtype') ?? '';
      const tag = homes.get(ref);
      const name = tag ? called(book, subtype.toLowerCase(), tag.element) : `an annotation ${subtype}`;
      return [...faults({ dict, subtype, tag })].map(([rule, claim, hint]) => ({
        ...place,
        rule,
        message: `${name} ${claim}`,
        hint,
      }));
    });
    if (nameIn(page, 'Tabs') === 'S') return found;
    const message = 'the links of the page are not reached in the order of the text';
    return [...found, { ...place, rule: 'pdfua/7.18.3', message, hint: 'set Tabs to S on the page' }];
  });
}
