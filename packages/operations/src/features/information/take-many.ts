import type { takeManyInformation } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { BodyOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { takeInformation } from './take-information.ts';

/**
 * Takes several, each as a change of its own: one that may not be taken never stops the rest, and is named with the reason. A repeat
 * takes nothing twice: what was taken is no longer RECEIVED.
 */
export const takeMany = async (
  database: Database,
  by: By,
  { items }: BodyOf<typeof takeManyInformation>,
): Promise<ResponseOf<typeof takeManyInformation>> => {
  const { idempotency: _whole, ...each } = by;
  const taken: string[] = [];
  const refused: { id: string; code: string }[] = [];
  for (const item of items) {
    try {
      taken.push(await takeInformation(database, each, item));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ id: item.id, code: error.code });
    }
  }
  return { taken, refused };
};
