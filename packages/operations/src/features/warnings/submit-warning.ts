import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Submits a draft to the body that is competent for its level (row 2). */
export const submitWarning = (database: Database, by: By, which: Which): Promise<string> =>
  takeStep(database, by, which, 'submit', () => ({ input: {} }));
