import type { Viewer } from '../../shared/by.ts';
import { hasRole } from '../../shared/by.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';

/** Colours that a rule gives its findings; never the level of a warning. */
export const ALERT_COLOURS = ['BLUE', 'YELLOW', 'RED'] as const;
export type AlertColour = (typeof ALERT_COLOURS)[number];
export const heaviness = (colour: AlertColour): number => ALERT_COLOURS.indexOf(colour);

/** What a county sets of triage as whole numbers: ours unless it sets its own, and within which limits it may. */
export const POLICY_NUMBERS = {
  /** Alerts further apart than this many days are different matters (MR-17). */
  windowDays: { ours: 30, least: 0, most: 366 },
  /**
   * A finding on more records than this is not joined to others by its records: a year's total shares a record with everything,
   * and would make one matter of it all.
   */
  mostRecords: { ours: 20, least: 0, most: 1_000 },
  /** Days for which an alert may be put off at once. */
  snoozeDays: { ours: 14, least: 1, most: 90 },
  /** Days before its end on which whoever put it off is told. */
  snoozeNoticeDays: { ours: 1, least: 0, most: 14 },
  /** Days within which findings of a rule that waits for several are counted together. */
  repeatDays: { ours: 30, least: 1, most: 366 },
  /** Points of a finding made today, by its colour. */
  redPoints: { ours: 100, least: 0, most: 1_000 },
  yellowPoints: { ours: 40, least: 0, most: 1_000 },
  bluePoints: { ours: 15, least: 0, most: 1_000 },
  /** Days after which a finding weighs half. */
  halfLifeDays: { ours: 90, least: 1, most: 3_650 },
  /** Per cent that each further rule on the same matter adds, and how many of them count. */
  furtherRulePercent: { ours: 25, least: 0, most: 100 },
  furtherRulesMost: { ours: 4, least: 0, most: 20 },
  /** A matter becomes yellow or red at these points, and stays so until it falls below the lower ones: it does not flicker. */
  yellowFrom: { ours: 40, least: 1, most: 10_000 },
  yellowUntil: { ours: 30, least: 1, most: 10_000 },
  redFrom: { ours: 100, least: 1, most: 10_000 },
  redUntil: { ours: 80, least: 1, most: 10_000 },
  /** Days over which the share of what a rule could not judge is counted, and of how many at least. */
  qualityDays: { ours: 7, least: 1, most: 90 },
  qualityLeast: { ours: 50, least: 1, most: 100_000 },
  /** Per cent not judged at which data are called poor, and below which they are well again. */
  poorFrom: { ours: 20, least: 1, most: 100 },
  poorUntil: { ours: 10, least: 1, most: 100 },
} as const satisfies Record<string, { ours: number; least: number; most: number }>;
export type PolicyNumber = keyof typeof POLICY_NUMBERS;
export const POLICY_NUMBER_NAMES = Object.keys(POLICY_NUMBERS) as PolicyNumber[];

/** A stage of joint verification (MR-24): whom it asks and how long they have. */
export type StagePolicy = {
  readonly code: string;
  /** As the county calls it. */
  readonly name: string;
  /** Bodies that may be asked; none: every body with an account that may answer. */
  readonly unitIds: readonly string[];
  /** Whether the commission's own staff answers, not a partner body. */
  readonly ownStaff: boolean;
  readonly workdays: number;
};

export type TriagePolicy = { readonly [N in PolicyNumber]: number } & {
  /** While an untaken or open alert at least as heavy as this stands in a matter, its blue, or yellow, alerts stay out of the inbox. */
  readonly blueSilencedBy: 'RED' | 'YELLOW' | null;
  readonly yellowSilencedBy: 'RED' | null;
  /** Rules of which a single finding says little: this many of one matter come into the inbox together. */
  readonly repeats: readonly { readonly ruleCode: string; readonly times: number }[];
  /** Rules whose findings weigh more or less than their colour says, in per cent. */
  readonly weights: readonly { readonly ruleCode: string; readonly percent: number }[];
  readonly stages: readonly StagePolicy[];
};

/** 审计查证—财政核策—行业研判—纪委追责 (MR-24); days ours. */
export const STAGES: readonly StagePolicy[] = [
  { code: 'AUDIT', name: '审计查证', unitIds: [], ownStaff: false, workdays: 10 },
  { code: 'FINANCE', name: '财政核策', unitIds: [], ownStaff: false, workdays: 5 },
  { code: 'INDUSTRY', name: '行业研判', unitIds: [], ownStaff: false, workdays: 10 },
  { code: 'DISCIPLINE', name: '纪委追责', unitIds: [], ownStaff: true, workdays: 10 },
];

const OURS = Object.fromEntries(POLICY_NUMBER_NAMES.map((name) => [name, POLICY_NUMBERS[name].ours])) as {
  [N in PolicyNumber]: number;
};
export const DEFAULT_POLICY: TriagePolicy = {
  ...OURS,
  blueSilencedBy: 'RED',
  yellowSilencedBy: null,
  repeats: [],
  weights: [],
  stages: STAGES,
};

/** What a county set, laid over ours: a policy that was written before a part of it existed has our part. */
export const policyOf = (set: Partial<TriagePolicy>): TriagePolicy => ({ ...DEFAULT_POLICY, ...set });

export const isWithin = (name: PolicyNumber, value: number): boolean =>
  Number.isInteger(value) && value >= POLICY_NUMBERS[name].least && value <= POLICY_NUMBERS[name].most;

/** The lower of each pair ends what the upper begins; where they are the wrong way round, or meet, it would flicker. */
const ORDERED: readonly (readonly [PolicyNumber, PolicyNumber])[] = [
  ['yellowUntil', 'yellowFrom'],
  ['redUntil', 'redFrom'],
  ['yellowFrom', 'redFrom'],
  ['poorUntil', 'poorFrom'],
];

const twice = (words: readonly string[]): boolean => new Set(words).size < words.length;

/** The parts of a policy that do not hold together, by name. */
export const faultsOf = (policy: TriagePolicy): string[] => [
  ...POLICY_NUMBER_NAMES.filter((name) => !isWithin(name, policy[name])),
  ...ORDERED.flatMap(([lower, upper]) => (policy[lower] < policy[upper] ? [] : [upper])),
  ...(policy.repeatDays > policy.windowDays && policy.repeats.length > 0 ? ['repeatDays'] : []),
  ...(twice(policy.repeats.map(({ ruleCode }) => ruleCode)) ? ['repeats'] : []),
  ...(twice(policy.weights.map(({ ruleCode }) => ruleCode)) ? ['weights'] : []),
  ...(policy.stages.length === 0 || twice(policy.stages.map(({ code }) => code)) ? ['stages'] : []),
];

export const POLICY_STATES = ['PROPOSED', 'PUBLISHED', 'REJECTED', 'WITHDRAWN'] as const;
export type PolicyState = (typeof POLICY_STATES)[number];

/** Who writes the policy, as who drafts rules (DOMAIN §7.1); a second person puts it in force. */
export const POLICY_AUTHORS = ['RULE_ADMIN'] as const satisfies readonly Role[];
export const POLICY_DECIDERS = ['RULE_ADMIN', 'COMMISSION_LEADER'] as const satisfies readonly Role[];

/** Steps on a proposed policy; all start from PROPOSED. */
export const POLICY_STEPS = {
  publish: { to: 'PUBLISHED', own: false },
  reject: { to: 'REJECTED', own: false },
  withdraw: { to: 'WITHDRAWN', own: true },
} as const satisfies Record<string, { to: PolicyState; own: boolean }>;
export type PolicyStep = keyof typeof POLICY_STEPS;
export const POLICY_STEP_NAMES = Object.keys(POLICY_STEPS) as PolicyStep[];

/** Why a step is not open to this viewer, `null` when it is; `access.denied` where it is never theirs. */
export const refusalOfPolicyStep = (
  step: PolicyStep,
  { state, proposedBy }: { readonly state: PolicyState; readonly proposedBy: string | null },
  viewer: Viewer,
): RefusalCode | null => {
  const isOwn = proposedBy === viewer.accountId;
  if (!hasRole(viewer, ...(POLICY_STEPS[step].own ? POLICY_AUTHORS : POLICY_DECIDERS))) return 'access.denied';
  if (state !== 'PROPOSED') return 'step.not-available';
  if (POLICY_STEPS[step].own) return isOwn ? null : 'access.denied';
  return isOwn ? 'policy.own-proposal' : null;
};
