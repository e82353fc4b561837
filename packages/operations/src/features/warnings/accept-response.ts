import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Accepts the response; no fault closes it as 经说明了结 (rows 9, 9d, 11, FS-04). */
export const acceptResponse = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['accept'],
): Promise<string> => takeStep(database, by, which, 'accept', () => ({ input }));
