import { amount, choice, code, common, day, integer, money, required, text } from '../field.ts';

export const EXPENSE_KINDS = {
  RECEPTION: '餐饮接待',
  TRAVEL: '差旅',
  OFFICE: '办公',
  MEETING: '会议',
  TRAINING: '培训',
  REPAIR: '维修',
  PRINTING: '印刷',
  LABOUR: '劳务',
  FUEL: '燃油',
  PROJECT: '项目',
  EQUIPMENT: '设备',
  RENT: '租金',
  WELFARE: '福利',
  OTHER: '其他',
} as const;

/** Reimbursed expenses. */
export const EXPENSE = [
  ...common({ id: 'BX-2026-000318', day: '2026-03-12', unit: 'QH-JTJ' }, '发生日期'),
  text('post', '岗位', '办公室主任'),
  code('claimantCode', '报销人编码', 'QH-P0123', { max: 50 }),
  text('claimant', '报销人', '闻知竹'),
  choice('kind', '费用类别', '差旅', EXPENSE_KINDS),
  ...money('金额', '1280.50', required),
  code('invoiceNo', '发票号码', '26322000000012345678'),
  code('invoiceHash', '发票影像指纹', '', { max: 200 }),
  text('payee', '收款方', '清河县云岫宾馆'),
  code('payeeCode', '收款方统一社会信用代码', '', { max: 50 }),
  code('approvalRef', '批准文号', '清交党组纪要〔2026〕3号', { max: 200 }),
  code('reversalOf', '冲销的记录编号', '', { max: 200 }),
  code('payeeCategory', '收款方行业', '住宿餐饮', { max: 50 }),
  text('goods', '货物或服务名称', '会务用餐', { max: 500 }),
  choice('channel', '购买渠道', '线下', { OFFLINE: '线下', E_COMMERCE: '电商平台' }),
  integer('recipients', '领用人数', ''),
  code('dutyRef', '值班或会议记录编号', ''),
  code('attendanceRef', '签到表编号', ''),
  code('contractRef', '合同编号', ''),
  code('acceptanceRef', '验收单编号', ''),
] as const;

/** One line of a unit's budget for one year or month, with what was spent of it. */
export const BUDGET = [
  ...common({ id: 'YS-2026-JTJ-03-06', day: '2026-06-30', unit: 'QH-JTJ' }, '统计截止日'),
  code('item', '预算科目', 'RECEPTION', required),
  integer('year', '年度', '2026', required),
  amount('planMinor', '年度预算', '120000.00'),
  amount('spentMinor', '累计支出', '48000.00'),
  code('currency', '币种', 'CNY', { max: 20 }),
  choice('phase', '特殊情形', '', {
    PROJECT_PHASE: '项目分期',
    LATE_TRANSFER: '资金下达较晚',
    NEW_FUNCTION: '新增职能',
  }),
] as const;

/** Money that a unit took in, with the day on which it was entered in the books. */
export const INCOME = [
  ...common({ id: 'SR-2026-0041', day: '2026-04-08', unit: 'QH-JTJ' }, '收款日期'),
  text('payer', '缴款方', '清河县归云建材店'),
  code('item', '收入项目', '场地租金'),
  ...money('金额', '6000.00', required),
  code('receiptNo', '票据号码', ''),
  day('enteredOn', '入账日期', '2026-04-09'),
] as const;

/** What belongs to a unit's work: lines of business that it may pay for. */
export const UNIT_FUNCTION = [
  ...common({ id: 'ZN-JTJ-01', day: '2024-01-01', unit: 'QH-JTJ' }, '生效日期'),
  code('payeeCategory', '收款方行业', '道路养护', { ...required, max: 50 }),
] as const;

/** A record that a unit was on duty or met on a day. */
export const DUTY = [
  ...common({ id: 'ZB-2026-1001-JTJ', day: '2026-10-01', unit: 'QH-JTJ' }, '日期'),
  choice('kind', '记录类别', '值班', { DUTY: '值班', MEETING: '会议', EMERGENCY: '应急处置' }, required),
  code('ref', '记录编号或文号', ''),
] as const;
