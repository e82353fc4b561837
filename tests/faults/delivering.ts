import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { accessTokens } from '@qingfeng/api/http/access-token.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { insertAccount, insertUnit, openTestSession } from '../support/people.ts';

const ROWS = 3;

export type Sent = { readonly requests: number; readonly repeated: number; readonly longestGapMs: number };

/** A unit with a feed of expenses, and clients that deliver to it. Each sends a request under one key until it is acknowledged. */
export const delivering = async (database: Database, config: Config, url: string) => {
  const unit = await insertUnit(database);
  const { accountId } = await insertAccount(database, { unit, roles: ['RULE_ADMIN'] });
  const sessionId = await openTestSession(database, accountId);
  const tokens = accessTokens(config.jwtSecret);
  const feedId = newId();
  await database.read(sql`
    insert into feed (id, code, name, unit_id, kind, format, provider, purpose, legal_basis, every_days, registered_at)
    values (${feedId}::uuid, 'FAULTS', '测试', ${unit.id}::uuid, 'expense', 'TABLE', '测试', '测试', '测试', 30, now())`);

  let stopped = false;
  let repeated = 0;
  let lastAnswer = Date.now();
  let longestGapMs = 0;
  const acknowledged: string[] = [];

  const rowsOf = (key: string) =>
    Array.from({ length: ROWS }, (_, n) => ({
      externalId: `${key}-${String(n)}`,
      occurredOn: '2026-10-12',
      kind: 'TRAVEL',
      amountMinor: 10_000 + n,
      currency: 'CNY',
    }));
  const send = async (key: string): Promise<boolean> => {
    const answer = await fetch(`${url}/api/v1/feeds/${feedId}/records`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.issue(sessionId)}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ rows: rowsOf(key) }),
      signal: AbortSignal.timeout(15_000),
    }).catch(() => undefined);
    if (answer === undefined || answer.status >= 500) return false;
    const text = await answer.text().catch(() => '');
    if (answer.status !== 200) throw new Error(`${String(answer.status)} ${text}`);
    // Cut off while answering: not acknowledged.
    return text.endsWith('}');
  };
  const client = async (): Promise<void> => {
    while (!stopped) {
      const key = randomUUID();
      for (let tries = 1; !(await send(key)); tries += 1) {
        if (tries > 600) throw new Error('never answered');
        repeated += 1;
        await pause(100);
      }
      acknowledged.push(key);
      longestGapMs = Math.max(longestGapMs, Date.now() - lastAnswer);
      lastAnswer = Date.now();
    }
  };
  const clients = Array.from({ length: 4 }, client);
  const failed = Promise.all(clients);
  failed.catch(() => undefined);
  return {
    /** Since the last look: how long nobody got an answer at the worst. */
    takeLongestGap: () => {
      const gap = Math.max(longestGapMs, Date.now() - lastAnswer);
      [longestGapMs, lastAnswer] = [0, Date.now()];
      return gap;
    },
    stop: async (): Promise<Sent> => {
      stopped = true;
      await failed;
      return { requests: acknowledged.length, repeated, longestGapMs };
    },
    /** What the database holds of it: equal to what was acknowledged, no more and no less. */
    held: () =>
      database.readOne<Record<string, number>>(sql`
        select (select count(*) from batch where feed_id = ${feedId}::uuid and state = 'DONE') as batches,
          (select count(*) from batch where feed_id = ${feedId}::uuid) as all_batches,
          (select count(*) / ${ROWS} from expense where feed_id = ${feedId}::uuid) as deliveries,
          (select count(*) from record where feed_id = ${feedId}::uuid and revision > 1) as corrections,
          (select count(distinct thing_id) from event where type = 'batch.promoted') as promoted,
          (select count(*) from event where type = 'batch.promoted') as promoted_events`),
    /** Jobs that nobody did yet, and those that failed for good. */
    jobs: () =>
      database.readOne<{ waiting: number; failed: number }>(sql`
        select count(*) filter (where attempts < max_attempts) as waiting, count(*) filter (where attempts >= max_attempts) as failed
        from graphile_worker.jobs where task_identifier in ('react', 'reaction')`),
  };
};

/** What `held` must be after so many acknowledged requests. */
export const heldAfter = (requests: number) => ({
  batches: requests,
  all_batches: requests,
  deliveries: requests,
  corrections: 0,
  promoted: requests,
  promoted_events: requests,
});
