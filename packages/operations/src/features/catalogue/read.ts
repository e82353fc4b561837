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
import type { PowerContent, PublicPower } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { publicView } from '@qingfeng/domain/features/catalogue/power-item.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visiblePowerItem } from '../../shared/access.ts';
import { timelineOf } from '../audit/read.ts';
import { searching } from './search.ts';

type PublicList = ResponseOf<typeof listPublicPowers>;
type InnerList = ResponseOf<typeof listPowers>;
type Facet = PublicList['units'][number];

const ROW = sql`
  p.code, p.name, p.summary, p.category, u.short_name as unit, p.promised_days as "promisedDays", p.legal_days as "legalDays", p.incomplete`;
const DISCLOSED = sql`p.county = 1 and p.public_state = 'PUBLISHED'`;

type Filters = {
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly unit?: string | undefined;
};

const conditions = ({ q, category, unit }: Filters, but?: 'category' | 'unit'): Sql => {
  const search = q === undefined || q === '' ? sql`true` : searching(q).matches;
  const ofCategory = category === undefined || but === 'category' ? sql`true` : sql`p.category = ${category}`;
  const ofUnit =
    unit === undefined || but === 'unit' ? sql`true` : sql`p.unit_id = (select id from unit where code = ${unit})`;
  return sql`${search} and ${ofCategory} and ${ofUnit}`;
};

/** Counts beside the filters: each facet without its own filter, so that one sees what else there is. */
const facetsOf = async (
  database: Database,
  base: Sql,
  filters: Filters,
): Promise<{ categories: Facet[]; units: Facet[] }> => {
  const [categories, units] = await Promise.all([
    database.read<Facet>(sql`
      select p.category as value, p.category as label, count(*)::int as count from power_item p
      where ${base} and ${conditions(filters, 'category')} group by p.category order by count desc, p.category`),
    database.read<Facet>(sql`
      select u.code as value, u.short_name as label, count(*)::int as count from power_item p join unit u on u.id = p.unit_id
      where ${base} and ${conditions(filters, 'unit')} group by u.code, u.short_name order by count desc, u.code`),
  ]);
  return { categories, units };
};

const countOf = async (database: Database, condition: Sql): Promise<{ total: number; totalCapped: boolean }> => {
  const row = await database.readOne<{ n: number }>(sql`
    select count(*)::int as n from (select 1 from power_item p where ${condition} limit ${TOTAL_CAP + 1}) c`);
  const n = row?.n ?? 0;
  return { total: Math.min(n, TOTAL_CAP), totalCapped: n > TOTAL_CAP };
};

/** The disclosed catalogue: nothing but the public view of published versions. */
export const publicPowers = async (
  database: Database,
  query: QueryOf<typeof listPublicPowers>,
): Promise<PublicList> => {
  const where = sql`${DISCLOSED} and ${conditions(query)}`;
  const order = query.q === undefined || query.q === '' ? sql`p.code` : sql`${searching(query.q).rank} desc, p.code`;
  const [items, count, facets] = await Promise.all([
    database.read<PublicList['items'][number]>(sql`
      select ${ROW} from (select p.* from power_item p where ${where} order by ${order}
        limit ${query.size} offset ${(query.page - 1) * query.size}) p
      join unit u on u.id = p.unit_id order by ${order}`),
    countOf(database, where),
    facetsOf(database, DISCLOSED, query),
  ]);
  return { items, ...count, ...facets };
};

/** Units and items in the whole disclosed catalogue, and when it last changed. */
export const publicSums = async (
  database: Database,
): Promise<{ units: number; items: number; updatedOn: LocalDate | null }> =>
  (await database.readOne<{ units: number; items: number; updatedOn: LocalDate | null }>(sql`
    select count(distinct p.unit_id)::int as units, count(*)::int as items, max(p.published_at)::date as "updatedOn"
    from power_item p where ${DISCLOSED}`)) ?? { units: 0, items: 0, updatedOn: null };

type PublicItem = ResponseOf<typeof getPublicPower>;

/** One disclosed item by its code; suspended and retired ones answer like missing ones. */
export const publicPower = async (database: Database, code: string): Promise<PublicItem> => {
  const row = await database.readOne<
    PublicList['items'][number] & { id: string; unitCode: string; content: PowerContent }
  >(sql`
    select ${ROW}, p.id, u.code as "unitCode", v.content
    from power_item p join unit u on u.id = p.unit_id join power_item_version v on v.id = p.published_version_id
    where ${DISCLOSED} and p.code = ${code}`);
  if (row === undefined) throw missing('power-item');
  const { id, content, ...rest } = row;
  const view: PublicPower = publicView(content);
  const versions = await database.read<PublicItem['versions'][number]>(sql`
    select v.number, v.note, v.published_at::date as on, v.id = p.published_version_id as current
    from power_item_version v join power_item p on p.id = v.item_id
    where v.item_id = ${id}::uuid and v.published_at is not null order by v.number desc`);
  return {
    ...rest,
    section: view.section,
    fee: view.fee,
    phone: view.phone,
    steps: view.steps.map((step) => ({ ...step })),
    basis: view.basis.map((one) => ({ ...one })),
    versions,
  };
};

const INNER = sql`${ROW}, p.id, p.version, p.public_state as "publicState", p.open_state as "openState",
  p.published_at::date as "publishedOn", coalesce(v.missing, '{}') as missing`;

const innerConditions = (viewer: Viewer, query: QueryOf<typeof listPowers>): Sql => {
  const lacking = query.incomplete === undefined ? sql`true` : sql`p.incomplete = ${query.incomplete}`;
  const own = query.mine === true ? sql`p.unit_id = ${viewer.unitId}::uuid` : sql`true`;
  return sql`p.county = 1 and ${visiblePowerItem(viewer, sql`p`)} and ${conditions(query)} and ${lacking} and ${own}`;
};

export const powerRows = (
  database: Database,
  viewer: Viewer,
  query: QueryOf<typeof listPowers>,
): Promise<InnerList['items']> => {
  const { q = '', sort = 'relevance' } = query;
  const order =
    sort === 'name'
      ? sql`p.name, p.code`
      : sort === '-name'
        ? sql`p.name desc, p.code`
        : sort === '-code'
          ? sql`p.code desc`
          : q === '' || sort === 'code'
            ? sql`p.code`
            : sql`${searching(q).rank} desc, p.code`;
  return database.read(sql`
    select ${INNER} from (select p.* from power_item p where ${innerConditions(viewer, query)} order by ${order}
      limit ${query.size} offset ${(query.page - 1) * query.size}) p
    join unit u on u.id = p.unit_id left join power_item_version v on v.id = coalesce(p.published_version_id, p.open_version_id)
    order by ${order}`);
};

export const powersOf = async (
  database: Database,
  viewer: Viewer,
  query: QueryOf<typeof listPowers>,
): Promise<InnerList> => {
  const base = sql`p.county = 1 and ${visiblePowerItem(viewer, sql`p`)}`;
  const [items, count, facets] = await Promise.all([
    powerRows(database, viewer, query),
    countOf(database, innerConditions(viewer, query)),
    facetsOf(database, base, query),
  ]);
  return { items, ...count, ...facets };
};

type Detail = ResponseOf<typeof getPower>;
type VersionRow = {
  id: string;
  number: number;
  state: string;
  version: number;
  content: Detail['content'];
  missing: string[];
  note: string | null;
};

/** One item inside: published content, the version under way for those who may work on it, and the open steps. */
export const powerOf = async (database: Database, viewer: Viewer, id: string): Promise<Detail> => {
  const row = await database.readOne<
    InnerList['items'][number] & {
      unitId: string;
      unitCode: string;
      publishedVersionId: string | null;
      openVersionId: string | null;
    }
  >(sql`
    select ${INNER}, p.unit_id as "unitId", u.code as "unitCode", p.published_version_id as "publishedVersionId", p.open_version_id as "openVersionId"
    from power_item p join unit u on u.id = p.unit_id
    left join power_item_version v on v.id = coalesce(p.published_version_id, p.open_version_id)
    where p.county = 1 and p.id = ${id}::uuid and ${visiblePowerItem(viewer, sql`p`)}`);
  if (row === undefined) throw missing('power-item');
  const { unitId, publishedVersionId, openVersionId, ...rest } = row;
  const [bodies, versions, timeline] = await Promise.all([
    database.read<VersionRow>(sql`
      select id, number, state, version, content, missing, note from power_item_version
      where id in (${publishedVersionId}::uuid, ${openVersionId}::uuid)`),
    database.read<Detail['versions'][number]>(sql`
      select v.number, v.note, v.published_at::date as on, v.id = ${publishedVersionId}::uuid as current, v.state, a.name as by
      from power_item_version v left join account a on a.id = v.created_by where v.item_id = ${id}::uuid order by v.number desc limit 50`),
    timelineOf(database, 'power-item', id),
  ]);
  const published = bodies.find((body) => body.id === publishedVersionId);
  const open = bodies.find((body) => body.id === openVersionId);
  const worksOnIt = viewer.unitId === unitId || hasRole(viewer, 'CATALOGUE_REVIEWER', 'BIZ_ADMIN');
  const shown = published ?? open;
  if (shown === undefined) throw missing('power-item');
  const disclosure: Disclosure = {
    id,
    version: row.version,
    state: open?.state === undefined ? (row.publicState ?? 'DRAFT') : (open.state as Disclosure['state']),
    unitId,
    publicState: row.publicState,
    missing: open?.missing ?? [],
  };
  return {
    ...rest,
    content: shown.content,
    draft: open === undefined || !worksOnIt ? null : { ...open },
    versions: versions.filter(({ on }) => worksOnIt || on !== null),
    openSteps: [...stepsOpenTo(disclosure, viewer, '' as LocalDate)],
    timeline,
  };
};
