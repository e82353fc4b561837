import type { By } from '@qingfeng/domain/shared/by.ts';
import { instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { feedOf } from '../sources/read.ts';
import { publishShippedRules } from './publish-rules.ts';
import { ruleOf } from './read.ts';
import { watchData } from './watch-data.ts';

const { database } = await testDatabase();
const ZONE = 'Asia/Shanghai';
const later = (days: number): By => byOf({ now: instant(new Date(Date.parse(byOf().now) + days * 86_400_000)) });

test('much that cannot be judged is told once to who runs the feed and who keeps the rules, and is over by itself', async () => {
  await publishShippedRules(database, byOf(), PACK);
  const unit = await insertUnit(database);
  const by = async (role: Role): Promise<By> => {
    const { accountId } = await insertAccount(database, { unit, roles: [role] });
    return byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
  };
  const [liaison, keeper] = [await by('UNIT_LIAISON'), await by('RULE_ADMIN')];
  const feedId = newId();
  await database.prisma.feed.create({
    data: {
      ...{
        id: feedId,
        code: 'BX',
        name: '财务报销',
        unitId: unit.id,
        kind: 'expense',
        format: 'TABLE',
        provider: '财政',
      },
      ...{ purpose: '监督', legalBasis: '依据', everyDays: 7, registeredAt: byOf().now },
    },
  });
  /** A delivery that one rule judged: so many rows, so many of them without a payee, one of them a hit. */
  const delivered = async (at: By, rows: number, lacking: number): Promise<void> => {
    const [batchId, runId] = [newId(), newId()];
    await database.prisma.batch.create({
      data: {
        id: batchId,
        feedId,
        format: 'TABLE',
        state: 'DONE',
        receivedAt: at.now,
        receivedBy: at.viewer.accountId,
      },
    });
    await database.prisma.ruleRun.create({ data: { id: runId, cause: 'ARRIVAL', batchId, startedAt: at.now } });
    const on = new Date(at.today);
    await database.prisma.ruleOutcome.createMany({
      data: [
        { runId, ruleCode: 'R09', outcome: 'rows', count: rows, on },
        { runId, ruleCode: 'R09', outcome: 'hit', count: 1, on },
        { runId, ruleCode: 'R09', outcome: 'not-evaluable', reason: 'missing:payee', count: lacking, on },
      ],
    });
  };
  const tasks = async (role: Role): Promise<string[]> =>
    (
      await database.read<{ act: string }>(sql`
        select act from task where role = ${role} and closed_at is null and act like '%mend-data' order by act`)
    ).map(({ act }) => act);

  await delivered(byOf(), 100, 19);
  expect(await watchData(database, later(1))).toBe(0);
  await delivered(later(1), 100, 40);
  expect(await watchData(database, later(1))).toBe(1);
  // Once an episode, whatever the share does above the lower mark.
  expect(await watchData(database, later(1))).toBe(0);
  expect([await tasks('UNIT_LIAISON'), await tasks('RULE_ADMIN')]).toEqual([
    ['feed.mend-data'],
    ['rule-version.mend-data'],
  ]);
  const told = (await feedOf(database, liaison.viewer, feedId, liaison.today, ZONE)).poorData;
  expect(told).toMatchObject([{ rule: null, judged: 200, notEvaluable: 59, reason: 'missing:payee' }]);
  expect(JSON.stringify(told)).not.toMatch(/R09|hit/);
  expect((await ruleOf(database, keeper.viewer, 'R09', keeper.today)).poorData).toMatchObject([
    { feed: '财务报销', judged: 200, notEvaluable: 59 },
  ]);

  // Nothing came for a while: silence mends nothing. Then enough that can be judged.
  expect(await watchData(database, later(20))).toBe(0);
  await delivered(later(20), 200, 4);
  expect(await watchData(database, later(21))).toBe(1);
  expect([await tasks('UNIT_LIAISON'), await tasks('RULE_ADMIN')]).toEqual([[], []]);
  expect((await feedOf(database, liaison.viewer, feedId, liaison.today, ZONE)).poorData).toEqual([]);
  const events = await database.read<{ type: string }>(
    sql`select type from event where thing_kind = 'poor-data' order by id`,
  );
  expect(events.map(({ type }) => type)).toEqual(['poor-data.found', 'poor-data.over']);
});
