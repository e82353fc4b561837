import type { getCadre, getUnit, listCadres, listUnits } from '@qingfeng/contracts/features/organisation/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { runningGrant, visibleCadre, visibleCadreDetail, visibleUnit } from '../../shared/access.ts';
import { counted, eachOf, like } from './list.ts';

type Units = ResponseOf<typeof listUnits>;
type UnitQuery = QueryOf<typeof listUnits>;
type Cadres = ResponseOf<typeof listCadres>;
type CadreQuery = QueryOf<typeof listCadres>;

const U = sql`u`;
const P = sql`p`;

/** Units with their place in the tree: a unit follows the one above it, sisters in the order given. */
const TREE = sql`
  with recursive tree (id, place, depth) as (
    select id, array[sort_order], 0 from unit where parent_id is null
    union all
    select below.id, tree.place || below.sort_order, tree.depth + 1
    from unit below join tree on tree.id = below.parent_id
  )`;

/** Who answers for a unit's catalogue and data today: the liaisons posted there. */
const liaisonsOf = (unit: Sql, today: LocalDate): Sql => sql`
  from role_grant g join account a on a.id = g.account_id and a.status = 'ACTIVE'
  join person l on l.id = a.person_id
  where g.role = 'UNIT_LIAISON' and ${runningGrant(today)} and coalesce(g.unit_id, l.unit_id) = ${unit}`;

const unitColumns = (today: LocalDate): Sql => sql`
  u.id, u.code, u.name, u.short_name as "shortName", u.kind, tree.depth, u.office_phone as "officePhone",
  (select string_agg(name, '、' order by code) from person
   where unit_id = u.id and unit_head and status = 'ACTIVE') as leader,
  (select string_agg(l.name, '、' order by l.code) ${liaisonsOf(sql`u.id`, today)}) as liaison,
  (select count(*) from section where unit_id = u.id) as sections,
  (select count(*) from post where unit_id = u.id) as posts,
  (select count(*) from person where unit_id = u.id and status = 'ACTIVE') as cadres
  from unit u join tree on tree.id = u.id`;

const unitsMatching = (viewer: Viewer, { q = '', kind }: UnitQuery): Sql => sql`
  where u.ended_on is null and ${visibleUnit(viewer, U)}
    and (${q} = '' or u.name ilike ${like(q)} or u.short_name ilike ${like(q)} or u.initials ilike ${like(q)}
      or u.code ilike ${like(q)})
    and (${kind ?? null}::text[] is null or u.kind = any(${kind ?? null}::text[]))`;

const UNIT_ORDER = {
  tree: sql`tree.place`,
  '-tree': sql`tree.place desc`,
  name: sql`u.name collate "zh-x-icu", u.id`,
  '-name': sql`u.name collate "zh-x-icu" desc, u.id`,
  code: sql`u.code`,
  '-code': sql`u.code desc`,
  cadres: sql`cadres, tree.place`,
  '-cadres': sql`cadres desc, tree.place`,
};

const unitRows = (database: Database, viewer: Viewer, query: UnitQuery, today: LocalDate): Promise<Units['items']> =>
  database.read(sql`
    ${TREE} select ${unitColumns(today)} ${unitsMatching(viewer, query)}
    order by ${UNIT_ORDER[(query.sort ?? 'tree') as keyof typeof UNIT_ORDER]}
    limit ${query.size} offset ${(query.page - 1) * query.size}`);

/** The units that the viewer has to do with. */
export const readUnits = async (
  database: Database,
  viewer: Viewer,
  query: UnitQuery,
  today: LocalDate,
): Promise<Units> => {
  const [items, count] = await Promise.all([
    unitRows(database, viewer, query, today),
    counted(database, sql`from unit u ${unitsMatching(viewer, query)}`),
  ]);
  return { items, ...count };
};

const cadreColumns = (viewer: Viewer): Sql => sql`
  p.id, p.code, p.name, p.unit_id as "unitId", u.short_name as unit, s.name as section, p.post_name as post,
  p.unit_head as "unitHead",
  case when ${visibleCadreDetail(viewer, P)} then p.cadre_level end as level`;

const CADRES = sql`from person p join unit u on u.id = p.unit_id left join section s on s.id = p.section_id`;

/** A level filters only among those whose level the viewer may know: else the filter itself would tell it. */
const cadresMatching = (viewer: Viewer, { q = '', unit, level }: CadreQuery): Sql => sql`
  where p.status = 'ACTIVE' and ${visibleCadre(viewer, P)}
    and (${q} = '' or p.name ilike ${like(q)} or p.initials ilike ${like(q)} or p.code ilike ${like(q)}
      or u.short_name ilike ${like(q)} or u.initials ilike ${like(q)})
    and (${unit ?? null}::uuid is null or p.unit_id = ${unit ?? null}::uuid)
    and (${level ?? null}::text[] is null
      or (p.cadre_level = any(${level ?? null}::text[]) and ${visibleCadreDetail(viewer, P)}))`;

const CADRE_ORDER = {
  unit: sql`u.sort_order, not p.unit_head, p.code`,
  '-unit': sql`u.sort_order desc, not p.unit_head, p.code`,
  name: sql`p.name collate "zh-x-icu", p.code`,
  '-name': sql`p.name collate "zh-x-icu" desc, p.code`,
  code: sql`p.code`,
  '-code': sql`p.code desc`,
};

const cadreRows = (database: Database, viewer: Viewer, query: CadreQuery): Promise<Cadres['items']> =>
  database.read(sql`
    select ${cadreColumns(viewer)} ${CADRES} ${cadresMatching(viewer, query)}
    order by ${CADRE_ORDER[(query.sort ?? 'unit') as keyof typeof CADRE_ORDER]}
    limit ${query.size} offset ${(query.page - 1) * query.size}`);

/** Cadres whom the viewer may know by name. */
export const readCadres = async (database: Database, viewer: Viewer, query: CadreQuery): Promise<Cadres> => {
  const [items, count] = await Promise.all([
    cadreRows(database, viewer, query),
    counted(database, sql`${CADRES} ${cadresMatching(viewer, query)}`),
  ]);
  return { items, ...count };
};

export const eachUnit = (
  database: Database,
  viewer: Viewer,
  query: UnitQuery,
  today: LocalDate,
): AsyncGenerator<Units['items'][number]> => eachOf(query, (at) => unitRows(database, viewer, at, today));

export const eachCadre = (
  database: Database,
  viewer: Viewer,
  query: CadreQuery,
): AsyncGenerator<Cadres['items'][number]> => eachOf(query, (at) => cadreRows(database, viewer, at));

type Unit = ResponseOf<typeof getUnit>;

/** Leaders and liaisons answer for the unit: whoever sees the unit knows their names, a page of theirs opens by the directory's rule. */
const answering = (database: Database, viewer: Viewer, people: Sql): Promise<Unit['leaders']> =>
  database.read(sql`
    select case when ${visibleCadre(viewer, P)} then p.id end as id, p.name, p.post_name as post
    from person p where p.id in (${people}) and p.status = 'ACTIVE' order by p.code`);

const readSections = (database: Database, viewer: Viewer, unitId: string): Promise<Unit['sectionsOf']> =>
  database.read(sql`
    with held as (
      select post.id, post.name, post.section_id,
        case when bool_or(${visibleCadreDetail(viewer, P)}) then post.sensitive end as sensitive,
        count(p.id) as holders,
        coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.code)
          filter (where p.id is not null and ${visibleCadre(viewer, P)}), '[]') as named
      from post
      left join posting on posting.post_id = post.id and posting.to_on is null
      left join person p on p.id = posting.person_id and p.status = 'ACTIVE'
      where post.unit_id = ${unitId}::uuid
      group by post.id
    )
    select s.id, s.name,
      coalesce((select json_agg(json_build_object('id', held.id, 'name', held.name, 'sensitive', held.sensitive,
          'holders', held.holders, 'named', held.named) order by held.id)
        from held where held.section_id is not distinct from s.id), '[]') as posts
    from (select id, name from section where unit_id = ${unitId}::uuid
          union all select null, null where exists (select from held where section_id is null)) s
    order by s.id nulls first`);

/** One unit of the directory; what the viewer has nothing to do with is missing. */
export const readUnit = async (database: Database, viewer: Viewer, id: string, today: LocalDate): Promise<Unit> => {
  const unit = await database.readOne<Units['items'][number] & { path: string }>(sql`
    ${TREE} select u.path, ${unitColumns(today)}
    where u.id = ${id}::uuid and u.ended_on is null and ${visibleUnit(viewer, U)}`);
  if (unit === undefined) throw missing('unit');
  const { path, ...row } = unit;
  const [above, below, coveredBy, covers, leaders, liaisons, sectionsOf] = await Promise.all([
    database.read<Unit['above'][number]>(sql`
      select u.id, u.short_name as name from unit u
      where ${path} like u.path || '_%' and ${visibleUnit(viewer, U)} order by length(u.path)`),
    database.read<Unit['below'][number]>(sql`
      select u.id, u.short_name as name, u.kind from unit u
      where u.parent_id = ${id}::uuid and u.ended_on is null and ${visibleUnit(viewer, U)} order by u.sort_order`),
    database.read<Unit['coveredBy'][number]>(sql`
      select u.id, u.short_name as name from covered_unit c join unit u on u.id = c.group_unit_id
      where c.unit_id = ${id}::uuid order by u.sort_order`),
    database.read<Unit['covers'][number]>(sql`
      select u.id, u.short_name as name from covered_unit c join unit u on u.id = c.unit_id
      where c.group_unit_id = ${id}::uuid and ${visibleUnit(viewer, U)} order by u.sort_order`),
    answering(database, viewer, sql`select id from person where unit_id = ${id}::uuid and unit_head`),
    answering(database, viewer, sql`select l.id ${liaisonsOf(sql`${id}::uuid`, today)}`),
    readSections(database, viewer, id),
  ]);
  return { ...row, above, below, coveredBy, covers, leaders, liaisons, sectionsOf };
};

type Cadre = ResponseOf<typeof getCadre>;

/** One cadre, as far as the viewer's office needs it. */
export const readCadre = async (database: Database, viewer: Viewer, id: string): Promise<Cadre> => {
  const found = await database.readOne<Omit<Cadre, 'detail' | 'self'> & { detailed: boolean }>(sql`
    select ${cadreColumns(viewer)}, ${visibleCadreDetail(viewer, P)} as detailed
    ${CADRES} where p.id = ${id}::uuid and p.status = 'ACTIVE' and ${visibleCadre(viewer, P)}`);
  if (found === undefined) throw missing('cadre');
  const { detailed, ...cadre } = found;
  const detail = detailed ? await readCadreDetail(database, id) : null;
  return { ...cadre, detail, self: id === viewer.personId };
};

const readCadreDetail = async (database: Database, id: string): Promise<NonNullable<Cadre['detail']>> => {
  const [postings, competent] = await Promise.all([
    database.read<NonNullable<Cadre['detail']>['postings'][number]>(sql`
      select post.name as post, u.short_name as unit, post.sensitive, posting.from_on as "fromOn", posting.to_on as "toOn"
      from posting join post on post.id = posting.post_id join unit u on u.id = post.unit_id
      where posting.person_id = ${id}::uuid order by posting.from_on desc, posting.id desc`),
    database.readOne<{ body: string }>(sql`
      select body.short_name as body
      from person p join unit u on u.id = p.unit_id
      join authority_rule r on r.cadre_level = p.cadre_level and r.unit_kind = u.kind
      join unit body on body.id = r.body_unit_id
      where p.id = ${id}::uuid`),
  ]);
  return { postings, competentBody: competent?.body ?? null };
};
