import type { listMappings } from '@qingfeng/contracts/features/sources/mapping.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { FeedFormat } from '@qingfeng/domain/features/sources/feed.ts';
import { mappingOf } from '@qingfeng/domain/features/sources/feed.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import {
  MAPPING_AUTHORS,
  MAPPING_STEP_NAMES,
  refusalOfMappingStep,
} from '@qingfeng/domain/features/sources/mapping-life.ts';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import { changedFields, faultsOfMapping } from '@qingfeng/domain/features/sources/mapping.ts';
import { officeClock } from '@qingfeng/domain/features/sources/office-clock.ts';
import type { Surroundings } from '@qingfeng/domain/features/sources/values.ts';
import { surroundingsOf } from '@qingfeng/domain/features/sources/values.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleFeed } from '../../shared/access.ts';
import { IN_FORCE } from './store.ts';

type Mappings = ResponseOf<typeof listMappings>;
type OnWire = Mappings['versions'][number];
type Row = Omit<OnWire, 'mapping' | 'changed' | 'faults' | 'openSteps'> & {
  readonly mapping: Mapping;
  readonly draftedById: string | null;
};

/** The domain's mapping is read-only, the wire's is not; they say the same. */
const onWire = (mapping: Mapping): OnWire['mapping'] => structuredClone(mapping) as OnWire['mapping'];

/** To judge what a mapping says by itself: nothing is digested, since no file is read. */
export const withoutSecrets = (zone: string, today: LocalDate): Surroundings =>
  surroundingsOf(officeClock(zone), today, () => '');

const versionsOf = (database: Database, feedId: string): Promise<Row[]> =>
  database.read<Row>(sql`
    select m.id, m.version, m.number, m.state, m.mapping, m.note, m.drafted_by as "draftedById", a.name as "draftedBy",
      m.drafted_at as "draftedAt", m.submitted_at as "submittedAt", d.name as "decidedBy", m.decided_at as "decidedAt", m.decision,
      m.in_force_at as "inForceAt", (select count(*) from batch b where b.feed_id = m.feed_id and b.mapping_id = m.id)::int as deliveries
    from feed_mapping m left join account a on a.id = m.drafted_by left join account d on d.id = m.decided_by
    where m.feed_id = ${feedId}::uuid order by m.number desc limit 100`);

const lastDeliveryOf = (database: Database, feedId: string): Promise<Mappings['lastDelivery'] | undefined> =>
  database.readOne(sql`
    select b.id, b.file_name as "fileName", b.received_at as "receivedAt", b.headings, b.file_id is not null as stands
    from batch b where b.feed_id = ${feedId}::uuid and cardinality(b.headings) > 0 order by b.id desc limit 1`);

/** Every version of a feed's mapping, with what a version on its way would change and what this viewer may do about it. */
export const mappingsOf = async (
  database: Database,
  viewer: Viewer,
  feedId: string,
  today: LocalDate,
  zone: string,
): Promise<Mappings> => {
  type Of = { kind: Kind; format: FeedFormat; allowedFields: readonly string[]; mapping: Mapping | null };
  const [feed, rows, last] = await Promise.all([
    database.readOne<Of>(sql`
      select f.kind, f.format, f.allowed_fields as "allowedFields", ${IN_FORCE} as mapping
      from feed f where f.id = ${feedId}::uuid and ${visibleFeed(viewer, sql`f`)}`),
    versionsOf(database, feedId),
    lastDeliveryOf(database, feedId),
  ]);
  if (feed === undefined) throw missing('feed');
  const standing = mappingOf(feed.format, feed.mapping);
  const around = withoutSecrets(zone, today);
  return {
    versions: rows.map(({ draftedById, mapping, ...row }) => {
      const isOpen = row.state === 'DRAFT' || row.state === 'PROPOSED';
      return {
        ...row,
        mapping: onWire(mapping),
        changed: isOpen ? [...changedFields(feed, standing, mapping)] : [],
        faults: isOpen ? [...faultsOfMapping(feed.kind, mapping, around)] : [],
        openSteps: MAPPING_STEP_NAMES.flatMap((step) => {
          const why = refusalOfMappingStep(step, { state: row.state, draftedBy: draftedById }, viewer);
          if (why === 'access.denied' || why === 'step.not-available') return [];
          return [{ step, open: why === null, primary: step === 'submit' || step === 'approve', why }];
        }),
      };
    }),
    mayDraft: feed.format === 'TABLE' && hasRole(viewer, ...MAPPING_AUTHORS),
    lastDelivery: last ?? null,
  };
};

/** The mapping that a delivery was read with; null where the feed had none. */
export const mappingOfBatch = async (database: Database, batchId: string): Promise<Mapping | null> =>
  (
    await database.readOne<{ mapping: Mapping }>(sql`
      select m.mapping from batch b join feed_mapping m on m.id = b.mapping_id where b.id = ${batchId}::uuid`)
  )?.mapping ?? null;

/** One version of a feed's mapping. */
export const mappingById = async (database: Database, feedId: string, id: string): Promise<Mapping> => {
  const row = await database.readOne<{ mapping: Mapping }>(sql`
    select mapping from feed_mapping where id = ${id}::uuid and feed_id = ${feedId}::uuid`);
  if (row === undefined) throw missing('feed-mapping');
  return row.mapping;
};

/** The file of the last delivery, as long as it is kept. */
export const lastFileOf = (
  database: Database,
  feedId: string,
): Promise<{ sha256: string; format: 'CSV' | 'XLSX' } | undefined> =>
  database.readOne(sql`
    select s.sha256, b.format from batch b join stored_file s on s.id = b.file_id
    where b.feed_id = ${feedId}::uuid and b.format in ('CSV', 'XLSX') order by b.id desc limit 1`);
