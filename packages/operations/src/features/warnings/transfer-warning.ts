import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Sanctionable conduct belongs on the case track: the warning ends and all its clocks stop (row 23). */
export const transferWarning = (
  database: Database,
  by: By,
  which: Which,
  { clueNumber, reason }: { readonly clueNumber: string; readonly reason: string },
): Promise<string> => takeStep(database, by, which, 'transfer', () => ({ input: { clueId: clueNumber, reason } }));
