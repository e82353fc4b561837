import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { canDraft } from './read-drafters.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Gives a warning whose drafter must stay away, or is gone, to another officer of the handling unit, who goes on with it. */
export const reassignWarning = (database: Database, by: By, which: Which, drafterId: string): Promise<string> =>
  takeStep(database, by, which, 'reassign', async ({ warning }) => {
    if (!(await canDraft(database, drafterId, warning, by.today))) throw missing('account');
    return { input: { drafterId } };
  });
