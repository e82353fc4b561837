import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Refuses lifting: what is still owed is named (row 17b). */
export const refuseLift = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['refuseLift'],
): Promise<string> => takeStep(database, by, which, 'refuseLift', () => ({ input }));
