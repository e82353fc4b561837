import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Submits what is owed: explanation, measures or report (rows 7, 9b). */
export const respondToWarning = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['respond'],
): Promise<string> => takeStep(database, by, { ...which, side: 'object' }, 'respond', () => ({ input }));
