import { VERSION_STATES, VERSION_STEPS } from '@qingfeng/domain/features/rules/version-life.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { day, id, idParams, instant, openStep, timelineEntry, version, words } from '../../shared/wire.ts';
import { BACK_TEST_STATES } from './back-tests.ts';
import { EXPECTED } from '@qingfeng/domain/features/rules/cases.ts';
import { codeParams, RULE_READERS, ruleParameter } from './endpoints.ts';
import { cases, ruleCase, wording } from './wording.ts';

const result = z.object({ got: z.enum(EXPECTED), passes: z.boolean(), reasons: z.array(z.string()).readonly() });
const sentence = z.object({ zh: z.string(), en: z.string() });

const versionDetail = z.object({
  id,
  version,
  ruleCode: z.string(),
  ruleName: z.string(),
  number: z.int(),
  recordKind: z.string(),
  state: z.enum(VERSION_STATES),
  frozen: z.boolean(),
  /** As it runs: its parameters have this version's values. */
  definition: z.unknown(),
  cases: z.array(ruleCase.extend({ result })),
  sentence,
  parameters: z.array(ruleParameter),
  /** Parameters whose value differs from the version in force. */
  changed: z.array(
    z.object({ key: z.string(), label: z.string(), unit: z.string(), from: z.number(), to: z.number() }),
  ),
  /** Whether anything else than a parameter differs from the version in force. */
  rewritten: z.boolean(),
  inForce: z.object({ id, number: z.int() }).nullable(),
  author: z.string().nullable(),
  /** Why the author changed it. */
  reason: z.string().nullable(),
  /** Why it was returned, paused, resumed or retired the last time. */
  stateReason: z.string().nullable(),
  approvers: z.array(z.string()),
  approvalsNeeded: z.int(),
  createdAt: instant,
  publishedAt: instant.nullable(),
  /** Alerts that came from this version. */
  alerts: z.int(),
  backTests: z.array(
    z.object({
      id,
      from: day,
      to: day,
      state: z.enum(BACK_TEST_STATES),
      percent: z.int(),
      requestedAt: instant,
      current: z.boolean(),
      hits: z.int().nullable(),
      precisionPermille: z.int().nullable(),
      recallPermille: z.int().nullable(),
    }),
  ),
  mayBackTest: z.boolean(),
  /** The latest run beside the version in force. */
  shadow: z.object({ id, until: day, ended: z.boolean() }).nullable(),
  mayShadow: z.boolean(),
  /** What publishing it would bring, by its latest back-test; null without one of this wording. */
  load: z
    .object({
      perWeek: z.number(),
      /** Matters that no alert tells of yet: they come on the day of publishing. */
      fresh: z.int(),
      hoursPerWeek: z.number().nullable(),
      precisionPermille: z.int().nullable(),
      /** What the rule brought a week of late, in force as it is. */
      presentPerWeek: z.number(),
      /** Half of the rule's alerts were judged within so many days; null where none was. */
      medianDays: z.number().nullable(),
    })
    .nullable(),
  openSteps: z.array(openStep),
  timeline: z.array(timelineEntry),
});

export const getRuleVersion = endpoint({
  name: 'getRuleVersion',
  method: 'GET',
  path: '/api/v1/rule-versions/:id',
  params: idParams,
  response: versionDetail,
  audience: 'office',
  access: RULE_READERS,
  summary: 'One version of a rule: what it changes, who wrote and who approved it, what can be done now',
});

/**
 * Other values of parameters, or another wording altogether, with its test cases. Cases that other values make untrue may be replaced beside them.
 */
const content = z.object({
  version,
  parameters: z.record(z.string(), z.number()).default({}),
  cases: cases.optional(),
  wording: wording.optional(),
  reason: words(500),
});

export const draftRule = endpoint({
  name: 'draftRule',
  method: 'POST',
  path: '/api/v1/rules',
  bodyLimit: 600_000,
  body: z.object({ wording, reason: words(500) }),
  response: versionDetail,
  audience: 'office',
  access: ['RULE_ADMIN'],
  summary: 'Draft a rule of the county’s own; it gets its code here',
});

export const draftRuleVersion = endpoint({
  name: 'draftRuleVersion',
  method: 'POST',
  path: '/api/v1/rules/:code/versions',
  bodyLimit: 600_000,
  params: codeParams,
  body: content,
  response: versionDetail,
  audience: 'office',
  access: ['RULE_ADMIN'],
  summary: 'Draft a new version of a rule; the one in force goes on running',
});

export const reviseRuleVersion = endpoint({
  name: 'reviseRuleVersion',
  method: 'PUT',
  path: '/api/v1/rule-versions/:id',
  bodyLimit: 600_000,
  params: idParams,
  body: content,
  response: versionDetail,
  audience: 'office',
  access: ['RULE_ADMIN'],
  summary: 'Go on with a draft of one’s own',
});

/** One step of a version's life (DOMAIN §4.8); which are open comes with the read. */
export const stepRuleVersion = endpoint({
  name: 'stepRuleVersion',
  method: 'POST',
  path: '/api/v1/rule-versions/:id/:step',
  params: idParams.extend({ step: z.enum(VERSION_STEPS) }),
  body: z.object({ version, reason: words(500).nullable() }),
  response: versionDetail,
  audience: 'office',
  access: ['RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER'],
  summary: 'Submit, review, return, publish, pause, resume or retire a version; author and reviewers differ',
});
