import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { loadInformation } from './store.ts';
import type { Which } from './take-step.ts';

/** Adds a remark; the words stay with the matter, the record tells only that there is one. */
export const noteInformation = (
  database: Database,
  by: By,
  { id }: Which,
  { text }: { readonly text: string },
): Promise<string> =>
  change(database, by, async (tx) => {
    const { information } = await loadInformation(tx, by, id, null);
    const noteId = by.newId();
    await tx.informationNote.create({
      data: { id: noteId, informationId: id, at: by.now, authorId: by.viewer.accountId, step: 'note', text },
    });
    return {
      result: id,
      events: [
        {
          thingKind: 'information',
          thingId: id,
          type: 'information.noted',
          version: information.version,
          body: { noteId },
        },
      ],
    };
  });
