import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Lets the object's clocks run again (row 17d). */
export const resumeWarning = (database: Database, by: By, which: Which): Promise<string> =>
  takeStep(database, by, which, 'resume', () => ({ input: {} }));
