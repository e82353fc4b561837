import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Answers one question of the paper; kept as given (row 7). */
export const answerQuestion = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['answer'],
): Promise<string> => takeStep(database, by, { ...which, side: 'object' }, 'answer', () => ({ input }));
