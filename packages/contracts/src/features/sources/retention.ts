import {
  DELETION_DECIDERS,
  DELETION_PROPOSERS,
  DELETION_STATES,
  DELETION_STEPS,
  HOLDERS,
} from '@qingfeng/domain/features/sources/retention.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { day, id, idParams, instant, words } from '../../shared/wire.ts';

const deletion = z.object({
  id,
  state: z.enum(DELETION_STATES),
  /** Records of an earlier day. */
  beforeOn: day,
  due: z.int(),
  held: z.int(),
  firstOn: day,
  lastOn: day,
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
  deleted: z.int(),
  /** SHA-256 over the ids of what went. */
  digest: z.string().nullable(),
  finishedAt: instant.nullable(),
  openSteps: z.array(z.enum(DELETION_STEPS)),
});

const retention = z.object({
  retentionMonths: z.int().nullable(),
  /** Records of an earlier day are past their time; null where no months are agreed. */
  cutoff: day.nullable(),
  /** What a deletion today would take, and what alerts hold back. */
  due: z.int(),
  held: z.int(),
  firstOn: day.nullable(),
  lastOn: day.nullable(),
  hold: z.object({ reason: z.string(), placedBy: z.string(), placedAt: instant }).nullable(),
  deletions: z.array(deletion),
  may: z.object({ propose: z.boolean(), hold: z.boolean(), lift: z.boolean() }),
});

export const getRetention = endpoint({
  name: 'getRetention',
  method: 'GET',
  path: '/api/v1/feeds/:id/retention',
  params: idParams,
  response: retention,
  audience: 'office',
  access: HOLDERS,
  summary: 'How long the records of a source are kept, what is past its time, what was deleted',
});

export const proposeDeletion = endpoint({
  name: 'proposeDeletion',
  method: 'POST',
  path: '/api/v1/feeds/:id/deletions',
  params: idParams,
  response: retention,
  audience: 'office',
  access: DELETION_PROPOSERS,
  summary: 'Propose to delete what is past its time; another decides',
});

export const decideDeletion = endpoint({
  name: 'decideDeletion',
  method: 'POST',
  path: '/api/v1/feeds/:id/deletions/:deletionId/:step',
  params: idParams.extend({ deletionId: id, step: z.enum(DELETION_STEPS) }),
  body: z.object({ reason: words(500).nullable() }),
  response: retention,
  audience: 'office',
  access: DELETION_DECIDERS,
  summary: 'Have a proposed deletion done, or refuse it',
});

const holding = z.object({ reason: words(500) });

export const holdRecords = endpoint({
  name: 'holdRecords',
  method: 'POST',
  path: '/api/v1/feeds/:id/hold',
  params: idParams,
  body: holding,
  response: retention,
  audience: 'office',
  access: HOLDERS,
  summary: 'Keep every record of a source until the hold is lifted',
});

export const liftHold = endpoint({
  name: 'liftHold',
  method: 'POST',
  path: '/api/v1/feeds/:id/hold/lift',
  params: idParams,
  body: holding,
  response: retention,
  audience: 'office',
  access: DELETION_DECIDERS,
  summary: 'Lift the hold on the records of a source',
});
