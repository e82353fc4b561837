import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { VISITOR } from '@qingfeng/domain/shared/by.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { join, sql } from '@qingfeng/platform/database.ts';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/support/database.ts';
import { visibleWarning, visibleWarningParts } from './access.ts';

const { database } = await testDatabase();

const id = (nth: number): string => `00000000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
const [ME, OTHER, OURS, THEIRS, KIN] = [id(1), id(2), id(3), id(4), id(5)];

/** Every warning there can be, as far as sight goes: whose, of which unit, in which state, decided by whom, naming whom. */
const WARNINGS = sql`
  (select row_number() over () as n, * from unnest(array[${OURS}, ${THEIRS}, null]::uuid[]) object_unit_id,
     unnest(array[${KIN}, ${OTHER}, null]::uuid[]) object_person_id, unnest(array['DRAFT', 'SERVED', 'LIFTED']) state,
     (values (array[]::text[]), (array['LG_OFFICE'])) d(decision_roles),
     (values (array[]::uuid[]), (array[${ME}::uuid])) a(named_account_ids)) w`;

const ROLES: readonly Role[] = ['OFFICER', 'RESIDENT_OFFICER', 'LG_OFFICE', 'RECORDS_CLERK', 'CADRE'];
const VIEWERS = ROLES.flatMap((role) =>
  [true, false].map((wholeCounty): Viewer => ({
    ...VISITOR,
    ...{ accountId: ME, roles: [role, 'CADRE'], wholeCounty, coveredUnitIds: [OURS], recusedPersonIds: [KIN] },
  })),
);

test.each(VIEWERS.map((viewer) => [viewer.roles[0], viewer.wholeCounty, viewer] as const))(
  'what %s (whole county: %s) sees is the same in parts, and no row is in two of them',
  async (_role, _wide, viewer) => {
    const seen = await database.read(sql`select n from ${WARNINGS} where ${visibleWarning(viewer, sql`w`)} order by n`);
    const parts = visibleWarningParts(viewer, sql`w`).map((part) => sql`select n from ${WARNINGS} where ${part}`);
    expect(await database.read(sql`${join(parts, ' union all ')} order by n`)).toEqual(seen);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(108);
  },
);
