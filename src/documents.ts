import type { Config, Filed, Partner } from './project.ts';
import type { DocumentKind, Paper } from './records.ts';

export type Format = DocumentKind['formats'][number];

/** A paper whose committee, readers and lead officer may be nobody: what a standing document is made from. */
export type AnyPaper = Omit<Paper, 'committee' | 'to' | 'lead'> &
  Partial<Pick<Paper, 'committee' | 'to' | 'lead'>>;

/** One document to be made. */
export interface DocumentPlan {
  readonly slug: string;
  readonly kind: string;
  readonly definition: DocumentKind;
  readonly partner: Partner;
  readonly paper: AnyPaper;
  /** The file that a message about the document points to. */
  readonly filed: Filed<Paper> | Partner['partnership'];
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
  /** Its path without an ending. */
  readonly stem: string;
  readonly partnership: string;
  readonly kind: string;
  readonly title: string;
  readonly date: string;
  readonly draft: boolean;
  readonly files: readonly OutputFile[];
  /** What stands open about the data that the document is made from. */
  readonly warnings: readonly { readonly place: string; readonly rule: string }[];
}

/** The documents that every partnership has, made from what config/documents.yaml says of them. */
function standing(config: Config, partner: Partner): DocumentPlan[] {
  const { slug, partnership } = partner;
  const { name, as_at: date, signed_off } = partnership.record;
  return Object.entries(config.documents.record.documents).flatMap(([kind, definition]) => {
    if (definition.standing?.of !== (partnership.record.kind ?? 'partnership')) return [];
    const { purpose, sections } = definition.standing;
    const paper: AnyPaper = { document: kind, title: name, date, purpose, signed_off, sections };
    return [{ slug, kind, definition, partner, paper, filed: partnership, stem: `${slug}/${kind}` }];
  });
}

/** Every document that a partnership's data asks for, in a stable order. */
export function documentsOf(config: Config, partner: Partner): DocumentPlan[] {
  const { slug, papers } = partner;
  const written = papers.flatMap((filed): DocumentPlan[] => {
    const paper = filed.record;
    const kind = paper.document;
    const definition = config.documents.record.documents[kind];
    if (!definition) return [];
    return [{ slug, kind, definition, partner, paper, filed, stem: `${slug}/${kind}-${paper.date}` }];
  });
  return [...written, ...standing(config, partner)];
}
