import { SCREEN_TASK } from '@qingfeng/operations/features/tenders/screen-tenders.ts';
import { gather } from '@qingfeng/platform/jobs.ts';
import type { Reaction } from '../../reaction.ts';

/** One delivery comes in many parts, and each bid moves all scores a little: they are reckoned once for all of it. */
const GATHERED_S = 60;

/** Bids that came change what tenders are worth a look. */
export const screenArrival: Reaction = {
  name: 'screen-arrival',
  on: ['batch.promoted'],
  run: async ({ thingId: batchId, body: { kind } }, _by, { database }) => {
    if (kind === 'bid')
      await gather(database, SCREEN_TASK, [{ batchId }], { key: SCREEN_TASK, afterSeconds: GATHERED_S });
  },
};
