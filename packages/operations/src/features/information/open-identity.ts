import { COLUMNS, type Kind } from '@qingfeng/domain/features/rules/columns.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { mayOpenIdentities } from '@qingfeng/domain/features/information/information.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { loadInformation } from './store.ts';

type Asked = { readonly recordId: string; readonly field: string; readonly reason: string };

/** The digest in an identity field of a record that the alert rests on, or that came to it later. */
const digestOn = async (tx: WriteTx, informationId: string, { recordId, field }: Asked): Promise<string> => {
  const [alert] = await tx.$queryRaw<{ kind: Kind }[]>(sql`
    select a.record_kind as kind from information i join alert a on a.county = 1 and a.id = i.alert_id
    where i.county = 1 and i.id = ${informationId}::uuid
      and (${recordId}::uuid = any(a.record_ids)
        or exists (select from alert_evidence e where e.alert_id = a.id and ${recordId}::uuid = any(e.record_ids)))`);
  const known = alert && FIELDS[alert.kind].find(({ name, secret }) => name === field && secret === 'identity');
  if (alert === undefined || known === undefined) throw missing('record');
  const columns: Readonly<Record<string, { column: string }>> = COLUMNS[alert.kind];
  const column = columns[known.name]?.column;
  if (column === undefined) throw missing('record');
  const [row] = await tx.$queryRaw<{ digest: string | null }[]>(sql`
    select t.${sql([column])} as digest from ${sql([alert.kind])} t where t.county = 1 and t.record_id = ${recordId}::uuid`);
  if (row === undefined || row.digest === null) throw missing('record');
  return row.digest;
};

/**
 * Opens the identity behind a digest for who handles or reviews the matter (DOMAIN §7.4, FS-09). What is told is read from the
 * opening afterwards; the record says who looked at which record, never at whom.
 */
export const openIdentity = (database: Database, by: By, id: string, asked: Asked): Promise<string> =>
  change(database, by, async (tx) => {
    const { information } = await loadInformation(tx, by, id, null);
    if (!mayOpenIdentities(information, by.viewer)) throw new Refusal('information.not-handling');
    const digest = await digestOn(tx, id, asked);
    const [kept] = await tx.$queryRaw<{ id: string }[]>(sql`select id from sealed_identity where digest = ${digest}`);
    if (kept === undefined) throw new Refusal('information.identity-not-kept');
    const openingId = by.newId();
    await tx.identityOpening.create({
      data: {
        id: openingId,
        informationId: id,
        recordId: asked.recordId,
        field: asked.field,
        digest,
        accountId: by.viewer.accountId,
        at: by.now,
        reason: asked.reason,
      },
    });
    return {
      result: openingId,
      events: [
        {
          thingKind: 'information',
          thingId: id,
          type: 'information.identity-opened',
          version: information.version,
          body: { openingId, recordId: asked.recordId, field: asked.field },
        },
      ],
    };
  });
