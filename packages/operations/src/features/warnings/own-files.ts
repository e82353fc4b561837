import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** Refuses ids of files that do not belong to the matter: a submitted id goes through the same scope as any other. */
export const mustBeOwnFiles = async (tx: WriteTx, warningId: string, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const found = await tx.$queryRaw<{ id: string }[]>(sql`
    select id from stored_file
    where thing_kind = 'warning' and thing_id = ${warningId}::uuid and id = any(${ids}::uuid[])`);
  if (new Set(found.map(({ id }) => id)).size !== new Set(ids).size)
    throw new Refusal('thing.missing', { thing: 'file' });
};
