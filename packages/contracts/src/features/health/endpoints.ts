import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';

/** What must be well for the platform to do its work. */
export const HEALTH_PARTS = ['database', 'worker', 'queue', 'feeds', 'disk'] as const;

const part = z.object({
  part: z.enum(HEALTH_PARTS),
  ok: z.boolean(),
  /** What was measured; for system administrators only, `null` to others. */
  figures: z.record(z.string(), z.number().nullable()).nullable(),
});

export const getHealth = endpoint({
  name: 'getHealth',
  method: 'GET',
  path: '/api/v1/health',
  response: z.object({ status: z.enum(['ok', 'degraded']), parts: z.array(part) }),
  audience: 'office',
  access: 'anyone',
  summary: 'State of the parts; always 200, figures for system administrators',
});
