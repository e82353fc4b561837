import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { addDays } from '@qingfeng/domain/shared/local-date.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';
import { visibleRule } from '../../shared/access.ts';
import { BACK_TESTED } from './back-test-store.ts';
import { endShadow, shadowEvent, SHADOWS_TASK } from './shadow-store.ts';

/** Versions whose wording is fixed and that nobody relies on yet. */
export const SHADOWED_STATES = ['BACKTEST', 'REVIEWED'] as const;

/** Lets a tested version run beside the one in force until a day; the first sweep begins at once. */
export const startShadowRun = (
  database: Database,
  by: By,
  versionId: string,
  { days, since }: { readonly days: number; readonly since: LocalDate },
): Promise<string> =>
  change(database, by, async (tx) => {
    const [version] = await tx.$queryRaw<{ state: string; tested: boolean; running: boolean }[]>(sql`
      select v.state, ${BACK_TESTED} as tested,
        exists (select from shadow_run s where s.rule_version_id = v.id and s.ended_at is null) as running
      from rule_version v where v.id = ${versionId}::uuid and ${visibleRule(by.viewer)} for update`);
    if (version === undefined) throw missing('rule-version');
    if (!(SHADOWED_STATES as readonly string[]).includes(version.state))
      throw new Refusal('step.not-available', { thing: 'rule-version', step: 'shadow', state: version.state });
    if (!version.tested) throw new Refusal('rule.not-back-tested');
    if (version.running) throw new Refusal('rule.shadow-running');
    const id = by.newId();
    await tx.shadowRun.create({
      data: {
        id,
        ruleVersionId: versionId,
        sinceOn: new Date(since),
        untilOn: new Date(addDays(by.today, days)),
        startedBy: by.viewer.accountId,
        startedAt: by.now,
      },
    });
    await enqueue(tx, SHADOWS_TASK, {}, { queue: 'back-tests' });
    return { result: id, events: [shadowEvent(id, 'started', { versionId, days })] };
  });

export const stopShadowRun = (database: Database, by: By, id: string): Promise<string> =>
  change(database, by, async (tx) => {
    const [run] = await tx.$queryRaw<{ id: string }[]>(
      sql`select id from shadow_run where id = ${id}::uuid and ${visibleRule(by.viewer)} for update`,
    );
    if (run === undefined) throw missing('shadow-run');
    const event = await endShadow(tx, by, id, 'STOPPED');
    if (event === null) throw new Refusal('step.not-available', { thing: 'shadow-run', step: 'stop', state: 'ENDED' });
    return { result: id, events: [event] };
  });
