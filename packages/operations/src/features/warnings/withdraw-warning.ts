import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Withdraws a draft, with the reason (row 17c). */
export const withdrawWarning = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['withdraw'],
): Promise<string> => takeStep(database, by, which, 'withdraw', () => ({ input }));
