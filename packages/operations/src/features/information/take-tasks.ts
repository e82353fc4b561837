import type { By } from '@qingfeng/domain/shared/by.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** That these alerts wait to be taken: by the on-duty officers of the county, and the group that covers the unit. Set-based. */
export const openTakeTasks = async (tx: WriteTx, by: By, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const rows = ids.map((id) => ({ thing_id: id, county_id: by.newId(), group_id: by.newId() }));
  await tx.$executeRaw(sql`
    insert into task (id, act, thing_kind, thing_id, title, level_colour, level_label, unit_id, about_person_id, role, scope_unit_id, opened_at)
    select t.id, 'information.take', 'information', i.id, i.title, i.colour,
      case i.colour when 'RED' then '红' when 'YELLOW' then '黄' when 'BLUE' then '蓝' end, i.unit_id, i.subject_person_id, t.role,
      t.scope, ${by.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(thing_id uuid, county_id uuid, group_id uuid)
    join information i on i.county = 1 and i.id = r.thing_id
    cross join lateral (values (r.county_id, 'OFFICER', null::uuid), (r.group_id, 'RESIDENT_OFFICER', i.unit_id)) as t(id, role, scope)
    where t.role = 'OFFICER' or i.unit_id is not null`);
};

/** What is open on several things at once. */
export const closeTasksOf = async (tx: WriteTx, by: By, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await tx.$executeRaw(sql`
    update task set closed_at = ${by.now}::timestamptz, closed_by = ${by.viewer.accountId}::uuid
    where thing_id = any(${ids}::uuid[]) and closed_at is null`);
};
