import type { Present } from '../../shared/life.ts';
import { type Answer, dayBetween, given, incomplete, reasonGiven, unless } from '../../shared/needs.ts';
import { Refusal } from '../../shared/refusal.ts';
import { isWithin } from '../calendar/calendar.ts';
import { OBJECT_CLOCKS } from './deadline.ts';
import type { DraftContent, LevelChange, WarningInputs } from './inputs.ts';
import { levelIn } from './scheme.ts';
import { decisionOf, levelOf, SERVED_STATES, type Warning } from './warning.ts';

// What drafting and deciding ask (rows 1 to 4).

/** Circumstance, its written ground and the mode belong to the level (WL-01 to WL-05, WL-15, §3.1 note 3). */
export const ofLevel = (
  { scheme, origin }: Warning,
  { levelCode, circumstance, mode, ground }: LevelChange,
): Answer => {
  const level = scheme.levels.find(({ code }) => code === levelCode);
  const listed = level?.circumstances.find(({ code }) => code === circumstance);
  if (!level || !listed) return new Refusal('warning.circumstance-not-of-level', { levelCode, circumstance });
  if (origin.rank !== undefined && level.rank >= origin.rank)
    return new Refusal('warning.successor-not-higher', { levelCode });
  const chosen = level.modes.find(({ code }) => code === mode);
  if (!chosen || chosen.circumstances?.includes(circumstance) === false)
    return new Refusal('warning.mode-not-allowed', { mode, circumstance });
  return incomplete({ ground: !listed.requiresText || given(ground) });
};

export const evidenceGiven = (_: Warning, { evidence }: DraftContent): Answer =>
  incomplete({ evidence: evidence.length > 0 });

/** A paper may set a limit itself only where, and as far as, the level leaves it room. */
export const limitsAllowed = ({ scheme }: Warning, { levelCode, limits }: DraftContent): Answer => {
  const most = levelIn(scheme, levelCode).paperLimits;
  const tooLong = OBJECT_CLOCKS.find((clock) => {
    const [asked, room] = [limits[clock], most[clock]];
    return asked !== null && (room === null || !isWithin(asked, room));
  });
  return tooLong ? new Refusal('warning.limit-too-long', { clock: tooLong }) : null;
};

/** Adopted information, an assessment, or an earlier warning that was served and not heeded (row 1). */
export const originStands = (_: Warning, { origin: { kind, state } }: WarningInputs['propose']): Answer => {
  const stands = { INFORMATION: ['ADOPTED'], WARNING: SERVED_STATES, ASSESSMENT: [null] }[kind];
  return unless((stands as readonly (string | null)[]).includes(state), 'warning.origin-not-ready', { kind, state });
};

/** "Object in org scope" (row 1): of a unit this officer's office covers. */
export const objectInScope = ({ object }: Warning, { viewer }: Present): Answer =>
  unless(
    viewer.wholeCounty || viewer.unitId === object.unitId || viewer.coveredUnitIds.includes(object.unitId),
    'warning.out-of-scope',
  );

/** The mandatory question "是否已构成纪律处分" (§3.1 note 2, C21): yes belongs on the case track. */
export const notSanctionable = ({ boundaryAnswer }: Warning): Answer => {
  if (boundaryAnswer === null) return new Refusal('warning.boundary-unanswered');
  return unless(boundaryAnswer === 'NO', 'warning.sanctionable');
};

// The decision

/** Minutes with participants, or one leader's signature; never with the object at the table. */
export const decisionOnRecord = (
  warning: Warning,
  { on, minutesNumber, participants, fileId }: WarningInputs['approve'],
  present: Present,
): Answer => {
  const { minutesRequired, minParticipants } = decisionOf(warning);
  const { object } = warning;
  if (participants.some((person) => person === object.id || person === object.headId))
    return new Refusal('warning.object-decides');
  return (
    dayBetween(on, null, present) ??
    incomplete({
      fileId: given(fileId),
      minutesNumber: !minutesRequired || given(minutesNumber),
      participants: new Set(participants).size >= minParticipants,
    })
  );
};

/** A body decides up to its own level: lower with reason, never higher (FS-07). */
export const notAboveOwnLevel = (warning: Warning, { lowered }: WarningInputs['approve']): Answer => {
  if (!lowered) return null;
  const refusal = ofLevel(warning, lowered);
  if (refusal) return refusal;
  const lower = levelIn(warning.scheme, lowered.levelCode).rank > levelOf(warning).rank;
  return lower
    ? reasonGiven(warning, lowered)
    : new Refusal('warning.level-beyond-body', { levelCode: lowered.levelCode });
};

export const higherLevel = (warning: Warning, change: WarningInputs['raise']): Answer =>
  ofLevel(warning, change) ??
  unless(levelIn(warning.scheme, change.levelCode).rank < levelOf(warning).rank, 'warning.level-not-higher', {
    levelCode: change.levelCode,
  });

/** It goes on in other hands, which are none that decided or review it: nobody reviews what is his own to carry. */
export const anotherDrafter = ({ assignments }: Warning, { drafterId }: WarningInputs['reassign']): Answer =>
  incomplete({
    drafter: ![assignments.drafterId, assignments.reviewerId, assignments.deciderId].includes(drafterId),
  });

/** Two pairs of eyes hold for a deputy too: nobody decides or reviews in the drafter's place. */
export const notForDrafter = ({ assignments }: Warning, { onBehalfOf }: Present): Answer =>
  unless(onBehalfOf !== assignments.drafterId, 'warning.own-draft');
