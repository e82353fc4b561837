import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Screening is not enough: the officer verifies, alone for now (row 3). */
export const verifyInformation = (database: Database, by: By, which: Which): Promise<string> =>
  takeStep(database, by, which, 'ask', () => ({ sheet: null }));
