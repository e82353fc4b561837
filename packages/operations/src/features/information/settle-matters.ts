import type { AlertColour, TriagePolicy } from '@qingfeng/domain/features/information/policy.ts';
import { quietIn, type QuietReason, type Standing } from '@qingfeng/domain/features/information/quiet.ts';
import { colourAfter, scoreOf } from '@qingfeng/domain/features/information/score.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { closeTasksOf, openTakeTasks } from './take-tasks.ts';
import { lockMatters, matterKey, policyIn } from './store.ts';

type Member = Standing & {
  readonly key: string;
  readonly quiet: QuietReason | null;
  readonly asleep: boolean;
};

/** What counts in a matter: all of its alerts but those that were dismissed or are done with. */
const membersOf = (tx: WriteTx, keys: readonly string[]): Promise<Member[]> => {
  const columns = sql`i.id, ${matterKey(sql`i`)} as key, i.rule_code as "ruleCode", i.colour, i.state,
    (i.body ->> 'receivedOn') as "receivedOn", i.quiet, i.snoozed_until is not null as asleep,
    i.unit_id as "unitId", i.subject_person_id as "personId", case when i.subject_kind = 'SUPPLIER' then i.subject_id end as "supplierCode"`;
  const counts = sql`i.county = 1 and i.source = 'ALERT' and i.dismiss_reason is null and i.state <> 'CLOSED'`;
  return tx.$queryRaw(sql`
    select ${columns} from information i where ${counts} and i.matter_id = any(${keys}::uuid[])
    union all
    select ${columns} from information i where ${counts} and i.id = any(${keys}::uuid[]) and i.matter_id is null`);
};

type Kept = { readonly id: string; readonly colour: AlertColour; readonly score: number };

/**
 * Weighs matters anew and settles which of their alerts stay out of the inbox, set-based, in the change that made, moved or ended one of
 * them. For alerts in `fresh` no task is opened or closed: whoever makes them asks `quiet`.
 */
export const settleMatters = async (
  tx: WriteTx,
  by: By,
  keys: readonly string[],
  policy: TriagePolicy,
  fresh: ReadonlySet<string> = new Set(),
): Promise<{ quiet: ReadonlyMap<string, QuietReason>; events: DomainEvent[] }> => {
  if (keys.length === 0) return { quiet: new Map(), events: [] };
  await lockMatters(tx, keys);
  const [members, kept] = [
    await membersOf(tx, keys),
    await tx.$queryRaw<Kept[]>(sql`
      select id, colour, score from matter_score where county = 1 and id = any(${keys}::uuid[])`),
  ];
  const matters = Map.groupBy(members, ({ key }) => key);
  const before = new Map(kept.map((one) => [one.id, one]));
  const quiet = new Map([...matters.values()].flatMap((matter) => [...quietIn(matter, policy)]));
  const turned = members.filter((member) => (quiet.get(member.id) ?? null) !== member.quiet);
  const scored = [...matters].map(([id, matter]) => {
    const { score, terms } = scoreOf(matter, policy, by.today);
    return { id, score, terms, colour: colourAfter(before.get(id)?.colour ?? null, score, policy) };
  });
  await saveScores(tx, by, scored, keys);
  await saveQuiet(
    tx,
    turned.map(({ id }) => ({ id, quiet: quiet.get(id) ?? null })),
  );
  const known = turned.filter(({ id }) => !fresh.has(id));
  await closeTasksOf(
    tx,
    by,
    known.filter(({ id }) => quiet.has(id)).map(({ id }) => id),
  );
  await openTakeTasks(
    tx,
    by,
    known.filter(({ id, state, asleep }) => !quiet.has(id) && state === 'RECEIVED' && !asleep).map(({ id }) => id),
  );
  return {
    quiet,
    events: [
      // Whoever takes a quiet one makes no noise by that.
      ...turned.flatMap(({ id, state, quiet: was }): DomainEvent[] => {
        const now = quiet.get(id) ?? null;
        const type = now === null ? 'information.unsilenced' : 'information.silenced';
        return state === 'RECEIVED'
          ? [{ thingKind: 'information', thingId: id, type, version: null, body: { reason: now ?? was } }]
          : [];
      }),
      // Of the matter, not of its alerts: who sees one of them need not know of the others.
      ...scored.flatMap(({ id, colour, score }): DomainEvent[] => {
        const was = before.get(id)?.colour;
        return was === undefined || was === colour
          ? []
          : [
              {
                thingKind: 'matter',
                thingId: id,
                type: 'matter.coloured',
                version: null,
                body: { from: was, to: colour, score },
              },
            ];
      }),
    ],
  };
};

const saveScores = async (
  tx: WriteTx,
  by: By,
  scored: readonly { readonly id: string }[],
  keys: readonly string[],
): Promise<void> => {
  if (scored.length > 0)
    await tx.$executeRaw(sql`
      insert into matter_score (county, id, score, colour, terms, scored_on)
      select 1, id, score, colour, terms, ${by.today}::date
      from jsonb_to_recordset(${JSON.stringify(scored)}::jsonb) as s(id uuid, score int, colour text, terms jsonb)
      on conflict (county, id) do update
        set score = excluded.score, colour = excluded.colour, terms = excluded.terms, scored_on = excluded.scored_on`);
  const gone = new Set(keys);
  for (const { id } of scored) gone.delete(id);
  if (gone.size > 0)
    await tx.$executeRaw(sql`delete from matter_score where county = 1 and id = any(${[...gone]}::uuid[])`);
};

const saveQuiet = async (
  tx: WriteTx,
  rows: readonly { readonly id: string; readonly quiet: QuietReason | null }[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tx.$executeRaw(sql`
    update information i set quiet = q.quiet
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as q(id uuid, quiet text)
    where i.county = 1 and i.id = q.id`);
};

/** Matters weighed in one change. */
const TOGETHER = 1_000;

/** The night's sweep: time has made findings lighter, a policy may be another. Run again it changes nothing. Returns how many alerts or matters turned. */
export const sweepMatters = async (database: Database, by: By): Promise<number> => {
  let turned = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await database.read<{ key: string }>(sql`
      select distinct ${matterKey(sql`i`)} as key from information i
      where i.county = 1 and i.closed_at is null and i.source = 'ALERT' and ${matterKey(sql`i`)} > ${after}::uuid
      order by key limit ${TOGETHER}`);
    const keys = rows.map(({ key }) => key);
    turned += await change(database, by, async (tx) => {
      const { events } = await settleMatters(tx, by, keys, await policyIn(tx));
      const [first, ...rest] = events;
      return first === undefined ? unchanged(0) : { result: events.length, events: [first, ...rest] };
    });
    const last = keys.at(-1);
    if (last === undefined || keys.length < TOGETHER) return turned;
    after = last;
  }
};
