import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { instant, localDate } from '@qingfeng/domain/shared/local-date.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../../tests/support/database.ts';
import type { TestUnit } from '../../../../../tests/support/people.ts';
import { insertUnit } from '../../../../../tests/support/people.ts';
import { evaluateRules } from '../rules/evaluate-rules.ts';
import { publishShippedRules } from '../rules/publish-rules.ts';
import { screenTenders } from '../tenders/screen-tenders.ts';
import { explanationOf, relationsIn } from './read-finding.ts';

const { database } = await testDatabase();
const officer: Viewer = { ...SYSTEM, roles: ['OFFICER'], wholeCounty: true };
const now = instant(new Date('2026-10-10T08:00:00Z'));
const by = { viewer: SYSTEM, onBehalfOf: null, now, today: localDate('2026-10-10'), newId, requestId: 'test' };
const MACHINE = 'abcdef0123456789';

let unit: TestUnit;
let informationId: string;
beforeAll(async () => {
  unit = await insertUnit(database);
  await publishShippedRules(database, by, PACK);
  await database.prisma.bid.createMany({
    data: ['A', 'B', 'C'].flatMap((who) =>
      ['Z1', 'Z2'].map((tenderRef) => ({
        ...{
          recordId: newId(),
          feedId: newId(),
          externalId: `${tenderRef}-${who}`,
          occurredOn: new Date('2026-06-01'),
        },
        ...{ unitId: unit.id, unitCode: 'U1', tenderRef, project: '桥', bidder: `${who}公司`, bidderCode: who },
        ...{ amountMinor: 100_000n, currency: 'CNY', won: who === 'A' ? 'YES' : 'NO' },
        machineCodeHash: tenderRef === 'Z1' && who !== 'C' ? MACHINE : null,
      })),
    ),
  });
  await screenTenders(database, by);
  await evaluateRules(database, by, 'Asia/Shanghai', { kind: 'SWEEP' });
  const found = await database.readOne<{ id: string }>(sql`
    select i.id from information i where i.rule_code = 'R21' and i.subject_id = 'Z1'`);
  informationId = found?.id ?? '';
});

test('relations tie the bidders by what they share and by having met; no digest or code leaves as an id', async () => {
  const { nodes, edges, left } = await relationsIn(database, officer, informationId);
  expect(left).toBe(0);
  expect(nodes.filter(({ chief }) => chief)).toMatchObject([{ kind: 'TRAIT', field: 'tenderRef', records: 2 }]);
  expect(nodes.filter(({ kind }) => kind === 'FIRM').map(({ name }) => name)).toEqual(['A公司', 'B公司']);
  expect(nodes.find(({ field }) => field === 'machineCodeHash')).toMatchObject({ name: 'abcdef', records: 2 });
  expect(edges.filter(({ tie }) => tie === 'MET').map(({ count }) => count)).toEqual([2]);
  expect(JSON.stringify({ nodes, edges })).not.toContain(MACHINE);
});

test('an explanation rests on what was kept alone: it is the same once records are gone and the rule is set otherwise', async () => {
  const told = await explanationOf(database, officer, informationId);
  expect(told).toMatchObject({
    ruleCode: 'R21',
    ruleVersion: 1,
    finding: { find: 'tender', colour: 'RED', records: 2 },
  });
  expect(told.finding.values.find(({ name }) => name === 'machine')).toMatchObject({ value: 2, unit: 'COUNT' });
  expect(told.finding.thresholds).toMatchObject([{ name: 'few', value: 6 }]);
  await database.prisma.bid.deleteMany();
  await database.read(sql`update rule_version set parameters = '{"few": 99}' where rule_code = 'R21'`);
  expect(await explanationOf(database, officer, informationId)).toEqual(told);
  expect(await relationsIn(database, officer, informationId)).toEqual({ nodes: [], edges: [], left: 0 });
});

test.each([
  ['outside the scope', () => ({ ...officer, wholeCounty: false, coveredUnitIds: [] })],
  ['who must stay away', () => ({ ...officer, recusedUnitIds: [unit.id] })],
  ['a liaison of the unit', () => ({ ...officer, roles: ['UNIT_LIAISON'] as const })],
  ['a partner', () => ({ ...officer, roles: ['PARTNER'] as const })],
])('for %s it is missing', async (_who, viewer) => {
  await expect(explanationOf(database, viewer(), informationId)).rejects.toMatchObject({ code: 'thing.missing' });
  await expect(relationsIn(database, viewer(), informationId)).rejects.toMatchObject({ code: 'thing.missing' });
});
