import { amount, choice, code, common, day, money, required, secret, text } from '../field.ts';

export const SUBSIDY_ITEMS = {
  LOW_INCOME: '最低生活保障',
  EXTREME_POVERTY: '特困供养',
  TEMPORARY_RELIEF: '临时救助',
  DISABILITY: '残疾人补贴',
  ELDERLY: '高龄津贴',
  ORPHAN: '孤儿基本生活费',
  HOUSING: '危房改造',
  FARMING: '农业补贴',
  FUNERAL: '丧葬补助',
  OTHER: '其他',
} as const;

/** One payment of a subsidy to one person. */
export const SUBSIDY = [
  ...common({ id: 'BT-2026-05-00318', day: '2026-05-20', unit: 'QH-MZJ' }, '发放日期'),
  choice('item', '补贴项目', '最低生活保障', SUBSIDY_ITEMS, required),
  secret('recipientHash', '领取人身份证号', '999001195204110016', 'identity', required),
  day('periodOn', '所属月份', '2026-05-01'),
  ...money('金额', '560.00', required),
  code('householdRef', '户编号', 'H-00071'),
  code('village', '村（社区）', '石桥镇河东村'),
  secret('accountHash', '收款账户', '', 'account'),
  secret('addressHash', '住址', '', 'address'),
  secret('phoneHash', '联系电话', '', 'phone'),
  secret('guardianHash', '监护人身份证号', '', 'identity'),
  choice('basis', '享受单位', '个人', { PERSON: '个人', HOUSEHOLD: '家庭' }),
  code('institutionRef', '供养机构编号', ''),
  code('fundRef', '资金批次的记录编号', '', { max: 200 }),
  choice('settlement', '发放性质', '', { HEIRS: '继承人结算', POLICY_CHANGE: '政策衔接' }),
] as const;

/** Money that came to a unit to be paid out as a subsidy. */
export const SUBSIDY_FUND = [
  ...common({ id: 'ZJ-2026-0007', day: '2026-04-02', unit: 'QH-MZJ' }, '到账日期'),
  choice('item', '补贴项目', '最低生活保障', SUBSIDY_ITEMS, required),
  ...money('到账金额', '186000.00', required),
  choice('state', '办理情况', '', { VERIFYING: '核实对象', BANK_RETURN: '银行退回' }),
  text('note', '说明', ''),
] as const;

/** Vehicles of private owners, for the comparison with benefits. */
export const VEHICLE = [
  ...common({ id: 'CL-2021-0419', day: '2021-08-09', unit: '' }, '登记日期'),
  secret('ownerHash', '所有人身份证号', '999001195204110016', 'identity', required),
  choice(
    'type',
    '车辆类型',
    '小型汽车',
    { CAR: '小型汽车', TRUCK: '货车', MOTORBIKE: '摩托车', TRICYCLE: '三轮车' },
    required,
  ),
  amount('priceMinor', '购置价', '86000.00'),
  code('currency', '币种', 'CNY', { max: 20 }),
  choice('status', '状态', '正常', { ACTIVE: '正常', SCRAPPED: '报废', STOLEN: '被盗', TRANSFERRED: '已过户' }),
  choice('forDisabled', '残疾人专用', '', { YES: '是', NO: '否' }),
] as const;
