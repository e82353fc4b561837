import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { loadWarning } from './store.ts';
import type { Which } from './take-step.ts';

/** Reminds the object now: a notice without content, at most once a day. */
export const remindObject = (database: Database, by: By, { id, version }: Which): Promise<string> =>
  change(database, by, async (tx) => {
    const { warning } = await loadWarning(tx, by, { id, version, side: 'handling' });
    if (!['SERVED', 'RECTIFYING'].includes(warning.state)) {
      throw new Refusal('step.not-available', { thing: 'warning', step: 'remind', state: warning.state });
    }
    const fresh = await tx.$executeRaw(sql`
      insert into warning_reminder (warning_id, key, at) values (${id}::uuid, ${`by-hand ${by.today}`}, ${by.now}::timestamptz)
      on conflict do nothing`);
    if (fresh === 0) return unchanged(id);
    return {
      result: id,
      events: [{ thingKind: 'warning', thingId: id, type: 'warning.reminded', version: null, body: { byHand: true } }],
    };
  });
