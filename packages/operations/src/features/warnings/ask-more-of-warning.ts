import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** The body asks for more; the proposal is a draft again (row 4). */
export const askMoreOfWarning = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['askMore'],
): Promise<string> => takeStep(database, by, which, 'askMore', () => ({ input }));
