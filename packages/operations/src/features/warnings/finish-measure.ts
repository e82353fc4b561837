import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** A measure is done, with the evidence for it (row 14). */
export const finishMeasure = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['finishMeasure'],
): Promise<string> => takeStep(database, by, { ...which, side: 'object' }, 'finishMeasure', () => ({ input }));
