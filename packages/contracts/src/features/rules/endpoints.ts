import { VERSION_STATES } from '@qingfeng/domain/features/rules/version-life.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { colour, day, id, instant, listQuery, page, version } from '../../shared/wire.ts';

export const RULE_READERS = [
  'OFFICER',
  'RESIDENT_OFFICER',
  'CENTRE_CLERK',
  'HANDLING_HEAD',
  'COMMISSION_LEADER',
  'RULE_ADMIN',
] as const;
export const codeParams = z.object({ code: z.string().regex(/^[A-Z]\d{2,3}$/) });

export const ruleParameter = z.object({
  key: z.string(),
  label: z.string(),
  value: z.number(),
  unit: z.string(),
  min: z.number(),
  max: z.number(),
});

const rule = z.object({
  code: z.string(),
  version,
  name: z.string(),
  purpose: z.string(),
  recordKind: z.string(),
  /** Of a rule that no version is in force of: UNPUBLISHED. */
  state: z.enum(['ACTIVE', 'PAUSED', 'FROZEN', 'UNPUBLISHED']),
  publishedVersion: z.int().nullable(),
  colours: z.array(colour),
  /** In the last twelve months. */
  alerts: z.int(),
  open: z.int(),
  decided: z.int(),
  confirmed: z.int(),
  /** Confirmed / decided in permille; `null` below five decided. */
  precisionPermille: z.int().nullable(),
  /** Groups of the latest sweep that could not be judged, by reason. */
  notEvaluable: z.array(z.object({ reason: z.string(), count: z.int() })),
  evaluatedAt: instant.nullable(),
});

export const listRules = endpoint({
  name: 'listRules',
  method: 'GET',
  path: '/api/v1/rules',
  query: listQuery(['code', 'alerts', 'precisionPermille'], { q: z.string().trim().max(50).optional() }),
  response: page(rule),
  audience: 'office',
  access: RULE_READERS,
  summary: 'The rule library with precision, volume and what could not be judged',
});

export const exportRules = endpoint({
  name: 'exportRules',
  method: 'GET',
  path: '/api/v1/rules/export',
  query: listRules.query,
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: RULE_READERS,
  summary: 'The rule library as shown, as a workbook',
});

const ruleVersion = z.object({
  id,
  version,
  number: z.int(),
  state: z.enum(VERSION_STATES),
  parameters: z.array(ruleParameter),
  author: z.string().nullable(),
  approvers: z.array(z.string()),
  createdAt: instant,
  publishedAt: instant.nullable(),
});

const detail = rule.extend({
  sentence: z.object({ zh: z.string(), en: z.string() }),
  hypothesis: z.string(),
  legalBasis: z.string(),
  owner: z.string().nullable(),
  /** `kind`: of which records. */
  fields: z.array(z.object({ kind: z.string(), key: z.string(), label: z.string() })),
  exclusions: z.array(z.string()),
  falsePositives: z.array(z.string()),
  definition: z.unknown(),
  versions: z.array(ruleVersion),
  /** Hits, no-hits and not-evaluable per day of the last ninety. */
  days: z.array(z.object({ on: day, hits: z.int(), noHits: z.int(), notEvaluable: z.int() })),
  dismissals: z.array(z.object({ reason: z.string(), count: z.int() })),
  /** Feeds of which much could not be judged lately, while that lasts. */
  poorData: z.array(
    z.object({ feed: z.string(), since: instant, judged: z.int(), notEvaluable: z.int(), reason: z.string() }),
  ),
  /** The version that may be worked on, where one is under way. */
  underWay: z.object({ id, number: z.int(), state: z.enum(VERSION_STATES) }).nullable(),
  openSteps: z.array(z.enum(['draft', 'evaluate'])),
});

export const getRule = endpoint({
  name: 'getRule',
  method: 'GET',
  path: '/api/v1/rules/:code',
  params: codeParams,
  response: detail,
  audience: 'office',
  access: RULE_READERS,
  summary: 'One rule: what it says, on what ground, how well it does',
});

/** Evaluate now over the whole history, as the nightly sweep does. */
export const evaluateRules = endpoint({
  name: 'evaluateRules',
  method: 'POST',
  path: '/api/v1/rule-runs',
  response: z.object({ queued: z.boolean() }),
  audience: 'office',
  access: ['RULE_ADMIN'],
  summary: 'Evaluate every rule over the whole history now',
});
