import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Stops the object's clocks for a reason of the configured list (row 17d). */
export const suspendWarning = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['suspend'],
): Promise<string> => takeStep(database, by, which, 'suspend', () => ({ input }));
