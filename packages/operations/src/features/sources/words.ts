import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { RejectReason } from '@qingfeng/domain/features/sources/reject.ts';

/** Words of templates and repair files, which are Chinese whatever the page's language. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  expense: '费用报销',
  procurement: '采购',
  approval: '审批办件',
};

export const HEALTH_WORDS: Readonly<Record<'FRESH' | 'STALE' | 'NEVER' | 'PAUSED', string>> = {
  FRESH: '正常',
  STALE: '过期',
  NEVER: '未报送',
  PAUSED: '已暂停',
};

/** How to put each fault right. */
export const REASON_WORDS: Readonly<Record<RejectReason, string>> = {
  REQUIRED: '必填，不能为空',
  TOO_LONG: '太长，请缩短',
  NOT_A_DAY: '不是日期，请写成2026-03-12',
  DAY_OUT_OF_RANGE: '日期超出范围（1990年以后，至多提前一年）',
  DAY_CONTRADICTS: '与开始时间不是同一天',
  NOT_AN_INSTANT: '不是时间，请写成2026-03-12 09:30',
  ENDS_BEFORE_START: '结束早于开始',
  NOT_AN_AMOUNT: '不是金额，请写成1280.50，至多两位小数',
  NOT_A_CURRENCY: '币种请用三位代码，如CNY',
  NOT_A_COUNT: '请填整数，不小于0',
  NOT_IN_LIST: '不在可选范围内',
  NO_SUCH_FIELD: '这类记录没有这个字段',
  WRONG_TYPE: '类型不对',
  CELL_COUNT: '这一行的列数与表头不一致',
  QUOTES_BROKEN: '引号没有成对',
  LINE_TOO_LONG: '这一行太长',
  UNDECODABLE: '有认不出的文字，请检查编码',
  NOT_JSON: '不是完整的JSON',
  TOO_DEEP: '嵌套太深',
  NOT_AN_OBJECT: '不是一条记录',
  OCID_MISSING: '缺少ocid，不知属于哪个采购过程',
  RELEASE_ELSEWHERE: '只有公告的网址，平台不去外部抓取',
  NOT_OCDS: '不是OCDS公告',
  UNDATED: '没有日期',
};
