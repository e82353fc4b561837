import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { listInformation } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { publishShippedRules } from '@qingfeng/operations/features/rules/publish-rules.ts';
import { insertAccount, insertUnit, openTestSession } from '../tests/support/people.ts';
import { seedExpenses, seedFeed, UNITS } from './county.ts';
import { byNow, openStand, percentile } from './stand.ts';

/** Limit of the 95th percentile in milliseconds. */
const LIMIT_MS = 300;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 60);
const HISTORY = Number(process.env['BENCH_ROWS'] ?? 200_000);
const EVERY_MS = 100;
const BATCH = 50;
const BATCHES = (SECONDS * 1000) / EVERY_MS;
/** Batches before the clock counts: programs compile what they run often. */
const WARM = 50;
const LOOK_MS = 20;

const code = (n: number): string => `92330000${String(n).padStart(10, '0')}`;
type Cells = Readonly<Record<string, string | number>>;

/** A small claim like thousands of others. */
const plain = (batch: number, n: number, day: string): Cells => ({
  externalId: `L${String(batch)}-${String(n)}`,
  occurredOn: day,
  unitCode: `QH-U${String((batch * 7 + n) % UNITS).padStart(2, '0')}`,
  kind: 'TRAVEL',
  claimantCode: `QH-P${String((batch * 50 + n) % 600).padStart(4, '0')}`,
  amountMinor: 8_000 + ((batch * 7_919 + n * 31) % 20_000),
  currency: 'CNY',
  invoiceNo: `LP${String(batch * 100 + n).padStart(12, '0')}`,
  payee: `清河县第${String((batch * 13 + n * 17) % 4000)}商行`,
  payeeCode: `9133${String((batch * 13 + n * 17) % 4000).padStart(14, '0')}`,
});

/**
 * Fifty claims of which three complete a finding, each told by a subject of its own: one claim too large, an invoice claimed again that
 * came three batches ago, and the last of three pieces of one expense, the others of which came in the two batches before.
 */
export const rowsOf = (batch: number, day: string): { readonly rows: Cells[]; readonly subjects: string[] } => {
  const rows = Array.from({ length: BATCH }, (_, n) => plain(batch, n, day));
  const large = { ...plain(batch, 0, day), claimantCode: `QH-L${String(batch)}`, amountMinor: 6_000_000 };
  const invoice = (of: number) => ({ invoiceNo: `LD${String(of).padStart(12, '0')}`, payeeCode: code(of) });
  const piece = (n: number, of: number): Cells => ({
    ...plain(batch, n, day),
    ...{ unitCode: 'QH-U05', amountMinor: 2_000_000, payeeCode: code(5_000_000 + of) },
  });
  rows.splice(0, 1, large);
  rows.splice(1, 1, { ...plain(batch, 1, day), ...invoice(batch) });
  rows.splice(2, 1, { ...plain(batch, 2, day), ...invoice(batch - 3) });
  rows.splice(3, 3, piece(3, batch), piece(4, batch - 1), piece(5, batch - 2));
  return { rows, subjects: [`QH-L${String(batch)}`, invoice(batch - 3).invoiceNo, code(5_000_000 + batch - 2)] };
};

export const run = async () => {
  const stand = await openStand();
  try {
    const { database } = stand;
    const feedId = await seedFeed(database);
    const today = byNow().today;
    await seedExpenses(database, { feedId, rows: HISTORY, until: today });
    await publishShippedRules(database, byNow(), PACK);
    const unit = await insertUnit(database);
    const sessionOf = async (role: 'RULE_ADMIN' | 'OFFICER') =>
      openTestSession(database, (await insertAccount(database, { unit, roles: [role] })).accountId);
    const [sender, officer] = [await sessionOf('RULE_ADMIN'), await sessionOf('OFFICER')];
    await stand.settle();
    const url = await stand.startApi();
    await stand.startWorker();

    /** When what each subject was found by was acknowledged; infinite until then. */
    const accepted = new Map<string, number>();
    const seen = new Map<string, number>();
    let repeated = 0;
    const send = async (batch: number): Promise<void> => {
      const { rows, subjects } = rowsOf(batch, today);
      const once = async (): Promise<number> => {
        const response = await fetch(`${url}/api/v1/feeds/${feedId}/records`, {
          method: 'POST',
          headers: { authorization: `Bearer ${stand.tokenOf(sender)}`, 'content-type': 'application/json' },
          body: JSON.stringify({ rows }),
        });
        const answer = await response.text();
        if (response.status >= 400 && response.status < 500) throw new Error(answer);
        return response.status;
      };
      // A machine that cannot carry the load refuses some: sent again, as whoever delivers would, and told in the line.
      while ((await once()) !== 200) repeated += 1;
      // The first pieces and invoices of a run have nothing before them.
      if (batch >= 3) for (const subject of subjects) accepted.set(subject, performance.now());
    };
    const watch = { over: false };
    const look = async (filter = ''): Promise<void> => {
      const response = await fetch(`${url}/api/v1/information?sort=-receivedAt&size=200${filter}`, {
        headers: { authorization: `Bearer ${stand.tokenOf(officer)}` },
      });
      const { items } = (await response.json()) as ResponseOf<typeof listInformation>;
      const at = performance.now();
      for (const { subject } of items) if (!seen.has(subject.id)) seen.set(subject.id, at);
    };
    const watching = (async (): Promise<void> => {
      while (!watch.over) {
        await look();
        await pause(LOOK_MS);
      }
    })();
    watching.catch(() => undefined);
    const sending: Promise<void>[] = [];
    const started = performance.now();
    // By the clock and not by the answers: whoever delivers does not wait for us.
    for (let batch = 0; batch < WARM + BATCHES; batch += 1) {
      await pause(Math.max(0, started + batch * EVERY_MS - performance.now()));
      const sent = send(batch);
      // Told when all are waited for.
      sent.catch(() => undefined);
      sending.push(sent);
    }
    await Promise.all(sending);
    const until = performance.now() + 30_000;
    while ([...accepted.keys()].some((subject) => !seen.has(subject)) && performance.now() < until)
      await pause(LOOK_MS);
    watch.over = true;
    await watching;
    // One that came under two hundred others while the machine was behind stands on a later page: counted as late as it is found.
    for (const subject of accepted.keys()) if (!seen.has(subject)) await look(`&q=${subject}`);

    const missing = [...accepted.keys()].filter((subject) => !seen.has(subject));
    if (missing.length > 0) throw new Error(`${String(missing.length)} alerts never seen, ${String(missing[0])} first`);
    const times = [...accepted].slice(WARM * 3).map(([subject, at]) => Math.max(0, (seen.get(subject) ?? at) - at));
    const p95 = percentile(times, 95);
    return {
      ...{ bench: 'alert.latency', value: Math.round(p95), unit: 'ms', against: LIMIT_MS },
      ratio: Number((p95 / LIMIT_MS).toFixed(2)),
      p50: Math.round(percentile(times, 50)),
      most: Math.round(Math.max(...times)),
      alerts: times.length,
      repeated,
      rules: PACK.length,
    };
  } finally {
    await stand.close();
  }
};
