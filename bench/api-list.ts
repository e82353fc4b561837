import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import readline from 'node:readline';
import { listWarnings } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { shippedSchemes } from '@qingfeng/domain/features/warnings/schemes.ts';
import { viewerOfSession } from '@qingfeng/operations/features/identity/read.ts';
import { publishShippedSchemes } from '@qingfeng/operations/features/warnings/publish-scheme.ts';
import { listWarningsOf } from '@qingfeng/operations/features/warnings/read.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import pg from 'pg';
import { insertAccount, insertUnit, openTestSession } from '../tests/support/people.ts';
import { askBoth, askOnce } from './asking.ts';
import { seedFeed } from './county.ts';
import type { Asked, Input } from './reference/api-list.ts';
import { byNow, openStand } from './stand.ts';

const WARNINGS = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const CIRCUMSTANCES = path.join(import.meta.dirname, '../prisma/seed/data/warning-circumstances.json');
/** What an office asks all day: the open list, its tabs, later pages, other orders. */
const PATHS = [
  '/api/v1/warnings',
  '/api/v1/warnings?page=4',
  '/api/v1/warnings?tab=served&sort=dueOn',
  '/api/v1/warnings?tab=overdue&sort=dueOn',
  '/api/v1/warnings?tab=ended',
  '/api/v1/warnings?tab=all&size=50',
];

/**
 * A million warnings of forty units over ten years, one in fifty still open, two of five hundred officers named on each. The indexes are made afterwards, as a restore does it; the
 * trigram index alone would take minutes row by row.
 */
export const seedWarnings = async (ownerUrl: string, warnings: number): Promise<void> => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows: indexes } = await owner.query<{ name: string; text: string }>(`
    select indexname as name, indexdef as text from pg_indexes
    where tablename = 'warning' and indexdef not like '%UNIQUE%'`);
  for (const { name } of indexes) await owner.query(`drop index ${pg.escapeIdentifier(name)}`);
  await owner.query(
    `with scheme as (
       select id, level ->> 'code' as code, (level ->> 'rank')::int as rank, level -> 'colour' ->> 'token' as colour,
         level -> 'modes' -> 0 ->> 'code' as mode, (nth - 1)::int as nth, count(*) over ()::int as levels
       from (select * from scheme_version order by scheme_id limit 1) s, jsonb_array_elements(s.body -> 'levels') with ordinality as l(level, nth)),
     made as (
       select n, n % 50 = 0 as open, now() - make_interval(mins => ($1::int - n)::int * 5) as at from generate_series(1, $1::int) n),
     units as (select id, short_name, row_number() over (order by code) - 1 as nth from unit where code like 'QH-U%')
     insert into warning (id, case_number, scheme_version_id, state, level_code, level_rank, colour, circumstance, object_kind, object_id,
       object_unit_id, object_name, handling_unit_id, origin_kind, origin_id, decision_roles, named_account_ids, object_view, due_on,
       overdue, proposed_at, served_on, ended_at, body, search)
     select uuidv7(), 'YJ-' || n, s.id, case when not open then 'ARCHIVED' else (array['SERVED', 'RESPONDED', 'RECTIFYING', 'PENDING_DECISION'])[1 + n / 50 % 4] end,
       s.code, s.rank, coalesce(s.colour, 'BLUE'), 'x', 'UNIT', u.id, u.id, u.short_name, u.id, 'information', gen_random_uuid(), array['COMMISSION_LEADER'],
       array[lpad(to_hex(n % 500), 32, '0')::uuid, lpad(to_hex(n % 7 + 1000), 32, '0')::uuid], 'NOTHING', case when open then current_date - 20 + n / 50 % 60 end, open and n / 50 % 60 < 20, at,
       case when n % 3 > 0 then at::date end, case when not open then at + interval '60 days' end,
       jsonb_build_object('mode', s.mode), 'yj-' || n || ' ' || u.short_name
     from made join units u on u.nth = n % 40 join scheme s on s.nth = n % s.levels`,
    [warnings],
  );
  for (const { text } of indexes) await owner.query(text);
  await owner.end();
};

/** The schemes that every warning is of. */
export const publishSchemes = async (database: Database): Promise<void> => {
  const circumstances = JSON.parse(readFileSync(CIRCUMSTANCES, 'utf8')) as Parameters<typeof shippedSchemes>[0];
  await publishShippedSchemes(database, byNow(), shippedSchemes(circumstances));
};

/** What our list asks of the database for this viewer and address. */
export const statementsOf = async (database: Database, viewer: Viewer, address: string): Promise<Asked> => {
  const asked: Sql[] = [];
  const recording: Database = {
    ...database,
    read: (statement) => {
      asked.push(statement);
      return database.read(statement);
    },
    readOne: (statement) => {
      asked.push(statement);
      return database.readOne(statement);
    },
  };
  const query = listWarnings.query.parse(Object.fromEntries(new URL(address, 'http://x').searchParams));
  await listWarningsOf(recording, viewer, byNow().today, query);
  const [rows, counts] = asked;
  if (rows === undefined || counts === undefined) throw new Error('the list asked nothing');
  return {
    rows: { text: rows.text, values: [...rows.values] },
    counts: { text: counts.text, values: [...counts.values] },
  };
};

const startPeer = async (input: Input) => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'reference/api-list.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  child.stdin.end(JSON.stringify(input));
  const { value } = await readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  return { url: `http://127.0.0.1:${String(value)}`, stop: () => child.kill() };
};

const TABS = ['open', 'mine', 'decide', 'served', 'overdue', 'ended'] as const;
type Counts = Readonly<Record<(typeof TABS)[number], number>>;
type Answer = { readonly items: readonly { readonly id: string }[] };
/** What an answer says, whichever way it says it: the rows in their order and the counts of the tabs. */
const told = (body: string): string => {
  const answer = JSON.parse(body) as Answer & (Counts | { readonly tabs: Counts });
  const counts = 'tabs' in answer ? answer.tabs : answer;
  return JSON.stringify([answer.items.map(({ id }) => id), TABS.map((tab) => counts[tab])]);
};

export const run = async () => {
  const stand = await openStand();
  try {
    const { database } = stand;
    await seedFeed(database);
    await publishSchemes(database);
    await seedWarnings(stand.ownerUrl, WARNINGS);
    const unit = await insertUnit(database);
    await database.read(sql`
      insert into covered_unit (group_unit_id, unit_id) select ${unit.id}::uuid, id from unit where code like 'QH-U0%'`);
    await stand.settle();

    const answers: Record<string, Asked> = {};
    const requests: { readonly path: string; readonly headers: Record<string, string> }[] = [];
    // An officer of the county, and one of a group that covers ten of the forty units.
    for (const role of ['OFFICER', 'RESIDENT_OFFICER'] as const) {
      const { accountId } = await insertAccount(database, { unit, roles: [role] });
      const sessionId = await openTestSession(database, accountId);
      const { now, today } = byNow();
      const viewer = await viewerOfSession(database, sessionId, now, today);
      if (viewer === null) throw new Error('no session');
      for (const address of PATHS) {
        answers[`${sessionId} ${address}`] = await statementsOf(database, viewer, address);
        requests.push({ path: address, headers: { authorization: `Bearer ${stand.tokenOf(sessionId)}` } });
      }
    }
    const [first] = Object.values(answers);
    if (first !== undefined) {
      const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>({
        text: `explain ${first.rows.text}`,
        values: first.rows.values ?? [],
      });
      process.stderr.write(`the peer's page:\n${rows.map((row) => row['QUERY PLAN']).join('\n')}\n`);
    }
    const ours = await stand.startApi();
    const peer = await startPeer({ url: stand.appUrl, jwtSecret: stand.jwtSecret, answers });
    try {
      for (const request of requests) {
        const [one, other] = [await askOnce(ours, request), await askOnce(peer.url, request)];
        if (told(one) !== told(other)) throw new Error(`the two sides answer ${request.path} differently`);
      }
      const { own, peer: theirs, p95 } = await askBoth(ours, peer.url, requests);
      return {
        ...{ bench: 'api.list', value: Math.round(own), unit: 'requests/s', against: Math.round(theirs) },
        ratio: Number((own / theirs).toFixed(2)),
        p95Ms: Number(p95.toFixed(1)),
        rows: WARNINGS,
      };
    } finally {
      peer.stop();
    }
  } finally {
    await stand.close();
  }
};
