import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { voidLetter } from '../letters/issue-letter.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Rescinds before service; a number already allotted is voided and kept with the reason (row 5b). */
export const rescindWarning = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['rescind'],
): Promise<string> =>
  takeStep(database, by, which, 'rescind', ({ warning }, tx) => ({
    input,
    after: async () => {
      if (warning.paper !== null) await voidLetter(tx, by, warning.paper.number, input.reason);
    },
  }));
