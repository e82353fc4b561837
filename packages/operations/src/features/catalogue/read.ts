import type {
  getPower,
  getPublicPower,
  listPowers,
  listPublicPowers,
} from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { Disclosure } from '@qingfeng/domain/features/catalogue/life.ts';
import { stepsOpenTo } from '@qingfeng/domain/features/catalogue/life.ts';
import type { PowerContent } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { publicView } from '@qingfeng/domain/features/catalogue/power-item.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { Present } from '@qingfeng/domain/shared/life.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { canonicalJson } from '@qingfeng/platform/canonical-json.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visiblePowerItem } from '../../shared/access.ts';
import { timelineOf } from '../audit/read.ts';
import { searching } from './search.ts';

type PublicList = ResponseOf<typeof listPublicPowers>;
export type PublicRow = PublicList['items'][number];
type InnerList = ResponseOf<typeof listPowers>;
type Facet = PublicList['units'][number];

const ROW = sql`
  p.code, p.name, p.summary, p.category, u.short_name as unit, p.promised_days as "promisedDays", p.legal_days as "legalDays", p.incomplete`;
const DISCLOSED = sql`p.county = 1 and p.public_state = 'PUBLISHED'`;

type Filters = {
  readonly q?: string | undefined;
  readonly category?: string | readonly string[] | undefined;
  readonly unit?: string | readonly string[] | undefined;
};
type Paged = Filters & { readonly page: number; readonly size: number };

const found = ({ q = '' }: Filters): Sql => (q === '' ? sql`true` : searching(q).matches);
const byRelevance = ({ q = '' }: Filters): Sql => (q === '' ? sql`p.code` : sql`${searching(q).rank} desc, p.code`);
const narrowed = ({ category, unit }: Filters): Sql => sql`
  ${category === undefined ? sql`true` : sql`p.category = any(${[category].flat()}::text[])`}
  and ${unit === undefined ? sql`true` : sql`p.unit_id in (select id from unit where code = any(${[unit].flat()}::text[]))`}`;

/** The page's items are picked before anything is joined to them. */
const pageOf = (where: Sql, order: Sql, { page, size }: Paged): Sql => sql`
  (select p.* from power_item p where ${where} order by ${order} limit ${size} offset ${(page - 1) * size}) p
  join unit u on u.id = p.unit_id`;

type Cell = { readonly category: string; readonly code: string; readonly unit: string; readonly n: number };

/** How many there are of each category in each unit: a few hundred numbers from which every count beside the list follows. */
const countsOf = async (
  database: Database,
  base: Sql,
  { category, unit }: Filters,
): Promise<Pick<PublicList, 'total' | 'totalCapped' | 'categories' | 'units'>> => {
  const cells = await database.read<Cell>(sql`
    select c.category, u.code, u.short_name as unit, c.n from
      (select p.category, p.unit_id, count(*)::int as n from power_item p where ${base} group by p.category, p.unit_id) c
    join unit u on u.id = c.unit_id`);
  // Each facet leaves out its own filter, so that one sees what else there is.
  const ofCategory = cells.filter((cell) => category === undefined || [category].flat().includes(cell.category));
  const ofUnit = cells.filter((cell) => unit === undefined || [unit].flat().includes(cell.code));
  const n = sum(ofCategory.filter((cell) => ofUnit.includes(cell)));
  return {
    total: Math.min(n, TOTAL_CAP),
    totalCapped: n > TOTAL_CAP,
    categories: facets(ofUnit, (cell) => [cell.category, cell.category]),
    units: facets(ofCategory, (cell) => [cell.code, cell.unit]),
  };
};

const sum = (cells: readonly Cell[]): number => cells.reduce((all, { n }) => all + n, 0);

const facets = (cells: readonly Cell[], of: (cell: Cell) => readonly [value: string, label: string]): Facet[] =>
  [...Map.groupBy(cells, (cell) => of(cell)[0])]
    .map(([value, group]) => ({ value, label: group[0] === undefined ? value : of(group[0])[1], count: sum(group) }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));

export const publicRows = (database: Database, query: Paged): Promise<PublicRow[]> => {
  const order = byRelevance(query);
  return database.read(sql`
    select ${ROW} from ${pageOf(sql`${DISCLOSED} and ${found(query)} and ${narrowed(query)}`, order, query)} order by ${order}`);
};

/** The disclosed catalogue: nothing but the public view of published versions. */
export const publicPowers = async (
  database: Database,
  query: QueryOf<typeof listPublicPowers>,
): Promise<PublicList> => {
  const [items, counts] = await Promise.all([
    publicRows(database, query),
    countsOf(database, sql`${DISCLOSED} and ${found(query)}`, query),
  ]);
  return { items, ...counts };
};

export type PublicSums = { readonly units: number; readonly items: number; readonly updatedOn: LocalDate | null };

/** Units and items in the whole disclosed catalogue, and when it last changed. */
export const publicSums = async (database: Database): Promise<PublicSums> =>
  (await database.readOne<PublicSums>(sql`
    select count(distinct p.unit_id)::int as units, count(*)::int as items, max(p.published_on) as "updatedOn"
    from power_item p where ${DISCLOSED}`)) ?? { units: 0, items: 0, updatedOn: null };

type PublicItem = ResponseOf<typeof getPublicPower>;

/** One item by its code. A suspended one says only that it is being corrected; a cancelled one keeps what was public (§4.4). */
export const publicPower = async (database: Database, code: string): Promise<PublicItem> => {
  const row = await database.readOne<
    PublicRow & { id: string; state: PublicItem['state']; unitCode: string; content: PowerContent }
  >(sql`
    select ${ROW}, p.id, p.public_state as state, u.code as "unitCode", v.content
    from power_item p join unit u on u.id = p.unit_id join power_item_version v on v.id = p.published_version_id
    where p.county = 1 and p.public_state is not null and p.code = ${code}`);
  if (row === undefined) throw missing('power-item');
  const { id, content, ...rest } = row;
  if (rest.state === 'SUSPENDED') {
    const nothing = { summary: null, promisedDays: null, legalDays: null, section: null, fee: null, phone: null };
    return { ...rest, ...nothing, incomplete: false, steps: [], basis: [], versions: [] };
  }
  const { section, fee, phone, steps, basis } = publicView(content);
  const versions = await database.read<PublicItem['versions'][number]>(sql`
    select v.number, v.note, v.published_on as on, v.id = p.published_version_id as current
    from power_item_version v join power_item p on p.id = v.item_id
    where v.item_id = ${id}::uuid and v.published_at is not null order by v.number desc`);
  return { ...rest, section, fee, phone, steps, basis, versions };
};

const INNER = sql`${ROW}, p.id, p.version, p.public_state as "publicState", p.open_state as "openState",
  p.published_on as "publishedOn", coalesce(v.missing, '{}') as missing`;

const among = (viewer: Viewer, { q, state, incomplete, mine }: QueryOf<typeof listPowers>): Sql => sql`
  p.county = 1 and ${visiblePowerItem(viewer, sql`p`)} and ${found({ q })}
  and ${state === undefined ? sql`true` : sql`coalesce(p.open_state, p.public_state) = any(${state}::text[])`}
  and ${incomplete === undefined ? sql`true` : sql`p.incomplete = ${incomplete}`}
  and ${mine === true ? sql`p.unit_id = ${viewer.unitId}::uuid` : sql`true`}`;

const ORDERS: Readonly<Record<string, Sql>> = {
  name: sql`p.name, p.code`,
  '-name': sql`p.name desc, p.code`,
  code: sql`p.code`,
  '-code': sql`p.code desc`,
};

export const powerRows = (
  database: Database,
  viewer: Viewer,
  query: QueryOf<typeof listPowers>,
): Promise<InnerList['items']> => {
  const order = ORDERS[query.sort ?? ''] ?? byRelevance(query);
  return database.read(sql`
    select ${INNER} from ${pageOf(sql`${among(viewer, query)} and ${narrowed(query)}`, order, query)}
    left join power_item_version v on v.id = coalesce(p.published_version_id, p.open_version_id)
    order by ${order}`);
};

export const powersOf = async (
  database: Database,
  viewer: Viewer,
  query: QueryOf<typeof listPowers>,
): Promise<InnerList> => {
  const [items, counts] = await Promise.all([
    powerRows(database, viewer, query),
    countsOf(database, among(viewer, query), query),
  ]);
  return { items, ...counts };
};

type Detail = ResponseOf<typeof getPower>;
type Body = NonNullable<Detail['draft']>;

/** One item inside: published content, the version under way for those who may work on it, and the open steps. */
export const powerOf = async (
  database: Database,
  { viewer, today, onBehalfOf }: Present,
  id: string,
): Promise<Detail> => {
  const row = await database.readOne<
    InnerList['items'][number] & {
      unitId: string;
      unitCode: string;
      publishedVersionId: string | null;
      openVersionId: string | null;
      reason: string | null;
    }
  >(sql`
    select ${INNER}, p.unit_id as "unitId", u.code as "unitCode", p.published_version_id as "publishedVersionId",
      p.open_version_id as "openVersionId", p.state_reason as reason
    from power_item p join unit u on u.id = p.unit_id
    left join power_item_version v on v.id = coalesce(p.published_version_id, p.open_version_id)
    where p.county = 1 and p.id = ${id}::uuid and ${visiblePowerItem(viewer, sql`p`)}`);
  if (row === undefined) throw missing('power-item');
  const { unitId, publishedVersionId, openVersionId, reason, ...rest } = row;
  const [bodies, versions, timeline] = await Promise.all([
    database.read<Body>(sql`
      select id, number, state, content, missing, note from power_item_version
      where id in (${publishedVersionId}::uuid, ${openVersionId}::uuid)`),
    database.read<Detail['versions'][number]>(sql`
      select v.number, v.note, v.published_on as on, v.id is not distinct from ${publishedVersionId}::uuid as current, v.state, a.name as by
      from power_item_version v left join account a on a.id = v.created_by where v.item_id = ${id}::uuid order by v.number desc limit 50`),
    timelineOf(database, 'power-item', id),
  ]);
  const published = bodies.find((body) => body.id === publishedVersionId);
  const open = bodies.find((body) => body.id === openVersionId);
  const shown = published ?? open;
  if (shown === undefined) throw missing('power-item');
  const worksOnIt = viewer.unitId === unitId || hasRole(viewer, 'CATALOGUE_REVIEWER');
  const disclosure: Disclosure = {
    id,
    version: row.version,
    state: open?.state ?? row.publicState ?? 'DRAFT',
    unitId,
    publicState: row.publicState,
    missing: open?.missing ?? [],
    differs: canonicalJson(open?.content ?? null) !== canonicalJson(published?.content ?? null),
  };
  return {
    ...rest,
    content: shown.content,
    draft: worksOnIt ? (open ?? null) : null,
    reason: worksOnIt ? reason : null,
    versions: versions.filter(({ on }) => worksOnIt || on !== null),
    openSteps: [...stepsOpenTo(disclosure, viewer, today, onBehalfOf)],
    timeline,
  };
};
