import type { By } from '@qingfeng/domain/shared/by.ts';
import { monthBefore } from '@qingfeng/domain/features/identity/periodic-review.ts';
import { requestAuditExport } from '@qingfeng/operations/features/audit/export-record.ts';
import { approveAccountRequest } from '@qingfeng/operations/features/identity/decide-account-request.ts';
import { openReviews } from '@qingfeng/operations/features/identity/open-reviews.ts';
import { passwordsWith } from '@qingfeng/operations/features/identity/password.ts';
import { requestAccountChange } from '@qingfeng/operations/features/identity/request-account-change.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newSecret } from '@qingfeng/platform/ids.ts';
import type { Deps } from './seed-matters.ts';

/** What the three administrators have to look over of last month, and something that was done in it. */
export const seedReviews = async ({ database, as }: Deps, by: By, config: Config): Promise<void> => {
  const lastMonth = Number(by.today.slice(8)) + 5;
  const head = await database.readOne<{ id: string }>(sql`select id from account where login = 'gantaoyao'`);
  if (head !== undefined) {
    const wish = { kind: 'GRANT', accountId: head.id, role: 'INFORMANT', unitId: null } as const;
    const id = await requestAccountChange(database, await as('qiuyichuang', lastMonth), wish);
    const deps = {
      database,
      passwords: passwordsWith({ pepper: config.passwordPepper, cost: 4 }),
      vault: openVault(config),
      newSecret,
      derivationKey: config.jwtSecret,
    };
    await approveAccountRequest(deps, await as('jiangxichou', lastMonth - 1), { id, version: 1 });
  }
  // Asked of the data security officer: last month's sign-ins, for the yearly self-examination.
  await requestAuditExport(database, await as('jinghefeng', 1), {
    filters: { type: ['session.', 'account.'], ...monthBefore(by.today) },
    reason: '网络安全等级保护年度自查',
  });
  await openReviews(database, by, config.reviews.workdays);
};
