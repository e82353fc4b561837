import {
  POLICY_NUMBER_NAMES,
  POLICY_NUMBERS,
  POLICY_STATES,
  POLICY_STEP_NAMES,
  type PolicyNumber,
} from '@qingfeng/domain/features/information/policy.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { id, idParams, instant, openStep, version, words } from '../../shared/wire.ts';

const numbers = Object.fromEntries(
  POLICY_NUMBER_NAMES.map((name) => [name, z.int().min(POLICY_NUMBERS[name].least).max(POLICY_NUMBERS[name].most)]),
) as { [N in PolicyNumber]: z.ZodInt };

const ruleCode = z.string().min(1).max(10);
const policy = z.object({
  ...numbers,
  blueSilencedBy: z.enum(['RED', 'YELLOW']).nullable(),
  yellowSilencedBy: z.enum(['RED']).nullable(),
  repeats: z.array(z.object({ ruleCode, times: z.int().min(2).max(100) })).max(100),
  weights: z.array(z.object({ ruleCode, percent: z.int().min(0).max(500) })).max(100),
  stages: z
    .array(
      z.object({
        code: z.string().regex(/^[A-Z][A-Z0-9_]{1,19}$/),
        name: words(20),
        unitIds: z.array(id).max(20),
        ownStaff: z.boolean(),
        workdays: z.int().min(1).max(60),
      }),
    )
    .min(1)
    .max(8),
});

const policyVersion = z.object({
  id,
  version,
  number: z.int(),
  state: z.enum(POLICY_STATES),
  inForce: z.boolean(),
  policy,
  reason: z.string(),
  proposedBy: z.string().nullable(),
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decision: z.string().nullable(),
  openSteps: z.array(openStep),
});

const policies = z.object({
  /** What holds now; ours, until a county publishes its own. */
  inForce: policy,
  /** Newest first, at most fifty. */
  versions: z.array(policyVersion),
  mayPropose: z.boolean(),
  /** Rules that a policy may name, and bodies: all for who writes it, for others those that one names. */
  rules: z.array(z.object({ code: z.string(), name: z.string() })),
  units: z.array(z.object({ id, name: z.string() })),
});

/** Who sees how alerts are triaged: those who triage and those who keep the rules. */
export const POLICY_READERS = [
  'OFFICER',
  'RESIDENT_OFFICER',
  'CENTRE_CLERK',
  'HANDLING_HEAD',
  'COMMISSION_LEADER',
  'RULE_ADMIN',
] as const;

export const getTriagePolicy = endpoint({
  name: 'getTriagePolicy',
  method: 'GET',
  path: '/api/v1/triage-policy',
  response: policies,
  audience: 'office',
  access: POLICY_READERS,
  summary: 'How alerts are grouped, silenced, put off and weighed, with its versions',
});

export const proposeTriagePolicy = endpoint({
  name: 'proposeTriagePolicy',
  method: 'POST',
  path: '/api/v1/triage-policy/versions',
  body: z.object({ policy, reason: words(500) }),
  response: policies,
  audience: 'office',
  access: ['RULE_ADMIN'],
  summary: 'Propose another policy, for a second person to put in force',
});

export const stepTriagePolicy = endpoint({
  name: 'stepTriagePolicy',
  method: 'POST',
  path: '/api/v1/triage-policy/versions/:id/:step',
  params: idParams.extend({ step: z.enum(POLICY_STEP_NAMES as [string, ...string[]]) }),
  body: z.object({ version, reason: words(500).nullable() }),
  response: policies,
  audience: 'office',
  access: ['RULE_ADMIN', 'COMMISSION_LEADER'],
  summary: 'Put a proposed policy in force, reject it, or take it back',
});
