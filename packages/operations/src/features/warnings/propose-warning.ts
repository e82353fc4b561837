import type { proposeWarning as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { propose } from '@qingfeng/domain/features/warnings/life.ts';
import type { WarningScheme } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { WarningObject } from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import { initialsOf } from '@qingfeng/platform/chinese.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Adopted } from './adopted-information.ts';
import { linkToWarning, takeAdopted } from './adopted-information.ts';
import { settleTasks } from './settle-tasks.ts';
import { insertWarning } from './store.ts';

type Body = BodyOf<typeof contract>;

/** Proposes a warning from adopted information (row 1): a draft of the proposer's own unit, which handles it from then on. */
export const proposeWarning = (database: Database, by: By, body: Body): Promise<string> =>
  change(database, by, async (tx) => {
    const information = await takeAdopted(tx, by, body.informationId);
    const scheme = await publishedScheme(tx, body.schemeVersionId);
    if (by.viewer.unitId === null) throw new Refusal('access.denied', { thing: 'warning', step: 'propose' });
    const { object, name, unitName } = await objectOf(tx, body.object);
    const { facts, informationId: _information, schemeVersionId, object: _object, ...content } = body;
    const { next, events } = propose(
      {
        ...content,
        evidence: evidenceOf(information),
        scheme,
        object,
        handlingUnitId: by.viewer.unitId,
        origin: { kind: 'INFORMATION', id: information.id, state: information.state },
      },
      by,
    );
    const caseNumber = await nextCaseNumber(tx, yearOf(by.today));
    await insertWarning(tx, by, next, {
      caseNumber,
      schemeVersionId,
      objectName: name,
      paperWords: { facts },
      search: [caseNumber, name, initialsOf(name), unitName, initialsOf(unitName)].join(' ').toLowerCase(),
    });
    await linkToWarning(tx, by, information.id, next.id);
    await settleTasks(tx, by, { objectName: name }, next);
    return { result: next.id, events };
  });

const evidenceOf = ({ id, alertId }: Adopted) => [
  { kind: 'INFORMATION' as const, id },
  ...(alertId === null ? [] : [{ kind: 'FINDING' as const, id: alertId }]),
];

const publishedScheme = async (tx: WriteTx, versionId: string): Promise<WarningScheme> => {
  const [row] = await tx.$queryRaw<{ body: WarningScheme }[]>(sql`
    select body from scheme_version
    where id = ${versionId}::uuid and published_at is not null and retired_at is null`);
  if (row === undefined) throw missing('scheme');
  return row.body;
};

/** The person, unit or section warned; of a unit or section the head signs and answers. */
const objectOf = async (
  tx: WriteTx,
  { kind, id }: Body['object'],
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
