import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { loadInformation } from './store.ts';
import { stepIn } from './take-step.ts';

type Correction = {
  readonly alertId: string;
  readonly informationId: string;
  /** The revisions behind the finding that were replaced. */
  readonly recordIds: readonly string[];
  /** Whether the rule still says the same with the corrected records. */
  readonly holds: boolean;
  /** Whether the records are the platform's own, which no source gets wrong. */
  readonly own: boolean;
};

/** Puts a correction beside a finding, and dismisses what nobody has taken and no longer holds. */
export const correctInformation = async (
  tx: WriteTx,
  by: By,
  { alertId, informationId, recordIds, holds, own }: Correction,
): Promise<readonly DomainEvent[]> => {
  const evidenceId = by.newId();
  await tx.alertEvidence.create({
    data: {
      id: evidenceId,
      alertId,
      at: by.now,
      kind: holds ? 'CORRECTED' : 'NO_LONGER_HOLDS',
      recordIds: [...recordIds],
    },
  });
  const held = await loadInformation(tx, by, informationId, null, true);
  const { state } = held.information;
  if (state === 'RECEIVED' && !holds) {
    const reason = own ? 'ALREADY_HANDLED' : 'DATA_ERROR';
    return (await stepIn(tx, by, held, 'correct', { evidence: [evidenceId], reason })).events;
  }
  if (state === 'SCREENING' || state === 'VERIFYING') {
    return (await stepIn(tx, by, held, 'addEvidence', { evidence: [evidenceId] })).events;
  }
  return [];
};
