import type { Diagnostic } from '../diagnostic.ts';
import { readBook } from '../pdf/book.ts';
import type { Book } from '../pdf/book.ts';
import { isLocked, readFile } from '../pdf/read.ts';
import { findAnnotations } from './annotations.ts';
import { findLoose, findOperators } from './content.ts';
import type { Finding } from './finding.ts';
import { findFonts } from './fonts.ts';
import { findBookmarks, findColours, findIdentity, findLanguage } from './identity.ts';
import { findForbidden, findFrame } from './objects.ts';
import { findParents } from './parents.ts';
import {
  findAlternatives,
  findFields,
  findHeadings,
  findLists,
  findNesting,
  findNotes,
  findPlaces,
  findRoles,
} from './structure.ts';
import { findHeaders, findIrregular } from './tables.ts';
import { readTags } from './tree.ts';
import type { Tag } from './tree.ts';

/** Every rule is a function from a PDF to what is wrong with it. Its name has its words in config/accessibility.yaml. */
const rules: Readonly<Record<string, (book: Book, tags: readonly Tag[]) => Finding[]>> = {
  identity: findIdentity,
  language: findLanguage,
  bookmarks: findBookmarks,
  colours: findColours,
  roles: findRoles,
  nesting: (book, tags) => [...findNesting(book, tags), ...findLists(book, tags)],
  alternatives: (book, tags) => [...findAlternatives(book, tags), ...findPlaces(book, tags)],
  headings: findHeadings,
  notes: findNotes,
  'table-shape': findIrregular,
  'header-cells': findHeaders,
  tagged: findLoose,
  operators: findOperators,
  'parent-tree': findParents,
  links: (book, tags) => [...findAnnotations(book, tags), ...findFields(book, tags)],
  fonts: findFonts,
  archive: findForbidden,
};

/** The names of all that a PDF is held against. */
export const auditChecks: readonly string[] = Object.keys(rules);

function findings(bytes: Uint8Array): Finding[] {
  try {
    const pdf = readFile(bytes);
    if (isLocked(pdf))
      return [{ rule: 'pdfua/7.16', message: 'the file is locked', hint: 'publish it without a password' }];
    const book = readBook(pdf);
    const tags = readTags(book);
    return [...findFrame(book, bytes), ...Object.values(rules).flatMap((rule) => rule(book, tags))];
  } catch (error) {
    const message = `the file cannot be read as a PDF: ${(error as Error).message}`;
    return [{ rule: 'pdf/unreadable', message, hint: 'open it in a viewer to see whether it is whole' }];
  }
}

/**
 * Holds a PDF against PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), as far as a program can. `name` is what the
 * messages call the file; each names the clause, the page and the text it is about.
 */
export function audit(bytes: Uint8Array, name: string): Diagnostic[] {
  return findings(bytes).map(({ rule, page, message, hint }) => ({
    severity: 'error',
    rule,
    message: `${name}${page === undefined ? '' : `, page ${page}`}: ${message}`,
    hint,
  }));
}
