import { MATTER_EVENTS } from '@qingfeng/domain/features/information/reported-matter.ts';
import { LIMIT_EVENTS } from '@qingfeng/domain/features/warnings/limits.ts';
import { keepReportedMatters, keepWarningLimits } from '@qingfeng/operations/features/sources/keep-own-records.ts';
import type { Reaction } from '../../reaction.ts';

/** What becomes of reported matters is told to the rules that count them; a rule's own findings are none. */
export const keepMatters: Reaction = {
  name: 'keep-reported-matters',
  on: MATTER_EVENTS,
  run: async ({ thingId, body }, by, { config, database }) => {
    if (body['source'] !== 'ALERT') await keepReportedMatters(database, by, config.zone, thingId);
  },
};

/** What becomes of a warning is told to the rules that watch its limits. */
export const keepLimits: Reaction = {
  name: 'keep-warning-limits',
  on: LIMIT_EVENTS,
  run: async ({ thingId }, by, { config, database }) => {
    await keepWarningLimits(database, by, config.zone, thingId);
  },
};
