import { propose } from '@qingfeng/domain/features/warnings/life.ts';
import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { WarningObject } from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { initialsOf } from '@qingfeng/platform/chinese.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { settleTasks } from './settle-tasks.ts';
import { insertWarning } from './store.ts';

type NewDraft = {
  readonly object: Pick<WarningObject, 'kind' | 'id'>;
  readonly schemeVersionId: string;
  readonly facts: readonly string[];
  readonly content: Omit<WarningInputs['propose'], 'object'>;
};

/** A new draft with its number in the year's files, and its head's task to submit it (row 1). */
export const draft = async (tx: WriteTx, by: By, { object: named, schemeVersionId, facts, content }: NewDraft) => {
  const { object, name, unitName } = await objectOf(tx, named);
  const proposed = propose({ ...content, object }, by);
  const caseNumber = await nextCaseNumber(tx, yearOf(by.today));
  await insertWarning(tx, by, proposed.next, {
    caseNumber,
    schemeVersionId,
    objectName: name,
    paperWords: { facts },
    search: [caseNumber, name, initialsOf(name), unitName, initialsOf(unitName)].join(' ').toLowerCase(),
  });
  await settleTasks(tx, by, { objectName: name }, proposed.next);
  return proposed;
};

/** The person, unit or section warned; of a unit or section the head signs and answers. */
const objectOf = async (
  tx: WriteTx,
  { kind, id }: NewDraft['object'],
): Promise<{ object: WarningObject; name: string; unitName: string }> => {
  const statement =
    kind === 'PERSON'
      ? sql`select p.name, p.unit_id as "unitId", null::uuid as "headId", u.short_name as "unitName"
            from person p join unit u on u.id = p.unit_id where p.id = ${id}::uuid and p.status = 'ACTIVE'`
      : kind === 'UNIT'
        ? sql`select u.name, u.id as "unitId", u.short_name as "unitName",
                (select h.id from person h where h.unit_id = u.id and h.unit_head and h.status = 'ACTIVE' limit 1) as "headId"
              from unit u where u.id = ${id}::uuid and u.ended_on is null`
        : sql`select u.short_name || s.name as name, u.id as "unitId", u.short_name as "unitName",
                (select h.id from person h join account a on a.person_id = h.id
                   join role_grant g on g.account_id = a.id and g.role = 'SECTION_HEAD' and g.revoked_at is null
                 where h.section_id = s.id and h.status = 'ACTIVE' limit 1) as "headId"
              from section s join unit u on u.id = s.unit_id where s.id = ${id}::uuid`;
  const [row] =
    await tx.$queryRaw<{ name: string; unitId: string; headId: string | null; unitName: string }[]>(statement);
  if (row === undefined) throw missing('object');
  return { object: { kind, id, unitId: row.unitId, headId: row.headId }, name: row.name, unitName: row.unitName };
};

/** YJ-2026-0041: one file per matter, numbered through the year. */
const nextCaseNumber = async (tx: WriteTx, year: number): Promise<string> => {
  const [row] = await tx.$queryRaw<{ last: number }[]>(sql`
    insert into letter_counter (organ_code, kind, year, last) values ('', 'CASE', ${year}::int, 1)
    on conflict (organ_code, kind, year) do update set last = letter_counter.last + 1 returning last`);
  return `YJ-${String(year)}-${String(row?.last ?? 0).padStart(4, '0')}`;
};
