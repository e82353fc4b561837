import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { id } from '../../shared/wire.ts';

/** Who sees alerts; who only writes rules sees none. */
export const BOARD_READERS = [
  'OFFICER',
  'RESIDENT_OFFICER',
  'CENTRE_CLERK',
  'HANDLING_HEAD',
  'COMMISSION_LEADER',
] as const;

/** How alerts were judged: confirmed, and dismissed for each reason that tells of the rule. */
const verdicts = z.object({
  confirmed: z.int(),
  untrue: z.int(),
  lawful: z.int(),
  ruleFault: z.int(),
  /** Confirmed / judged in permille; `null` below five judged. */
  precisionPermille: z.int().nullable(),
});

export const getRuleBoard = endpoint({
  name: 'getRuleBoard',
  method: 'GET',
  path: '/api/v1/rule-board',
  response: z.object({
    /** Twelve months, oldest first: what came and what was judged in each. */
    months: z.array(verdicts.extend({ month: z.string().regex(/^\d{4}-\d{2}$/), received: z.int() })),
    /** Rules that found something in the twelve months or have something open, by code. */
    rules: z.array(
      verdicts.extend({
        code: z.string(),
        name: z.string(),
        received: z.int(),
        open: z.int(),
        /** Half of what was judged in the twelve months took no longer, in days; `null` where nothing was. */
        medianDays: z.number().nullable(),
      }),
    ),
    /** Open alerts by who has them, most first; `null` for who does not lead. `handler` null: nobody has taken them. */
    workload: z
      .array(
        z.object({
          handler: z.object({ id, name: z.string() }).nullable(),
          open: z.int(),
          overdue: z.int(),
          oldestDays: z.int(),
          /** In the last thirty days. */
          judged: z.int(),
        }),
      )
      .nullable(),
  }),
  audience: 'office',
  access: BOARD_READERS,
  summary: 'How often rules are right, and who has how many alerts, of what the viewer may see',
});
