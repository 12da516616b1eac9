import { readFileSync } from 'node:fs';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';

/** A node of the tags that a screen reader hears. */
export interface Tag {
  readonly role: string;
  readonly alt?: string;
  readonly children: readonly (Tag | { readonly type: string; readonly id: string })[];
}

/** What a reader of a PDF can know of it. */
export interface PdfFacts {
  readonly pages: readonly string[];
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

interface Entry {
  readonly title: string;
  readonly items: readonly Entry[];
}

const titles = (entries: readonly Entry[]): string[] =>
  entries.flatMap(({ title, items }) => [title, ...titles(items)]);

/** Opens a PDF with another program than the one that made it. */
export async function readPdf(path: string): Promise<PdfFacts> {
  const task = getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: VerbosityLevel.ERRORS });
  const pdf = await task.promise;
  const pages: string[] = [];
  const tags: Tag[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(
      items.map((item) => (item as TextItem).str + ((item as TextItem).hasEOL ? '\n' : '')).join(''),
    );
    tags.push(await page.getStructTree());
  }
  const { info } = await pdf.getMetadata();
  const mark = (await pdf.getMarkInfo()) as { Marked?: boolean } | null;
  const outline = titles(await pdf.getOutline());
  const facts = {
    pages,
    tags,
    info: info as Record<string, unknown>,
    outline,
    tagged: mark?.Marked ?? false,
  };
  const language = (info as { Language?: string }).Language ?? null;
  await task.destroy();
  return { ...facts, language };
}
