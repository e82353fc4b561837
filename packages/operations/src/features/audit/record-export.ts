import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { EventFilters } from './read.ts';

/** Puts an export of the record on the record: who, which span and how filtered. The reason given is a person's words and stays on the file. */
export const recordExport = (database: Database, by: By, filters: EventFilters): Promise<string> => {
  const id = by.newId();
  const { from = null, to = null, type = [], thingId = null, actor } = filters;
  return change(database, by, async () => ({
    result: id,
    events: [
      {
        thingKind: 'audit-export',
        thingId: id,
        type: 'audit.exported',
        version: null,
        body: { from, to, type, thingId, byActor: actor !== undefined },
      },
    ],
  }));
};
