import { hasRole, SYSTEM, type Viewer } from '../../shared/by.ts';
import { standsFor, type Taker } from '../../shared/life.ts';
import { OFFICERS, type Role } from '../../shared/roles.ts';
import { decisionOf, levelOf, type Warning } from './warning.ts';

type Is = (warning: Warning, taker: Taker) => boolean;

const ofHandlingUnit: Is = ({ handlingUnitId }, { viewer }) => viewer.unitId === handlingUnitId;
const isHandler: Is = (warning, taker) =>
  ofHandlingUnit(warning, taker) && hasRole(taker.viewer, ...OFFICERS, 'HANDLING_HEAD');
/** Holds one of the roles that the scheme names; a head counts only in his own handling unit. */
const holds =
  (rolesOf: (warning: Warning) => readonly Role[]): Is =>
  (warning, taker) =>
    rolesOf(warning).some(
      (role) => hasRole(taker.viewer, role) && (role !== 'HANDLING_HEAD' || ofHandlingUnit(warning, taker)),
    );
const drafted: Is = ({ assignments }, { viewer }) =>
  [assignments.drafterId, ...(assignments.formerDrafterIds ?? [])].includes(viewer.accountId);

/** Who a row of the life speaks of: a role, an assignment on this matter, or both. Assignments hold for a deputy too. */
export const ACTORS = {
  /** An officer of the unit that will handle it. */
  OFFICER: (warning, taker) => ofHandlingUnit(warning, taker) && hasRole(taker.viewer, ...OFFICERS),
  DRAFTER: (warning, taker) => isHandler(warning, taker) && standsFor(taker, warning.assignments.drafterId),
  HANDLER: isHandler,
  HANDLING_HEAD: holds(() => ['HANDLING_HEAD']),
  /** Of the handling unit, but not who drafted: no one reviews his own work (row 9c). */
  OTHER_HANDLER: (warning, taker) => isHandler(warning, taker) && !drafted(warning, taker),
  REVIEWER: (warning, taker) =>
    isHandler(warning, taker) && !drafted(warning, taker) && standsFor(taker, warning.assignments.reviewerId),
  /** Signs for, or records, the body that is competent for the level as it stands now (FS-07). */
  BODY: (warning, taker) => holds(() => decisionOf(warning).roles)(warning, taker) && !drafted(warning, taker),
  /** Signs for any level's body; which one is proved by the decided successor. */
  ANY_BODY: holds(({ scheme }) =>
    scheme.levels.flatMap(({ decision, modes }) =>
      [decision, ...modes.flatMap((mode) => mode.decision ?? [])].flatMap(({ roles }) => roles),
    ),
  ),
  EXTENSION_APPROVER: holds((warning) => levelOf(warning).extension?.approverRoles ?? []),
  LIFTER: holds((warning) => levelOf(warning).lift.roles),
  LEAD_INTERVIEWER: ({ assignments }, taker) => standsFor(taker, assignments.leadInterviewerId),
  COMMISSION: holds(() => ['COMMISSION_LEADER']),
  RECORDS_CLERK: holds(() => ['RECORDS_CLERK']),
  /** The person warned, or the head of the unit or section warned; nobody answers in his place. */
  OBJECT: ({ object }, { viewer }) => {
    const person = object.kind === 'PERSON' ? object.id : object.headId;
    return person !== null && viewer.personId === person;
  },
  SYSTEM: (_, { viewer }) => viewer.accountId === SYSTEM.accountId,
} as const satisfies Record<string, Is>;

export type Actor = keyof typeof ACTORS;

/** Whether someone may go on with it in the drafter's place: not who had it, who decides or reviews it, or must stay away. */
export const mayDraft = (warning: Warning, viewer: Viewer): boolean => {
  const { reviewerId, deciderId } = warning.assignments;
  const taker = { viewer, onBehalfOf: null };
  return (
    ACTORS.OFFICER(warning, taker) &&
    !drafted(warning, taker) &&
    ![reviewerId, deciderId].includes(viewer.accountId) &&
    !isRecused(warning, viewer)
  );
};

/** Recusal (回避): not about oneself, one's kin, one's own superior or one's own unit. The object's own steps are exempt. */
export const isRecused = ({ object }: Warning, viewer: Viewer): boolean =>
  [object.id, object.headId].some(
    (id) => id !== null && (id === viewer.personId || viewer.recusedPersonIds.includes(id)),
  ) ||
  viewer.recusedUnitIds.includes(object.unitId) ||
  (object.kind !== 'PERSON' && object.id === viewer.unitId);
