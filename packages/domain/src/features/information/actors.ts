import { hasRole, SYSTEM, type Viewer } from '../../shared/by.ts';
import { OFFICERS } from '../../shared/roles.ts';
import type { Information } from './information.ts';

/** Matters of covered units; what names no unit yet is for those who cover the county. */
const inScope = ({ unitId }: Information, viewer: Viewer) =>
  viewer.wholeCounty || (unitId !== null && viewer.coveredUnitIds.includes(unitId));
const isHandler = ({ handlerId }: Information, viewer: Viewer) => viewer.accountId === handlerId;

/** Who a row of the life speaks of: a role, an assignment on this matter, or both. */
export const ACTORS = {
  OFFICER: (information, viewer) => inScope(information, viewer) && hasRole(viewer, ...OFFICERS),
  /** The officer who took it. */
  HANDLER: (information, viewer) => isHandler(information, viewer) && hasRole(viewer, ...OFFICERS),
  HEAD: (information, viewer) => inScope(information, viewer) && hasRole(viewer, 'HANDLING_HEAD'),
  /** A second person: no one confirms his own conclusion. */
  REVIEWER: (information, viewer) =>
    inScope(information, viewer) && hasRole(viewer, ...OFFICERS, 'HANDLING_HEAD') && !isHandler(information, viewer),
  LEADER: (information, viewer) => hasRole(viewer, 'COMMISSION_LEADER') && !isHandler(information, viewer),
  INFORMANT: (_, viewer) => hasRole(viewer, 'INFORMANT', 'POINT_HEAD', 'PARTNER'),
  SYSTEM: (_, viewer) => viewer.accountId === SYSTEM.accountId,
} as const satisfies Record<string, (information: Information, viewer: Viewer) => boolean>;

export type Actor = keyof typeof ACTORS;

/** Recusal (回避): not about the officer, kin, own superior, or the own unit where no person is named. */
export const isRecused = ({ personId, unitId }: Information, viewer: Viewer): boolean =>
  (personId !== null && (personId === viewer.personId || viewer.recusedPersonIds.includes(personId))) ||
  (unitId !== null && (viewer.recusedUnitIds.includes(unitId) || (personId === null && unitId === viewer.unitId)));
