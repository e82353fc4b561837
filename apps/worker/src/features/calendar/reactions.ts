import { recomputeInformation } from '@qingfeng/operations/features/information/recompute-deadlines.ts';
import { recomputeSheets } from '@qingfeng/operations/features/information/recompute-sheets.ts';
import { recomputeWarnings } from '@qingfeng/operations/features/warnings/recompute-deadlines.ts';
import type { Reaction } from '../../reaction.ts';

/**
 * A published calendar: every running deadline is counted by it. One that cannot be recounted stops no other; the job then fails, so
 * that it is tried again, and finds the rest done.
 */
export const recountDeadlines: Reaction = {
  name: 'recount-deadlines',
  on: ['calendar.published'],
  run: async (_event, by, { config, database, logger }) => {
    const onFailure = (thingId: string, error: unknown): void => {
      logger.error({ err: error, thingId }, 'could not recount a deadline');
    };
    const warnings = await recomputeWarnings(database, by, onFailure);
    const information = await recomputeInformation(database, by, onFailure);
    const sheets = await recomputeSheets(database, by, config.zone);
    const failed = warnings.failed + information.failed;
    logger.info(
      { warnings: warnings.changed, information: information.changed, sheets, failed },
      'deadlines recounted',
    );
    if (failed > 0) throw new Error(`${String(failed)} deadlines could not be recounted`);
  },
};
