import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { finished } from 'node:stream/promises';
import { evaluateArrivals, type WaitingPart } from '@qingfeng/operations/features/rules/evaluate-arrivals.ts';
import { publishShippedRules } from '@qingfeng/operations/features/rules/publish-rules.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { ingestFeed } from '@qingfeng/operations/features/sources/ingest-feed.ts';
import { receiveUpload } from '@qingfeng/operations/features/sources/receive-upload.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { seedFeed, UNITS } from './county.ts';
import { insertByUnnest } from './reference/rules-durable.ts';
import { byNow, openStand } from './stand.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 200_000);
const FILES = 4;
const ZONE = 'Asia/Shanghai';

export type Claim = {
  readonly externalId: string;
  readonly day: string;
  readonly unitCode: string;
  readonly claimantCode: string;
  readonly amountMinor: number;
  readonly invoiceNo: string;
  readonly payee: string;
};

/** One claim in a hundred is over the limit of a single claim; the others are small and hang together with nothing. */
const claimAt = (n: number, firstDay: number): Claim => ({
  externalId: `D${String(n)}`,
  day: new Date(firstDay + Math.floor((n * 700) / ROWS) * 86_400_000).toISOString().slice(0, 10),
  unitCode: `QH-U${String(n % UNITS).padStart(2, '0')}`,
  claimantCode: `QH-P${String((n * 31) % 600).padStart(4, '0')}`,
  amountMinor: n % 100 === 50 ? 6_000_000 + (n % 1000) : 8_000 + ((n * 7_919) % 20_000),
  invoiceNo: `DU${String(n).padStart(12, '0')}`,
  payee: `清河县第${String((n * 13) % 4000)}商行`,
});

const HEADER = '记录编号,发生日期,单位编码,报销人编码,费用类别,金额,币种,发票号码,收款方\n';
const lineOf = ({ externalId, day, unitCode, claimantCode, amountMinor, invoiceNo, payee }: Claim): string =>
  `${externalId},${day},${unitCode},${claimantCode},差旅,${(amountMinor / 100).toFixed(2)},CNY,${invoiceNo},${payee}\n`;

const alerts = async (database: Database): Promise<number> =>
  (await database.readOne<{ n: number }>(sql`select count(*) as n from alert`))?.n ?? 0;

export const run = async () => {
  const stand = await openStand();
  try {
    const { database, dataDir } = stand;
    const feedId = await seedFeed(database);
    await publishShippedRules(database, byNow(), PACK);
    const firstDay = Date.parse(byNow().today) - 729 * 86_400_000;
    await database.read(sql`
      select ensure_months(name, ${byNow().today}::date - 729, ${byNow().today}::date + 31) from unnest(array['record', 'expense']) name`);
    const files = await openFileStore(dataDir);
    const vault = openVault({ dataKeys: [{ id: '1', key: Buffer.alloc(32, 1) }], indexKey: Buffer.alloc(32, 2) });
    const by = (): By => ({ ...byNow(), viewer: { ...byNow().viewer, roles: ['RULE_ADMIN'] } });
    const peer = await insertByUnnest(stand);
    await stand.settle();

    let [ownSeconds, peerSeconds] = [0, 0];
    const parts: WaitingPart[] = [];
    for (let file = 0; file < FILES; file += 1) {
      const from = (file * ROWS) / FILES;
      const claims = Array.from({ length: ROWS / FILES }, (_, n) => claimAt(from + n, firstDay));
      const name = `${String(file)}.csv`;
      const out = createWriteStream(path.join(dataDir, name));
      out.end(HEADER + claims.map(lineOf).join(''));
      await finished(out);
      // From the first byte of the file to the last alert: read, checked, keyed, stored, judged by every rule of the kind, told.
      const started = performance.now();
      const batchId = await receiveUpload(
        database,
        by(),
        files,
        feedId,
        name,
        createReadStream(path.join(dataDir, name)),
      );
      await ingestFeed({ database, files, zone: ZONE, vault }, by(), feedId);
      const part = await database.readOne<{ fromRecord: string; toRecord: string; rows: number }>(sql`
        select min(id::text) as "fromRecord", max(id::text) as "toRecord", count(*)::int as rows from record where batch_id = ${batchId}::uuid`);
      if (part === undefined) throw new Error('nothing was stored');
      parts.push({ ...part, batchId, recordKind: 'expense' });
      ownSeconds += (performance.now() - started) / 1000;
      const since = performance.now();
      await peer.insert(claims);
      peerSeconds += (performance.now() - since) / 1000;
    }
    // As the worker does with large parts that wait together.
    process.stderr.write(`stored in ${ownSeconds.toFixed(1)} s\n`);
    const started = performance.now();
    for (const pace of ['PROMPT', 'PERIODS'] as const) {
      const since = performance.now();
      await evaluateArrivals(database, by(), ZONE, pace, parts);
      process.stderr.write(`${pace} judged in ${((performance.now() - since) / 1000).toFixed(1)} s\n`);
    }
    ownSeconds += (performance.now() - started) / 1000;
    const [stored, found] = [await peer.count(), await alerts(database)];
    if (stored !== ROWS) throw new Error(`the peer holds ${String(stored)} rows`);
    if (found < ROWS / 100) throw new Error(`only ${String(found)} alerts of ${String(ROWS / 100)}`);
    await peer.close();
    const [value, against] = [ROWS / ownSeconds, ROWS / peerSeconds];
    return {
      ...{ bench: 'rules.durable', value: Math.round(value), unit: 'rows/s', against: Math.round(against) },
      ...{ ratio: Number((value / against).toFixed(2)), rows: ROWS, alerts: found },
    };
  } finally {
    await stand.close();
  }
};
