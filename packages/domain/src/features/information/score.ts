import type { LocalDate } from '../../shared/local-date.ts';
import { daysBetween } from '../../shared/local-date.ts';
import { type AlertColour, heaviness, type TriagePolicy } from './policy.ts';

/** A finding as far as it weighs in its matter. */
export type Weighed = {
  readonly id: string;
  readonly ruleCode: string;
  readonly colour: AlertColour;
  readonly receivedOn: LocalDate;
};

/** What one finding adds: points by its colour, the rule's own weight, what time has left of it. */
export type Term = {
  readonly id: string;
  readonly ruleCode: string;
  readonly colour: AlertColour;
  readonly points: number;
  readonly weightPercent: number;
  readonly ageDays: number;
  /** Of what it weighed when it was made. */
  readonly leftPercent: number;
  /** In hundredths of a point. */
  readonly addsHundredths: number;
};

/** A matter's score with all that it was made of: whole points, rounded down once, at the end. */
export type Score = {
  readonly score: number;
  readonly terms: readonly Term[];
  readonly rules: number;
  /** 100 and what further rules add. */
  readonly rulesPercent: number;
};

const pointsOf = (colour: AlertColour, policy: TriagePolicy): number =>
  ({ RED: policy.redPoints, YELLOW: policy.yellowPoints, BLUE: policy.bluePoints })[colour];

const totalOf = (terms: readonly Term[], policy: TriagePolicy): Omit<Score, 'terms'> => {
  const rules = new Set(terms.map(({ ruleCode }) => ruleCode)).size;
  const rulesPercent = 100 + policy.furtherRulePercent * Math.min(Math.max(0, rules - 1), policy.furtherRulesMost);
  const hundredths = terms.reduce((sum, { addsHundredths }) => sum + addsHundredths, 0);
  return { score: Math.floor((hundredths * rulesPercent) / 10_000), rules, rulesPercent };
};

/** How heavy a matter is on a day: its findings by colour and rule, the newer the heavier, different rules more than one rule often. */
export const scoreOf = (findings: readonly Weighed[], policy: TriagePolicy, today: LocalDate): Score => {
  const weights = new Map(policy.weights.map(({ ruleCode, percent }) => [ruleCode, percent]));
  const terms = findings
    .map(({ id, ruleCode, colour, receivedOn }): Term => {
      const ageDays = Math.max(0, daysBetween(receivedOn, today));
      const leftPercent = Math.round(100 * 2 ** (-ageDays / policy.halfLifeDays));
      const points = pointsOf(colour, policy);
      const weightPercent = weights.get(ruleCode) ?? 100;
      return {
        ...{ id, ruleCode, colour, points, weightPercent, ageDays, leftPercent },
        addsHundredths: Math.floor((points * weightPercent * leftPercent) / 100),
      };
    })
    .toSorted((a, b) => b.addsHundredths - a.addsHundredths || (a.id < b.id ? -1 : 1));
  return { ...totalOf(terms, policy), terms };
};

/** The same of some of the terms: what is told to who may not see all of them. */
export const scoreOfTerms = (terms: readonly Term[], policy: TriagePolicy): Score => ({
  ...totalOf(terms, policy),
  terms,
});

const heavier = (a: AlertColour, b: AlertColour): AlertColour => (heaviness(a) >= heaviness(b) ? a : b);

/**
 * The colour that is proposed for a matter of this score, which had `before`: up at the upper thresholds, down only below the lower ones.
 * It orders the work of those who triage; no warning follows from it (FS-15).
 */
export const colourAfter = (before: AlertColour | null, score: number, policy: TriagePolicy): AlertColour => {
  const risen: AlertColour = score >= policy.redFrom ? 'RED' : score >= policy.yellowFrom ? 'YELLOW' : 'BLUE';
  if (before === 'RED' && score >= policy.redUntil) return 'RED';
  const wasYellow = before === 'RED' || before === 'YELLOW';
  return wasYellow && score >= policy.yellowUntil ? heavier('YELLOW', risen) : risen;
};
