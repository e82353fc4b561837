import { isPoor } from '@qingfeng/domain/features/rules/poor-data.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { policyNow } from '../information/read.ts';
import { closeTasks, openTask } from '../tasks/store.ts';

type Counted = {
  readonly ruleCode: string;
  readonly ruleName: string;
  readonly versionId: string | null;
  readonly feedId: string;
  readonly feedName: string;
  readonly unitId: string;
  readonly judged: number;
  readonly notEvaluable: number;
  readonly reason: string | null;
  readonly openId: string | null;
};

/**
 * What each rule was to judge of each feed lately. A run that judged one delivery is that feed's; one that judged several together, or looked
 * at more than came, counts for every feed of the rule's records that delivered in the period.
 */
const counted = (tx: WriteTx, by: By, days: number): Promise<Counted[]> =>
  tx.$queryRaw(sql`
    with recent as (
      select o.rule_code, b.feed_id, o.outcome, o.reason, o.count
      from rule_run run join rule_outcome o on o.run_id = run.id left join batch b on b.id = run.batch_id
      where run.cause = 'ARRIVAL' and run.started_at > ${by.now}::timestamptz - make_interval(days => ${days}::int)
        and o.outcome in ('rows', 'not-evaluable')),
    delivering as (
      select distinct f.id, f.kind from feed f join batch b on b.feed_id = f.id
      where f.status = 'ACTIVE' and b.received_at > ${by.now}::timestamptz - make_interval(days => ${days}::int)),
    tied as (
      select r.rule_code, d.id as feed_id, r.outcome, r.reason, r.count
      from recent r join rule on rule.code = r.rule_code join rule_version v on v.id = rule.published_version_id
      join delivering d on d.kind = v.definition ->> 'kind' and (r.feed_id is null or r.feed_id = d.id)),
    summed as (
      select rule_code, feed_id, coalesce(sum(count) filter (where outcome = 'rows'), 0)::int as judged,
        coalesce(sum(count) filter (where outcome = 'not-evaluable'), 0)::int as not_evaluable
      from tied group by 1, 2)
    select rule.code as "ruleCode", rule.name as "ruleName", rule.published_version_id as "versionId", f.id as "feedId", f.name as "feedName",
      f.unit_id as "unitId", coalesce(s.judged, 0) as judged, coalesce(s.not_evaluable, 0) as "notEvaluable", p.id as "openId",
      (select t.reason from tied t where t.rule_code = rule.code and t.feed_id = f.id and t.outcome = 'not-evaluable'
       group by t.reason order by sum(t.count) desc, t.reason limit 1) as reason
    from summed s full join (select * from poor_data where closed_at is null) p on p.rule_code = s.rule_code and p.feed_id = s.feed_id
    join rule on rule.code = coalesce(s.rule_code, p.rule_code) join feed f on f.id = coalesce(s.feed_id, p.feed_id)
    order by rule.code, f.id`);

/**
 * Watches how much of what feeds deliver rules cannot judge (MR-19): past a share it is told once to who runs the feed and to who keeps the rules,
 * with a task each, and is over by itself when the share has fallen. Counts only: a hit is never told of. Returns how many turned.
 */
export const watchData = async (database: Database, by: By): Promise<number> => {
  const policy = await policyNow(database);
  return change(database, by, async (tx) => {
    await tx.$executeRaw(sql`select pg_advisory_xact_lock(hashtext('poor_data'))`);
    const events: DomainEvent[] = [];
    for (const one of await counted(tx, by, policy.qualityDays)) {
      const { openId, judged, notEvaluable, ruleCode, feedId, reason } = one;
      const poor = isPoor(openId !== null, one, policy);
      const counts = { countedOn: new Date(by.today), judged, notEvaluable, reason: reason ?? '' };
      const tell = (id: string, type: string): void => {
        events.push({
          thingKind: 'poor-data',
          thingId: id,
          type,
          version: null,
          body: { ruleCode, feedId, judged, notEvaluable },
        });
      };
      if (poor && openId === null) {
        const id = by.newId();
        await tx.poorData.create({ data: { id, ruleCode, feedId, openedAt: by.now, ...counts } });
        await askToMend(tx, by, one);
        tell(id, 'poor-data.found');
      } else if (openId !== null && !poor) {
        await tx.poorData.update({ where: { id: openId }, data: { closedAt: by.now, ...counts } });
        await closeMended(tx, by, one);
        tell(openId, 'poor-data.over');
      } else if (openId !== null && judged >= policy.qualityLeast)
        await tx.poorData.update({ where: { id: openId }, data: counts });
    }
    const [first, ...rest] = events;
    return first === undefined ? unchanged(0) : { result: events.length, events: [first, ...rest] };
  });
};

const FEED_ACT = 'feed.mend-data';
const RULE_ACT = 'rule-version.mend-data';

/** One task a feed and one a rule, however many episodes they have. */
const askToMend = async (tx: WriteTx, by: By, { feedId, feedName, unitId, ruleCode, ruleName, versionId }: Counted) => {
  const isOpen = async (thingId: string, act: string): Promise<boolean> =>
    (await tx.task.count({ where: { thingId, act, closedAt: null } })) > 0;
  const none = { unitId: null, dueOn: null };
  if (!(await isOpen(feedId, FEED_ACT)))
    await openTask(tx, by, {
      ...{ ...none, act: FEED_ACT, thingKind: 'feed', thingId: feedId, title: feedName },
      to: { role: 'UNIT_LIAISON', scopeUnitId: unitId },
    });
  if (versionId !== null && !(await isOpen(versionId, RULE_ACT)))
    await openTask(tx, by, {
      ...{ ...none, act: RULE_ACT, thingKind: 'rule-version', thingId: versionId, title: `${ruleCode} ${ruleName}` },
      to: { role: 'RULE_ADMIN', scopeUnitId: null },
    });
};

const closeMended = async (tx: WriteTx, by: By, { feedId, ruleCode, versionId }: Counted): Promise<void> => {
  const still = (where: { feedId: string } | { ruleCode: string }): Promise<number> =>
    tx.poorData.count({ where: { ...where, closedAt: null } });
  if ((await still({ feedId })) === 0) await closeTasks(tx, by, feedId, [FEED_ACT]);
  if (versionId !== null && (await still({ ruleCode })) === 0) await closeTasks(tx, by, versionId, [RULE_ACT]);
};
