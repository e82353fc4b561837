import type { By } from './by.ts';
import type { Instant } from './local-date.ts';

/** A person's words on a step. They stay with the matter; the record of events names the note by its id. */
export type Note = { readonly id: string; readonly at: Instant; readonly by: string; readonly text: string };

/** The outcome of a step on which something is said: the note is kept beside the other changes, its id is told. */
export const saying = <Thing extends { readonly notes: readonly Note[] }>(
  { notes }: Thing,
  text: string,
  by: By,
  changes: Partial<Thing> = {},
) => {
  const note: Note = { id: by.newId(), at: by.now, by: by.viewer.accountId, text };
  return { changes: { ...changes, notes: [...notes, note] }, tells: { noteId: note.id } };
};
