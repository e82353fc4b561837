import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Reports the rectification done (rows 14, 14b). */
export const reportDone = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['reportDone'],
): Promise<string> => takeStep(database, by, { ...which, side: 'object' }, 'reportDone', () => ({ input }));
