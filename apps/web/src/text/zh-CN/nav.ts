/** Names of the pages in the navigation, by the keys that the server sends in `me.nav`, and of their groups. */
export const nav = {
  'group.power': '权力',
  'group.data': '规则与数据',
  'group.admin': '系统管理',
  home: '我的待办',
  alerts: '疑点',
  information: '廉情信息',
  warnings: '预警',
  'my-warnings': '我的预警',
  catalogue: '权力目录',
  sources: '数据源',
  rules: '预警规则',
  calendar: '工作日历',
  accounts: '账号管理',
  audit: '审计',
  'notice-runs': '通知投递',
  outbox: '通知发件箱',
} as const;
