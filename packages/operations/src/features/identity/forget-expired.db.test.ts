import { addSeconds } from '@qingfeng/domain/shared/local-date.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { forgetExpired } from './forget-expired.ts';

const { database } = await testDatabase();

test('forgets what ran out, keeps what may still be asked for', async () => {
  const { accountId } = await insertAccount(database, { unit: await insertUnit(database), roles: ['CADRE'] });
  const by = byOf();
  const ago = (hours: number) => addSeconds(by.now, -hours * 3_600);
  const session = async (endsAt: string, revokedAt: string | null) => {
    const id = newId();
    const startedAt = ago(48);
    await database.prisma.session.create({
      data: {
        id,
        accountId,
        startedAt,
        lastUsedAt: startedAt,
        endsAt,
        revokedAt,
        tokens: { create: { hash: id, issuedAt: startedAt } },
      },
    });
    return id;
  };
  const alive = await session(ago(-1), null);
  const justRevoked = await session(ago(-1), ago(1));
  await session(ago(25), null);
  await session(ago(-1), ago(25));
  await database.prisma.downloadTicket.createMany({
    data: [
      { hash: 'late', accountId, path: '/', expiresAt: ago(0.01) },
      { hash: 'good', accountId, path: '/', expiresAt: ago(-0.01) },
    ],
  });
  await database.prisma.idempotencyKey.createMany({
    data: [
      { accountId, key: 'yesterday', requestHash: '', createdAt: ago(25) },
      { accountId, key: 'today', requestHash: '', createdAt: ago(23) },
    ],
  });

  expect(await forgetExpired(database, by)).toEqual({ tickets: 1, refreshTokens: 2, idempotencyKeys: 1 });
  const left = await database.prisma.refreshToken.findMany();
  expect(new Set(left.map(({ sessionId }) => sessionId))).toEqual(new Set([alive, justRevoked]));
  expect(await database.prisma.session.count()).toBe(4);
  expect(await database.prisma.downloadTicket.findMany()).toMatchObject([{ hash: 'good' }]);
  expect(await forgetExpired(database, by)).toEqual({ tickets: 0, refreshTokens: 0, idempotencyKeys: 0 });
});
