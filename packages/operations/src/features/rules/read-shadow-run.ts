import type { getShadowRun } from '@qingfeng/contracts/features/rules/shadow-runs.ts';
import { toldShadow } from '@qingfeng/contracts/features/rules/shadow-runs.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleMatter, visibleRule } from '../../shared/access.ts';

type ShadowRun = ResponseOf<typeof getShadowRun>;
type Row = Omit<ShadowRun, 'mayStop' | 'sweeps' | 'examples' | 'hidden'>;
type Kept = { side: ShadowRun['examples'][number]['side']; firstOn: LocalDate; told: unknown };

/** Counts for every reader; matters only as far as they are this viewer's to see, as with back-tests. */
export const shadowRunOf = async (database: Database, viewer: Viewer, id: string): Promise<ShadowRun> => {
  const [row, sweeps, kept] = await Promise.all([
    database.readOne<Row>(sql`
      select s.id, s.rule_version_id as "versionId", s.since_on as since, s.until_on as until, a.name as "startedBy",
        s.started_at as "startedAt", s.ended_at as "endedAt", s.end_reason as "endReason",
        r.published_version_id is not null and r.published_version_id <> v.id as live
      from shadow_run s join rule_version v on v.id = s.rule_version_id join rule r on r.code = v.rule_code
      left join account a on a.id = s.started_by
      where s.id = ${id}::uuid and ${visibleRule(viewer)}`),
    database.read<ShadowRun['sweeps'][number]>(sql`
      select d."on", d.both, d.only_live as "onlyLive", d.only_shadow as "onlyShadow", d.live_ms as "liveMs", d.shadow_ms as "shadowMs",
        (select count(*)::int from shadow_finding f where f.run_id = d.run_id and f.side = 'SHADOW' and f.first_on = d."on") as fresh
      from shadow_sweep d where d.run_id = ${id}::uuid order by d."on" desc`),
    database.read<Kept>(sql`
      select f.side, f.first_on as "firstOn", f.told from shadow_finding f
      where f.run_id = ${id}::uuid and f.told is not null order by f.side desc, f.told ->> 'to' desc, f.dedupe_key`),
  ]);
  if (row === undefined) throw missing('shadow-run');
  const examples = kept.flatMap(({ side, firstOn, told }) => {
    const { personId, unitId, ...words } = toldShadow.parse(told);
    return visibleMatter(viewer, { personId, unitId }) ? [{ side, firstOn, ...words }] : [];
  });
  return {
    ...row,
    mayStop: row.endedAt === null && hasRole(viewer, 'RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER'),
    sweeps,
    examples,
    hidden: kept.length - examples.length,
  };
};
