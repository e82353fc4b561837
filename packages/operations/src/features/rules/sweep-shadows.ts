import { COLUMNS } from '@qingfeng/domain/features/rules/columns.ts';
import { explaining } from '@qingfeng/domain/features/rules/explain.ts';
import type { Hit } from '@qingfeng/domain/features/rules/findings.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { type Compared, compared, type Side, SIDES } from '@qingfeng/domain/features/rules/shadow.ts';
import { type Answer, compileRule, findingsOf } from '@qingfeng/domain/features/rules/sql/compile-rule.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { endShadow, type Shadow, shadowEvent, shadowsUnderWay } from './shadow-store.ts';
import { dataAsOf, namesOf, recordset } from './store.ts';

/** So many of what only one version finds are told of; the others are counted. */
const TOLD = 20;

/** Evaluates what runs in the shadow beside what is in force, over the whole history, and ends what has run its time. */
export const sweepShadows = async (database: Database, by: By, zone: string): Promise<number> => {
  const shadows = await shadowsUnderWay(database);
  for (const shadow of shadows) {
    if (shadow.until < by.today) await end(database, by, shadow);
    else await sweep(database, by, zone, shadow);
  }
  return shadows.length;
};

const end = (database: Database, by: By, { id }: Shadow): Promise<boolean> =>
  change(database, by, async (tx) => {
    const event = await endShadow(tx, by, id, 'TIME');
    return event === null ? unchanged(false) : { result: true, events: [event] };
  });

type Looked = { readonly hits: readonly Hit[]; readonly ms: number };

/** What a rule finds, and how long the database took for it. */
const lookedAt = async (
  { pool }: Database,
  by: By,
  zone: string,
  rule: Rule,
  until: string | null,
): Promise<Looked> => {
  const asOf = (until ?? by.today) as By['today'];
  const { texts, values } = compileRule(rule, COLUMNS[rule.kind], { county: 1, asOf, zone });
  const statement = sql(texts, ...values);
  const client = await pool.connect();
  try {
    // Within a transaction now() stays where it began.
    await client.query('begin read only');
    const { rows } = await client.query({ text: statement.text, values: statement.values });
    const took = await client.query<{ ms: number }>(
      `select (extract(epoch from clock_timestamp() - now()) * 1000)::int as ms`,
    );
    await client.query('commit');
    client.release();
    return { hits: findingsOf(rows as Answer[]).hits, ms: took.rows[0]?.ms ?? 0 };
  } catch (error) {
    client.release(true);
    throw error;
  }
};

const NOTHING: Looked = { hits: [], ms: 0 };

const sweep = async (database: Database, by: By, zone: string, run: Shadow): Promise<void> => {
  const { until } = await dataAsOf(database, run.shadow.kind);
  const shadow = await lookedAt(database, by, zone, run.shadow, until);
  const live = run.live === null ? NOTHING : await lookedAt(database, by, zone, run.live, until);
  const matters = compared(live.hits, shadow.hits, run.since);
  const told = await toldOf(database, run, matters);
  const count = (side: Side): number => matters.filter((one) => one.side === side).length;
  const [both, onlyLive, onlyShadow] = SIDES.map(count) as [number, number, number];
  await change(database, by, async (tx) => {
    const [still] = await tx.$queryRaw<{ id: string }[]>(
      sql`select id from shadow_run where id = ${run.id}::uuid and ended_at is null for update`,
    );
    // It was stopped meanwhile.
    if (still === undefined) return unchanged(null);
    await saveFindings(tx, by, run.id, matters, told);
    const day = { both, onlyLive, onlyShadow, liveMs: live.ms, shadowMs: shadow.ms };
    const on = new Date(by.today);
    await tx.shadowSweep.upsert({
      where: { runId_on: { runId: run.id, on } },
      create: { runId: run.id, on, ...day },
      update: day,
    });
    return { result: null, events: [shadowEvent(run.id, 'swept', day)] };
  });
};

type Told = ReadonlyMap<Compared, object>;

/** Some of what differs as an alert would tell it; what both find is told by its alert. */
const toldOf = async (database: Database, { shadow, live }: Shadow, matters: readonly Compared[]): Promise<Told> => {
  const some = (['SHADOW', 'LIVE'] as const).flatMap((side) =>
    matters
      .filter((one) => one.side === side)
      .sort((a, b) => (a.hit.to < b.hit.to ? 1 : -1))
      .slice(0, TOLD),
  );
  const names = await namesOf(
    database,
    some.map(({ hit: { subjectKind, subjectId, recordIds } }) => ({
      kind: subjectKind,
      id: subjectId,
      recordKind: shadow.kind,
      recordId: recordIds[0] ?? null,
    })),
  );
  const explain = { SHADOW: explaining(shadow), LIVE: explaining(live ?? shadow) };
  return new Map(
    some.map((one) => {
      const { hit, side } = one;
      const named = names.get(`${hit.subjectKind} ${hit.subjectId}`);
      return [
        one,
        {
          label: named?.label ?? hit.subjectId,
          personId: named?.personId ?? null,
          unitId: hit.unitId ?? named?.unitId ?? null,
          from: hit.from,
          to: hit.to,
          colour: hit.colour,
          sentence: explain[side === 'LIVE' ? 'LIVE' : 'SHADOW'](hit).sentence,
        },
      ];
    }),
  );
};

/** The matters of this sweep take the place of the last one's; since when each is known stays. */
const saveFindings = async (
  tx: WriteTx,
  by: By,
  runId: string,
  matters: readonly Compared[],
  told: Told,
): Promise<void> => {
  const rows = matters.map((one) => ({
    dedupe_key: one.hit.dedupeKey,
    side: one.side,
    told: told.get(one) ?? null,
  }));
  const now = recordset(rows, 'dedupe_key text, side text, told jsonb');
  await tx.$executeRaw(sql`
    delete from shadow_finding f where f.run_id = ${runId}::uuid
      and not exists (select from ${now} where row.dedupe_key = f.dedupe_key and row.side = f.side)`);
  await tx.$executeRaw(sql`
    insert into shadow_finding (run_id, dedupe_key, side, first_on, told)
    select ${runId}::uuid, dedupe_key, side, ${by.today}::date, told from ${now}
    on conflict (run_id, dedupe_key, side) do update set told = excluded.told`);
};
