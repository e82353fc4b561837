import type {
  exportNotices as noticesContract,
  exportOutbox as outboxContract,
  listNotices,
  listOutbox,
} from '@qingfeng/contracts/features/notices/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { noticeWord } from '@qingfeng/domain/features/notices/words.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOut, takeOutFreely } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { listNoticesOf, listOutboxOf } from './read.ts';

type Notice = ResponseOf<typeof listNotices>['items'][number];
type Message = ResponseOf<typeof listOutbox>['items'][number];
const CHANNELS: Readonly<Record<Message['channel'], string>> = { EMAIL: '邮件', SMS: '短信' };

const NOTICE_COLUMNS: readonly Column<Notice>[] = [
  { header: '时间', value: ({ at }) => at, width: 26 },
  { header: '通知', value: ({ type }) => noticeWord(type), width: 36 },
  { header: '事项', value: ({ title }) => title, width: 28 },
  { header: '急', value: ({ urgent }) => (urgent ? '是' : '否'), width: 8 },
  { header: '已读时间', value: ({ readAt }) => readAt, width: 26 },
];
const MESSAGE_COLUMNS: readonly Column<Message>[] = [
  { header: '时间', value: ({ at }) => at, width: 26 },
  { header: '渠道', value: ({ channel }) => CHANNELS[channel], width: 10 },
  { header: '收件人', value: ({ to }) => to, width: 24 },
  { header: '标题', value: ({ subject }) => subject, width: 28 },
  { header: '内容', value: ({ text }) => text, width: 60 },
];

/** One's own notices as shown: numbers of things, nothing of them. The export is on the record. */
export const exportNotices = async (database: Database, by: By, query: QueryOf<typeof noticesContract>) => {
  const watermark = await takeOutFreely(database, by, 'notices');
  const rows = everyPage(async (at) => (await listNoticesOf(database, by.viewer, { ...query, ...at })).items);
  return {
    name: `通知 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(NOTICE_COLUMNS, rows, { sheet: '通知', watermark }),
  };
};

/** What would have left the platform, as shown; the export is on the record. */
export const exportOutbox = async (
  database: Database,
  by: By,
  { reason, ...query }: QueryOf<typeof outboxContract>,
) => {
  const watermark = await takeOut(database, by, 'outbox', reason);
  const rows = everyPage(async (at) => (await listOutboxOf(database, { ...query, ...at })).items);
  return {
    name: `通知发件箱 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(MESSAGE_COLUMNS, rows, { sheet: '通知发件箱', watermark }),
  };
};
