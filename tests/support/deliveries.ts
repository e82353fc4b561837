import { randomBytes } from 'node:crypto';
import type { OuterChannel } from '@qingfeng/domain/features/notices/delivery.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { emailContext, phoneContext } from '@qingfeng/operations/features/organisation/read.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import type { TestAccount } from './people.ts';

/** A vault with keys of its own. */
export const testVault = () => openVault({ dataKeys: [{ id: '1', key: randomBytes(32) }], indexKey: randomBytes(32) });

type Vault = ReturnType<typeof testVault>;

/** Leaves a phone and an address on file, sealed. */
export const reachable = async (
  { prisma }: Database,
  vault: Vault,
  { personId }: TestAccount,
  { phone, email }: { phone?: string; email?: string },
): Promise<void> => {
  await prisma.person.update({
    where: { id: personId },
    data: {
      ...(phone !== undefined && { phoneCipher: vault.seal(phone, phoneContext(personId)) }),
      ...(email !== undefined && { emailCipher: vault.seal(email, emailContext(personId)) }),
    },
  });
};

/** A message that waits to be sent, of a run of its own unless one is given. Returns the notice's id. */
export const queued = async (
  { prisma }: Database,
  { accountId }: TestAccount,
  {
    channel,
    at,
    urgent = false,
    runId = newId(),
  }: { channel: OuterChannel; at: Instant; urgent?: boolean; runId?: string },
): Promise<string> => {
  const noticeId = newId();
  await prisma.noticeRun.upsert({
    where: { eventId: runId },
    create: { eventId: runId, type: 'warning.issued', at, notices: 1 },
    update: {},
  });
  await prisma.noticeDelivery.create({
    data: { noticeId, channel, runId, accountId, urgent, state: 'QUEUED', madeAt: at, nextTryAt: at, changedAt: at },
  });
  return noticeId;
};

/** How many deliveries of a channel stand in each state. */
export const statesOf = async (database: Database, channel: OuterChannel): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await database.read<{ state: string; n: number }>(sql`
        select state, count(*)::int as n from notice_delivery where channel = ${channel} group by state`)
    ).map(({ state, n }) => [state, n]),
  );
