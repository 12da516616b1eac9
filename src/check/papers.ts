import { publishBy } from '../calendar.ts';
import { documentsOf } from '../documents.ts';
import type { Filed, Project } from '../project.ts';
import type { DocumentKind, Paper } from '../records.ts';
import { visit } from './finding.ts';
import { charactersIn } from './glyphs.ts';
import type { Characters } from './glyphs.ts';
import type { Case, Finding, Place } from './finding.ts';

/** The characters for which a font is asked, as CSS writes them, and as pairs: from one to another. */
const asked = (range: string): Characters =>
  range.split(',').map((part): [number, number] => {
    const [low = '', high = low] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(low, 16), Number.parseInt(high, 16)];
  });

/** What a page can show: the characters for which a font is asked and has a glyph. All weights have the same. */
function shownBy(fonts: Project['fonts']): Characters {
  return fonts
    .filter(({ weight, style }) => weight === 400 && style === 'normal')
    .flatMap(({ range, base64 }) => {
      const glyphs = charactersIn(Buffer.from(base64, 'base64'));
      return asked(range).flatMap(([low, high]) =>
        glyphs.flatMap(([first, last]): Characters => {
          const both = [Math.max(low, first), Math.min(high, last)] as const;
          return both[0] <= both[1] ? [both] : [];
        }),
      );
    });
}

const known = new WeakMap<Project['fonts'], RegExp>();

/** Finds a character that the embedded fonts do not have. */
function lacking(fonts: Project['fonts']): RegExp {
  const before = known.get(fonts);
  if (before) return before;
  const code = (character: number) => `\\u{${character.toString(16)}}`;
  const ranges = shownBy(fonts).map(([low, high]) => `${code(low)}-${code(high)}`);
  // Characters that steer a display or a direction may be in a font, but nobody can see them.
  const unseen = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]`;
  const pattern = new RegExp(String.raw`(?![\n\u{ad}])(?:${unseen}|[^${ranges.join('')}])`, 'u');
  known.set(fonts, pattern);
  return pattern;
}

/** Characters that the fonts lack would be printed in whatever font a machine has, or as an empty box. */
export function characters({ project, subjects }: Case): Finding[] {
  return subjects.flatMap(({ filed }) => strangeIn(project, filed));
}

/** The texts of one file with a character that the fonts lack. */
export function strangeIn({ fonts }: Pick<Project, 'fonts'>, filed: Filed<unknown>): Finding[] {
  const lack = lacking(fonts);
  const found: Finding[] = [];
  visit(filed.record, (part, pathOf) => {
    const [strange] = (typeof part === 'string' && lack.exec(part)) || [];
    if (strange === undefined) return;
    const code = `U+${(strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    const unseen = /[\p{C}\p{Zl}\p{Zp}]/u.test(strange);
    const message = `the fonts have no character ${code}${unseen ? '' : `, “${strange}”`}`;
    const hint = unseen
      ? 'nobody can see it, or it turns the text around: delete it, or paste the text again without its form'
      : /\p{Pd}/u.test(strange)
        ? 'write a plain hyphen, or a dash'
        : 'say it in words, or in Latin letters';
    found.push({
      severity: 'error',
      rule: 'text/character',
      at: { filed, path: pathOf(), piece: strange },
      message,
      hint,
    });
  });
  return found;
}

/** A paragraph has its own text or uses a record's, not both and not neither. */
export function paragraphs({ partner }: Case): Finding[] {
  return partner.papers.flatMap(paragraphsOf);
}

function paragraphsOf(filed: Filed<Paper>): Finding[] {
  return filed.record.sections.flatMap((section, s) =>
    section.paragraphs.flatMap((paragraph, p): Finding[] => {
      if ((paragraph.text === undefined) !== (paragraph.use === undefined)) return [];
      const both = paragraph.text !== undefined;
      const path = ['sections', s, 'paragraphs', p, ...(both ? ['use'] : [])];
      const which = both ? 'key' : 'value';
      const message = both ? 'this paragraph has both text and use' : 'this paragraph has no text';
      const hint = both
        ? 'keep one: its own text, or the path of a record'
        : 'add text, or use with the path of a record';
      return [{ severity: 'error', rule: 'paper/paragraph', at: { filed, path, which }, message, hint }];
    }),
  );
}

/** Two documents may not be written to one path. */
export function collisions({ project, partner }: Case): Finding[] {
  const taken = new Map<string, Filed<unknown>>();
  return documentsOf(project.config, partner).flatMap(({ stem, filed: paper }): Finding[] => {
    const first = taken.get(stem);
    taken.set(stem, first ?? paper);
    if (!first) return [];
    const message = `two papers would both be written to ${stem}`;
    const hint = 'give one of them another date or kind';
    const other = { filed: first, path: ['date'], message: 'the other paper' };
    return [
      {
        severity: 'error',
        rule: 'document/path',
        at: { filed: paper, path: ['date'] },
        message,
        hint,
        other,
      },
    ];
  });
}

/** What a file in papers/ is not: a paper that every partnership has, a return, or a workbook. */
export function paperKind({ project, partner }: Case): Finding[] {
  const { documents } = project.config.documents.record;
  const written = Object.entries(documents).filter(([, { view, standing }]) => view === 'paper' && !standing);
  const allowed = written.map(([kind]) => kind);
  return partner.papers.flatMap((filed): Finding[] => {
    const { document } = filed.record;
    if (!Object.hasOwn(documents, document) || allowed.includes(document)) return [];
    const message = `no ${document} is made from a file in papers/`;
    const at = { filed, path: ['document'] };
    return [{ rule: 'paper/kind', severity: 'error', at, message, hint: `write ${allowed.join(' or ')}` }];
  });
}

/** Pages that every build makes, and so no kind of document. */
const reserved = ['index', 'accessibility'];

/** What makes no sense of a kind of document: nothing would be made of it, or something else. */
function senseless([kind, { view, formats, standing }]: [string, DocumentKind]): string | undefined {
  if (reserved.includes(kind)) return 'this name belongs to a page that every build makes';
  const isWorkbook = formats.includes('xlsx');
  if (view === undefined)
    return formats.length > 1 || !isWorkbook ? 'without a view it can only be a workbook' : undefined;
  if (isWorkbook) return 'a paper cannot be made as xlsx';
  if (reserved.includes(view)) return `no document is made from the view ${view}`;
  return view === 'return' && standing
    ? 'a return is made from its file, not for every partnership'
    : undefined;
}

/** Kinds of documents of which nothing can be made. */
export function documentKinds({ config: { documents: filed } }: Project): Finding[] {
  return Object.entries(filed.record.documents).flatMap((entry): Finding[] => {
    const message = senseless(entry);
    if (message === undefined) return [];
    const at = { filed, path: ['documents', entry[0]], which: 'key' as const };
    const hint = 'papers have the view paper or return, and pdf and html; a workbook has no view, and xlsx';
    return [{ rule: 'document/kind', severity: 'error', at, message, hint }];
  });
}

/** A paper must be out so many clear days before its meeting (Local Government Act 1972 s100B). */
export function clearDays({ project, partner }: Case): Finding[] {
  const calendar = project.config.calendar;
  return partner.papers.flatMap((filed): Finding[] => {
    const { meeting, date } = filed.record;
    if (meeting === undefined) return [];
    const latest = publishBy(meeting, calendar.record);
    const at: Place = { filed, path: ['meeting'] };
    if (latest === undefined) {
      const message = `the bank holidays of ${meeting.slice(0, 4)} are not in config/calendar.yaml`;
      return [
        { rule: 'dates/clear-days', at, message, hint: 'add them there, so that clear days can be counted' },
      ];
    }
    if (date <= latest) return [];
    const { days } = calendar.record.clear_days;
    const message = `a paper for the meeting of ${meeting} must be out by ${latest} to leave ${days} clear days`;
    const hint = 'date it earlier, or acknowledge that it is late with the reason the chair accepted';
    const other = { filed, path: ['date'], message: `this one is dated ${date}` };
    return [{ rule: 'dates/clear-days', at, message, hint, other }];
  });
}
