import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { day, id, instant, oneOrMore, words } from '../../shared/wire.ts';

const filters = {
  /** Part of the name or login of who did it. */
  actor: z.string().trim().max(100).optional(),
  /** `account.locked`, or `account.` for all of a kind; several by commas. */
  type: oneOrMore(z.string().regex(/^[a-z-]+\.[a-z-]*$/)).optional(),
  from: day.optional(),
  to: day.optional(),
  thingId: id.optional(),
};

/** The record, latest first. It grows while it is read, so the next page begins below an id and not at a number. */
export const listEvents = endpoint({
  name: 'listEvents',
  method: 'GET',
  path: '/api/v1/events',
  query: z
    .object({ ...filters, before: id.optional(), size: z.coerce.number().int().min(1).max(200).default(50) })
    .strict(),
  response: z.object({
    items: z.array(
      z.object({
        id,
        at: instant,
        /** `null` for the platform itself and for someone without an account. */
        actor: z.object({ name: z.string(), login: z.string() }).nullable(),
        system: z.boolean(),
        onBehalfOf: z.string().nullable(),
        type: z.string(),
        thingKind: z.string(),
        thingId: id,
        version: z.int().nullable(),
        requestId: z.string(),
        body: z.record(z.string(), z.unknown()),
      }),
    ),
    /** Where the next page begins, `null` on the last. */
    next: id.nullable(),
  }),
  audience: 'office',
  access: ['AUDIT_ADMIN'],
  summary: 'Who did what, when: the record of everyone, for the audit administrator',
});

export const exportEvents = endpoint({
  name: 'exportEvents',
  method: 'GET',
  path: '/api/v1/events/export',
  query: z.object({ ...filters, reason: words(200) }).strict(),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: ['AUDIT_ADMIN'],
  summary: 'The record as filtered, as a workbook with a watermark; the export itself is recorded',
});
