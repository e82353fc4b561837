import type { WarningState } from '@qingfeng/domain/features/warnings/warning.ts';

/** State labels as DOMAIN §4.2 prints them, for exports; the pages have their own in two languages. */
export const STATE_WORDS: Readonly<Record<WarningState, string>> = {
  DRAFT: '拟预警',
  PENDING_DECISION: '待审定',
  DECIDED: '已决定',
  ISSUED: '待送达',
  SERVED: '待反馈',
  RESPONDED: '已反馈',
  UNDER_REVIEW: '审核中',
  RECTIFYING: '整改中',
  VISITING: '回访中',
  PENDING_LIFT: '待解除',
  LIFTED: '已解除',
  ARCHIVED: '已归档',
  WITHDRAWN: '已撤回',
  REVOKED: '已撤销',
  ESCALATED: '已转级',
  TRANSFERRED: '已转线索',
};
