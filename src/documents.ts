import type { Config, Filed, Partner } from './project.ts';
import type { DocumentKind, Paper } from './records.ts';

export type Format = DocumentKind['formats'][number];

/** One document to be made. */
export interface DocumentPlan {
  readonly slug: string;
  readonly kind: string;
  readonly definition: DocumentKind;
  readonly partner: Partner;
  readonly paper: Filed<Paper>;
  /** Its path within the output folder, without an ending. */
  readonly stem: string;
}

/** One file that was made, as the manifest names it. */
export interface OutputFile {
  /** Path within the output folder, with slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** A document that was made, with its files. */
export interface Made {
  readonly slug: string;
  readonly partnership: string;
  readonly kind: string;
  readonly title: string;
  readonly date: string;
  readonly draft: boolean;
  readonly files: readonly OutputFile[];
}

/** Every document that a partnership's data asks for, in a stable order. */
export function documentsOf(config: Config, partner: Partner): DocumentPlan[] {
  return partner.papers.flatMap((paper) => {
    const kind = paper.record.document;
    const definition = config.documents.record.documents[kind];
    if (!definition) return [];
    const stem = `${partner.slug}/${kind}-${paper.record.date}`;
    return [{ slug: partner.slug, kind, definition, partner, paper, stem }];
  });
}
