import { mayBeFollowed } from '@qingfeng/domain/features/warnings/conditions.ts';
import { bindingDeadline } from '@qingfeng/domain/features/warnings/deadline.ts';
import type { Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import {
  decisionOf,
  faceOf,
  levelOf,
  modeOf,
  owedBy,
  WITH_OBJECT,
} from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { accountOfPerson } from '../identity/read.ts';
import type { Assignee } from '../tasks/store.ts';
import { closeTasks, openTask } from '../tasks/store.ts';
import type { Held } from './store.ts';

type Due = { readonly act: string; readonly to: Assignee };

/**
 * Who has to do what now. The object's own title says nothing but that something waits, so that a task seen over a shoulder or by
 * a stand-in tells nobody.
 */
const dueIn = async (tx: WriteTx, warning: Warning): Promise<Due[]> => {
  const { assignments, handlingUnitId, object } = warning;
  const drafter: Assignee = { accountId: assignments.drafterId };
  const person = object.kind === 'PERSON' ? object.id : object.headId;
  const objectAccount = person === null ? null : await accountOfPerson(tx, person);
  const handlers = (act: string): Due[] => [{ act, to: { role: 'HANDLING_HEAD', scopeUnitId: handlingUnitId } }];
  const ofObject = (act: string, otherwise: string): Due[] => [
    objectAccount === null ? { act: otherwise, to: drafter } : { act, to: { accountId: objectAccount } },
  ];
  const byRoles = (act: string, roles: readonly Assignee[]): Due[] => roles.map((to) => ({ act, to }));

  switch (warning.state) {
    case 'DRAFT':
      return handlers('warning.submit');
    case 'PENDING_DECISION':
      return byRoles(
        'warning.approve',
        decisionOf(warning).roles.map((role) => ({ role, scopeUnitId: null })),
      );
    case 'DECIDED':
      return [{ act: 'warning.issue', to: drafter }];
    case 'ISSUED':
      if (modeOf(warning).servedBy === 'TALK') {
        return [
          { act: 'warning.interview', to: { accountId: assignments.leadInterviewerId ?? assignments.drafterId } },
        ];
      }
      return [...ofObject('warning.sign-for', 'warning.serve')];
    case 'SERVED': {
      const pending = warning.extension?.state === 'PENDING' ? extensionTasks(warning) : [];
      const owed = owedBy(warning);
      return owed === null || owed.kind === 'ORAL_ANSWER'
        ? [{ act: 'warning.file', to: drafter }]
        : [...ofObject('warning.respond', 'warning.remind'), ...pending];
    }
    case 'RESPONDED':
      return byRoles('warning.review', [
        { role: 'OFFICER', scopeUnitId: handlingUnitId },
        { role: 'CENTRE_CLERK', scopeUnitId: handlingUnitId },
        { role: 'RESIDENT_OFFICER', scopeUnitId: handlingUnitId },
      ]);
    case 'UNDER_REVIEW':
      return [{ act: 'warning.accept', to: { accountId: assignments.reviewerId ?? assignments.drafterId } }];
    case 'RECTIFYING':
      return [
        ...ofObject('warning.report', 'warning.remind'),
        ...(warning.extension?.state === 'PENDING' ? extensionTasks(warning) : []),
      ];
    case 'VISITING':
      return [{ act: 'warning.visit', to: drafter }];
    case 'PENDING_LIFT':
      return byRoles(
        'warning.lift',
        levelOf(warning).lift.roles.map((role) => ({
          role,
          scopeUnitId: role === 'HANDLING_HEAD' ? handlingUnitId : null,
        })),
      );
    case 'LIFTED':
      return [{ act: 'warning.archive', to: { role: 'RECORDS_CLERK', scopeUnitId: null } }];
    default:
      return [];
  }
};

const extensionTasks = (warning: Warning): Due[] =>
  (levelOf(warning).extension?.approverRoles ?? []).map((role) => ({
    act: 'warning.grant-extension',
    to: { role, scopeUnitId: null },
  }));

/**
 * What is to be done now. A higher level that was proposed waits for its draft as long as the object owes something; after an escalation
 * only the object's own work stays before it, as before, until it may know.
 */
const allDueIn = async (tx: WriteTx, warning: Warning): Promise<Due[]> => {
  if (warning.face != null) return (await dueIn(tx, faceOf(warning))).filter(({ act }) => OWN_ACTS.includes(act));
  const follows = AWAITS_SUCCESSOR.includes(warning.state) && mayBeFollowed.holds(warning);
  const draft: Due = { act: 'warning.draft-successor', to: { accountId: warning.assignments.drafterId } };
  return [...(await dueIn(tx, warning)), ...(follows ? [draft] : [])];
};
const AWAITS_SUCCESSOR: readonly Warning['state'][] = ['SERVED', 'RECTIFYING', 'VISITING'];

/** Where there is still something for the drafter to do. */
const WITH_DRAFTER: readonly Warning['state'][] = ['DRAFT', 'PENDING_DECISION', 'DECIDED', 'ISSUED', ...WITH_OBJECT];

const OWN_ACTS = ['warning.sign-for', 'warning.respond', 'warning.report'];

/** Closes what the step has done and puts the next thing to do before whoever it is up to, in the same change. */
export const settleTasks = async (
  tx: WriteTx,
  by: By,
  { objectName, warning }: Pick<Held, 'objectName'> & { readonly warning?: Warning },
  next: Warning,
): Promise<void> => {
  // Whoever is to find another drafter has to, whatever else is done meanwhile, until there is one or it is over.
  const isInHand = WITH_DRAFTER.includes(next.state) && warning?.assignments.drafterId === next.assignments.drafterId;
  await closeTasks(tx, by, next.id, [], isInHand ? ['warning.reassign'] : []);
  const level = levelOf(next);
  for (const { act, to } of await allDueIn(tx, next)) {
    const own = OWN_ACTS.includes(act);
    await openTask(tx, by, {
      act,
      thingKind: 'warning',
      thingId: next.id,
      title: own ? ownTitle(next) : `${objectName}：${circumstanceLabel(next)}`,
      level: own && next.service === null ? null : { colour: level.colour.token, label: level.colour.word },
      unitId: next.object.unitId,
      aboutPersonId: next.object.kind === 'PERSON' ? next.object.id : next.object.headId,
      dueOn: bindingDeadline(faceOf(next))?.dueOn ?? null,
      to,
    });
  }
};

/** Before service not even the level is told. */
const ownTitle = (warning: Warning): string => (warning.service === null ? '文书待签收' : levelOf(warning).act);

const circumstanceLabel = (warning: Warning): string =>
  levelOf(warning).circumstances.find(({ code }) => code === warning.circumstance)?.label ?? warning.circumstance;
