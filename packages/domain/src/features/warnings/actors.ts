import { hasRole, SYSTEM, type Viewer } from '../../shared/by.ts';
import { OFFICERS, type Role } from '../../shared/roles.ts';
import { decisionOf, levelOf, type Warning } from './warning.ts';

const ofHandlingUnit = (warning: Warning, viewer: Viewer) => viewer.unitId === warning.handlingUnitId;
const isHandler = (warning: Warning, viewer: Viewer) =>
  ofHandlingUnit(warning, viewer) && hasRole(viewer, ...OFFICERS, 'HANDLING_HEAD');
const isDrafter = ({ assignments }: Warning, viewer: Viewer) => viewer.accountId === assignments.drafterId;
/** Holds one of the roles that the scheme names; a head counts only in his own handling unit. */
const holds =
  (rolesOf: (warning: Warning) => readonly Role[]) =>
  (warning: Warning, viewer: Viewer): boolean =>
    rolesOf(warning).some(
      (role) => hasRole(viewer, role) && (role !== 'HANDLING_HEAD' || ofHandlingUnit(warning, viewer)),
    );

/** Who a row of the life speaks of: a role, an assignment on this matter, or both. */
export const ACTORS = {
  /** An officer of the unit that will handle it. */
  OFFICER: (warning, viewer) => ofHandlingUnit(warning, viewer) && hasRole(viewer, ...OFFICERS),
  DRAFTER: (warning, viewer) => isDrafter(warning, viewer) && isHandler(warning, viewer),
  HANDLER: isHandler,
  HANDLING_HEAD: (warning, viewer) => ofHandlingUnit(warning, viewer) && hasRole(viewer, 'HANDLING_HEAD'),
  /** Of the handling unit, but not who drafted: no one reviews his own work (row 9c). */
  OTHER_HANDLER: (warning, viewer) => isHandler(warning, viewer) && !isDrafter(warning, viewer),
  REVIEWER: (warning, viewer) => isHandler(warning, viewer) && viewer.accountId === warning.assignments.reviewerId,
  /** Signs for, or records, the body that is competent for the level as it stands now (FS-07). */
  BODY: (warning, viewer) => hasRole(viewer, ...decisionOf(warning).roles) && !isDrafter(warning, viewer),
  /** Signs for any level's body; which one is proved by the decided successor. */
  ANY_BODY: holds(({ scheme }) =>
    scheme.levels.flatMap(({ decision, modes }) =>
      [decision, ...modes.map((mode) => mode.decision ?? decision)].flatMap(({ roles }) => roles),
    ),
  ),
  EXTENSION_APPROVER: holds((warning) => levelOf(warning).extension?.approverRoles ?? []),
  LIFTER: holds((warning) => levelOf(warning).lift.roles),
  LEAD_INTERVIEWER: ({ assignments }, viewer) => viewer.accountId === assignments.leadInterviewerId,
  COMMISSION: holds(() => ['COMMISSION_LEADER']),
  RECORDS_CLERK: holds(() => ['RECORDS_CLERK']),
  /** The person warned, or the head of the unit or section warned. */
  OBJECT: ({ object }, viewer) => {
    const person = object.kind === 'PERSON' ? object.id : object.headId;
    return person !== null && viewer.personId === person;
  },
  SYSTEM: (_, viewer) => viewer.accountId === SYSTEM.accountId,
} as const satisfies Record<string, (warning: Warning, viewer: Viewer) => boolean>;

export type Actor = keyof typeof ACTORS;

/** Recusal (回避): not about oneself, one's kin, one's own superior or one's own unit. The object's own steps are exempt. */
export const isRecused = ({ object }: Warning, viewer: Viewer): boolean =>
  [object.id, object.headId].some(
    (id) => id !== null && (id === viewer.personId || viewer.recusedPersonIds.includes(id)),
  ) ||
  viewer.recusedUnitIds.includes(object.unitId) ||
  (object.kind !== 'PERSON' && object.id === viewer.unitId);
