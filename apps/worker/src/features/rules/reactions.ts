import { evaluateRules } from '@qingfeng/operations/features/rules/evaluate-rules.ts';
import type { Reaction } from '../../reaction.ts';

/** Records that came are judged at once: only the rows and groups they may have changed. Running it again finds every key taken. */
export const evaluateArrival: Reaction = {
  name: 'evaluate-arrival',
  on: ['batch.promoted'],
  run: async ({ thingId, body }, by, { database, config }) => {
    const { kind, fromRecord, toRecord } = body;
    if (typeof kind !== 'string' || typeof fromRecord !== 'string' || typeof toRecord !== 'string') return;
    await evaluateRules(database, by, config.zone, {
      kind: 'ARRIVAL',
      batchId: thingId,
      recordKind: kind,
      fromRecord,
      toRecord,
    });
  },
};
