import { DELIVERY_ALARMS } from '@qingfeng/domain/features/sources/delivery-alarms.ts';
import { BATCH_FORMATS, BATCH_STATES } from '@qingfeng/domain/features/sources/batch.ts';
import {
  CONTRACT_DECIDERS,
  CONTRACT_STATES,
  CONTRACT_STEP_NAMES,
} from '@qingfeng/domain/features/sources/data-contract.ts';
import { FEED_FORMATS, FEED_STATES } from '@qingfeng/domain/features/sources/feed.ts';
import { DELIVERED_KINDS, FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { COLUMN_NAME, FOLDER_NAME, PULL_OUTCOMES, TABLE_NAME } from '@qingfeng/domain/features/sources/pull.ts';
import { REJECT_REASONS } from '@qingfeng/domain/features/sources/reject.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import {
  day,
  id,
  idParams,
  instant,
  listQuery,
  openStep,
  page,
  timelineEntry,
  version,
  withReason,
  words,
} from '../../shared/wire.ts';

/** Who registers feeds and changes what was agreed about them; the data security officer approves it. */
export const REGISTRARS = ['RULE_ADMIN'] as const satisfies readonly Role[];
/** Who sends data: the liaison of the unit that runs the feed, and those who work with it. */
export const SENDERS = ['UNIT_LIAISON', 'RULE_ADMIN', 'OFFICER', 'CENTRE_CLERK'] as const satisfies readonly Role[];
export const READERS = [...SENDERS, 'DATA_SECURITY_OFFICER', 'COMMISSION_LEADER'] as const satisfies readonly Role[];

export const MOST_ROWS = 1_000;
const ROWS_BYTES = 1024 * 1024;
/** As of files: no record that people wrote goes deeper. */
const MOST_DEPTH = 60;
export const MOST_FILE_BYTES = 100 * 1024 * 1024;

const kind = z.enum(DELIVERED_KINDS);
const allFields = new Set(DELIVERED_KINDS.flatMap((one) => FIELDS[one].map(({ name }) => name)));
const field = z.string().refine((name) => allFields.has(name), 'no such field');

const everyMinutes = z.int().min(5).max(44_640);
const host = z.string().regex(/^[A-Za-z0-9.-]{1,253}$/, 'a host name or address');

/** How the platform fetches a feed itself; names are names, never a statement or a path that leads up. */
const pull = z.discriminatedUnion('from', [
  z.object({ from: z.literal('FOLDER'), everyMinutes, folder: z.string().regex(FOLDER_NAME) }).strict(),
  z
    .object({
      from: z.literal('HTTP'),
      everyMinutes,
      url: z.url({ protocol: /^https?$/ }).max(1_000),
      header: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/)
        .nullable(),
    })
    .strict(),
  z
    .object({
      from: z.literal('SQL'),
      everyMinutes,
      engine: z.enum(['POSTGRESQL', 'MYSQL']),
      host,
      port: z.int().min(1).max(65_535),
      database: z.string().min(1).max(63),
      user: z.string().min(1).max(63),
      table: z.string().regex(TABLE_NAME),
      watermark: z.string().regex(COLUMN_NAME),
    })
    .strict(),
]);

const agreed = z
  .object({
    code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/, 'capitals, digits and hyphens'),
    name: words(100),
    unitId: id,
    kind,
    format: z.enum(FEED_FORMATS),
    provider: words(200),
    purpose: words(500),
    legalBasis: words(500),
    /** Fields that may be kept; empty = all of the kind. */
    allowedFields: z.array(field).max(100).default([]),
    /** Calendar days between two deliveries. */
    everyDays: z.int().min(1).max(3_660),
    /** Number or name of the paper in which the provider agreed. */
    agreementRef: z.string().trim().max(200).default(''),
    /** First and last day of the agreement. */
    agreedFrom: day.nullable().default(null),
    agreedUntil: day.nullable().default(null),
    /** Months that records are kept after their day; null = as long as the kind. */
    retentionMonths: z.int().min(1).max(600).nullable().default(null),
    pull: pull.nullable().default(null),
    /** Password or token for it: written, never read; the one that stands stays when none is given. */
    pullSecret: z.string().min(1).max(500).optional(),
  })
  .strict();
const oneKindOfOcds = ({ kind: of, format }: { kind: string; format: string }): boolean =>
  format !== 'OCDS' || of === 'procurement';

const counts = z.object({
  accepted: z.int(),
  corrected: z.int(),
  unchanged: z.int(),
  repeated: z.int(),
  rejected: z.int(),
});

export const batch = z.object({
  id,
  feedId: id,
  feedCode: z.string(),
  feedName: z.string(),
  kind,
  format: z.enum(BATCH_FORMATS),
  fileName: z.string().nullable(),
  state: z.enum(BATCH_STATES),
  receivedAt: instant,
  /** Who sent it. */
  receivedBy: z.string().nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  cancelRequested: z.boolean(),
  linesDone: z.int(),
  linesTotal: z.int().nullable(),
  counts,
  /** Why the whole file was refused: a refusal code with its facts. */
  error: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  /** What is odd about it; empty also until it was looked at. */
  alarms: z.array(z.enum(DELIVERY_ALARMS)),
  /** Version of the feed's mapping that it was read with; null where it had none, or has not been begun. */
  mappingNumber: z.int().nullable(),
  /** Whether this viewer may cancel it now. */
  mayCancel: z.boolean(),
});

const health = z.enum(['FRESH', 'STALE', 'NEVER', 'PAUSED', 'UNAPPROVED']);

const feedRow = z.object({
  id,
  code: z.string(),
  name: z.string(),
  unit: z.object({ id, name: z.string() }),
  kind,
  format: z.enum(FEED_FORMATS),
  provider: z.string(),
  everyDays: z.int(),
  status: z.enum(FEED_STATES),
  health,
  /** Whether the data security officer approved what was agreed. */
  contractState: z.enum(CONTRACT_STATES),
  /** Last day on which the next delivery is in time; null while it takes nothing. */
  dueOn: day.nullable(),
  daysLate: z.int(),
  lastReceivedAt: instant.nullable(),
  /** Data as of. */
  dataUntil: day.nullable(),
  lastCounts: counts.nullable(),
  /** What is odd about the last delivery. */
  lastAlarms: z.array(z.enum(DELIVERY_ALARMS)),
});

const feedHealth = z.object({
  /** Deliveries, rows taken and rows rejected, day by day over the last thirty. */
  days: z.array(z.object({ day, deliveries: z.int(), taken: z.int(), rejected: z.int() })),
  /** Of the last thirty days, per thousand rows; null without rows. */
  rejectedPerThousand: z.number().nullable(),
  records: z.int(),
});

const feed = feedRow.extend({
  version,
  agreementRef: z.string(),
  agreedFrom: day.nullable(),
  agreedUntil: day.nullable(),
  retentionMonths: z.int().nullable(),
  pull: pull.nullable(),
  pulling: z
    .object({
      nextAt: instant,
      lastAt: instant.nullable(),
      outcome: z.enum(PULL_OUTCOMES).nullable(),
      /** A refusal code, and what its words name. */
      error: z.string().nullable(),
      errorFacts: z.record(z.string(), z.unknown()),
      deliveries: z.int(),
      failures: z.int(),
    })
    .nullable(),
  purpose: z.string(),
  legalBasis: z.string(),
  allowedFields: z.array(z.string()),
  /** How its columns become our fields: the version in force, what becomes of rows without a day, the version on its way. */
  mapping: z.object({
    number: z.int().nullable(),
    undated: z.enum(['REJECT', 'RECEIVED']),
    open: z.object({ number: z.int(), state: z.enum(['DRAFT', 'PROPOSED']) }).nullable(),
  }),
  registeredAt: instant,
  healthOver30Days: feedHealth,
  /**
   * What rules could not judge of it lately, while that lasts; counts only. Who runs the feed hears which of its fields lack what, not which
   * rule says so.
   */
  poorData: z.array(
    z.object({
      rule: z.object({ code: z.string(), name: z.string() }).nullable(),
      since: instant,
      judged: z.int(),
      notEvaluable: z.int(),
      reason: z.string().nullable(),
    }),
  ),
  /** Who wrote what was agreed as it stands, what was decided about it, and what this viewer may decide. */
  contract: z.object({
    by: z.string().nullable(),
    at: instant.nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    reason: z.string().nullable(),
    openSteps: z.array(openStep),
  }),
  /** What this viewer may do here. */
  may: z.object({ send: z.boolean(), change: z.boolean(), keep: z.boolean() }),
  timeline: z.array(timelineEntry),
});

export const listFeeds = endpoint({
  name: 'listFeeds',
  method: 'GET',
  path: '/api/v1/feeds',
  query: listQuery(['code', 'name', 'lastReceivedAt', 'dueOn'], {
    q: z.string().max(100).optional(),
    kind: kind.optional(),
    health: health.optional(),
  }),
  response: page(feedRow).extend({ stale: z.int(), mayRegister: z.boolean() }),
  audience: 'office',
  access: READERS,
  summary: 'Sources of data, how fresh each is and what its last delivery held',
});

export const exportFeeds = endpoint({
  name: 'exportFeeds',
  method: 'GET',
  path: '/api/v1/feeds.xlsx',
  query: listFeeds.query,
  response: z.object({}),
  audience: 'office',
  access: READERS,
  delivers: 'file',
  summary: 'The list as shown, as .xlsx with a watermark',
});

export const registerFeed = endpoint({
  name: 'registerFeed',
  method: 'POST',
  path: '/api/v1/feeds',
  body: agreed.refine(oneKindOfOcds, { path: ['format'], message: 'OCDS tells of procurement' }),
  response: feed,
  audience: 'office',
  access: REGISTRARS,
  summary: 'Register a source with what was agreed about it: purpose, ground, fields, rhythm',
});

export const getFeed = endpoint({
  name: 'getFeed',
  method: 'GET',
  path: '/api/v1/feeds/:id',
  params: idParams,
  response: feed,
  audience: 'office',
  access: READERS,
  summary: 'One source with its health',
});

export const changeFeed = endpoint({
  name: 'changeFeed',
  method: 'PUT',
  path: '/api/v1/feeds/:id',
  params: idParams,
  body: agreed
    // What a feed's records are does not change: another kind is another feed.
    .omit({ code: true, kind: true, format: true })
    .extend({ version, status: z.enum(FEED_STATES) }),
  response: feed,
  audience: 'office',
  access: REGISTRARS,
  summary: 'Change what was agreed about a source, pause or resume it',
});

export const decideContract = endpoint({
  name: 'decideContract',
  method: 'POST',
  path: '/api/v1/feeds/:id/contract/:step',
  params: idParams.extend({ step: z.enum(CONTRACT_STEP_NAMES) }),
  body: z.object({ version, reason: words(500).nullable() }),
  response: feed,
  audience: 'office',
  access: CONTRACT_DECIDERS,
  summary: 'Approve what was agreed about a source, refuse it, or take the approval back',
});

export const pullFeed = endpoint({
  name: 'pullFeed',
  method: 'POST',
  path: '/api/v1/feeds/:id/pull',
  params: idParams,
  response: feed,
  audience: 'office',
  access: REGISTRARS,
  summary: 'Fetch a source now that the platform fetches itself',
});

export const fault = z.object({
  reason: z.enum(REJECT_REASONS),
  field: z.string().nullable(),
  /** At most 100 characters of what stood there. */
  value: z.string().nullable(),
  /** Heading of the column in the source's own words. */
  heading: z.string().nullable(),
  /** The rule of the mapping by which the value was read: a format of days, a unit, `CODES`. */
  rule: z.string().nullable(),
});
export const faultCount = fault.omit({ value: true }).extend({ rows: z.int() });
const rejectedRow = z.object({ line: z.int(), faults: z.array(fault) });

/** Level by level: a function that calls itself would be the very thing that such a body is made to exhaust. */
const isShallow = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_DEPTH) return false;
    level = level.flatMap((part) =>
      typeof part === 'object' && part !== null ? (Object.values(part) as unknown[]) : [],
    );
  }
  return true;
};

export const sendRecords = endpoint({
  name: 'sendRecords',
  method: 'POST',
  path: '/api/v1/feeds/:id/records',
  params: idParams,
  // Each row is checked by itself, so that one bad row costs nothing but itself: its faults stand in the answer.
  body: z.object({ rows: z.array(z.unknown()).min(1).max(MOST_ROWS).refine(isShallow, 'nested too deeply') }).strict(),
  response: z.object({ batchId: id, counts, rejected: z.array(rejectedRow) }),
  audience: 'office',
  access: SENDERS,
  bodyLimit: ROWS_BYTES,
  summary: `Send up to ${MOST_ROWS} rows (of an OCDS feed: releases); good ones go in, each bad one is answered with its faults`,
});

export const uploadDelivery = endpoint({
  name: 'uploadDelivery',
  method: 'POST',
  path: '/api/v1/feeds/:id/uploads',
  params: idParams,
  query: z.object({ name: words(200) }).strict(),
  response: batch,
  audience: 'office',
  access: SENDERS,
  upload: true,
  bodyLimit: MOST_FILE_BYTES,
  summary:
    'Upload a file (CSV, XLSX; of an OCDS feed JSON, JSON lines); answered 202 with the delivery, worked off behind',
});

export const listBatches = endpoint({
  name: 'listBatches',
  method: 'GET',
  path: '/api/v1/feeds/:id/batches',
  params: idParams,
  query: listQuery(['receivedAt'], {}),
  response: page(batch),
  audience: 'office',
  access: READERS,
  summary: 'Deliveries of a source, newest first',
});

export const getBatch = endpoint({
  name: 'getBatch',
  method: 'GET',
  path: '/api/v1/batches/:id',
  params: idParams,
  response: batch.extend({
    /** Why rows were rejected: how many rows for each reason. */
    reasons: z.array(faultCount),
    /** What the rules made of it, for who may see rules; empty until they have looked, or where they looked at several deliveries at once. */
    judged: z
      .array(
        z.object({
          code: z.string(),
          name: z.string(),
          hits: z.int(),
          notEvaluable: z.array(z.object({ reason: z.string(), count: z.int() })),
        }),
      )
      .nullable(),
    timeline: z.array(timelineEntry),
  }),
  audience: 'office',
  access: READERS,
  summary: 'One delivery: progress, counts, why rows were rejected',
});

export const cancelBatch = endpoint({
  name: 'cancelBatch',
  method: 'POST',
  path: '/api/v1/batches/:id/cancel',
  params: idParams,
  response: batch,
  audience: 'office',
  access: SENDERS,
  summary: 'Stop working off a delivery; what is in stays in',
});

export const listRejectedRows = endpoint({
  name: 'listRejectedRows',
  method: 'GET',
  path: '/api/v1/batches/:id/rejected',
  params: idParams,
  query: listQuery(['line'], { reason: z.enum(REJECT_REASONS).optional() }),
  response: page(rejectedRow),
  audience: 'office',
  access: READERS,
  summary: 'Rejected rows with line, reason and what stood there',
});

export const exportRejectedRows = endpoint({
  name: 'exportRejectedRows',
  method: 'GET',
  path: '/api/v1/batches/:id/rejected.csv',
  params: idParams,
  query: withReason(z.object({}).strict()),
  response: z.object({}),
  audience: 'office',
  access: SENDERS,
  delivers: 'file',
  summary: 'The rejected rows as CSV, with their faults, to be corrected and sent again',
});

export const getTemplate = endpoint({
  name: 'getTemplate',
  method: 'GET',
  path: '/api/v1/templates/:kind.xlsx',
  params: z.object({ kind }),
  response: z.object({}),
  audience: 'office',
  access: READERS,
  delivers: 'file',
  summary: 'Excel template of a kind of record: drop-downs, sample row, notes',
});

export const getFeedForm = endpoint({
  name: 'getFeedForm',
  method: 'GET',
  path: '/api/v1/feed-form',
  response: z.object({
    units: z.array(z.object({ id, name: z.string() })),
    kinds: z.array(z.object({ kind, fields: z.array(z.object({ name: z.string(), required: z.boolean() })) })),
  }),
  audience: 'office',
  access: REGISTRARS,
  summary: 'What may be chosen when a source is registered',
});
