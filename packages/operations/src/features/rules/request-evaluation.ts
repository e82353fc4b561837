import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';

/** Asks the worker to look at the whole history now; a second wish while one waits changes nothing. */
export const requestEvaluation = (database: Database, by: By): Promise<boolean> =>
  change(database, by, async (tx) => {
    await enqueue(tx, 'evaluate-rules', { cause: 'MANUAL' }, { key: 'evaluate-rules', queue: 'rules' });
    return {
      result: true,
      events: [
        { thingKind: 'rule-run', thingId: by.newId(), type: 'rules.evaluation-requested', version: null, body: {} },
      ],
    };
  });
