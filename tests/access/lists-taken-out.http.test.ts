import { R09 } from '@qingfeng/domain/features/rules/pack/expense-rules.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import excel from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { feed, publishShipped, verificationStage } from './matters.ts';
import type { World } from './world.ts';
import { buildWorld, CANARY } from './world.ts';

const { database } = await testDatabase();
const demo = await startApp(database, { DEMO: 'true' });
const strict = await startApp(database, { DEMO: 'false' });
let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
  await publishShipped(database);
});

/** The workbook as this account gets it, line by line, below its head. */
const linesOf = async (path: string, { accountId }: { accountId: string }): Promise<string[]> => {
  const { status, bytes } = await demo.ask('GET', path, { token: await demo.tokenOf(accountId) });
  expect(status).toBe(200);
  const book = new excel.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const lines: string[] = [];
  book.worksheets[0]?.eachRow((row) => lines.push(JSON.stringify(row.values)));
  return lines.slice(1);
};
const REASON = `reason=${encodeURIComponent('年度检查')}`;
const exportsBy = async ({ accountId }: { accountId: string }): Promise<string[]> =>
  (await database.prisma.event.findMany({ where: { actorId: accountId, thingKind: 'export' } })).map(
    ({ type }) => type,
  );

test('the library leaves as it is searched, without a threshold, for who may read it alone', async () => {
  const admin = world.account('RULE_ADMIN', 'own');
  const [line, watermark, ...more] = await linesOf('/api/v1/rules/export?q=R09', admin);
  expect(line).toContain('"R09"');
  expect(watermark).toContain('ownRULE_ADMIN');
  expect(more).toEqual([]);
  for (const { label } of Object.values(R09.parameters)) expect(line).not.toContain(label.zh);
  const token = await demo.tokenOf(world.account('CADRE', 'own').accountId);
  expect((await demo.ask('GET', '/api/v1/rules/export', { token })).status).toBe(403);
  expect(await exportsBy(admin)).toEqual(['rules.exported']);
});

test('notices leave for whom they are, in words, and name no thing that their reader may not see', async () => {
  const thingId = await feed(world);
  const { code } = await database.prisma.feed.findUniqueOrThrow({ where: { id: thingId } });
  const [own, other] = [world.account('UNIT_LIAISON', 'own'), world.account('UNIT_LIAISON', 'other')];
  const notice = ({ accountId }: typeof own, kind: string, readAt: Date | null) => ({
    ...{ id: newId(), accountId, runId: newId(), kind, readAt, at: new Date() },
    ...{ thingKind: 'feed', thingId, side: 'HANDLING', urgent: false },
  });
  await database.prisma.notice.createMany({
    data: [notice(own, 'feed.stale', null), notice(own, 'feed.revise', new Date()), notice(other, 'feed.stale', null)],
  });
  const mine = await linesOf('/api/v1/notices/export', own);
  expect(mine).toHaveLength(3);
  expect(mine[0]).toContain('轮到你：修改未获批准的约定');
  expect(mine[1]).toContain('数据源超过约定时间未更新');
  expect(mine[1]).toContain(code);
  const unread = await linesOf('/api/v1/notices/export?tab=unread', own);
  expect(unread.filter((line) => line.includes(code))).toEqual([mine[1]]);
  const [theirs, ...rest] = await linesOf('/api/v1/notices/export', other);
  expect(theirs).toContain('数据源超过约定时间未更新');
  expect([theirs, ...rest].join('')).not.toMatch(new RegExp(`${code}|${CANARY}`));
  expect(rest).toHaveLength(1);
  expect(await exportsBy(own)).toEqual(['notices.exported', 'notices.exported']);
});

test('the outbox leaves with a reason in the demo alone, and runs no formula', async () => {
  const clerk = world.account('CENTRE_CLERK', 'own');
  const message = { noticeId: newId(), channel: 'SMS', to: '138****0000', subject: null };
  await database.prisma.devOutbox.create({ data: { ...message, text: '=HYPERLINK("x")', at: new Date() } });
  const path = '/api/v1/demo/outbox/export';
  const asked = await demo.ask('GET', path, { token: await demo.tokenOf(clerk.accountId) });
  expect(asked.status).toBe(400);
  const refused = await strict.ask('GET', `${path}?${REASON}`, { token: await strict.tokenOf(clerk.accountId) });
  expect(refused.status).toBe(404);
  expect(await exportsBy(clerk)).toEqual([]);
  const [line, watermark] = await linesOf(`${path}?${REASON}`, clerk);
  expect(line).toContain(String.raw`"'=HYPERLINK(\"x\")"`);
  expect(line).toContain('短信');
  expect(watermark).toContain('年度检查');
  expect(await exportsBy(clerk)).toEqual(['outbox.exported']);
});

test('the questions to oneself leave with a reason, nothing of the matter and none that another is asked', async () => {
  const partner = world.account('PARTNER', 'other');
  await verificationStage(world, 'PARTNER', '请核实所列支出');
  await verificationStage(world, 'OFFICER', '另一家的问题');
  const lines = await linesOf(`/api/v1/verifications/export?${REASON}`, partner);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('请核实所列支出');
  expect(lines[0]).toContain('待答复');
  expect(lines.join('')).not.toContain(CANARY);
  const answered = await linesOf(`/api/v1/verifications/export?state=ANSWERED&${REASON}`, partner);
  expect(answered).toHaveLength(1);
  expect(await exportsBy(partner)).toEqual(['verifications.exported', 'verifications.exported']);
  expect(await database.prisma.takenOut.count({ where: { accountId: partner.accountId, reason: '年度检查' } })).toBe(2);
});
