import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { withParameters } from './store.ts';
import type { Parameters } from './version-store.ts';

/** The queued job that sweeps what runs in the shadow, beside the one of every night. */
export const SHADOWS_TASK = 'sweep-shadows';

type EndReason = 'TIME' | 'STOPPED' | 'SETTLED';

export const shadowEvent = (id: string, type: string, body: DomainEvent['body']): DomainEvent => ({
  thingKind: 'shadow-run',
  thingId: id,
  type: `shadow-run.${type}`,
  version: null,
  body,
});

/** Ends a run that is under way; null where it was over already. */
export const endShadow = async (tx: WriteTx, by: By, id: string, reason: EndReason): Promise<DomainEvent | null> => {
  const ended = await tx.$executeRaw(sql`
    update shadow_run set ended_at = ${by.now}::timestamptz, end_reason = ${reason} where id = ${id}::uuid and ended_at is null`);
  return ended === 0 ? null : shadowEvent(id, 'ended', { reason });
};

/** A version that goes on, or back to its author, leaves the shadow. */
export const endShadowOf = async (tx: WriteTx, by: By, versionId: string): Promise<readonly DomainEvent[]> => {
  const [run] = await tx.$queryRaw<{ id: string }[]>(
    sql`select id from shadow_run where rule_version_id = ${versionId}::uuid and ended_at is null`,
  );
  const event = run === undefined ? null : await endShadow(tx, by, run.id, 'SETTLED');
  return event === null ? [] : [event];
};

export type Shadow = {
  readonly id: string;
  readonly since: LocalDate;
  readonly until: LocalDate;
  readonly shadow: Rule;
  /** Null where no version is in force. */
  readonly live: Rule | null;
};
type Row = Pick<Shadow, 'id' | 'since' | 'until'> & {
  readonly definition: Rule;
  readonly parameters: Parameters;
  readonly liveDefinition: Rule | null;
  readonly liveParameters: Parameters | null;
};

export const shadowsUnderWay = async (database: Database): Promise<readonly Shadow[]> => {
  const rows = await database.read<Row>(sql`
    select s.id, s.since_on as since, s.until_on as until, v.definition, v.parameters,
      f.definition as "liveDefinition", f.parameters as "liveParameters"
    from shadow_run s join rule_version v on v.id = s.rule_version_id join rule r on r.code = v.rule_code
    left join rule_version f on f.id = r.published_version_id and f.id <> v.id
    where s.ended_at is null order by s.id`);
  return rows.map(({ definition, parameters, liveDefinition, liveParameters, ...run }) => ({
    ...run,
    shadow: withParameters(definition, parameters),
    live: liveDefinition === null || liveParameters === null ? null : withParameters(liveDefinition, liveParameters),
  }));
};
