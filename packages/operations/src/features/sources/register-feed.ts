import type {
  changeFeed as changeContract,
  registerFeed as contract,
} from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import type { Mapping } from '@qingfeng/domain/features/sources/feed.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { insertFeed, loadFeed, mustBeUnit, saveFeed } from './store.ts';

type Told = { readonly allowedFields: readonly string[]; readonly mapping: BodyOf<typeof contract>['mapping'] };

const mustBeFieldsOf = (kind: Kind, { allowedFields, mapping }: Told): void => {
  const named = [...allowedFields, ...Object.values(mapping.columns ?? {}), ...Object.keys(mapping.defaults ?? {})];
  const fields = named.filter((name) => !FIELDS[kind].some((field) => field.name === name));
  if (fields.length > 0) throw new Refusal('source.field-unknown', { fields });
};

/** Only what was told: a key that is absent must not be stored as empty. */
const mappingOf = ({ columns, defaults, undated }: Told['mapping']): Mapping => ({
  ...(columns && { columns }),
  ...(defaults && { defaults }),
  ...(undated && { undated }),
});

/** Registers a source with what was agreed about it. */
export const registerFeed = (database: Database, by: By, input: BodyOf<typeof contract>): Promise<string> =>
  change(database, by, async (tx) => {
    mustBeFieldsOf(input.kind, input);
    await mustBeUnit(tx, input.unitId);
    const id = by.newId();
    const made = await insertFeed(tx, by, id, { ...input, mapping: mappingOf(input.mapping) });
    if (!made) throw new Refusal('source.code-taken', { code: input.code });
    return {
      result: id,
      events: [feedEvent('feed.registered', { id, version: 1 }, { kind: input.kind, unitId: input.unitId })],
    };
  });

/** Changes what was agreed, pauses or resumes. Rows that are in stay as they are. */
export const changeFeed = (
  database: Database,
  by: By,
  id: string,
  { version, ...input }: BodyOf<typeof changeContract>,
): Promise<string> =>
  change(database, by, async (tx) => {
    const feed = await loadFeed(tx, by, id);
    mustBeFieldsOf(feed.kind, input);
    await mustBeUnit(tx, input.unitId);
    await saveFeed(tx, by, id, version, { ...input, mapping: mappingOf(input.mapping) });
    return {
      result: id,
      events: [
        feedEvent('feed.changed', { id, version: version + 1 }, { status: input.status, everyDays: input.everyDays }),
      ],
    };
  });
