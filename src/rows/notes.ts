import type { Acknowledged, Note } from '../records.ts';

/** What a record may say beside its facts. */
export interface Annotated {
  readonly doubt?: string;
  readonly note?: string;
  readonly acknowledged?: Acknowledged;
}

/** A note about something, or none where there is no text. */
export function note(about: string, text: string | undefined): Note[] {
  return text === undefined ? [] : [{ about, text }];
}

/** What a reader must know about a record: doubts, notes, and reasons given for warnings. */
export function notesOf(about: string, record: Annotated | undefined): Note[] {
  const reasons = (record?.acknowledged ?? []).flatMap(({ reason }) => note(about, reason));
  return [...note(about, record?.doubt), ...note(about, record?.note), ...reasons];
}
