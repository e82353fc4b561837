import type { LocalDate } from '../../shared/local-date.ts';
import { daysBetween } from '../../shared/local-date.ts';
import type { InformationState } from './information.ts';
import { type AlertColour, heaviness, type TriagePolicy } from './policy.ts';

/** Why an alert stays out of the inbox, though nobody put it off: a heavier one of its matter is looked at, or it is the only one of few. */
export const QUIET_REASONS = ['INHIBITED', 'TOO_FEW'] as const;
export type QuietReason = (typeof QUIET_REASONS)[number];

export type Standing = {
  readonly id: string;
  readonly ruleCode: string;
  readonly colour: AlertColour;
  readonly state: InformationState;
  readonly receivedOn: LocalDate;
  /** Whom it is about, as far as that decides who may see it. */
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly supplierCode: string | null;
};

/** Whether whoever sees `one` sees `other` too: nobody's alert goes silent because of one that he does not know of. */
const seenWith = (one: Standing, other: Standing): boolean =>
  other.unitId === one.unitId &&
  (other.personId === null || other.personId === one.personId) &&
  (other.supplierCode === null || other.supplierCode === one.supplierCode);

/** States in which somebody looks at an alert or shall: only these keep others of the matter quiet. */
const LOOKED_AT: readonly InformationState[] = ['RECEIVED', 'SCREENING', 'VERIFYING'];

/** The most findings of the rule that any span of `days` around this one holds, itself among them. */
const timesAround = (one: Standing, all: readonly Standing[], days: number): number => {
  const on = all.filter(({ ruleCode }) => ruleCode === one.ruleCode).map(({ receivedOn }) => receivedOn);
  // A fullest span begins with a finding.
  const begins = on.filter((first) => first <= one.receivedOn && daysBetween(first, one.receivedOn) <= days);
  return Math.max(
    0,
    ...begins.map((first) => on.filter((day) => day >= first && daysBetween(first, day) <= days).length),
  );
};

/**
 * Which alerts of one matter stay out of the inbox. They stay on record and are listed with the matter; only untaken ones can be quiet, and
 * what keeps them quiet is itself in sight, so that a matter is never silent because of itself.
 */
export const quietIn = (matter: readonly Standing[], policy: TriagePolicy): ReadonlyMap<string, QuietReason> => {
  const times = new Map(policy.repeats.map(({ ruleCode, times: n }) => [ruleCode, n]));
  const quiet = new Map<string, QuietReason>();
  for (const one of matter) {
    const least = times.get(one.ruleCode) ?? 1;
    if (one.state === 'RECEIVED' && least > 1 && timesAround(one, matter, policy.repeatDays) < least)
      quiet.set(one.id, 'TOO_FEW');
  }
  const seen = matter.filter(({ id, state }) => LOOKED_AT.includes(state) && !quiet.has(id));
  const silencedBy = { BLUE: policy.blueSilencedBy, YELLOW: policy.yellowSilencedBy, RED: null } as const;
  for (const one of matter) {
    const by = silencedBy[one.colour];
    if (one.state !== 'RECEIVED' || quiet.has(one.id) || by === null) continue;
    const silences = (other: Standing): boolean =>
      heaviness(other.colour) >= heaviness(by) &&
      heaviness(other.colour) > heaviness(one.colour) &&
      seenWith(one, other);
    if (seen.some(silences)) quiet.set(one.id, 'INHIBITED');
  }
  return quiet;
};
