import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { decideDeletion, deleteRecords, findExpiredRecords, proposeDeletion } from './delete-records.ts';
import { holdRecords, liftHold } from './hold-records.ts';
import { retentionOf } from './retention.ts';

const { database } = await testDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-retention-'));
const files = await openFileStore(dataDir);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const TODAY = localDate('2026-11-27');
const unit = await insertUnit(database);
const viewerOf = async (role: 'RULE_ADMIN' | 'DATA_SECURITY_OFFICER'): Promise<Viewer> => ({
  ...SYSTEM,
  ...(await insertAccount(database, { unit, roles: [role] })),
  roles: [role],
});
const [registrar, officer] = [await viewerOf('RULE_ADMIN'), await viewerOf('DATA_SECURITY_OFFICER')];
const by = (viewer: Viewer) => byOf({ viewer, today: TODAY });

/** Four claims, three of them older than two years, one of these the ground of an alert. */
const DAYS = ['2023-05-01', '2024-01-10', '2024-11-26', '2024-11-27'];
let feedId: string;
let records: string[];
beforeEach(async () => {
  feedId = newId();
  records = DAYS.map(() => newId());
  await database.prisma.feed.create({
    data: {
      ...{
        id: feedId,
        code: `F-${feedId.slice(-12)}`,
        name: '报销',
        unitId: unit.id,
        kind: 'expense',
        format: 'TABLE',
      },
      ...{
        provider: '财政',
        purpose: '监督',
        legalBasis: '依据',
        everyDays: 30,
        registeredAt: new Date(),
        retentionMonths: 24,
      },
    },
  });
  await database.read(
    sql`select ensure_months(name, '2023-05-01', '2024-12-31') from unnest(array['record', 'expense']) name`,
  );
  for (const [nth, day] of DAYS.entries()) {
    const id = records[nth] ?? '';
    const externalId = `BX-${String(nth)}`;
    await database.read(sql`
      insert into record (id, feed_id, kind, external_id, revision, content_hash, occurred_on, received_at, batch_id)
      values (${id}::uuid, ${feedId}::uuid, 'expense', ${externalId}, 1, '\\x00', ${day}::date, now(), ${newId()}::uuid)`);
    await database.read(sql`
      insert into record_key (feed_id, external_id, record_id, revision, content_hash, occurred_on, batch_id)
      values (${feedId}::uuid, ${externalId}, ${id}::uuid, 1, '\\x00', ${day}::date, ${newId()}::uuid)`);
    await database.read(sql`
      insert into expense (record_id, feed_id, external_id, occurred_on) values (${id}::uuid, ${feedId}::uuid, ${externalId}, ${day}::date)`);
  }
  await database.read(sql`
    insert into alert (id, at, rule_code, rule_version_id, run_id, dedupe_key, subject_kind, subject_id, subject_label, colour, window_from, window_to,
      data_as_of, explanation, record_kind, record_ids)
    values (${newId()}::uuid, now(), 'R09', ${newId()}::uuid, ${newId()}::uuid, 'k', 'UNIT', 'U1', '单位', 'RED', '2024-01-10', '2024-01-10',
      now(), '{}', 'expense', array[${records[1]}::uuid])`);
});

const left = async (table: 'record' | 'expense' | 'record_key'): Promise<number> =>
  (
    await database.readOne<{ n: number }>(
      sql`select count(*) as n from ${sql([table])} where feed_id = ${feedId}::uuid`,
    )
  )?.n ?? -1;
const look = (viewer: Viewer) => retentionOf(database, viewer, feedId, TODAY);
const pending = async (): Promise<string> => (await look(officer)).deletions[0]?.id ?? '';
const decide = async (viewer: Viewer, step: 'approve' | 'refuse', reason: string | null = null) =>
  decideDeletion(database, by(viewer), { feedId, deletionId: await pending(), step, reason });

test('what is past its time goes when two agree, but for what an alert rests on; the record says what went', async () => {
  expect(await findExpiredRecords(database, by(SYSTEM))).toBeGreaterThan(0);
  expect(await look(registrar)).toMatchObject({
    ...{ cutoff: '2024-11-27', due: 2, held: 1, firstOn: '2023-05-01', lastOn: '2024-11-26' },
    may: { propose: true, hold: true, lift: false },
  });
  await proposeDeletion(database, by(registrar), feedId);
  await expect(proposeDeletion(database, by(registrar), feedId)).rejects.toMatchObject({ code: 'retention.pending' });
  await expect(decide(registrar, 'approve')).rejects.toMatchObject({ code: 'access.denied' });
  expect(await left('record')).toBe(4);

  await decide(officer, 'approve');
  await deleteRecords(database, by(SYSTEM), files, await pending());
  // A worker that takes it up again finds nothing left to do.
  await deleteRecords(database, by(SYSTEM), files, await pending());
  expect([await left('record'), await left('expense'), await left('record_key')]).toEqual([2, 2, 2]);
  const after = await look(officer);
  expect(after).toMatchObject({ due: 0, held: 1, deletions: [{ state: 'DONE', due: 2, deleted: 2, openSteps: [] }] });
  expect(after.deletions[0]?.digest).toMatch(/^[0-9a-f]{64}$/u);
  const events = await database.read<{ type: string }>(
    sql`select type from event where thing_id = ${feedId}::uuid order by id`,
  );
  expect(events.map(({ type }) => type)).toEqual([
    'feed.records-expired',
    'feed.deletion-proposed',
    'feed.deletion-approved',
    'feed.records-deleted',
    'feed.deletion-done',
  ]);
});

test('a hold keeps all: none is proposed, and one under way stops', async () => {
  await proposeDeletion(database, by(registrar), feedId);
  await decide(officer, 'approve');
  await holdRecords(database, by(registrar), feedId, '案件调查');
  await deleteRecords(database, by(SYSTEM), files, await pending());
  expect(await left('record')).toBe(4);
  expect((await look(officer)).deletions).toMatchObject([{ state: 'STOPPED', deleted: 0 }]);
  await expect(proposeDeletion(database, by(registrar), feedId)).rejects.toMatchObject({ code: 'retention.on-hold' });
  await liftHold(database, by(officer), feedId, '调查结束');
  expect((await look(registrar)).may).toEqual({ propose: true, hold: true, lift: false });
});

test('a no says why, and nothing goes', async () => {
  await proposeDeletion(database, by(registrar), feedId);
  await expect(decide(officer, 'refuse')).rejects.toMatchObject({ code: 'step.incomplete' });
  await decide(officer, 'refuse', '审计在即');
  expect(await look(registrar)).toMatchObject({ due: 2, deletions: [{ state: 'REFUSED', reason: '审计在即' }] });
});
