import { textOf } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { PdfName, dictIn, nameIn, textIn } from '../pdf/objects.ts';
import { standardRoles } from '../pdf/roles.ts';
import { attributeOf, isAnnotation, isContent, leavesOf } from '../pdf/structure.ts';
import { quoted } from './finding.ts';
import type { Finding } from './finding.ts';
import { called, pageOf } from './tree.ts';
import type { Tag } from './tree.ts';

/** Every role is a standard one or mapped to one, and no standard one is mapped away (ISO 14289-1, 7.1). */
export function findRoles(book: Book, tags: readonly Tag[]): Finding[] {
  const strange = new Map(tags.filter(({ role }) => !role).map(({ element }) => [element.role, element]));
  const untyped = tags.find(({ element }) => nameIn(element.dict, 'Type') !== 'StructElem')?.element;
  const map = book.root && dictIn(book.root.dict, 'RoleMap');
  const names = [...(map?.keys() ?? [])];
  return [
    ...(untyped
      ? [
          {
            rule: 'pdfa/6.7.3.3',
            page: pageOf(book, untyped),
            message: `the tag ${untyped.role} does not say that it is one`,
            hint: 'give it the Type StructElem',
          },
        ]
      : []),
    ...[...strange].map(([role, element]) => ({
      rule: 'pdfua/7.1',
      page: pageOf(book, element),
      message: `the tag ${role} is mapped to no standard tag`,
      hint: 'add it to the RoleMap',
    })),
    ...names
      .filter((name) => standardRoles.has(name))
      .map((name) => ({
        rule: 'pdfua/7.1',
        message: `the standard tag ${name} is mapped to another`,
        hint: 'take it out of the RoleMap',
      })),
  ];
}

interface Nesting {
  /** What the element may stand in, where it may not stand everywhere. */
  readonly in?: readonly string[];
  /** What it may hold, where it may not hold everything. */
  readonly of?: readonly string[];
}

/** What may stand in what (ISO 32000-1, 14.8.4.2 and 14.8.4.3). */
const nestings: Readonly<Record<string, Nesting>> = {
  L: { of: ['Caption', 'L', 'LI'] },
  LI: { in: ['L'], of: ['Lbl', 'LBody'] },
  LBody: { in: ['LI'] },
  TOC: { of: ['Caption', 'TOC', 'TOCI'] },
  TOCI: { in: ['TOC'] },
  Table: { of: ['Caption', 'TR', 'THead', 'TBody', 'TFoot'] },
  THead: { in: ['Table'], of: ['TR'] },
  TBody: { in: ['Table'], of: ['TR'] },
  TFoot: { in: ['Table'], of: ['TR'] },
  TR: { in: ['Table', 'THead', 'TBody', 'TFoot'], of: ['TH', 'TD'] },
  TH: { in: ['TR'] },
  TD: { in: ['TR'] },
};

/** The order and number of the parts of a table or list. */
function misplaced({ role, kids }: Tag): string | undefined {
  const roles = kids.map((kid) => kid.role);
  const count = (part: string): number => roles.filter((kid) => kid === part).length;
  const caption = roles.indexOf('Caption');
  if (count('Caption') > 1) return 'has more than one caption';
  if (caption > 0 && (role !== 'Table' || caption < roles.length - 1)) return 'has its caption in the middle';
  if (role !== 'Table') return undefined;
  if (count('THead') > 1 || count('TFoot') > 1) return 'has more than one head or foot';
  return count('THead') + count('TFoot') > 0 && count('TBody') === 0
    ? 'has a head or foot and no body'
    : undefined;
}

/** Lists, tables and tables of contents are made of their own parts and of no others (ISO 14289-1, 7.2). */
export function findNesting(book: Book, tags: readonly Tag[]): Finding[] {
  return tags.flatMap((tag) => {
    const nesting = nestings[tag.role ?? ''];
    if (!nesting) return [];
    const { element, parent, kids, role = '' } = tag;
    const stranger = kids.find((kid) => nesting.of && !nesting.of.includes(kid.role ?? ''));
    const claims = [
      nesting.in && !nesting.in.includes(parent?.role ?? '')
        ? `stands in ${parent?.role ?? 'no other tag'}`
        : '',
      stranger ? `holds ${stranger.role ?? stranger.element.role}` : '',
      (role === 'Table' || role === 'L' || role === 'TOC' ? misplaced(tag) : undefined) ?? '',
    ];
    const hint = `${role}: ${[nesting.in && `stands in ${nesting.in.join(', ')}`, nesting.of && `holds ${nesting.of.join(', ')}`].filter(Boolean).join('; ')}`;
    return claims
      .filter((claim) => claim !== '')
      .map((claim) => ({
        rule: 'pdfua/7.2',
        page: pageOf(book, element),
        message: `${called(book, `tag ${role}`, element)} ${claim}`,
        hint,
      }));
  });
}

/** A list whose items have labels says how they are numbered (ISO 14289-1, 7.6). */
export function findLists(book: Book, tags: readonly Tag[]): Finding[] {
  return tags.flatMap(({ role, element, kids }) => {
    if (role !== 'L' || !kids.some((item) => item.kids.some((kid) => kid.role === 'Lbl'))) return [];
    const numbering = attributeOf(element, 'List', 'ListNumbering');
    if (numbering instanceof PdfName && numbering.text !== 'None') return [];
    const message = `${called(book, 'list', element)} does not say how its items are numbered`;
    return [{ rule: 'pdfua/7.6', page: pageOf(book, element), message, hint: 'give it a ListNumbering' }];
  });
}

/** A field of a form is one widget (ISO 14289-1, 7.18.4). */
export function findFields(book: Book, tags: readonly Tag[]): Finding[] {
  return tags.flatMap(({ role, element }) => {
    const [kid, ...others] = element.kids;
    const isWidget = kid !== undefined && isAnnotation(kid) && others.length === 0;
    if (role !== 'Form' || isWidget || attributeOf(element, 'PrintField', 'Role')) return [];
    const message = `${called(book, 'field', element)} is more or less than one widget`;
    return [{ rule: 'pdfua/7.18.4', page: pageOf(book, element), message, hint: 'tag it as what it is' }];
  });
}

const fileName = /^\S+\.(png|jpe?g|gif|svg|webp|bmp|tiff?|pdf)$/i;

/** What shows something says what it shows (ISO 14289-1, 7.3 and 7.7). */
export function findAlternatives(book: Book, tags: readonly Tag[]): Finding[] {
  return tags.flatMap(({ role, element }) => {
    if (role !== 'Figure' && role !== 'Formula') return [];
    const text = (textIn(element.dict, 'Alt') ?? textIn(element.dict, 'ActualText') ?? '').trim();
    if (text !== '' && !fileName.test(text)) return [];
    const what = role.toLowerCase();
    const message =
      text === ''
        ? `${called(book, what, element)} does not say what it shows`
        : `a ${what} says only ${quoted(text)}, the name of a file`;
    return [
      {
        rule: role === 'Figure' ? 'pdfua/7.3' : 'pdfua/7.7',
        page: pageOf(book, element),
        message,
        hint: 'give it a sentence that says what there is to see',
      },
    ];
  });
}

/** A figure on one page says where it stands there (ISO 32000-1, 14.8.5.4.3, by ISO 14289-1, 7.3). */
export function findPlaces(book: Book, tags: readonly Tag[]): Finding[] {
  return tags.flatMap(({ role, element }) => {
    if (role !== 'Figure') return [];
    const streams = leavesOf(element)
      .filter(isContent)
      .map(({ stream }) => book.streams.get(stream));
    const pages = new Set(streams.map((stream) => stream?.page));
    if (pages.size !== 1 || attributeOf(element, 'Layout', 'BBox')) return [];
    const message = `${called(book, 'figure', element)} does not say where it stands`;
    return [{ rule: 'pdfua/7.3', page: pageOf(book, element), message, hint: 'give it a BBox' }];
  });
}

/** Headings begin at level 1 and go down by one level at a time (ISO 14289-1, 7.4.2 and 7.4.4). */
export function findHeadings(book: Book, tags: readonly Tag[]): Finding[] {
  const headings = tags.filter(({ role }) => /^H[1-6]?$/.test(role ?? ''));
  const numbered = headings.filter(({ role }) => role !== 'H');
  const loose = headings.find(({ role }) => role === 'H');
  let last = 0;
  const skips = numbered.flatMap(({ role, element }): Finding[] => {
    const level = Number(role?.slice(1));
    const before = last;
    last = level;
    if (level <= before + 1) return [];
    const message = `${called(book, 'heading', element)} is of level ${level} after ${before === 0 ? 'none' : `level ${before}`}`;
    return [
      { rule: 'pdfua/7.4.2', page: pageOf(book, element), message, hint: `make it level ${before + 1}` },
    ];
  });
  if (!loose || numbered.length === 0) return skips;
  const message = `${called(book, 'heading', loose.element)} has no level, and others have`;
  return [
    ...skips,
    { rule: 'pdfua/7.4.4', page: pageOf(book, loose.element), message, hint: 'give every heading a level' },
  ];
}

/** A note can be found by its name, which no other note has (ISO 14289-1, 7.9). */
export function findNotes(book: Book, tags: readonly Tag[]): Finding[] {
  const names = new Set<string>();
  return tags.flatMap(({ role, element }) => {
    if (role !== 'Note') return [];
    const name = textIn(element.dict, 'ID') ?? '';
    const isNew = name !== '' && !names.has(name);
    names.add(name);
    const claim = name === '' ? 'has no name' : `has the name ${name} of another`;
    const message = `the note ${quoted(textOf(book, element))} ${claim}`;
    return isNew
      ? []
      : [{ rule: 'pdfua/7.9', page: pageOf(book, element), message, hint: 'give it an ID of its own' }];
  });
}
