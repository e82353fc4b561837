import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { loadInformation } from './store.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** The same matter as another one that still lives: it goes on there (row 6). */
export const mergeInformation = (
  database: Database,
  by: By,
  which: Which,
  { intoId }: { readonly intoId: string },
): Promise<string> =>
  takeStep(database, by, which, 'merge', async (tx) => ({
    target: (await loadInformation(tx, by, intoId, null)).information,
  }));
