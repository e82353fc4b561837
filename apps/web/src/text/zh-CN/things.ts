/** Kinds of things and what is to be done with them, as tasks and timelines name them (`thingKind`, `act`). */
export const things = {
  'kind.warning': '预警',
  'kind.information': '廉情',
  'kind.alert': '疑点',
  'kind.power-item': '目录',
  'kind.feed': '数据源',
  'kind.rule': '规则',
  'kind.account': '账号',
} as const;
