import { nameOf } from './layout.ts';
import type { Config, Filed, Partner } from './project.ts';
import type { Answer, Blocks, DocumentKind, Paper, Paragraph, Question, Return, Round } from './records.ts';

export type Format = DocumentKind['formats'][number];

/** A paper whose committee, readers and lead officer may be nobody: what a standing document is made from. */
export type AnyPaper = Omit<Paper, 'committee' | 'to' | 'lead'> &
  Partial<Pick<Paper, 'committee' | 'to' | 'lead'>>;

/** What a return answers. */
export interface Asked {
  /** The name of the round, that of its file in config/returns. */
  readonly id: string;
  readonly round: Round;
  readonly answers: Return;
}

/** One document to be made. */
export interface DocumentPlan {
  readonly slug: string;
  readonly kind: string;
  readonly definition: DocumentKind;
  readonly partner: Partner;
  readonly paper: AnyPaper;
  /** Of a return: its round and the answers that were given. */
  readonly asked?: Asked;
  /** The file that a message about the document points to. */
  readonly filed: Filed<Paper> | Filed<Return> | Partner['partnership'];
  /** Its path within the output folder, without an ending. */
  readonly stem: string;
}

/** One file that was made, as the manifest names it. */
export interface OutputFile {
  /** Path within the output folder, with slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** True for a file that is not for the public and so is not listed. */
  readonly internal?: boolean;
  /** What a machine has checked of it, by the names of config/accessibility.yaml; a file that fails is not published. */
  readonly checks?: readonly string[];
}

/** A document that was made, with its files. */
export interface Made {
  readonly slug: string;
  /** Its path without an ending. */
  readonly stem: string;
  readonly partnership: string;
  /** Its kind, as the command line calls it. */
  readonly document: string;
  /** Its kind, as pages call it. */
  readonly kind: string;
  readonly title: string;
  readonly date: string;
  readonly draft: boolean;
  /** True for a document that is not for the public. */
  readonly internal: boolean;
  /** The imprint of all that it is made from. */
  readonly made_from: string;
  /** The hash of what the document itself shows and is made with; while it is the same, so are the files. */
  readonly key: string;
  /** The day that the command line asked for, if it did. */
  readonly as_at?: string | undefined;
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
    const { purpose, sections = [] } = definition.standing;
    const paper: AnyPaper = { document: kind, title: name, date, purpose, signed_off, sections };
    return [{ slug, kind, definition, partner, paper, filed: partnership, stem: `${slug}/${kind}` }];
  });
}

/** An answer as paragraphs: its own words, then what is drawn from the data. Without an answer it reads "not provided". */
function paragraphsOf(blocks: Blocks['blocks'], answer: Answer | undefined): Paragraph[] {
  if (!answer) return [{}];
  const { text, links, not_applicable, source, acknowledged } = answer;
  const own = { text: text ?? not_applicable ?? '', links, source, acknowledged };
  const says = (text ?? not_applicable ?? links) !== undefined;
  return [...(says ? [own] : []), ...(answer.blocks ?? []).flatMap((id) => blocks[id] ?? [])];
}

/** The answers of a round as sections; a question that is not the only one of its section has a heading. */
function sectionsOf({ blocks }: Blocks, { sections }: Round, { answers }: Return): Paper['sections'] {
  return sections.map(({ heading, questions }) => {
    const several = Object.keys(questions).length > 1;
    const paragraphs = Object.entries<Question>(questions).flatMap(([id, { label }]) => {
      const [first, ...rest] = paragraphsOf(blocks, answers[id]);
      return several ? [{ ...first, heading: label }, ...rest] : [first ?? {}, ...rest];
    });
    return { heading, paragraphs };
  });
}

/** The returns of a partnership: one for each file in returns/ whose round is known. */
function returnsOf(config: Config, partner: Partner): DocumentPlan[] {
  const { slug, partnership, returns } = partner;
  const kinds = Object.entries(config.documents.record.documents).filter(([, { view }]) => view === 'return');
  return kinds.flatMap(([kind, definition]) =>
    returns.flatMap((filed): DocumentPlan[] => {
      const id = nameOf(filed.source);
      const round = config.rounds[id]?.record;
      if (!round) return [];
      const { as_at: date = partnership.record.as_at, signed_off } = filed.record;
      const sections = sectionsOf(config.blocks.record, round, filed.record);
      const { title, recipient } = round;
      const paper: AnyPaper = { document: kind, title, date, purpose: recipient, signed_off, sections };
      const asked: Asked = { id, round, answers: filed.record };
      return [{ slug, kind, definition, partner, paper, asked, filed, stem: `${slug}/${kind}-${id}` }];
    }),
  );
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
  return [...written, ...returnsOf(config, partner), ...standing(config, partner)];
}
