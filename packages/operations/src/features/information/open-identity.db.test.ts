import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { registerApproved } from '../../../../../tests/support/feeds.ts';
import { testVault } from '../../../../../tests/support/deliveries.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { forgetIdentities, forgetSecretFiles, holdIdentities } from '../sources/identities.ts';
import { ingestFeed } from '../sources/ingest-feed.ts';
import { receiveRows } from '../sources/receive-rows.ts';
import { receiveUpload } from '../sources/receive-upload.ts';
import { openIdentity } from './open-identity.ts';
import { openedIdentityOf } from './read-information.ts';
import { receiveAlerts } from './receive-alerts.ts';
import { takeInformation } from './take-information.ts';

/** Fictional: no place has the code 999001. */
const [HIT, NO_HIT] = ['999001196002290018', '999001195204110016'].map((text) => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return `${text.slice(0, 17)}${'10X98765432'[sum % 11] ?? ''}`;
}) as [string, string];

const { database } = await testDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-identity-'));
const files = await openFileStore(dataDir);
const vault = testVault();
const READING = { zone: 'Asia/Shanghai', vault };
afterAll(() => rm(dataDir, { recursive: true, force: true }));

let officer: By;
let colleague: By;
let unit: Awaited<ReturnType<typeof insertUnit>>;
beforeAll(async () => {
  unit = await insertUnit(database);
  const as = async (): Promise<By> => {
    const { accountId } = await insertAccount(database, { unit, roles: ['OFFICER', 'RULE_ADMIN'] });
    return byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
  };
  [officer, colleague] = [await as(), await as()];
});

const feedOf = (kind: 'death' | 'subsidy') =>
  registerApproved(database, officer, {
    code: `F-${newId().toUpperCase()}`,
    name: '测试',
    unitId: unit.id,
    kind,
    format: 'TABLE',
    provider: '测试',
    purpose: '测试',
    legalBasis: '测试',
    allowedFields: [],
    everyDays: 7,
  });
const sealed = () => database.read<{ digest: string }>(sql`select digest from sealed_identity`);
const in49Hours = (): By => ({
  ...byOf(),
  now: new Date(Date.parse(byOf().now) + 49 * 3_600_000).toISOString() as By['now'],
});

describe('an identity on a record', () => {
  let recordId: string;
  let informationId: string;
  const asked = () => ({ recordId, field: 'personHash', reason: '核对户籍' });

  beforeAll(async () => {
    const [feedId, watched] = [await feedOf('death'), await insertUnit(database, { above: unit })];
    await receiveRows(database, officer, READING, feedId, [
      { externalId: 'hit', occurredOn: '2026-03-03', personHash: HIT },
      { externalId: 'none', occurredOn: '2026-03-04', personHash: NO_HIT },
    ]);
    const row = await database.readOne<{ id: string }>(
      sql`select record_id as id from death where external_id = 'hit'`,
    );
    recordId = row?.id ?? '';
    const alert = {
      id: newId(),
      ruleCode: 'R01',
      ruleVersionId: newId(),
      dedupeKey: 'k',
      subjectKind: 'PERSON',
      subjectId: 'd',
      subjectLabel: 'd',
      personId: null,
      unitId: watched.id,
      colour: 'RED' as const,
      amountMinor: null,
      from: localDate('2026-03-03'),
      to: localDate('2026-03-03'),
      dataAsOf: byOf().now,
      explanation: { sentence: { zh: '', en: '' }, values: [], thresholds: [], exceptions: [], find: 'f' } as never,
      recordKind: 'death' as const,
      recordIds: [recordId],
      title: 't',
    };
    await change(database, byOf(), async (tx) => {
      const { events } = await receiveAlerts(tx, byOf(), newId(), [alert]);
      await holdIdentities(tx, 'death', [alert]);
      const [first, ...rest] = events;
      return { result: null, events: [first!, ...rest] };
    });
    const found = await database.readOne<{ id: string }>(
      sql`select id from information where alert_id = ${alert.id}::uuid`,
    );
    informationId = found?.id ?? '';
  });

  test('is opened to nobody before someone handles the matter, and then to its handler alone', async () => {
    await expect(openIdentity(database, officer, informationId, asked())).rejects.toMatchObject({
      code: 'information.not-handling',
    });
    await takeInformation(database, officer, { id: informationId, version: 1 });
    await expect(openIdentity(database, colleague, informationId, asked())).rejects.toMatchObject({
      code: 'information.not-handling',
    });

    const opening = await openIdentity(database, officer, informationId, asked());
    expect(await openedIdentityOf(database, vault, officer.viewer, opening)).toEqual({
      openingId: opening,
      identity: HIT,
    });
    await expect(openedIdentityOf(database, vault, colleague.viewer, opening)).rejects.toMatchObject({
      kind: 'missing',
    });
    const event = await database.readOne<{ body: string }>(
      sql`select body from event where type = 'information.identity-opened'`,
    );
    expect(event?.body).toContain(recordId);
    expect(event?.body).not.toContain(HIT);
  });

  test('of a record that is not the alert’s, or in a field that is no identity, is missing', async () => {
    const other = await database.readOne<{ id: string }>(
      sql`select record_id as id from death where external_id = 'none'`,
    );
    for (const wrong of [{ recordId: other?.id ?? '' }, { field: 'externalId' }])
      await expect(openIdentity(database, officer, informationId, { ...asked(), ...wrong })).rejects.toMatchObject({
        kind: 'missing',
      });
  });

  test('is forgotten after the night when no alert holds it; one that is held stays', async () => {
    expect(await forgetIdentities(database, byOf())).toBe(0);
    expect(await sealed()).toHaveLength(2);
    expect(await forgetIdentities(database, in49Hours())).toBe(1);
    const left = await sealed();
    expect(left).toEqual([{ digest: vault.blindIndex(HIT, 'record.identity') }]);
    expect(
      await openedIdentityOf(
        database,
        vault,
        officer.viewer,
        await openIdentity(database, officer, informationId, asked()),
      ),
    ).toMatchObject({ identity: HIT });
  });
});

test('the file that brought secrets is gone once its delivery is over, its rows are digests', async () => {
  const feedId = await feedOf('subsidy');
  const text = `记录编号,发放日期,补贴项目,领取人身份证号,金额\nS1,2026-05-20,最低生活保障,${HIT},560.00\n`;
  const id = await receiveUpload(database, officer, files, feedId, 'a.csv', [
    Buffer.from(text),
  ] as unknown as AsyncIterable<Uint8Array>);
  const { sha256 } = (await database.readOne<{ sha256: string }>(sql`
    select sha256 from stored_file where thing_id = ${id}::uuid`))!;
  expect(await files.has(sha256)).toBe(true);
  await ingestFeed({ database, files, ...READING }, officer, feedId);
  expect(await files.has(sha256)).toBe(false);
  expect(await database.read(sql`select recipient_hash as digest from subsidy`)).toEqual([
    { digest: vault.blindIndex(HIT, 'record.identity') },
  ]);
  expect(await forgetSecretFiles(database, byOf(), files)).toBe(0);
});
