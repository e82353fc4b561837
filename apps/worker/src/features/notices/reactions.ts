import { NOTICED_EVENTS } from '@qingfeng/domain/features/notices/notice.ts';
import { makeNotices } from '@qingfeng/operations/features/notices/make-notices.ts';
import type { Reaction } from '../../reaction.ts';
import { channelsOf } from './gateways.ts';

/** Whoever an event concerns is told of it. Running it again finds the event told. */
export const tellOfEvent: Reaction = {
  name: 'tell-of-event',
  on: NOTICED_EVENTS,
  run: async (event, by, { database, config }) => {
    await makeNotices({ database, zone: config.zone, channels: channelsOf(config) }, by, event);
  },
};
