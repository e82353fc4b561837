import type { setNoticePreferences } from '@qingfeng/contracts/features/notices/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';

/** Chooses by which channels the viewer hears besides the platform. */
export const setPreferences = (
  database: Database,
  by: By,
  { email, sms, quiet }: BodyOf<typeof setNoticePreferences>,
): Promise<void> =>
  change(database, by, async (tx) => {
    const { accountId } = by.viewer;
    const chosen = { email, sms, quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null };
    await tx.noticePreference.upsert({ where: { accountId }, create: { accountId, ...chosen }, update: chosen });
    return {
      result: undefined,
      events: [
        {
          thingKind: 'account',
          thingId: accountId,
          type: 'account.notice-preferences-set',
          version: null,
          body: { email, sms, quiet },
        },
      ],
    };
  });
