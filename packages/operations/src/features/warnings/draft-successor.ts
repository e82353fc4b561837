import type { draftSuccessor as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { mustBeOpen, take } from '@qingfeng/domain/features/warnings/life.ts';
import { levelOf } from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';
import { draft } from './draft.ts';
import { schemesInForce } from './read-proposal.ts';
import { settleTasks } from './settle-tasks.ts';
import { loadWarning, saveWarning } from './store.ts';
import { carriedEvidence } from './successor-form.ts';
import type { Which } from './take-step.ts';

/**
 * Drafts the higher warning that is to follow one that was not heeded (row 19), under the version of its scheme that is in force. The old
 * one goes on as it is until the new one is decided; locked meanwhile, so that two drafts at the same moment give one. Returns the new id.
 */
export const draftSuccessor = async (
  database: Database,
  by: By,
  { id, version }: Which,
  { facts, ...content }: Omit<BodyOf<typeof contract>, 'version'>,
): Promise<string> => {
  const inForce = await schemesInForce(database);
  return change(database, by, async (tx) => {
    const held = await loadWarning(tx, by, { id, version, side: 'handling' });
    const { warning: old } = held;
    mustBeOpen('draftSuccessor', old, by);
    const found = inForce.find((one) => one.id === old.scheme.id);
    if (found === undefined) throw missing('scheme');
    const drafted = await draft(tx, by, {
      object: old.object,
      schemeVersionId: found.versionId,
      facts,
      content: {
        ...content,
        evidence: carriedEvidence(old),
        scheme: found.scheme,
        handlingUnitId: old.handlingUnitId,
        origin: { kind: 'WARNING', id, state: old.state, rank: levelOf(old).rank },
      },
    });
    const { next, events } = take('draftSuccessor', old, { successor: drafted.next }, by, await loadCalendar(tx));
    await saveWarning(tx, by, old, next);
    await settleTasks(tx, by, held, next);
    return { result: drafted.next.id, events: [...drafted.events, ...events] };
  });
};
