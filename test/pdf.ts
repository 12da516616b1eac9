import { readFileSync } from 'node:fs';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageProxy, TextItem } from 'pdfjs-dist/types/src/display/api.js';

/** A node of the tags that a screen reader hears. */
export interface Tag {
  readonly role: string;
  readonly alt?: string;
  readonly children: readonly (Tag | { readonly type: string; readonly id: string })[];
}

/** What a reader of a PDF can know of it. */
export interface PdfFacts {
  readonly pages: readonly string[];
  /** Of each page, the text that its tags lead to: what is read aloud. */
  readonly heard: readonly string[];
  readonly tags: readonly Tag[];
  readonly info: Readonly<Record<string, unknown>>;
  readonly outline: readonly string[];
  readonly tagged: boolean;
  readonly language: string | null;
}

/** Every role of a tree of tags, outer ones first. */
export function rolesOf(tag: Tag): string[] {
  return [tag.role, ...tag.children.flatMap((child) => ('role' in child ? rolesOf(child) : []))];
}

/** The names of the pieces of a page that its tags lead to. */
function piecesOf({ children }: Tag): string[] {
  return children.flatMap((child) => ('role' in child ? piecesOf(child) : [child.id]));
}

interface Marked {
  readonly type?: string;
  readonly id?: string;
  readonly str?: string;
}

/** The text of those pieces of a page that are named. */
function textOf(items: readonly Marked[], pieces: ReadonlySet<string>): string {
  const open: boolean[] = [];
  let text = '';
  for (const { type, id = '', str = '' } of items) {
    if (type?.startsWith('begin')) open.push(pieces.has(id));
    else if (type === 'endMarkedContent') open.pop();
    else if (open.includes(true)) text += str;
  }
  return text;
}

interface Entry {
  readonly title: string;
  readonly items: readonly Entry[];
}

const titles = (entries: readonly Entry[]): string[] =>
  entries.flatMap(({ title, items }) => [title, ...titles(items)]);

const opened = (path: string) =>
  getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: VerbosityLevel.ERRORS });

async function textOn(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => (item as TextItem).str + ((item as TextItem).hasEOL ? '\n' : '')).join('');
}

/** What each page of a PDF says, whoever made it and tagged or not. */
export async function pagesOf(path: string): Promise<string[]> {
  const task = opened(path);
  const pdf = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) pages.push(await textOn(await pdf.getPage(number)));
  await task.destroy();
  return pages;
}

/** Opens a PDF with another program than the one that made it. */
export async function readPdf(path: string): Promise<PdfFacts> {
  const task = opened(path);
  const pdf = await task.promise;
  const pages: string[] = [];
  const heard: string[] = [];
  const tags: Tag[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    pages.push(await textOn(page));
    const tag: Tag = await page.getStructTree();
    const marked = await page.getTextContent({ includeMarkedContent: true });
    heard.push(textOf(marked.items, new Set(piecesOf(tag))));
    tags.push(tag);
  }
  const { info } = await pdf.getMetadata();
  const mark = (await pdf.getMarkInfo()) as { Marked?: boolean } | null;
  const outline = titles(await pdf.getOutline());
  const facts = {
    pages,
    heard,
    tags,
    info: info as Record<string, unknown>,
    outline,
    tagged: mark?.Marked ?? false,
  };
  const language = (info as { Language?: string }).Language ?? null;
  await task.destroy();
  return { ...facts, language };
}
