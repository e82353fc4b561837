import { amount, choice, code, common, day, integer, money, required, secret, text } from '../field.ts';

const IDENTITY = '999001196002290018';

/** A person's pay from public money for one month, one row per item. */
export const PAYROLL = [
  ...common({ id: 'GZ-2026-05-0123-01', day: '2026-05-10', unit: 'QH-JTJ' }, '发放日期'),
  secret('personHash', '身份证号', IDENTITY, 'identity', required),
  code('personCode', '人员编码', 'QH-P0123', { max: 50 }),
  choice('staffKind', '人员类别', '在编', { STAFF: '在编', TEMPORARY: '临聘', RETIRED: '离退休' }),
  day('periodOn', '所属月份', '2026-05-01', required),
  code('item', '工资项目', '基本工资', { ...required, max: 50 }),
  ...money('金额', '4200.00', required),
  code('approvalRef', '发放依据文号', ''),
  choice('backPay', '是否补发', '', { YES: '是', NO: '否' }),
] as const;

/** What the county allows as pay: an item, for whom, and how much a month. */
export const ALLOWANCE_STANDARD = [
  ...common({ id: 'BZ-2026-03', day: '2026-01-01', unit: '' }, '生效日期'),
  code('item', '工资项目', '值班补贴', { ...required, max: 50 }),
  amount('monthlyMostMinor', '每月上限', '600.00'),
  code('currency', '币种', 'CNY', { max: 20 }),
  code('documentRef', '依据文号', '清财〔2026〕2号'),
] as const;

/** A death as the authority registered it. */
export const DEATH = [
  ...common({ id: 'SW-2026-0031', day: '2026-03-03', unit: '' }, '死亡日期'),
  secret('personHash', '身份证号', IDENTITY, 'identity', required),
] as const;

/** What changes whether a person may be paid as staff: retired, in custody, seconded, on leave. */
export const PERSON_STATUS = [
  ...common({ id: 'RYZT-2026-011', day: '2026-02-01', unit: 'QH-JTJ' }, '起始日期'),
  secret('personHash', '身份证号', IDENTITY, 'identity', required),
  choice(
    'status',
    '状态',
    '借调',
    {
      RETIRED: '退休',
      CUSTODY: '羁押或服刑',
      SECONDED: '借调',
      LEAVE: '经批准休假',
      LEFT: '离职',
    },
    required,
  ),
  day('untilOn', '截止日期', ''),
  code('approvalRef', '批准文号', ''),
] as const;

/** A month of social insurance paid by an employer. */
export const SOCIAL_INSURANCE = [
  ...common({ id: 'SB-2026-05-7781', day: '2026-05-15', unit: '' }, '缴费日期'),
  secret('personHash', '身份证号', IDENTITY, 'identity', required),
  code('employerCode', '参保单位统一社会信用代码', '', required),
  text('employer', '参保单位', '清河县远岫机械有限公司'),
  day('periodOn', '所属月份', '2026-05-01', required),
] as const;

/** A day in the official attendance book. */
export const ATTENDANCE = [
  ...common({ id: 'KQ-2026-0508-0123', day: '2026-05-08', unit: 'QH-JTJ' }, '日期'),
  secret('personHash', '身份证号', IDENTITY, 'identity', required),
  choice('presence', '出勤', '在岗', { PRESENT: '在岗', TRIP: '出差', LEAVE: '请假' }),
] as const;

/** Kinship that a cadre declared; nothing else is ever taken for kinship. */
export const KIN = [
  ...common({ id: 'QS-2026-0009', day: '2026-01-15', unit: 'QH-SQZ' }, '申报日期'),
  secret('personHash', '申报人身份证号', IDENTITY, 'identity', required),
  code('personCode', '申报人编码', 'QH-P0123', { max: 50 }),
  secret('kinHash', '亲属身份证号', '999001196511020021', 'identity', required),
  choice('relation', '关系', '配偶', {
    SPOUSE: '配偶',
    PARENT: '父母',
    CHILD: '子女',
    SIBLING: '兄弟姐妹',
    OTHER: '其他近亲属',
  }),
  code('village', '所在村（社区）', '石桥镇河东村'),
  choice('post', '申报人身份', '村干部', { VILLAGE_LEADER: '村干部', CADRE: '干部' }),
] as const;

/** A phone that a village cadre declared, under which villagers may be reached who have none. */
export const CADRE_CONTACT = [
  ...common({ id: 'CGDH-2026-0012', day: '2026-01-15', unit: 'QH-SQZ' }, '备案日期'),
  code('personCode', '村干部编码', 'QH-P0123', { max: 50 }),
  code('village', '所在村（社区）', '石桥镇河东村', required),
  secret('phoneHash', '联系电话', '13800000000', 'phone', required),
] as const;

/** Who lives in a household, as the civil affairs register has it. */
export const HOUSEHOLD = [
  ...common({ id: 'HJ-2026-00071-2', day: '2026-01-01', unit: '' }, '登记日期'),
  secret('personHash', '身份证号', IDENTITY, 'identity', required),
  code('householdRef', '户编号', 'H-00071', required),
  code('village', '村（社区）', '石桥镇河东村'),
  choice('guardian', '是否监护人', '', { YES: '是', NO: '否' }),
] as const;

/** Time in a post, with whom the holder answers to. */
export const TENURE = [
  ...common({ id: 'RZ-0123-2', day: '2020-03-01', unit: 'QH-JTJ' }, '任职日期'),
  code('personCode', '人员编码', 'QH-P0123', { ...required, max: 50 }),
  text('person', '姓名', '闻知竹'),
  secret('personHash', '身份证号', '', 'identity'),
  text('post', '岗位', '财务科科长', required),
  choice('sensitive', '敏感岗位', '是', { YES: '是', NO: '否' }),
  choice('decides', '有采购或拨付决定权', '否', { YES: '是', NO: '否' }),
  secret('superiorHash', '直接上级身份证号', '', 'identity'),
  day('untilOn', '离任日期', ''),
  code('exceptionRef', '例外批准文号', ''),
  choice('successionUnderWay', '正在交流轮岗', '', { YES: '是', NO: '否' }),
] as const;

/** A person's part in a company: one row per legal representative and shareholder. */
export const COMPANY = [
  ...common({ id: 'QY-91999001MA0001-1', day: '2019-06-18', unit: '' }, '登记日期'),
  code('uscc', '统一社会信用代码', '91999001MA00010000', required),
  text('name', '企业名称', '清河县远岫机械有限公司', { max: 500 }),
  secret('holderHash', '法定代表人或股东身份证号', IDENTITY, 'identity', required),
  choice('role', '身份', '法定代表人', { LEGAL_REPRESENTATIVE: '法定代表人', SHAREHOLDER: '股东' }, required),
  integer('sharePercent', '持股比例（%）', ''),
  choice('status', '经营状态', '存续', { ACTIVE: '存续', DORMANT: '停业', CANCELLED: '注销' }),
  choice('nature', '主体类型', '公司', { COMPANY: '公司', SOLE: '个体工商户', COOPERATIVE: '合作社' }),
  secret('addressHash', '住所', '', 'address'),
  secret('phoneHash', '联系电话', '', 'phone'),
] as const;

/** Real estate, only where the county is authorised to compare it. */
export const PROPERTY = [
  ...common({ id: 'BDC-2018-0042', day: '2018-09-01', unit: '' }, '登记日期'),
  secret('ownerHash', '权利人身份证号', IDENTITY, 'identity', required),
  choice('kind', '用途', '住宅', { DWELLING: '住宅', SHOP: '商铺', OTHER: '其他' }),
  integer('areaSquareMetres', '面积（平方米）', '96'),
] as const;
