import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { policyIn } from './store.ts';
import type { Which } from './take-step.ts';
import { takeStep } from './take-step.ts';

/** Puts an alert off until a morning, with the reason: out of the inbox, never out of sight. */
export const snoozeInformation = (
  database: Database,
  by: By,
  which: Which,
  { until, reason }: { readonly until: LocalDate; readonly reason: string },
): Promise<string> =>
  takeStep(database, by, which, 'snooze', async (tx) => ({
    until,
    reason,
    mostDays: (await policyIn(tx)).snoozeDays,
  }));
