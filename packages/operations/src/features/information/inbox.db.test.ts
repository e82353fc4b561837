import type { listInformation } from '@qingfeng/contracts/features/information/endpoints.ts';
import { listInformation as contract } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { QueryInput, QueryOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { facetCounts, informationCounts, informationFacets, informationPage, listInformationOf } from './read.ts';

const OPEN = 100_000;
const UNITS = 60;
const { database, ownerUrl } = await testDatabase();
let officer: By;
let resident: By;
let unitIds: string[];

/** Open alerts of three months over 60 units, a third of them in matters of three; every fourth is taken, one in fifty waits for review. */
beforeAll(async () => {
  const units = [];
  for (let n = 0; n < UNITS; n += 1) units.push(await insertUnit(database));
  unitIds = units.map(({ id }) => id);
  const unit = units[0]!;
  const viewerOf = async (role: 'OFFICER' | 'RESIDENT_OFFICER'): Promise<By> => {
    const { accountId } = await insertAccount(database, { unit, roles: [role] });
    return byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
  };
  officer = await viewerOf('OFFICER');
  const group = await viewerOf('RESIDENT_OFFICER');
  resident = { ...group, viewer: { ...group.viewer, coveredUnitIds: unitIds.slice(0, 4) } };
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      `insert into information (county, id, number, source, rule_code, state, colour, title, subject_kind, subject_id, subject_label,
         unit_id, amount_minor, currency, data_as_of, received_at, handler_id, pending, due_on, matter_id, closed_at, body, search)
       select 1, id, 'YD-2026-' || n, 'ALERT', 'R' || lpad((n % 45 + 1)::text, 2, '0'),
         case when n % 4 = 0 then 'SCREENING' else 'RECEIVED' end,
         (array['RED','YELLOW','YELLOW','BLUE','BLUE','BLUE'])[n % 6 + 1], '测试事项' || n, 'SUPPLIER', 'S' || n / 3, '供应商' || n / 3,
         $1::uuid[][(n * 7) % ${UNITS} + 1], (n * 7919) % 90000000, 'CNY', at, at,
         case when n % 4 = 0 then $2::uuid end, case when n % 100 = 0 then 'DISMISS' end,
         case when n % 4 = 0 then at::date + 5 end,
         case when n % 9 < 3 then (lpad(to_hex(n / 9), 8, '0') || '-0000-7000-8000-000000000000')::uuid end,
         case when n >= ${OPEN} then at end, '{}', 'yd-2026-' || n || ' 测试事项' || n || ' gys s' || n / 3
       from (select n, at, (overlay(overlay(gen_random_uuid()::text placing '7' from 15) placing
           substr(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'), 1, 8) || '-' ||
           substr(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0'), 9, 4) from 1))::uuid as id
         from (select n, timestamptz '2026-10-09T16:00Z' - make_interval(secs => n * 70) as at
           from generate_series(0, ${OPEN * 1.2 - 1}) n) t) t`.replace('$1::uuid[][', '($1::uuid[])['),
      [unitIds, officer.viewer.accountId],
    );
    await owner.query('vacuum analyze information');
  } finally {
    await owner.end();
  }
}, 180_000);

const queryOf = (query: QueryInput<typeof listInformation>): QueryOf<typeof listInformation> =>
  contract.query.parse(query);

type Plan = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
};
type Explained = { 'Execution Time': number; Plan: Plan };
const explained = async (statement: Sql): Promise<Explained> => {
  const row = await database.readOne<{ 'QUERY PLAN': Explained[] }>(
    sql`explain (analyze, timing off, format json) ${statement}`,
  );
  return row!['QUERY PLAN'][0]!;
};
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
/** Partitions of information that were read from end to end, though they hold something. */
const scanned = ({ Plan: plan }: Explained): string[] =>
  nodesOf(plan).flatMap((node) =>
    node['Node Type'] === 'Seq Scan' &&
    node['Relation Name']?.startsWith('information_') === true &&
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) > 100
      ? [node['Relation Name']]
      : [],
  );

const LISTS: Readonly<Record<string, () => QueryInput<typeof listInformation>>> = {
  'the inbox': () => ({}),
  'as matters': () => ({ view: 'matters' }),
  'a late page of matters': () => ({ view: 'matters', page: 40 }),
  'red ones as matters': () => ({ view: 'matters', colour: 'RED' }),
  'one matter': () => ({ matterId: '00000064-0000-7000-8000-000000000000' }),
  untaken: () => ({ tab: 'untaken' }),
  mine: () => ({ tab: 'mine' }),
  'to review': () => ({ tab: 'review', sort: '-receivedAt' }),
  ended: () => ({ tab: 'ended' }),
  'by weight': () => ({ sort: 'colour' }),
  'by amount': () => ({ sort: '-amountMinor' }),
  'by due day': () => ({ sort: 'dueOn' }),
  'of a rule': () => ({ rule: 'R07' }),
  'of a unit': () => ({ unitId: unitIds[7]! }),
  'by words': () => ({ q: '测试事项4711' }),
  'by a number': () => ({ q: '2026-88123' }),
  'by what nobody is called': () => ({ q: '没有这样的事项' }),
};

describe('100,000 open alerts', () => {
  test.each(Object.entries(LISTS))('%s comes by an index, with its counts', async (name, query) => {
    for (const by of [officer, resident]) {
      const asked = queryOf(query());
      const [page, counts] = [
        await explained(informationPage(by.viewer, by.today, asked)),
        await explained(informationCounts(by.viewer, asked)),
      ];
      if (process.env['SHOW_PLANS'] !== undefined)
        process.stderr.write(`${name}\t${page['Execution Time']}\t${counts['Execution Time']}\n`);
      expect({ page: scanned(page), counts: scanned(counts) }).toEqual({ page: [], counts: [] });
    }
  });

  test('what the filters offer is counted without reading a row', async () => {
    const plan = await explained(facetCounts(officer.viewer));
    if (process.env['SHOW_PLANS'] !== undefined) process.stderr.write(`facets\t${plan['Execution Time']}\n`);
    expect(scanned(plan)).toEqual([]);
    const { units, handlers } = await informationFacets(database, officer.viewer);
    expect(units.reduce((sum, { count }) => sum + count, 0)).toBe(OPEN);
    expect(handlers.map(({ count }) => count)).toEqual([OPEN / 4]);
  });

  test('a matter is one row, with the number of its alerts that the viewer may see', async () => {
    const matter = '00000064-0000-7000-8000-000000000000';
    const asked = { matterId: matter, size: 50 };
    const rows = await listInformationOf(database, officer.viewer, officer.today, queryOf(asked));
    expect(rows.items.map((row) => row.matter)).toEqual(Array(3).fill({ id: matter, size: 3 }));
    const one = await listInformationOf(
      database,
      officer.viewer,
      officer.today,
      queryOf({ ...asked, view: 'matters' }),
    );
    expect(one.items.map(({ id }) => id)).toEqual([rows.items[0]!.id]);
    expect(one.total).toBe(1);
    // The group covers the unit of the first alert of this matter only: for it, the alert stands alone.
    const covers = (
      await database.read<{ unitId: string }>(sql`
      select unit_id as "unitId" from information where matter_id = ${matter}::uuid order by received_at limit 1`)
    )[0]!;
    const narrow = { ...resident.viewer, coveredUnitIds: [covers.unitId] };
    const seen = await listInformationOf(database, narrow, officer.today, queryOf({ ...asked, view: 'matters' }));
    expect(seen.items.map((row) => row.matter)).toEqual([null]);
  });
});
