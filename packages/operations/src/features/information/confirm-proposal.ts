import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { loadInformation } from './store.ts';
import type { Which } from './take-step.ts';
import { stepIn } from './take-step.ts';

/** A second person confirms what the handler concluded (rows 4, 5, 7); a dismissed matter is closed at once, its lesson kept for the rule. */
export const confirmProposal = (
  database: Database,
  by: By,
  { id, version }: Which,
  clueNumber: string | null,
): Promise<string> =>
  change(database, by, async (tx) => {
    const held = await loadInformation(tx, by, id, version);
    switch (held.information.pending?.kind) {
      case 'ADOPT':
        return { result: id, events: (await stepIn(tx, by, held, 'confirmAdoption', {})).events };
      case 'DISMISS':
        return { result: id, events: (await stepIn(tx, by, held, 'confirmDismissal', {})).events };
      case 'TRANSFER':
        return {
          result: id,
          events: (await stepIn(tx, by, held, 'confirmTransfer', { clueId: clueNumber ?? '' })).events,
        };
      case undefined:
        throw new Refusal('step.not-available', {
          thing: 'information',
          step: 'confirm',
          state: held.information.state,
        });
    }
  });
