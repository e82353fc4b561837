import type { listDrafters } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { mayDraft } from '@qingfeng/domain/features/warnings/actors.ts';
import type { Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { OFFICERS } from '@qingfeng/domain/shared/roles.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { runningGrant, visibleWarning } from '../../shared/access.ts';
import { viewerOfAccount } from '../identity/read.ts';

/** Whether this account may go on with the warning in the drafter's place: an officer of the handling unit who need not stay away. */
export const canDraft = async (
  database: Database,
  accountId: string,
  warning: Warning,
  today: LocalDate,
): Promise<boolean> => {
  const viewer = await viewerOfAccount(database, accountId, today);
  return viewer !== null && mayDraft(warning, viewer);
};

/** Officers who may go on with a warning in its drafter's place. */
export const readDrafters = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
): Promise<ResponseOf<typeof listDrafters>> => {
  const row = await database.readOne<{ body: Warning }>(sql`
    select w.body from warning w where w.id = ${id}::uuid and ${visibleWarning(viewer, sql`w`)}`);
  if (row === undefined) throw missing('warning');
  const officers = await database.read<ResponseOf<typeof listDrafters>['items'][number]>(sql`
    select a.id as "accountId", a.name from account a join person p on p.id = a.person_id
    where a.status = 'ACTIVE' and p.unit_id = ${row.body.handlingUnitId}::uuid
      and exists (select from role_grant g where g.account_id = a.id and g.role = any(${OFFICERS}::text[]) and ${runningGrant(today)})
    order by a.name collate "zh-x-icu", a.id limit 200`);
  const may = await Promise.all(officers.map(({ accountId }) => canDraft(database, accountId, row.body, today)));
  return { items: officers.filter((_, index) => may[index] === true) };
};
