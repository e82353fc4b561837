import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Proposes to move it to the case track; a leader decides, and no warning is possible then (row 7). */
export const proposeTransfer = (
  database: Database,
  by: By,
  which: Which,
  input: { readonly conclusion: string },
): Promise<string> => takeStep(database, by, which, 'transfer', () => ({ reason: input.conclusion }));
