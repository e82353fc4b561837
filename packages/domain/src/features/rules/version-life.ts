import { hasRole, SYSTEM } from '../../shared/by.ts';
import type { DomainEvent } from '../../shared/event.ts';
import { type AnyRow, lifeOf, type Present, type Taker } from '../../shared/life.ts';
import { type Answer, type Reason, reasonGiven, unless } from '../../shared/needs.ts';

/** States of DOMAIN §4.8. Only a version in force runs; one that has been retired stays, since alerts name it. */
export const VERSION_STATES = ['DRAFT', 'BACKTEST', 'REVIEWED', 'PUBLISHED', 'PAUSED', 'RETIRED'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** What the life of one wording of a rule decides on. */
export type RuleVersion = {
  readonly id: string;
  readonly version: number;
  readonly state: VersionState;
  /** Null: it came with the platform. */
  readonly authorId: string | null;
  readonly approverIds: readonly string[];
  /** How many people must approve before it may be published: the county's policy. */
  readonly approvalsNeeded: number;
  /** A back-test of it, as it stands, is on record. */
  readonly backTested: boolean;
  /** Every case that is kept with it comes out as expected. */
  readonly casesPass: boolean;
  /** The rule was stopped because it was wrong too often (DOMAIN §8.3): it waits for a leader. */
  readonly frozen: boolean;
};

type Inputs = {
  draft: object;
  revise: object;
  submit: object;
  review: object;
  return: Reason;
  publish: object;
  pause: Reason;
  freeze: object;
  resume: Reason;
  retire: Reason;
  supersede: object;
};
export type VersionStep = keyof Inputs;
/** Steps that a person takes on a version as it stands. */
export const VERSION_STEPS = [
  'submit',
  'review',
  'return',
  'publish',
  'pause',
  'resume',
  'retire',
] as const satisfies readonly VersionStep[];

const EVENTS = {
  draft: 'rule-version.drafted',
  revise: 'rule-version.revised',
  submit: 'rule-version.submitted',
  review: 'rule-version.reviewed',
  return: 'rule-version.returned',
  publish: 'rule-version.published',
  pause: 'rule-version.paused',
  freeze: 'rule-version.frozen',
  resume: 'rule-version.resumed',
  retire: 'rule-version.retired',
  supersede: 'rule-version.superseded',
} as const satisfies Record<VersionStep, `rule-version.${string}`>;

const wrote = ({ authorId }: RuleVersion, { viewer }: Taker): boolean => viewer.accountId === authorId;
const ACTORS = {
  RULE_ADMIN: (_, { viewer }) => hasRole(viewer, 'RULE_ADMIN'),
  /** Who drafted it; only he goes on with the draft. */
  AUTHOR: (version, taker) => hasRole(taker.viewer, 'RULE_ADMIN') && wrote(version, taker),
  REVIEWER: (_, { viewer }) => hasRole(viewer, 'RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER'),
  PUBLISHER: (_, { viewer }) => hasRole(viewer, 'RULE_ADMIN', 'COMMISSION_LEADER'),
  LEADER: (_, { viewer }) => hasRole(viewer, 'COMMISSION_LEADER'),
  SYSTEM: (_, { viewer }) => viewer.accountId === SYSTEM.accountId,
} as const satisfies Record<string, (version: RuleVersion, taker: Taker) => boolean>;

const notOwn = (version: RuleVersion, { viewer }: Present): Answer =>
  unless(version.authorId !== viewer.accountId, 'rule.own-version');
const backTested = (version: RuleVersion): Answer => unless(version.backTested, 'rule.not-back-tested');
const casesPass = (version: RuleVersion): Answer => unless(version.casesPass, 'rule.case-fails');
const notTwice = ({ approverIds }: RuleVersion, { viewer }: Present): Answer =>
  unless(!approverIds.includes(viewer.accountId), 'rule.approved-before');

const oneIsMissing = {
  says: 'one approval is missing',
  holds: ({ approverIds, approvalsNeeded }: RuleVersion) => approverIds.length + 1 >= approvalsNeeded,
};
const moreAreMissing = {
  says: 'more approvals are missing',
  holds: (version: RuleVersion) => !oneIsMissing.holds(version),
};
const isFrozen = { says: 'frozen', holds: ({ frozen }: RuleVersion) => frozen };
const notFrozen = { says: 'not frozen', holds: ({ frozen }: RuleVersion) => !frozen };

export type VersionLife = {
  readonly thing: RuleVersion;
  readonly actor: keyof typeof ACTORS;
  readonly inputs: Inputs;
  readonly tells: { readonly [S in VersionStep]: object };
  readonly clock: never;
  readonly paper: never;
  readonly event: DomainEvent & { readonly type: (typeof EVENTS)[VersionStep] };
};

/**
 * The life of a version of a rule (DOMAIN §4.8, MR-14): author and reviewers differ, and of one rule at most one version is in force or
 * paused, since publishing supersedes the one before in the same change. What is under review no longer changes: its author takes
 * it back to draft, or a reviewer returns it.
 */
// prettier-ignore
export const STEPS: readonly AnyRow<VersionLife>[] = [
  { no: '1', step: 'draft', from: [], to: 'DRAFT', by: ['RULE_ADMIN'], clock: [], papers: [] },
  { no: '2', step: 'revise', from: ['DRAFT'], to: 'SAME', by: ['AUTHOR'], clock: [], papers: [] },
  { no: '3', step: 'submit', from: ['DRAFT'], to: 'BACKTEST', by: ['AUTHOR'], main: true,
    needs: [casesPass], clock: [], papers: [] },
  { no: '4', step: 'review', from: ['BACKTEST'], to: 'REVIEWED', by: ['REVIEWER'], main: true, when: oneIsMissing,
    needs: [notOwn, notTwice, backTested, casesPass], clock: [], papers: [] },
  { no: '4', step: 'review', from: ['BACKTEST'], to: 'SAME', by: ['REVIEWER'], main: true, when: moreAreMissing,
    needs: [notOwn, notTwice, backTested, casesPass], clock: [], papers: [] },
  { no: '5', step: 'return', from: ['BACKTEST', 'REVIEWED'], to: 'DRAFT', by: ['REVIEWER'],
    asks: [reasonGiven], clock: [], papers: [] },
  { no: '6', step: 'publish', from: ['REVIEWED'], to: 'PUBLISHED', by: ['PUBLISHER'], main: true,
    needs: [notOwn, casesPass], clock: [], papers: [] },
  { no: '7', step: 'pause', from: ['PUBLISHED'], to: 'PAUSED', by: ['PUBLISHER'], asks: [reasonGiven], clock: [], papers: [] },
  { no: '7', step: 'freeze', from: ['PUBLISHED'], to: 'PAUSED', by: ['SYSTEM'], clock: [], papers: [] },
  { no: '8', step: 'resume', from: ['PAUSED'], to: 'PUBLISHED', by: ['PUBLISHER'], main: true, when: notFrozen,
    asks: [reasonGiven], clock: [], papers: [] },
  { no: '8', step: 'resume', from: ['PAUSED'], to: 'PUBLISHED', by: ['LEADER'], main: true, when: isFrozen,
    asks: [reasonGiven], clock: [], papers: [] },
  { no: '9', step: 'retire', from: ['PUBLISHED', 'PAUSED'], to: 'RETIRED', by: ['PUBLISHER'], asks: [reasonGiven], clock: [], papers: [] },
  { no: '9', step: 'retire', from: ['DRAFT'], to: 'RETIRED', by: ['AUTHOR'], asks: [reasonGiven], clock: [], papers: [] },
  { no: '10', step: 'supersede', from: ['PUBLISHED', 'PAUSED'], to: 'RETIRED', by: ['SYSTEM'], clock: [], papers: [] },
];

const nothing = () => ({ changes: {}, tells: {} });
/** Back in the author's hands it has to be approved anew. */
const unapproved = () => ({ changes: { approverIds: [] }, tells: {} });
const thawed = () => ({ changes: { frozen: false }, tells: {} });

export const { refusalOf, take, begin, stepsOpenTo } = lifeOf<VersionLife>({
  kind: 'rule-version',
  steps: STEPS,
  actors: ACTORS,
  recused: () => false,
  events: EVENTS,
  effects: {
    draft: nothing,
    revise: nothing,
    submit: unapproved,
    review: ({ approverIds }, _input, { viewer }) => ({
      changes: { approverIds: [...approverIds, viewer.accountId] },
      tells: { approvals: approverIds.length + 1 },
    }),
    return: unapproved,
    publish: thawed,
    pause: nothing,
    freeze: () => ({ changes: { frozen: true }, tells: {} }),
    resume: thawed,
    retire: nothing,
    supersede: nothing,
  },
});
