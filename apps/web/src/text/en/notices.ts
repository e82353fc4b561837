import type { Phrases } from '../phrases.ts';
import type { notices as zh } from '../zh-CN/notices.ts';

export const notices = {
  title: 'Notices',
  note: 'Text messages and mail only say that something waits; the content is here.',
  'tab.unread': 'Unread',
  'tab.all': 'All',
  markAll: 'Mark all read',
  'empty.unread': 'No unread notices',
  'empty.all': 'No notices yet',
  unread: 'Unread',
} satisfies Phrases<typeof zh>;
