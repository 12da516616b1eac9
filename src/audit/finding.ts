/** Something that keeps a PDF from a standard: which clause, where, and what to do. */
export interface Finding {
  /** `pdfua/…` and `pdfa/…`, followed by the clause of ISO 14289-1 and of ISO 19005-2. */
  readonly rule: string;
  /** Counted from 1; absent where the whole file is meant. */
  readonly page?: number | undefined;
  /** Subject and claim. */
  readonly message: string;
  readonly hint: string;
}

/** A text as a message shows it: in quotation marks, cut where it is long. */
export function quoted(text: string): string {
  return text.length > 60 ? `“${text.slice(0, 57)}…”` : `“${text}”`;
}
