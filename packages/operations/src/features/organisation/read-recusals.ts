import type {
  findRecusalOthers,
  getRecusal,
  listRecusals,
} from '@qingfeng/contracts/features/organisation/recusals.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import {
  RECUSAL_APPLICANTS,
  RECUSAL_STEP_NAMES,
  refusalOfRecusalStep,
} from '@qingfeng/domain/features/organisation/recusal.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleRecusal } from '../../shared/access.ts';
import { counted, eachOf, like } from './list.ts';

type Recusal = ResponseOf<typeof getRecusal>;
type Query = QueryOf<typeof listRecusals>;
type Row = Omit<Recusal, 'openSteps' | 'self' | 'other'> & {
  readonly personId: string;
  readonly appliedById: string | null;
  readonly otherPersonId: string | null;
  readonly otherUnitId: string | null;
  readonly otherName: string;
  readonly otherNote: string | null;
};

const FROM = sql`
  from recusal r
  join person p on p.id = r.person_id join unit u on u.id = p.unit_id
  left join person other on other.id = r.other_person_id
  left join unit other_home on other_home.id = other.unit_id
  left join unit other_unit on other_unit.id = r.other_unit_id
  left join account applicant on applicant.id = r.applied_by
  left join account decider on decider.id = r.decided_by`;

const COLUMNS = sql`
  r.id, r.state, p.name as person, u.short_name as "personUnit", r.person_id as "personId",
  r.other_person_id as "otherPersonId", r.other_unit_id as "otherUnitId",
  coalesce(other.name, other_unit.short_name, r.other_supplier_name, r.other_supplier_code) as "otherName",
  case when r.other_person_id is not null then other_home.short_name || ' · ' || other.post_name
       when r.other_supplier_code is not null then r.other_supplier_code end as "otherNote",
  r.relation, r.declared_on as "declaredOn", r.ended_on as "endedOn",
  applicant.name as "appliedBy", r.applied_by as "appliedById", r.applied_at as "appliedAt",
  decider.name as "decidedBy", r.decided_at as "decidedAt", r.end_reason as "endReason", r.version`;

/** What waits for a decision comes first. */
const ORDER: Readonly<Record<string, Sql>> = {
  declaredOn: sql`r.declared_on, r.id`,
  '-declaredOn': sql`r.state not in ('PENDING', 'ENDING'), r.declared_on desc, r.id desc`,
  person: sql`p.name collate "zh-x-icu", r.id`,
  '-person': sql`p.name collate "zh-x-icu" desc, r.id`,
};

const matching = (viewer: Viewer, { q = '', state, whose }: Query): Sql => sql`
  where ${visibleRecusal(viewer, sql`r`)}
    and (${state ?? null}::text[] is null or r.state = any(${state ?? null}::text[]))
    and (${whose ?? null}::text is null or r.person_id = ${viewer.personId}::uuid)
    and (${q} = '' or p.name ilike ${like(q)} or p.initials ilike ${like(q)} or other.name ilike ${like(q)}
      or other.initials ilike ${like(q)} or other_unit.short_name ilike ${like(q)} or r.other_supplier_name ilike ${like(q)})`;

const toRecusal = (viewer: Viewer, row: Row): Recusal => {
  const { personId, appliedById, otherPersonId, otherUnitId, otherName, otherNote, ...shown } = row;
  const recusal = { state: row.state, personId, otherPersonId, appliedBy: appliedById };
  return {
    ...shown,
    self: personId === viewer.personId,
    other: {
      kind: otherPersonId !== null ? 'PERSON' : otherUnitId !== null ? 'UNIT' : 'SUPPLIER',
      name: otherName,
      note: otherNote,
    },
    openSteps: RECUSAL_STEP_NAMES.flatMap((step) => {
      const why = refusalOfRecusalStep(step, recusal, viewer);
      if (why === 'access.denied' || why === 'step.not-available') return [];
      return [{ step, open: why === null, primary: step === 'approve' || step === 'end', why }];
    }),
  };
};

const rows = async (database: Database, viewer: Viewer, query: Query): Promise<Recusal[]> => {
  const found = await database.read<Row>(sql`
    select ${COLUMNS} ${FROM} ${matching(viewer, query)}
    order by ${ORDER[query.sort ?? '-declaredOn']} limit ${query.size} offset ${(query.page - 1) * query.size}`);
  return found.map((row) => toRecusal(viewer, row));
};

/** Recusals that bind the viewer, that the viewer applied for or decides on. */
export const readRecusals = async (
  database: Database,
  viewer: Viewer,
  query: Query,
): Promise<ResponseOf<typeof listRecusals>> => {
  const [items, count] = await Promise.all([
    rows(database, viewer, query),
    counted(database, sql`${FROM} ${matching(viewer, query)}`),
  ]);
  return { items, ...count, mayApply: hasRole(viewer, ...RECUSAL_APPLICANTS) };
};

export const eachRecusal = (database: Database, viewer: Viewer, query: Query): AsyncGenerator<Recusal> =>
  eachOf(query, (at) => rows(database, viewer, at));

export const readRecusal = async (database: Database, viewer: Viewer, id: string): Promise<Recusal> => {
  const row = await database.readOne<Row>(sql`
    select ${COLUMNS} ${FROM} where r.id = ${id}::uuid and ${visibleRecusal(viewer, sql`r`)}`);
  if (row === undefined) throw missing('recusal');
  return toRecusal(viewer, row);
};

const OTHERS = 10;

/** Kin may work anywhere: a whole name or number finds a person of any unit. A few letters find nobody, so that this is no directory. */
export const readRecusalOthers = async (
  database: Database,
  q: string,
): Promise<ResponseOf<typeof findRecusalOthers>> => {
  if (q === '') return { people: [], units: [] };
  const [people, units] = await Promise.all([
    database.read<ResponseOf<typeof findRecusalOthers>['people'][number]>(sql`
      select p.id, p.name, u.short_name as unit, p.post_name as post
      from person p join unit u on u.id = p.unit_id
      where p.status = 'ACTIVE' and (p.name = ${q} or p.code = ${q}) order by u.sort_order, p.code limit ${OTHERS}`),
    database.read<ResponseOf<typeof findRecusalOthers>['units'][number]>(sql`
      select id, short_name as name from unit
      where ended_on is null and (name ilike ${like(q)} or short_name ilike ${like(q)} or initials = ${q.toLowerCase()})
      order by sort_order limit ${OTHERS}`),
  ]);
  return { people, units };
};
