import type { DismissReason } from '@qingfeng/domain/features/information/information.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Proposes to dismiss, with the reason that counts for the rule's precision; a second officer confirms (row 5). */
export const proposeDismissal = (
  database: Database,
  by: By,
  which: Which,
  { reason: code, conclusion }: { readonly reason: DismissReason; readonly conclusion: string },
): Promise<string> => takeStep(database, by, which, 'dismiss', () => ({ code, reason: conclusion }));
