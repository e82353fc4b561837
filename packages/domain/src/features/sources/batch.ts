import type { DomainEvent } from '../../shared/event.ts';

export const BATCH_STATES = ['WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type BatchState = (typeof BATCH_STATES)[number];
export const BATCH_FORMATS = ['CSV', 'XLSX', 'JSON', 'API'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

/** What became of the rows; together they are the lines read. */
export type Counts = {
  /** New records. */
  readonly accepted: number;
  /** A known record said otherwise: a new revision, the old one superseded. */
  readonly corrected: number;
  /** Known, and says the same. */
  readonly unchanged: number;
  /** A later row of the same id, in this delivery or a newer one, had already replaced it. */
  readonly repeated: number;
  readonly rejected: number;
};

export const NO_COUNTS: Counts = { accepted: 0, corrected: 0, unchanged: 0, repeated: 0, rejected: 0 };
export const plus = (a: Counts, b: Counts): Counts => ({
  accepted: a.accepted + b.accepted,
  corrected: a.corrected + b.corrected,
  unchanged: a.unchanged + b.unchanged,
  repeated: a.repeated + b.repeated,
  rejected: a.rejected + b.rejected,
});

export const isOver = (state: BatchState): boolean => state === 'DONE' || state === 'FAILED' || state === 'CANCELLED';

/**
 * A part of a delivery is in. `fromRecord` to `toRecord` span the ids (uuidv7, ascending) of the records it made, so that rules find
 * what to look at again; both null when it made none.
 */
export const promoted = (
  batch: { readonly id: string; readonly feedId: string; readonly kind: string },
  counts: Counts,
  span: { readonly fromRecord: string | null; readonly toRecord: string | null },
): DomainEvent => ({
  thingKind: 'batch',
  thingId: batch.id,
  type: 'batch.promoted',
  version: null,
  body: { feedId: batch.feedId, kind: batch.kind, ...counts, ...span },
});

/** Everything else that happens to a delivery: received, started, finished, failed, cancelled. */
export const batchEvent = (
  type:
    | 'batch.received'
    | 'batch.finished'
    | 'batch.failed'
    | 'batch.cancel-requested'
    | 'batch.cancelled'
    | 'batch.file-forgotten',
  batch: { readonly id: string; readonly feedId: string },
  body: DomainEvent['body'] = {},
): DomainEvent => ({
  thingKind: 'batch',
  thingId: batch.id,
  type,
  version: null,
  body: { feedId: batch.feedId, ...body },
});

export const feedEvent = (
  type:
    | 'feed.registered'
    | 'feed.changed'
    | `feed.contract-${'approved' | 'refused' | 'revoked'}`
    | `feed.mapping-${'drafted' | 'proposed' | 'in-force' | 'discarded' | 'withdrawn' | 'approved' | 'refused'}`
    | 'feed.stale'
    | 'feed.alarmed'
    | `feed.deletion-${'proposed' | 'approved' | 'refused' | 'done' | 'stopped'}`
    | 'feed.records-expired'
    | 'feed.records-deleted'
    | 'feed.held'
    | 'feed.hold-lifted'
    | 'feed.pull-requested'
    | 'feed.pull-failed',
  feed: { readonly id: string; readonly version: number | null },
  body: DomainEvent['body'] = {},
): DomainEvent => ({ thingKind: 'feed', thingId: feed.id, type, version: feed.version, body });
