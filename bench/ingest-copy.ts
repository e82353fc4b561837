import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import readline from 'node:readline';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { ingestFeed } from '@qingfeng/operations/features/sources/ingest-feed.ts';
import { receiveUpload } from '@qingfeng/operations/features/sources/receive-upload.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import { openDatabase, sql } from '@qingfeng/platform/database.ts';
import { startEmbeddedPostgres } from '@qingfeng/platform/embedded-postgres.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { migrate } from '@qingfeng/platform/migrate.ts';
import { keepHeapSmall } from '@qingfeng/platform/small-heap.ts';
import pg from 'pg';
import type { StoredRow } from './reference/ingest-copy.ts';
import { copyEverywhere, writeCopyFiles } from './reference/ingest-copy.ts';

/**
 * Four files of a quarter of the records each, then one more: a tenth of them again as they were, another tenth with another day.
 * From the first byte of the upload to the last record: file, sandboxed parser, every cell checked, hash, COPY, promotion, event.
 */
const RECORDS = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const FIRST_DAY = Date.parse('2024-11-01T00:00:00Z');
const DAYS = 730;
const ZONE = 'Asia/Shanghai';

type Record = { readonly id: string; readonly day: string; readonly cells: readonly (string | null)[] };

/** Columns of the typed table from `unit_code` on; the file says the kind in Chinese and the amount in yuan. */
const HEADER =
  '记录编号,发生日期,单位编码,岗位,报销人编码,报销人,费用类别,金额,币种,发票号码,发票影像指纹,收款方,收款方统一社会信用代码,批准文号,冲销的记录编号\n';

const dayAt = (days: number): string => new Date(FIRST_DAY + (days % DAYS) * 86_400_000).toISOString().slice(0, 10);

/** The books of a county in the order in which they were written: days ascend with some disorder. */
const recordAt = (n: number, moved: boolean): Record => ({
  id: `BX-${String(n).padStart(8, '0')}`,
  day: dayAt(Math.floor((n * DAYS) / RECORDS) + ((n * 7) % 5) + (moved ? 40 : 0)),
  cells: [
    `QH-U${String(n % 40).padStart(2, '0')}`,
    '办公室',
    `QH-P${String((n * 31) % 600).padStart(4, '0')}`,
    null,
    'TRAVEL',
    String(10_000 + ((n * 7_919) % 4_000_000)),
    'CNY',
    `2632${String(n).padStart(16, '0')}`,
    null,
    `清河县第${String((n * 13) % 400)}商行`,
    null,
    n % 3 === 0 ? `清财〔2026〕${String(n % 97)}号` : null,
    null,
  ],
});

const fileLine = ({ id, day, cells }: Record): string => {
  const shown = cells.map((cell, index) => {
    if (index === 4) return '差旅';
    return index === 5 ? (Number(cell) / 100).toFixed(2) : (cell ?? '');
  });
  return `${id},${day},${shown.join(',')}\n`;
};

const writeFile = async (file: string, records: Iterable<Record>): Promise<void> => {
  const out = createWriteStream(file);
  let piece = HEADER;
  for (const record of records) {
    piece += fileLine(record);
    if (piece.length < 256 * 1024) continue;
    if (!out.write(piece)) await once(out, 'drain');
    piece = '';
  }
  out.end(piece);
  await finished(out);
};

const between = function* (from: number, to: number): Generator<Record> {
  for (let n = from; n < to; n += 1) yield recordAt(n, false);
};
const CORRECTED = RECORDS / 10;
const again = function* (): Generator<Record> {
  for (let n = 0; n < CORRECTED; n += 1) {
    yield recordAt(n * 10, false);
    yield recordAt(n * 10 + 1, true);
  }
};

/** A file as it is delivered, and the rows that it leaves in the tables, for the peer. */
type Delivery = {
  readonly name: string;
  readonly records: () => Iterable<Record>;
  readonly stored: () => Iterable<{ readonly record: Record; readonly revision: number }>;
};

const first = function* (from: number, to: number): ReturnType<typeof second> {
  for (const record of between(from, to)) yield { record, revision: 1 };
};
const second = function* (): Generator<{ readonly record: Record; readonly revision: number }> {
  for (let n = 0; n < CORRECTED; n += 1) yield { record: recordAt(n * 10 + 1, true), revision: 2 };
};

const QUARTER = RECORDS / 4;
const DELIVERIES: readonly Delivery[] = [
  ...[0, 1, 2, 3].map((quarter): Delivery => {
    const [from, to] = [quarter * QUARTER, (quarter + 1) * QUARTER];
    return { name: `${quarter + 1}.csv`, records: () => between(from, to), stored: () => first(from, to) };
  }),
  { name: 'again.csv', records: again, stored: second },
];

const storedRows = function* (
  stored: Iterable<{ readonly record: Record; readonly revision: number }>,
  feedId: string,
): Generator<StoredRow> {
  const batchId = newId();
  for (const { record, revision } of stored) {
    const { id, day, cells } = record;
    yield {
      recordId: newId(),
      feedId,
      batchId,
      externalId: id,
      revision,
      contentHash: `\\\\x${hash('sha256', `${id}${day}`).slice(0, 32)}`,
      occurredOn: day,
      receivedAt: '2026-11-01T00:00:00.000Z',
      fields: cells,
    };
  }
};

const byNow = (): By => {
  const now = instant(new Date());
  const viewer = { ...SYSTEM, roles: ['RULE_ADMIN'] as const };
  return { viewer, onBehalfOf: null, now, today: dayOf(now, ZONE), newId, requestId: 'bench' };
};

/** Our side, in a process of its own so that its memory can be told: works off the files whose names it is given, a line each. */
const ingest = async (url: string, dataDir: string, feedId: string): Promise<void> => {
  // As the worker does.
  keepHeapSmall();
  const database = openDatabase(url, { reactedTo: ['batch.promoted'], connections: 4, name: 'bench' });
  const files = await openFileStore(dataDir);
  const vault = openVault({ dataKeys: [{ id: '1', key: Buffer.alloc(32, 1) }], indexKey: Buffer.alloc(32, 2) });
  for await (const name of readline.createInterface({ input: process.stdin })) {
    const started = performance.now();
    await receiveUpload(database, byNow(), files, feedId, name, createReadStream(path.join(dataDir, name)));
    await ingestFeed({ database, files, zone: ZONE, vault }, byNow(), feedId);
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(`${JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`);
  }
  await database.close();
};

type Told = { readonly seconds: number; readonly megabytes: number };

const startIngest = (url: string, dataDir: string, feedId: string) => {
  const child = spawn(process.execPath, [import.meta.filename, url, dataDir, feedId], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    workOff: async (name: string): Promise<Told> => {
      child.stdin.write(`${name}\n`);
      const { done, value } = await answers.next();
      if (done === true) throw new Error('the ingest process ended');
      return JSON.parse(value) as Told;
    },
    stop: () => child.stdin.end(),
  };
};

const ANSWER = `
  select (select count(*) from record) as records, (select count(*) from record_key) as keys, count(*) as rows,
    sum(amount_minor) as amount, (select json_object_agg(month, n) from (
      select to_char(occurred_on, 'YYYY-MM') as month, count(*) as n from expense group by 1 order by 1) by_month) as months
  from expense`;

const answerOf = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(ANSWER);
  await client.end();
  return JSON.stringify(rows[0]);
};

/** An empty migrated database of its own, with the months that both sides write to. */
const databaseFor = async (ownerUrl: string, appUrl: string, name: string): Promise<string> => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  await owner.end();
  const at = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  await migrate(at(ownerUrl));
  const client = new pg.Client({ connectionString: at(ownerUrl) });
  await client.connect();
  await client.query(
    `select ensure_months(name, '2024-11-01', '2026-10-31') from unnest(array['record', 'expense']) name`,
  );
  await client.end();
  return at(appUrl);
};

const seedFeed = async (url: string, feedId: string): Promise<void> => {
  const database = openDatabase(url);
  const unitId = newId();
  await database.read(sql`
    insert into unit (id, code, name, short_name, kind, path, initials)
    select case when n = 0 then ${unitId}::uuid else gen_random_uuid() end, 'QH-U' || lpad(n::text, 2, '0'), '单位' || n, '单位', 'DEPARTMENT', '/', 'dw'
    from generate_series(0, 39) n`);
  await database.read(sql`
    insert into feed (id, code, name, unit_id, kind, format, provider, purpose, legal_basis, every_days, registered_at)
    values (${feedId}::uuid, 'BENCH', '测速', ${unitId}::uuid, 'expense', 'TABLE', '测速', '测速', '测速', 30, now())`);
  await database.close();
};

type Line = { bench: string; value: number; unit: string; against: number; ratio: number; memoryMb: number };

export const run = async (): Promise<Line> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-bench-'));
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  try {
    const feedId = newId();
    let rows = 0;
    for (const { name, records, stored } of DELIVERIES) {
      await writeFile(path.join(dataDir, name), records());
      rows += await writeCopyFiles(dataDir, name, storedRows(stored(), feedId));
    }
    const peerUrl = await databaseFor(server.ownerUrl, server.appUrl, 'peer');
    const ownUrl = await databaseFor(server.ownerUrl, server.appUrl, 'own');
    await seedFeed(ownUrl, feedId);
    const own = startIngest(ownUrl, dataDir, feedId);
    let [peerSeconds, ownSeconds, megabytes] = [0, 0, 0];
    // By turns, so that whatever else the machine does meets both sides.
    for (const { name } of DELIVERIES) {
      peerSeconds += await copyEverywhere(peerUrl, dataDir, name);
      const told = await own.workOff(name);
      ownSeconds += told.seconds;
      megabytes = told.megabytes;
    }
    own.stop();

    const [theirs, ours] = [await answerOf(peerUrl), await answerOf(ownUrl)];
    if (theirs !== ours) throw new Error(`the two sides hold different records:\n${theirs}\n${ours}`);
    // Rows that stand in the tables at the end: what changed nothing is not counted, though it took its time.
    const [value, against] = [rows / ownSeconds, rows / peerSeconds];
    return {
      bench: 'ingest.copy',
      value: Math.round(value),
      unit: 'rows/s',
      against: Math.round(against),
      ratio: Number((value / against).toFixed(2)),
      memoryMb: Math.round(megabytes),
    };
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const [url, dataDir, feedId] = process.argv.slice(2);
  if (url !== undefined && dataDir !== undefined && feedId !== undefined) await ingest(url, dataDir, feedId);
}
