import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';

export const UNITS = 40;
/** Kinds of expense that the books hold, none that a rule leaves out. */
const KINDS = ['TRAVEL', 'OFFICE', 'MEETING', 'TRAINING', 'MAINTENANCE'];

/** Units QH-U00 to QH-U39, and a feed of expenses of the first. */
export const seedFeed = async (database: Database): Promise<string> => {
  const [feedId, unitId] = [newId(), newId()];
  await database.read(sql`
    insert into unit (id, code, name, short_name, kind, path, initials)
    select id, 'QH-U' || lpad(n::text, 2, '0'), '单位' || n, '单位' || n, 'DEPARTMENT', '/' || id || '/', 'dw'
    from (select n, case when n = 0 then ${unitId}::uuid else gen_random_uuid() end as id from generate_series(0, ${UNITS - 1}) n) units`);
  await database.read(sql`
    insert into feed (id, code, name, unit_id, kind, format, provider, purpose, legal_basis, every_days, registered_at)
    values (${feedId}::uuid, 'BENCH', '测速', ${unitId}::uuid, 'expense', 'TABLE', '测速', '测速', '测速', 30, now())`);
  return feedId;
};

/** Rows of one statement: more would be kept on disk between its parts. */
const SLICE = 500_000;

/**
 * Two years of expenses up to `until`, evenly: 600 people of 40 units and 4,000 payees, each claim with an invoice of its own. One in a
 * hundred is over the limit of a single claim, one in a hundred has no currency that a threshold in yuan is good for, and one in two hundred
 * comes on an invoice that was claimed before.
 */
export const seedExpenses = async (
  database: Database,
  { feedId, rows, until }: { readonly feedId: string; readonly rows: number; readonly until: string },
): Promise<void> => {
  await database.read(sql`
    select ensure_months(name, ${until}::date - 729, ${until}::date + 31) from unnest(array['record', 'expense']) name`);
  const batchId = newId();
  for (let from = 0; from < rows; from += SLICE)
    await database.read(sql`
    with made as (
      select n, uuidv7() as id, 'H' || n as external_id, ${until}::date - 729 + (n * 730 / ${rows})::int as day,
        sha256(n::text::bytea) as hash
      from generate_series(${from}::bigint, ${Math.min(from + SLICE, rows) - 1}::bigint) n),
    keyed as (
      insert into record_key (feed_id, external_id, record_id, revision, content_hash, occurred_on, batch_id)
      select ${feedId}::uuid, external_id, id, 1, substring(hash for 16), day, ${batchId}::uuid from made),
    enveloped as (
      insert into record (id, feed_id, kind, external_id, revision, content_hash, occurred_on, unit_id, received_at, batch_id)
      select made.id, ${feedId}::uuid, 'expense', external_id, 1, substring(hash for 16), day, unit.id, now(), ${batchId}::uuid
      from made join unit on unit.code = 'QH-U' || lpad((n % ${UNITS})::text, 2, '0'))
    insert into expense (record_id, feed_id, external_id, occurred_on, unit_id, unit_code, post, claimant_code, claimant, kind,
      amount_minor, currency, invoice_no, payee, payee_code)
    select made.id, ${feedId}::uuid, external_id, day, unit.id, unit.code, '办公室', 'QH-P' || lpad((n * 31 % 600)::text, 4, '0'), null,
      (${KINDS}::text[])[1 + n % 5], case when n % 100 = 50 then 6000000 + n % 1000 else 8000 + n * 7919 % 20000 end,
      case when n % 100 = 7 then 'USD' else 'CNY' end, 'FP' || lpad((case when n % 200 = 9 then n - 5 else n end)::text, 12, '0'),
      '清河县第' || (n * 13 % 4000) || '商行', '9133' || lpad((n * 13 % 4000)::text, 14, '0')
    from made join unit on unit.code = 'QH-U' || lpad((n % ${UNITS})::text, 2, '0')`);
  await database.read(
    sql`update feed set data_until = ${until}::date, last_received_at = now() where id = ${feedId}::uuid`,
  );
};
