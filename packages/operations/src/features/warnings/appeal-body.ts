import type { Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import { appealOf } from '@qingfeng/domain/features/warnings/warning.ts';
import type { Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** The unit that receives an appeal against this warning; the issuing one where the county has none of the kind. */
export const appealBodyOf = (warning: Warning): Sql => {
  const { to } = appealOf(warning);
  return sql`
    select name from unit where id = ${warning.handlingUnitId}::uuid or kind = ${to} order by kind = ${to} desc, code limit 1`;
};
