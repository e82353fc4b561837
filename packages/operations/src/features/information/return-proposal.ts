import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Sends the conclusion back to the officer, with the reason. */
export const returnProposal = (
  database: Database,
  by: By,
  which: Which,
  input: { readonly reason: string },
): Promise<string> => takeStep(database, by, which, 'sendBack', () => input);
