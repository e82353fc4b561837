import type { Condition } from '../../shared/life.ts';
import type { ResponseKind } from './scheme.ts';
import { levelOf, modeOf, owedBy, type Warning } from './warning.ts';

/** Which of several rows of a step a warning follows: what its scheme says, nothing else. */
type When = Condition<Warning>;

const visits = (warning: Warning) => levelOf(warning).returnVisit.required;

export const owes = (...kinds: readonly ResponseKind[]): When => ({
  says: `owes ${kinds.join(' or ')}`,
  holds: (warning) => kinds.some((kind) => owedBy(warning)?.kind === kind),
});

/** Nothing in writing: a key reminder, or a talk whose answer stands in its signed record. */
export const owesNothingWritten: When = {
  says: 'owes nothing in writing',
  holds: (warning) => (owedBy(warning)?.kind ?? 'ORAL_ANSWER') === 'ORAL_ANSWER',
};
export const owesWriting = owes('EXPLANATION', 'MEASURES', 'RECTIFY_REPORT');
export const owesMeasures = owes('MEASURES');
export const owesNoMeasures: When = {
  says: 'owes no measures',
  holds: (warning) => !owesMeasures.holds(warning),
};

export const asksVisit: When = { says: 'visit asked', holds: visits };
export const asksNoVisit: When = { says: 'no visit asked', holds: (warning) => !visits(warning) };
export const both = (a: When, b: When): When => ({
  says: `${a.says}, ${b.says}`,
  holds: (warning) => a.holds(warning) && b.holds(warning),
});

export const servedByPaper: When = { says: 'on paper', holds: (warning) => modeOf(warning).servedBy === 'PAPER' };
export const servedByTalk: When = { says: 'by talk', holds: (warning) => modeOf(warning).servedBy === 'TALK' };

export const mayBeExtended: When = {
  says: 'level allows extension',
  holds: (warning) => levelOf(warning).extension !== null,
};
export const extensionPending: When = {
  says: 'extension pending',
  holds: (warning) => warning.extension?.state === 'PENDING',
};
export const mayBeRaised: When = {
  says: 'there is a higher level',
  holds: (warning) => warning.scheme.levels.some(({ rank }) => rank < levelOf(warning).rank),
};
export const mayBeEscalated: When = {
  says: 'the level knows a ground that was not proposed',
  holds: (warning) =>
    levelOf(warning).escalation.some(({ when }) => warning.proposals.every(({ ground }) => ground !== when)),
};
/** A level of the scheme was proposed for it, and nothing follows it yet. */
export const mayBeFollowed: When = {
  says: 'a higher level is proposed, nothing follows yet',
  holds: ({ successorId, proposals, scheme }) =>
    successorId === null && proposals.some(({ towards }) => scheme.levels.some(({ code }) => towards.includes(code))),
};
export const endUnseen: When = { says: 'the object is not to know yet', holds: ({ face }) => face != null };
export const running: When = { says: 'clock runs', holds: (warning) => warning.suspension === null };
export const suspended: When = { says: 'suspended', holds: (warning) => warning.suspension !== null };
