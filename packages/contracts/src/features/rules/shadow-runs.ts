import { SIDES } from '@qingfeng/domain/features/rules/shadow.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { colour, day, id, idParams, instant } from '../../shared/wire.ts';
import { RULE_READERS } from './endpoints.ts';

const sentence = z.object({ zh: z.string(), en: z.string() });
const counts = { both: z.int(), onlyLive: z.int(), onlyShadow: z.int() };

/** A differing matter as it is kept; whether someone may see it is decided when it is read. */
export const toldShadow = z.object({
  label: z.string(),
  personId: id.nullable(),
  unitId: id.nullable(),
  from: day,
  to: day,
  colour,
  sentence,
});

const shadowRun = z.object({
  id,
  versionId: id,
  since: day,
  until: day,
  startedBy: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  endReason: z.enum(['TIME', 'STOPPED', 'SETTLED']).nullable(),
  mayStop: z.boolean(),
  /** Whether a version is in force to compare with. */
  live: z.boolean(),
  /** One a day, latest first; `fresh`: matters first seen that day which only the shadow finds. */
  sweeps: z.array(z.object({ on: day, ...counts, fresh: z.int(), liveMs: z.int(), shadowMs: z.int() })),
  /** Some of what differs, as far as the viewer may see it. */
  examples: z.array(
    z.object({
      side: z.enum(SIDES),
      firstOn: day,
      label: z.string(),
      colour,
      from: day,
      to: day,
      sentence,
    }),
  ),
  hidden: z.int(),
});

export const getShadowRun = endpoint({
  name: 'getShadowRun',
  method: 'GET',
  path: '/api/v1/shadow-runs/:id',
  params: idParams,
  response: shadowRun,
  audience: 'office',
  access: RULE_READERS,
  summary: 'A version beside the one in force: what both, and what only one of them finds, day by day',
});

/** As long as this a version may run in the shadow. */
export const SHADOW_DAYS = { least: 1, most: 60 } as const;

export const startShadowRun = endpoint({
  name: 'startShadowRun',
  method: 'POST',
  path: '/api/v1/rule-versions/:id/shadow-runs',
  params: idParams,
  body: z.object({ days: z.int().min(SHADOW_DAYS.least).max(SHADOW_DAYS.most), since: day }),
  response: shadowRun,
  audience: 'office',
  access: ['RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER'],
  summary: 'Let a tested version run beside the one in force for some days, without raising alerts',
});

export const stopShadowRun = endpoint({
  name: 'stopShadowRun',
  method: 'POST',
  path: '/api/v1/shadow-runs/:id/stop',
  params: idParams,
  response: shadowRun,
  audience: 'office',
  access: ['RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER'],
  summary: 'End a shadow run before its time',
});
