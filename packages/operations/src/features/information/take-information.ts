import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Takes a matter for screening; who must stay away cannot (row 2). */
export const takeInformation = (database: Database, by: By, which: Which): Promise<string> =>
  takeStep(database, by, which, 'take', () => ({}));
