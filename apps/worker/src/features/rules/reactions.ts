import { queueArrival } from '@qingfeng/operations/features/rules/evaluate-arrivals.ts';
import type { Reaction } from '../../reaction.ts';

/** Records that came are judged at once: only the rows and groups they may have changed. */
export const judgeArrival: Reaction = {
  name: 'judge-arrival',
  on: ['batch.promoted'],
  run: async ({ thingId: batchId, body }, _by, { database }) => {
    const { kind: recordKind, fromRecord, toRecord, accepted, corrected } = body;
    if (typeof recordKind !== 'string' || typeof fromRecord !== 'string' || typeof toRecord !== 'string') return;
    const part = { batchId, recordKind, fromRecord, toRecord, rows: Number(accepted) + Number(corrected) };
    await queueArrival(database, part);
  },
};
