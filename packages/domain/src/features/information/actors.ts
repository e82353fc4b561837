import { hasRole, SYSTEM, type Viewer } from '../../shared/by.ts';
import { standsFor, type Taker } from '../../shared/life.ts';
import { OFFICERS } from '../../shared/roles.ts';
import type { Information } from './information.ts';

type Is = (information: Information, taker: Taker) => boolean;

/** Matters of covered units; what names no unit yet is for those who cover the county. */
const inScope: Is = ({ unitId }, { viewer }) =>
  viewer.wholeCounty || (unitId !== null && viewer.coveredUnitIds.includes(unitId));
const took: Is = ({ handlerId }, { viewer }) => viewer.accountId === handlerId;

/** Who a row of the life speaks of: a role, an assignment on this matter, or both. Assignments hold for a deputy too. */
export const ACTORS = {
  OFFICER: (information, taker) => inScope(information, taker) && hasRole(taker.viewer, ...OFFICERS),
  /** The officer who took it. */
  HANDLER: ({ handlerId }, taker) => standsFor(taker, handlerId) && hasRole(taker.viewer, ...OFFICERS),
  HEAD: (information, taker) => inScope(information, taker) && hasRole(taker.viewer, 'HANDLING_HEAD'),
  /** A second person: no one confirms his own conclusion. */
  REVIEWER: (information, taker) =>
    inScope(information, taker) && hasRole(taker.viewer, ...OFFICERS, 'HANDLING_HEAD') && !took(information, taker),
  LEADER: (information, taker) => hasRole(taker.viewer, 'COMMISSION_LEADER') && !took(information, taker),
  INFORMANT: (_, { viewer }) => hasRole(viewer, 'INFORMANT', 'POINT_HEAD', 'PARTNER'),
  SYSTEM: (_, { viewer }) => viewer.accountId === SYSTEM.accountId,
} as const satisfies Record<string, Is>;

export type Actor = keyof typeof ACTORS;

/** Recusal (回避): not about the officer, kin, own superior, or the own unit where no person is named. */
export const isRecused = ({ personId, unitId }: Information, viewer: Viewer): boolean =>
  (personId !== null && (personId === viewer.personId || viewer.recusedPersonIds.includes(personId))) ||
  (unitId !== null && (viewer.recusedUnitIds.includes(unitId) || (personId === null && unitId === viewer.unitId)));
