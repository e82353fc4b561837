import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { canHandle } from './read-handlers.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Gives a matter in hand to another officer who may see it: on leave, overburdened, or bound to stay away (row 2). */
export const reassignInformation = (database: Database, by: By, which: Which, handlerId: string): Promise<string> =>
  takeStep(database, by, which, 'reassign', async () => {
    if (!(await canHandle(database, handlerId, which.id, by.today))) throw missing('account');
    return { handlerId };
  });
