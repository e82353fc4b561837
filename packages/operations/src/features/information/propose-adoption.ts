import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Proposes that the facts hold, with the level of the information; a second officer confirms (row 4). */
export const proposeAdoption = (
  database: Database,
  by: By,
  which: Which,
  input: { readonly informationLevel: 1 | 2 | 3; readonly conclusion: string },
): Promise<string> =>
  takeStep(database, by, which, 'adopt', () => ({ level: input.informationLevel, reason: input.conclusion }));
