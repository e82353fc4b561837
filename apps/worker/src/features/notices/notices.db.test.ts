import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import { readConfig } from '@qingfeng/platform/config.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { createLogger } from '@qingfeng/platform/logger.ts';
import { REACTED_EVENTS } from '@qingfeng/operations/shared/reacted-events.ts';
import { Logger, runOnce } from 'graphile-worker';
import { afterAll, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { reachable } from '../../../../../tests/support/deliveries.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { startGateway } from '../../../../../tests/support/sms-gateway.ts';
import { taskList } from '../../runner.ts';

const { database } = await testDatabase(REACTED_EVENTS);
const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-notices-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('a step committed is a text message at the gateway, with nothing between them but the worker', async () => {
  const gateway = await startGateway();
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: dataDir, SMS_URL: gateway.url, SMS_TOKEN: 't' });
  const files = await openFileStore(dataDir);
  const logger = createLogger({ service: 'test', level: 'silent' });
  const unit = await insertUnit(database, { name: '金丝雀局' });
  const clerk = await insertAccount(database, { unit, roles: ['COMMITTEE_SECRETARY'] });
  await reachable(database, openVault(config), clerk, { phone: '13800000001', email: 'clerk@county.example' });

  const now = instant(new Date());
  const by = byOf({ now, today: dayOf(now, config.zone) });
  const thingId = newId();
  await change(database, by, async (tx) => {
    const task = { act: 'warning.approve', thingKind: 'warning', thingId, title: '金丝雀某人', openedAt: now };
    await tx.task.create({ data: { id: newId(), ...task, accountId: clerk.accountId } });
    const body = { from: 'DRAFT', to: 'PENDING_DECISION' };
    return {
      result: undefined,
      events: [{ thingKind: 'warning', thingId, type: 'warning.submitted', version: 2, body }],
    };
  });
  const quiet = new Logger(() => () => undefined);
  await runOnce({ pgPool: database.pool, logger: quiet, taskList: taskList({ config, database, files, logger }) });

  expect(gateway.accepted).toMatchObject([
    { to: '13800000001', text: expect.not.stringContaining('金丝雀') as string },
  ]);
  const deliveries = await database.read(sql`
    select d.channel, d.state, n.kind from notice_delivery d join notice n on n.id = d.notice_id order by d.channel`);
  expect(deliveries).toEqual([
    { channel: 'EMAIL', state: 'SENT', kind: 'warning.approve' },
    { channel: 'IN_APP', state: 'SENT', kind: 'warning.approve' },
    { channel: 'SMS', state: 'SENT', kind: 'warning.approve' },
  ]);
  // No mail server is configured: the letter stands in the outbox instead.
  const outbox = await database.read(sql`select channel, "to" from dev_outbox`);
  expect(outbox).toEqual([{ channel: 'EMAIL', to: 'cle****le' }]);
  expect(await database.read(sql`select id from graphile_worker.jobs`)).toEqual([]);
});
