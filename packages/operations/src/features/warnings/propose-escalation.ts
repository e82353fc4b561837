import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Proposes a higher level; only the decision on the new warning moves this one (row 19). */
export const proposeEscalation = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['proposeEscalation'],
): Promise<string> => takeStep(database, by, which, 'proposeEscalation', () => ({ input }));
