import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Asks for an extension, once; a late request is shown, not blocked (row 12). */
export const askExtension = (
  database: Database,
  by: By,
  which: Which,
  input: WarningInputs['askExtension'],
): Promise<string> => takeStep(database, by, { ...which, side: 'object' }, 'askExtension', () => ({ input }));
