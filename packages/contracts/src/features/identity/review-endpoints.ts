import { REVIEW_KINDS, REVIEW_STATES, REVIEW_STEP_NAMES } from '@qingfeng/domain/features/identity/periodic-review.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import {
  day,
  id,
  idParams,
  instant,
  listQuery,
  oneOrMore,
  openStep,
  page,
  role,
  version,
  withReason,
  words,
} from '../../shared/wire.ts';

const READERS = ['SYS_ADMIN', 'SEC_ADMIN', 'AUDIT_ADMIN', 'COMMISSION_LEADER'] as const satisfies readonly Role[];

const row = z.object({
  id,
  kind: z.enum(REVIEW_KINDS),
  from: day,
  to: day,
  state: z.enum(REVIEW_STATES),
  dueOn: day,
  concludedBy: z.string().nullable(),
  concludedAt: instant.nullable(),
});

const review = row.extend({
  openedAt: instant,
  /** How much there was to look at when it was concluded. */
  found: z.int().nullable(),
  note: z.string().nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  version,
  openSteps: z.array(openStep),
  /** Accounts that may not be needed any more, as they stand now; empty for other kinds and once concluded. */
  accounts: z.array(
    z.object({
      id,
      login: z.string(),
      name: z.string(),
      unit: z.string().nullable(),
      /** Not in office any more, never signed in, or not for long. */
      why: z.enum(['LEFT', 'NEVER', 'UNUSED']),
      lastUsedAt: instant.nullable(),
      createdAt: instant,
      /** Whether it is asked for already that it be disabled. */
      asked: z.boolean(),
    }),
  ),
  /** Roles that reach far, and whatever was granted or revoked in the month. */
  grants: z.array(
    z.object({
      id,
      accountId: id,
      login: z.string(),
      name: z.string(),
      role,
      unit: z.string().nullable(),
      grantedAt: instant,
      grantedBy: z.string().nullable(),
      revokedAt: instant.nullable(),
      /** Granted within the month. */
      isNew: z.boolean(),
    }),
  ),
  /** What privileged accounts did in the month, who opened an identity or took a list out: counted by kind and person. */
  acts: z.array(
    z.object({
      type: z.string(),
      actor: z.string().nullable(),
      login: z.string().nullable(),
      count: z.int(),
      lastAt: instant,
    }),
  ),
});

export const listReviews = endpoint({
  name: 'listReviews',
  method: 'GET',
  path: '/api/v1/reviews',
  query: listQuery(['from'], { state: oneOrMore(z.enum(REVIEW_STATES)).optional() }),
  response: page(row),
  audience: 'office',
  access: READERS,
  summary: 'Monthly reviews of the three administrators, latest first',
});

export const exportReviews = endpoint({
  name: 'exportReviews',
  method: 'GET',
  path: '/api/v1/reviews/export',
  query: withReason(listReviews.query),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: READERS,
  summary: 'The reviews as shown, as a workbook',
});

export const getReview = endpoint({
  name: 'getReview',
  method: 'GET',
  path: '/api/v1/reviews/:id',
  params: idParams,
  response: review,
  audience: 'office',
  access: READERS,
  summary: 'One review with what there is to look over',
});

export const stepReview = endpoint({
  name: 'stepReview',
  method: 'POST',
  path: '/api/v1/reviews/:id/:step',
  params: idParams.extend({ step: z.enum(REVIEW_STEP_NAMES) }),
  body: z.object({ version, note: words(1_000).nullable() }),
  response: review,
  audience: 'office',
  access: READERS,
  summary: 'Conclude a review, raise what it found, or answer what was raised',
});
