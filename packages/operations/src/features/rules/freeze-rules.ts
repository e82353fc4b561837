import { isToFreeze, lastPeriods, type Verdicts } from '@qingfeng/domain/features/rules/precision.ts';
import { take } from '@qingfeng/domain/features/rules/version-life.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openTask } from '../tasks/store.ts';
import { verdictsIn } from './read.ts';
import type { HeldVersion } from './version-store.ts';
import { inForceOf, saveVersion } from './version-store.ts';

/**
 * Stops each rule that was wrong too often in its last complete periods (DOMAIN §8.3) until a leader has looked at it. Verdicts on what its
 * version in force found count, so that a better wording is not stopped for the one before. Returns how many were stopped.
 */
export const freezeRules = async (database: Database, by: By, months: number): Promise<number> => {
  const periods = lastPeriods(by.today, months);
  const counts = await Promise.all(periods.map((period) => verdictsIn(database, period)));
  const codes = new Set(counts.flatMap((byRule) => [...byRule.keys()]));
  let frozen = 0;
  for (const code of codes) {
    const none: Verdicts = { confirmed: 0, decided: 0 };
    if (!isToFreeze(counts.map((byRule) => byRule.get(code) ?? none))) continue;
    frozen += await change(database, by, async (tx) => {
      await tx.$executeRaw(sql`select 1 from rule where code = ${code} for update`);
      const held = await inForceOf(tx, code);
      // Paused or let go meanwhile; or resumed by a leader who has judged these very periods.
      if (held?.life.state !== 'PUBLISHED' || (await resumedSince(tx, held, periods[0]?.to ?? by.today)))
        return unchanged(0);
      const { next, events } = take('freeze', held.life, {}, by);
      await saveVersion(tx, held.life, next);
      await tx.rule.update({
        where: { code },
        data: { state: 'PAUSED', frozenAt: by.now, version: { increment: 1 } },
      });
      await openTask(tx, by, {
        act: 'rule-version.reconsider',
        thingKind: 'rule-version',
        thingId: next.id,
        title: `${code} ${held.ruleName}`,
        unitId: null,
        dueOn: null,
        to: { role: 'COMMISSION_LEADER', scopeUnitId: null },
      });
      return { result: 1, events };
    });
  }
  return frozen;
};

const resumedSince = async (tx: WriteTx, { life }: HeldVersion, day: string): Promise<boolean> => {
  const [row] = await tx.$queryRaw<object[]>(sql`
    select 1 from event where thing_kind = 'rule-version' and thing_id = ${life.id}::uuid and type = 'rule-version.resumed'
      and at > ${day}::date limit 1`);
  return row !== undefined;
};
