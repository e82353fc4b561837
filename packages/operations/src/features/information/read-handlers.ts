import type { listHandlers } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { OFFICERS } from '@qingfeng/domain/shared/roles.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { runningGrant, visibleInformation } from '../../shared/access.ts';
import { viewerOfAccount } from '../identity/read.ts';

const sees = async (database: Database, viewer: Viewer, id: string): Promise<boolean> =>
  (await database.readOne(sql`
    select from information i
    where i.county = 1 and i.id = ${id}::uuid and ${visibleInformation(viewer, sql`i`)}`)) !== undefined;

/** Whether this account may handle the matter: an officer who sees it, so one in scope who need not stay away. */
export const canHandle = async (
  database: Database,
  accountId: string,
  id: string,
  today: LocalDate,
): Promise<boolean> => {
  const viewer = await viewerOfAccount(database, accountId, today);
  return viewer !== null && hasRole(viewer, ...OFFICERS) && sees(database, viewer, id);
};

/** Officers who may take the matter over from its handler, and what each has in hand now. */
export const readHandlers = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
): Promise<ResponseOf<typeof listHandlers>> => {
  if (!(await sees(database, viewer, id))) throw missing('information');
  const officers = await database.read<ResponseOf<typeof listHandlers>['items'][number]>(sql`
    select a.id as "accountId", a.name, u.short_name as unit,
      (select count(*) from information i where i.county = 1 and i.closed_at is null and i.handler_id = a.id
        and i.state in ('SCREENING', 'VERIFYING'))::int as "inHand"
    from account a left join person p on p.id = a.person_id left join unit u on u.id = p.unit_id
    where a.status = 'ACTIVE'
      and a.id is distinct from (select handler_id from information where county = 1 and id = ${id}::uuid)
      and exists (select from role_grant g where g.account_id = a.id and g.role = any(${OFFICERS}::text[])
        and ${runningGrant(today)})
    order by "inHand", a.name collate "zh-x-icu", a.id limit 200`);
  const may = await Promise.all(officers.map(({ accountId }) => canHandle(database, accountId, id, today)));
  return { items: officers.filter((_, index) => may[index] === true) };
};
