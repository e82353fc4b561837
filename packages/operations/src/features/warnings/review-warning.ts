import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Takes the response for review; not by who drafted the warning (row 9c). */
export const reviewWarning = (database: Database, by: By, which: Which): Promise<string> =>
  takeStep(database, by, which, 'review', () => ({ input: {} }));
