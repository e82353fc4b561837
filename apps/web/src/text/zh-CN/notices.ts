export const notices = {
  title: '通知',
  note: '短信和邮件只提醒“有事项待办”，内容在这里看。',
  'tab.unread': '未读',
  'tab.all': '全部',
  markAll: '全部标为已读',
  'empty.unread': '没有未读通知',
  'empty.all': '还没有通知',
  unread: '未读',
} as const;
