import { MATTER_EVENTS } from '@qingfeng/domain/features/information/reported-matter.ts';
import { NOTICED_EVENTS } from '@qingfeng/domain/features/notices/notice.ts';
import { LIMIT_EVENTS } from '@qingfeng/domain/features/warnings/limits.ts';

/**
 * Events to which the worker reacts: `change()` enqueues a job for each. A guard test holds this list and the worker's reactions
 * together, so neither can have one that the other lacks.
 */
export const REACTED_EVENTS: readonly string[] = [
  ...new Set(['batch.promoted', 'calendar.published', ...NOTICED_EVENTS, ...MATTER_EVENTS, ...LIMIT_EVENTS]),
];
