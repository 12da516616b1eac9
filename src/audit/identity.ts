import { unescaped } from '../markup.ts';
import { textOf } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { PdfDict, dictIn, listIn, nameIn, resolved, streamIn, textIn } from '../pdf/objects.ts';
import { outlineOf } from '../pdf/outline.ts';
import { bytesOf } from '../pdf/stream.ts';
import { quoted } from './finding.ts';
import type { Finding } from './finding.ts';
import { readProfile } from './profile.ts';
import type { Tag } from './tree.ts';

const isTrue = (dict: PdfDict | undefined, key: string): boolean => dict?.lookup(key) === true;

/** The value of a property of XMP, written as an element or as an attribute. */
function property(xmp: string, name: string): string | undefined {
  return new RegExp(`${name}(?:="|>)([^"<]*)`).exec(xmp)?.[1]?.trim();
}

/** What the file says of itself: its title, its language, and which standards it keeps. */
export function findIdentity({ pdf, root }: Book): Finding[] {
  const found: Finding[] = [];
  const report = (rule: string, message: string, hint: string): void =>
    void found.push({ rule, message, hint });
  const { catalog, trailer } = pdf;
  const metadata = streamIn(catalog, 'Metadata');
  const marks = dictIn(catalog, 'MarkInfo');
  if (!isTrue(marks, 'Marked'))
    report('pdfua/6.2', 'the file does not say that it is tagged', 'set Marked in its MarkInfo');
  if (isTrue(marks, 'Suspects'))
    report(
      'pdfua/7.1',
      'the file says that its tags are suspect',
      'mend them, and take Suspects out of its MarkInfo',
    );
  if (!root) report('pdfua/7.1', 'the file has no tags', 'print it as tagged PDF');
  else if (nameIn(root.dict, 'Type') !== 'StructTreeRoot')
    report('pdfua/7.1', 'the tree of tags does not say that it is one', 'give it the Type StructTreeRoot');
  if (!isTrue(dictIn(catalog, 'ViewerPreferences'), 'DisplayDocTitle'))
    report('pdfua/7.1', 'the window would show the name of the file, not its title', 'set DisplayDocTitle');
  if (!metadata) {
    report('pdfua/7.1', 'the file has no metadata', 'add its title, author and standards as XMP');
    return found;
  }
  if (nameIn(metadata.dict, 'Type') !== 'Metadata' || nameIn(metadata.dict, 'Subtype') !== 'XML')
    report(
      'pdfua/7.1',
      'the metadata do not say that they are',
      'give them the Type Metadata and the Subtype XML',
    );
  const xmp = bytesOf(metadata).toString('utf8');
  if (/<\?xpacket begin=[^?]*\s(bytes|encoding)=/.test(xmp))
    report('pdfa/6.6.2.1', 'the metadata name their length or encoding', 'take it out of their first line');
  const title = unescaped(/<dc:title>[^]*?<rdf:li[^>]*>([^<]*)/.exec(xmp)?.[1] ?? '');
  const own = dictIn(trailer, 'Info');
  const info = (own && textIn(own, 'Title')) ?? '';
  if (title === '') report('pdfua/7.1', 'the file has no title in its metadata', 'add dc:title to its XMP');
  else if (title !== info)
    report(
      'pdfua/7.1',
      `the file has two titles, ${quoted(title)} and ${quoted(info)}`,
      'give both the same words',
    );
  if (property(xmp, 'pdfuaid:part') !== '1')
    report('pdfua/5', 'the file does not say that it keeps PDF/UA-1', 'add pdfuaid:part 1 to its XMP');
  if (property(xmp, 'pdfaid:part') !== '2' || property(xmp, 'pdfaid:conformance') !== 'A')
    report(
      'pdfa/6.6.4',
      'the file does not say that it keeps PDF/A-2a',
      'add pdfaid:part 2 and conformance A to its XMP',
    );
  if (xmp.includes('pdfuaid:part') && !xmp.includes('<pdfaSchema:prefix>pdfuaid<'))
    report(
      'pdfa/6.6.2.3',
      'the names of PDF/UA in the metadata are not explained',
      'describe pdfuaid in pdfaExtension:schemas',
    );
  return found;
}

const tagOfLanguage = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/;

/** A voice that reads must know which language it reads. */
export function findLanguage({ pdf: { catalog } }: Book, tags: readonly Tag[]): Finding[] {
  const own = textIn(catalog, 'Lang');
  const hint = 'give a language such as en-GB';
  const found: Finding[] =
    own === undefined
      ? [{ rule: 'pdfua/7.2', message: 'the file does not say in which language it is', hint }]
      : [];
  const written = [own, ...tags.map(({ element }) => textIn(element.dict, 'Lang'))];
  const wrong = new Set(
    written.filter((language) => language !== undefined && !tagOfLanguage.test(language)),
  );
  return [
    ...found,
    ...[...wrong].map((language) => ({
      rule: 'pdfua/7.2',
      message: `${quoted(language ?? '')} is not the tag of a language`,
      hint,
    })),
  ];
}

/** Bookmarks lead to the headings, all of them and in their words (ISO 14289-1, 7.17). */
export function findBookmarks(book: Book, tags: readonly Tag[]): Finding[] {
  // Where a line ends there may be a space or not.
  const bare = (text: string): string => text.replaceAll(/\s/g, '');
  const headings = tags
    .filter(({ role }) => /^H\d?$/.test(role ?? ''))
    .map(({ element }) => textOf(book, element));
  const bookmarks = outlineOf(book.pdf).map((item) => textIn(item, 'Title') ?? '');
  const length = Math.max(headings.length, bookmarks.length);
  for (let i = 0; i < length; i++) {
    const [heading, bookmark] = [headings[i], bookmarks[i]];
    if (heading !== undefined && bookmark !== undefined && bare(heading) === bare(bookmark)) continue;
    const message =
      bookmark === undefined
        ? `the heading ${quoted(heading ?? '')} has no bookmark`
        : heading === undefined
          ? `the bookmark ${quoted(bookmark)} has no heading`
          : `the bookmark ${quoted(bookmark)} stands where the heading is ${quoted(heading)}`;
    return [{ rule: 'pdfua/7.17', message, hint: 'make one bookmark for each heading, in order' }];
  }
  return [];
}

/** The colours of the file are those of a profile that it carries (ISO 19005-2, 6.2.3). */
export function findColours({ pdf: { catalog } }: Book): Finding[] {
  const intents = listIn(catalog, 'OutputIntents').map(resolved);
  const [first] = intents;
  const isOne = intents.length === 1 && first instanceof PdfDict && nameIn(first, 'S') === 'GTS_PDFA1';
  const { kind, space } = (isOne && readProfile(first.lookup('DestOutputProfile'))) || {};
  if (kind === 'mntr' && space === 'RGB ') return [];
  const message = 'the file does not say which red, green and blue its colours are';
  return [{ rule: 'pdfa/6.2.3', message, hint: 'add an output intent with a profile of sRGB' }];
}
