import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { instant, localDate } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../../../../tests/support/database.ts';
import type { TestUnit } from '../../../../../tests/support/people.ts';
import { insertUnit } from '../../../../../tests/support/people.ts';
import { tenderOf } from './read-tender.ts';
import { listTendersOf, tenderFacets, tendersOfMatter } from './read.ts';
import { screenTenders } from './screen-tenders.ts';

const { database } = await testDatabase();
const officer: Viewer = { ...SYSTEM, roles: ['OFFICER'], wholeCounty: true };
const by: By = {
  viewer: SYSTEM,
  onBehalfOf: null,
  now: instant(new Date('2026-10-10T08:00:00Z')),
  today: localDate('2026-10-10'),
  newId,
  requestId: 'test',
};
const all = { page: 1, size: 200 };

let unit: TestUnit;
beforeEach(async () => {
  await database.prisma.bid.deleteMany();
  await screenTenders(database, by);
  unit = await insertUnit(database);
});

type Bid = { readonly who: string; readonly price: number | null; readonly won?: boolean } & Readonly<
  Record<string, unknown>
>;

/** Bids of one tender; returns their record ids. */
const tender = async (ref: string, day: string, bids: readonly Bid[], of: TestUnit = unit): Promise<string[]> => {
  const ids = bids.map(() => newId());
  await database.prisma.bid.createMany({
    data: bids.map(({ who, price, won = false, ...more }, at) => ({
      ...{ recordId: ids[at] ?? '', feedId: newId(), externalId: `${ref}-${String(at)}`, occurredOn: new Date(day) },
      ...{ unitId: of.id, tenderRef: ref, project: `${ref}工程`, bidder: `${who}公司`, bidderCode: who },
      ...{ amountMinor: price === null ? null : BigInt(price), currency: 'CNY', controlPriceMinor: 2_000_000n },
      won: won ? 'YES' : 'NO',
      ...more,
    })),
  });
  return ids;
};

/** Twelve ordinary tenders of strangers, so that there is a market. */
const market = async (of: TestUnit = unit): Promise<void> => {
  for (let n = 1; n <= 12; n += 1)
    await tender(
      `M${String(n)}`,
      `2026-02-${String(n).padStart(2, '0')}`,
      [0, 1, 2, 3].map((at) => ({
        who: `${String(n)}-${String(at)}`,
        price: 1_000_000 + at * at * 17_000 * (1 + (n % 5)) + n * 1_111 * at,
        won: at === 0,
      })),
      of,
    );
};
const EVEN = [0, 1, 2, 3].map((at) => ({ who: 'ABCD'[at] ?? '', price: 1_900_000 + at * 5_000, won: at === 0 }));

test('tenders are made from current bids, scored within their market, and made anew when bids change', async () => {
  await market();
  await tender('Q1', '2026-03-01', EVEN);
  expect(await screenTenders(database, by)).toBe(13);
  const { items, total } = await listTendersOf(database, officer, all);
  expect(total).toBe(13);
  // Close together, evenly stepped and near the estimate: the most unlike the rest.
  expect(items[0]).toMatchObject({
    ...{ tenderRef: 'Q1', bids: 4, lowestMinor: 1_900_000, winningMinor: 1_900_000, winner: 'A公司', flagged: true },
    estimateMinor: 2_000_000,
  });
  expect((await listTendersOf(database, officer, { ...all, flag: ['NO'], q: 'm1' })).items.length).toBeGreaterThan(0);
  expect((await listTendersOf(database, officer, { ...all, q: 'agongsi' })).total).toBe(0);
  // By the initials of a bidder.
  expect((await listTendersOf(database, officer, { ...all, q: 'q1gc' })).total).toBe(1);

  const { id } = items[0]!;
  await database.read(sql`update bid set superseded_at = now() where tender_ref = 'M12'`);
  await database.read(
    sql`update bid set amount_minor = 3 * amount_minor where tender_ref = 'Q1' and bidder_code = 'D'`,
  );
  expect(await screenTenders(database, by)).toBe(12);
  const after = await listTendersOf(database, officer, { ...all, q: 'q1' });
  expect(after.items).toMatchObject([{ id, flagged: false }]);
  expect((await listTendersOf(database, officer, { ...all, q: 'm12' })).total).toBe(0);
});

test('what cannot be compared has no score: few tenders, one price, another currency', async () => {
  await tender('Q1', '2026-03-01', EVEN);
  await screenTenders(database, by);
  expect((await listTendersOf(database, officer, { ...all, score: ['NONE'] })).items).toMatchObject([
    { tenderRef: 'Q1', scorePermille: null, flagged: false },
  ]);
  await market();
  await tender('Q2', '2026-03-02', [{ who: 'A', price: 100 }]);
  await tender('Q3', '2026-03-03', [
    { who: 'A', price: null },
    { who: 'B', price: null, controlPriceMinor: null },
  ]);
  await tender('Q4', '2026-03-04', [...EVEN, { who: 'E', price: 100, currency: 'USD' }]);
  await screenTenders(database, by);
  const { items } = await listTendersOf(database, officer, { ...all, score: ['NONE'], sort: 'openedOn' });
  expect(items.map(({ tenderRef }) => tenderRef)).toEqual(['Q2', 'Q3']);
  const [mixed] = (await listTendersOf(database, officer, { ...all, q: 'q4' })).items;
  const { bidRows, lowestMinor } = await tenderOf(database, officer, mixed!.id);
  expect(lowestMinor).toBe(1_900_000);
  expect(bidRows.map(({ bidder, rank }) => [bidder, rank])).toEqual([
    ['E', null],
    ['A', 1],
    ['B', 2],
    ['C', 3],
    ['D', 4],
  ]);
});

test('a tender tells its bids, screens beside the market, what bidders share and whom they keep meeting', async () => {
  await market();
  for (let n = 1; n <= 5; n += 1)
    await tender(`P${String(n)}`, `2026-04-0${String(n)}`, [
      { who: 'A', price: 1_000_000, won: n !== 3 },
      { who: 'B', price: 1_050_000 + n },
      { who: `Z${String(n)}`, price: 990_000, won: n === 3 },
    ]);
  const machine = { machineCodeHash: 'abcdef0123', contactHash: 'ffee' };
  await tender('Q1', '2026-05-01', [
    { who: 'A', price: 1_800_000, won: true, ...machine, agencyCode: 'G' },
    { who: 'B', price: 1_850_000, ...machine, agencyCode: 'G' },
    { who: 'C', price: 1_900_000, machineCodeHash: '999' },
  ]);
  await screenTenders(database, by);
  const [row] = (await listTendersOf(database, officer, { ...all, q: 'q1' })).items;
  const told = await tenderOf(database, officer, row!.id);
  expect(told.bidRows.map(({ rank, ofEstimatePermille, won }) => [rank, ofEstimatePermille, won])).toEqual([
    [1, 900, true],
    [2, 925, false],
    [3, 950, false],
  ]);
  expect(told.market).toMatchObject({ currency: 'CNY', likeness: null, tenders: 18, method: 1 });
  expect(told.screens.find(({ screen }) => screen === 'variation')).toMatchObject({
    value: expect.closeTo(0.02703, 4) as number,
    quartiles: { q1: expect.any(Number) as number },
  });
  expect(told.shared).toEqual([
    { trait: 'machine', mark: 'abcdef', bidders: ['A', 'B'], oneAgency: true, usedBy: null },
    { trait: 'contact', mark: 'ffee', bidders: ['A', 'B'], oneAgency: true, usedBy: null },
  ]);
  expect(told.company).toMatchObject({
    tenders: 6,
    pairs: [{ one: 'A', other: 'B', met: 6, oneWon: 5, otherWon: 0 }, { met: 1 }, { met: 1 }],
    rotation: null,
    fixedLosers: [{ bidder: 'B', beside: 'A', met: 6 }],
  });
  expect(told.company.bidders.find(({ key }) => key === 'A')).toEqual({ key: 'A', name: 'A公司', met: 6, won: 5 });
});

test('is seen within the scope alone, by nobody who must stay away, and by no one who sees no alerts', async () => {
  const other = await insertUnit(database);
  await market(other);
  const [bidId] = await tender('Q1', '2026-03-01', EVEN);
  await tender('Q2', '2026-03-02', EVEN, other);
  await screenTenders(database, by);
  const here: Viewer = { ...officer, wholeCounty: false, coveredUnitIds: [unit.id] };
  const refs = async (viewer: Viewer) =>
    (await listTendersOf(database, viewer, all)).items.map(({ tenderRef }) => tenderRef);
  expect(await refs(here)).toEqual(['Q1']);
  const { units } = await tenderFacets(database, here);
  expect(units).toMatchObject([{ id: unit.id, count: 1 }]);
  const [mine] = (await listTendersOf(database, here, all)).items;
  // The same four met in a tender out of sight: of that nothing is told.
  expect((await tenderOf(database, here, mine!.id)).company.tenders).toBe(1);
  const [theirs] = (await listTendersOf(database, officer, { ...all, q: 'q2' })).items;
  await expect(tenderOf(database, here, theirs!.id)).rejects.toMatchObject({ code: 'thing.missing' });
  for (const viewer of [
    { ...here, recusedUnitIds: [unit.id] },
    { ...here, recusedSupplierCodes: ['C'] },
    { ...here, roles: ['UNIT_LIAISON', 'RULE_ADMIN', 'PARTNER', 'CADRE'] },
  ] satisfies Viewer[]) {
    expect(await refs(viewer)).toEqual([]);
    expect((await tenderFacets(database, viewer)).markets).toEqual([]);
    await expect(tenderOf(database, viewer, mine!.id)).rejects.toMatchObject({ code: 'thing.missing' });
  }

  // From an alert on one of the bids to its tender, and back; for whom the alert is out of sight it is missing.
  const [alertId, informationId] = [newId(), newId()];
  await database.read(sql`insert into rule (code, name) values ('R21', '围标串标') on conflict do nothing`);
  await database.read(sql`
    insert into alert (id, at, run_id, rule_code, rule_version_id, dedupe_key, subject_kind, subject_id, subject_label, unit_id, colour,
      window_from, window_to, data_as_of, explanation, record_kind, record_ids)
    values (${alertId}::uuid, now(), ${newId()}::uuid, 'R21', ${newId()}::uuid, 'x', 'TENDER', 'Q1', 'Q1', ${unit.id}::uuid, 'RED',
      '2026-03-01', '2026-03-01', now(), '{}', 'bid', array[${bidId}::uuid])`);
  await database.read(sql`
    insert into information (id, number, source, rule_code, state, title, subject_kind, subject_id, subject_label, unit_id, received_at, body,
      alert_id)
    values (${informationId}::uuid, 'YD-1', 'ALERT', 'R21', 'RECEIVED', 'x', 'TENDER', 'Q1', 'Q1', ${unit.id}::uuid, now(), '{}',
      ${alertId}::uuid)`);
  expect(await tendersOfMatter(database, here, informationId)).toMatchObject({ items: [{ tenderRef: 'Q1' }], left: 0 });
  expect((await listTendersOf(database, here, all)).items).toMatchObject([{ alerts: 1 }]);
  expect((await tenderOf(database, here, mine!.id)).alertRows).toMatchObject([{ id: informationId, rule: 'R21' }]);
  const elsewhere = { ...here, coveredUnitIds: [other.id] };
  await expect(tendersOfMatter(database, elsewhere, informationId)).rejects.toMatchObject({ code: 'thing.missing' });
});

test('nothing to do is no event; a screening is one, with counts alone', async () => {
  const events = () => database.prisma.event.count({ where: { type: 'tenders.screened' } });
  const before = await events();
  await screenTenders(database, by);
  expect(await events()).toBe(before);
  await tender('Q1', '2026-03-01', EVEN);
  await screenTenders(database, by);
  const last = await database.prisma.event.findFirst({ where: { type: 'tenders.screened' }, orderBy: { id: 'desc' } });
  expect(JSON.parse(last?.body ?? '')).toEqual({ tenders: 1, markets: 1, method: 1 });
});
