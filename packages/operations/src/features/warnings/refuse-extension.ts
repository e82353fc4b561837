import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Refuses the extension, with the reason (row 13). */
export const refuseExtension = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['refuseExtension'],
): Promise<string> => takeStep(database, by, which, 'refuseExtension', () => ({ input }));
