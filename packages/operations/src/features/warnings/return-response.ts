import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Returns the response for more, with a short date counted once (row 10). */
export const returnResponse = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['return'],
): Promise<string> => takeStep(database, by, which, 'return', () => ({ input }));
