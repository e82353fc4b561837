import type { WarningScheme } from '@qingfeng/domain/features/warnings/scheme.ts';
import { bindingDeadline } from '@qingfeng/domain/features/warnings/deadline.ts';
import type { Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import {
  decisionOf,
  flagsOf,
  levelOf,
  viewOfObject,
  WARNING_ENDS,
} from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { knownToObject, visibleWarning } from '../../shared/access.ts';

/** What the papers of a warning tell beyond what the core decides on: a person's words, kept with the matter. */
export type PaperWords = {
  readonly facts: readonly string[];
  /** The talk as arranged, for modes served by one. */
  readonly talk?: {
    readonly on: string;
    readonly time: string;
    readonly place: string;
    readonly subject: string;
    readonly interviewers: readonly string[];
  };
};

/** A warning as a change holds it: the matter, what lies beside it, locked until the change is done. */
export type Held = {
  readonly warning: Warning;
  readonly caseNumber: string;
  readonly schemeVersionId: string;
  readonly objectName: string;
  readonly paperWords: PaperWords;
};

type Row = {
  version: number;
  body: Omit<Warning, 'scheme' | 'version'>;
  scheme: WarningScheme;
  caseNumber: string;
  schemeVersionId: string;
  objectName: string;
  paperWords: PaperWords;
};

/** Columns from which the matter is put together again; `w` is the warning, `s` its scheme version. */
export const MATTER: Sql = sql`
  w.version, w.body, s.body as scheme, w.case_number as "caseNumber", w.scheme_version_id as "schemeVersionId",
  w.object_name as "objectName", w.paper_words as "paperWords"`;

export const toHeld = ({ version, body, scheme, ...beside }: Row): Held => ({
  warning: { ...body, scheme, version },
  ...beside,
});

/** From which side a step is taken: by those who handle the matter, by the person warned, or by the platform's own sweep. */
export type Side = 'handling' | 'object' | 'system';

const scopeOf = (side: Side, by: By): Sql => {
  if (side === 'handling') return visibleWarning(by.viewer, sql`w`);
  if (side === 'object') return knownToObject(by.viewer, sql`w`);
  return sql`true`;
};

/**
 * Loads a warning for a change and locks it. What the viewer may not see is missing; a version that is no longer the one
 * read is a conflict, with when it changed.
 */
export const loadWarning = async (
  tx: WriteTx,
  by: By,
  { id, version, side }: { id: string; version: number | null; side: Side },
): Promise<Held> => {
  const [row] = await tx.$queryRaw<Row[]>(sql`
    select ${MATTER} from warning w join scheme_version s on s.id = w.scheme_version_id
    where w.id = ${id}::uuid and ${scopeOf(side, by)} for update of w`);
  if (row === undefined) throw missing('warning');
  if (version !== null && row.version !== version) {
    const [last] = await tx.$queryRaw<{ at: Date }[]>(sql`
      select at from event where thing_kind = 'warning' and thing_id = ${id}::uuid order by id desc limit 1`);
    throw new Refusal('thing.changed', { at: last?.at.toISOString() ?? null, version: row.version });
  }
  return toHeld(row);
};

/** The columns that lists, scope and sweeps ask for, derived from the matter in one place. */
const columnsOf = (warning: Warning, by: By) => {
  const level = levelOf(warning);
  const due = bindingDeadline(warning);
  const { assignments, object } = warning;
  const ended = [...WARNING_ENDS, 'ARCHIVED'].some((state) => state === warning.state);
  const { scheme: _scheme, version, ...body } = warning;
  return {
    version,
    body,
    state: warning.state,
    levelCode: warning.levelCode,
    levelRank: level.rank,
    colour: level.colour.token,
    circumstance: warning.circumstance,
    objectKind: object.kind,
    objectId: object.id,
    objectPersonId: object.kind === 'PERSON' ? object.id : object.headId,
    objectUnitId: object.unitId,
    handlingUnitId: warning.handlingUnitId,
    originKind: warning.origin.kind,
    originId: warning.origin.id,
    paperNumber: warning.paper?.number ?? null,
    // Who lifts has to see what the object was served, and not before.
    decisionRoles: [...new Set([...decisionOf(warning).roles, ...(warning.service === null ? [] : level.lift.roles)])],
    namedAccountIds: [
      ...new Set(
        [
          assignments.drafterId,
          assignments.reviewerId,
          assignments.deciderId,
          assignments.leadInterviewerId,
          ...assignments.interviewerIds,
          ...assignments.visitorIds,
        ].filter((id) => id !== null),
      ),
    ],
    objectView: viewOfObject(warning),
    dueOn: due === null ? null : new Date(due.dueOn),
    dueClock: due?.clock ?? null,
    dueEstimated: due?.estimated ?? false,
    ...flagsOf(warning),
    decidedOn: warning.decision === null ? null : new Date(warning.decision.on),
    servedOn: warning.service === null ? null : new Date(warning.service.on),
    endedAt: ended ? by.now : null,
  };
};

export const insertWarning = async (
  tx: WriteTx,
  by: By,
  warning: Warning,
  beside: Pick<Held, 'caseNumber' | 'schemeVersionId' | 'objectName' | 'paperWords'> & { readonly search: string },
): Promise<void> => {
  await tx.warning.create({
    data: { id: warning.id, proposedAt: by.now, ...beside, ...columnsOf(warning, by) },
  });
};

/** Saves the matter, bound to the version that was read: a second writer at the same moment gets zero rows and the conflict. */
export const saveWarning = async (
  tx: WriteTx,
  by: By,
  before: Warning,
  next: Warning,
  paperWords?: PaperWords,
): Promise<void> => {
  const { count } = await tx.warning.updateMany({
    where: { id: before.id, version: before.version },
    data: { ...columnsOf(next, by), ...(paperWords === undefined ? {} : { paperWords }) },
  });
  if (count === 0) throw new Refusal('thing.changed', { at: by.now, version: next.version });
};
