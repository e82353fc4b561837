import type { Period } from '@qingfeng/domain/features/rules/back-test.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleRule } from '../../shared/access.ts';
import { backTestEvent, queueBackTest, stopNamed } from './back-test-store.ts';

/** Asks for a back-test of a version over a period; the result is kept with the version. */
export const requestBackTest = (database: Database, by: By, versionId: string, period: Period): Promise<string> =>
  change(database, by, async (tx) => {
    const [version] = await tx.$queryRaw<{ id: string }[]>(
      sql`select id from rule_version where id = ${versionId}::uuid and ${visibleRule(by.viewer)}`,
    );
    if (version === undefined) throw missing('rule-version');
    const id = await queueBackTest(tx, by, versionId, period);
    return { result: id, events: [backTestEvent(id, 'back-test.requested', versionId)] };
  });

/** Stops a back-test that waits or runs, with its statement. */
export const cancelBackTest = async (database: Database, by: By, id: string): Promise<string> => {
  await change(database, by, async (tx) => {
    const [test] = await tx.$queryRaw<{ versionId: string; state: string }[]>(sql`
      select rule_version_id as "versionId", state from back_test
      where id = ${id}::uuid and ${visibleRule(by.viewer)} for update`);
    if (test === undefined) throw missing('back-test');
    if (test.state !== 'QUEUED' && test.state !== 'RUNNING')
      throw new Refusal('step.not-available', { thing: 'back-test', step: 'cancel', state: test.state });
    await tx.$executeRaw(sql`
      update back_test set state = 'CANCELLED', finished_at = clock_timestamp() where id = ${id}::uuid`);
    return { result: id, events: [backTestEvent(id, 'back-test.cancelled', test.versionId)] };
  });
  await stopNamed(database, id);
  return id;
};
