import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** A higher level is for the body of that level: the matter goes there (row 3, FS-07). */
export const raiseWarning = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['raise'],
): Promise<string> => takeStep(database, by, which, 'raise', () => ({ input }));
