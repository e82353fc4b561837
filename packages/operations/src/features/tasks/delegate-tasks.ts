import type { delegateTasks } from '@qingfeng/contracts/features/tasks/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { candidatesOf } from './read.ts';

/** Lets a colleague of the same unit, with a role in common, do the viewer's tasks for some days; the record will name both. */
export const delegate = (database: Database, by: By, body: BodyOf<typeof delegateTasks>): Promise<string> =>
  change(database, by, async (tx) => {
    if (body.toOn < body.fromOn || body.toOn < by.today) throw new Refusal('delegation.days-wrong');
    const candidates = await tx.$queryRaw<{ accountId: string }[]>(sql`
      select c."accountId" from (${candidatesOf(by.viewer, by.today)}) c where c."accountId" = ${body.toAccountId}::uuid`);
    if (candidates.length === 0) throw missing('account');
    const id = by.newId();
    await tx.delegation.create({
      data: {
        id,
        fromAccountId: by.viewer.accountId,
        toAccountId: body.toAccountId,
        fromOn: new Date(body.fromOn),
        toOn: new Date(body.toOn),
      },
    });
    const { fromOn, toOn, toAccountId } = body;
    return {
      result: id,
      events: [
        {
          thingKind: 'delegation',
          thingId: id,
          type: 'delegation.started',
          version: null,
          body: { fromOn, toOn, toAccountId },
        },
      ],
    };
  });

export const endDelegation = (database: Database, by: By, id: string): Promise<string> =>
  change(database, by, async (tx) => {
    const found = await tx.delegation.findFirst({ where: { id, fromAccountId: by.viewer.accountId } });
    if (found === null) throw missing('delegation');
    if (found.endedAt !== null) return unchanged(id);
    await tx.delegation.update({ where: { id }, data: { endedAt: by.now } });
    return {
      result: id,
      events: [{ thingKind: 'delegation', thingId: id, type: 'delegation.ended', version: null, body: {} }],
    };
  });
