import {
  exportNotices as exportNoticesEndpoint,
  exportOutbox as exportOutboxEndpoint,
  getNoticePreferences,
  listNoticeRuns,
  listNotices,
  listOutbox,
  markNoticesRead as markNoticesReadEndpoint,
  setNoticePreferences,
  streamNotices,
} from '@qingfeng/contracts/features/notices/endpoints.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { exportNotices, exportOutbox } from '@qingfeng/operations/features/notices/export-notices.ts';
import { markNoticesRead } from '@qingfeng/operations/features/notices/mark-notices-read.ts';
import {
  countUnread,
  listNoticesOf,
  listOutboxOf,
  listRuns,
  preferencesOf,
} from '@qingfeng/operations/features/notices/read.ts';
import { setPreferences } from '@qingfeng/operations/features/notices/set-preferences.ts';
import { NOTICE_SIGNAL } from '@qingfeng/operations/features/notices/signal.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { openListener } from '@qingfeng/platform/listen.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';
import { streamUnread } from './stream.ts';

type Dependencies = { readonly config: Config; readonly database: Database };

export const noticesRoutes = ({ config, database }: Dependencies): Bound[] => {
  const listener = openListener(database, NOTICE_SIGNAL);
  return [
    bind(listNotices, ({ query }, { viewer }) => listNoticesOf(database, viewer, query)),
    bind(exportNoticesEndpoint, ({ query }, by) => exportNotices(database, by, query)),
    bind(markNoticesReadEndpoint, async ({ body }, by) => {
      await markNoticesRead(database, by, body.ids ?? null);
      return { unread: await countUnread(database, by.viewer) };
    }),
    bind(streamNotices, (_input, { viewer }, { response }) =>
      streamUnread(database, listener, viewer.accountId, response),
    ),
    bind(getNoticePreferences, (_input, { viewer }) => preferencesOf(database, viewer)),
    bind(setNoticePreferences, async ({ body }, by) => {
      await setPreferences(database, by, body);
      return preferencesOf(database, by.viewer);
    }),
    bind(listNoticeRuns, ({ query }) => listRuns(database, query)),
    bind(listOutbox, ({ query }) => {
      if (!config.demo) throw missing('endpoint');
      return listOutboxOf(database, query);
    }),
    bind(exportOutboxEndpoint, ({ query }, by) => {
      if (!config.demo) throw missing('endpoint');
      return exportOutbox(database, by, query);
    }),
  ];
};
