/**
 * The kinds of record that come in, field by field (DOMAIN §8.2). This one table heads the template, reads headers and cells,
 * checks rows from files and from the API alike, names the columns of COPY and fixes what the content hash covers.
 */
export type FieldType = 'text' | 'day' | 'instant' | 'amount' | 'integer' | 'choice';

export type Field = {
  /** Field name in contracts and rules; the column is its snake_case form. */
  readonly name: string;
  /** Heading in Chinese, as templates print it. */
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** Most characters of a text. */
  readonly max: number;
  /** Code → Chinese word; files may hold either. */
  readonly choices: Readonly<Record<string, string>>;
  /** Other headings under which files bring it. */
  readonly alsoCalled: readonly string[];
  /** What the sample row of the template shows. */
  readonly sample: string;
};

export const KINDS = ['expense', 'procurement', 'approval'] as const;
export type Kind = (typeof KINDS)[number];
export const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text);

type Extra = Partial<Omit<Field, 'name' | 'label' | 'sample'>>;
const field = (name: string, label: string, sample: string, extra: Extra = {}): Field => ({
  name,
  label,
  sample,
  type: extra.choices ? 'choice' : 'text',
  required: false,
  max: 200,
  choices: {},
  alsoCalled: [],
  ...extra,
});
const required = { required: true } as const;
const day = { type: 'day' } as const;
const instant = { type: 'instant' } as const;
const integer = { type: 'integer' } as const;
/** Amounts are integers in the currency's smallest unit; files write them in whole units, 元. */
const amount = { type: 'amount', alsoCalled: ['amount', '金额（元）'] } as const;

const common = (sample: { id: string; day: string; unit: string }, dayLabel: string, extra: Extra = {}) =>
  [
    field('externalId', '记录编号', sample.id, required),
    field('occurredOn', dayLabel, sample.day, { ...day, ...required, alsoCalled: ['日期'], ...extra }),
    field('unitCode', '单位编码', sample.unit, { max: 50 }),
  ] as const;

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

export const PROCUREMENT_METHODS = {
  OPEN_TENDER: '公开招标',
  INVITED_TENDER: '邀请招标',
  COMPETITIVE_NEGOTIATION: '竞争性谈判',
  COMPETITIVE_CONSULTATION: '竞争性磋商',
  INQUIRY: '询价',
  SINGLE_SOURCE: '单一来源',
  FRAMEWORK: '框架协议',
  DIRECT: '直接采购',
} as const;

const EXPENSE = [
  ...common({ id: 'BX-2026-000318', day: '2026-03-12', unit: 'QH-JTJ' }, '发生日期'),
  field('post', '岗位', '办公室主任'),
  field('claimantCode', '报销人编码', 'QH-P0123', { max: 50 }),
  field('claimant', '报销人', '闻知竹'),
  field('kind', '费用类别', '差旅', { choices: EXPENSE_KINDS }),
  field('amountMinor', '金额', '1280.50', { ...amount, ...required }),
  field('currency', '币种', 'CNY', { max: 20 }),
  field('invoiceNo', '发票号码', '26322000000012345678', { max: 100 }),
  field('invoiceHash', '发票影像指纹', ''),
  field('payee', '收款方', '清河县云岫宾馆'),
  field('payeeCode', '收款方统一社会信用代码', '', { max: 50 }),
  field('approvalRef', '批准文号', '清交党组纪要〔2026〕3号'),
  field('reversalOf', '冲销的记录编号', ''),
] as const;

const PROCUREMENT = [
  ...common({ id: 'CG-2026-0087', day: '2026-04-20', unit: 'QH-JTJ' }, '成交日期', {
    alsoCalled: ['日期', '发生日期'],
  }),
  field('project', '项目名称', '农村公路养护设备采购', { max: 2000 }),
  field('item', '采购内容', '多功能养护车', { max: 2000 }),
  field('category', '品目编码', 'A02030700', { max: 50 }),
  field('kind', '采购类别', '货物', { choices: { GOODS: '货物', WORKS: '工程', SERVICES: '服务' } }),
  field('method', '采购方式', '公开招标', { choices: PROCUREMENT_METHODS }),
  field('amountMinor', '金额', '486200.00', amount),
  field('currency', '币种', 'CNY', { max: 20 }),
  field('supplier', '供应商', '清河县远岫机械有限公司', { max: 500 }),
  field('supplierCode', '供应商统一社会信用代码', '', { max: 100 }),
  field('tenderRef', '招标编号', 'QHZB-2026-021'),
  field('exemptionRef', '依法不招标批准文号', ''),
  field('frameworkRef', '框架协议编号', ''),
  field('ocid', 'OCID', '', { max: 200 }),
  field('buyer', '采购人', '清河县交通运输局', { max: 500 }),
  field('buyerCode', '采购人编码', '', { max: 100 }),
  field('procurementMethod', '采购方法（OCDS）', '', {
    choices: { open: '公开', selective: '邀请', limited: '限制', direct: '直接' },
  }),
  field('procurementMethodDetails', '采购方法说明', '', { max: 500 }),
  field('tenderStartedAt', '招标开始时间', '2026-03-25 09:00', instant),
  field('tenderEndedAt', '招标截止时间', '2026-04-15 09:00', instant),
  field('tenderers', '投标人数', '4', integer),
  field('status', '状态', 'complete', { max: 50 }),
] as const;

const APPROVAL = [
  // The day is that of startedAt in the office's zone; a file need not repeat it.
  ...common({ id: 'SP-2026-01123-2', day: '2026-05-08', unit: 'QH-ZRZ' }, '发生日期', { required: false }),
  field('caseRef', '办件编号', 'SP-2026-01123', { ...required, max: 100 }),
  field('powerItemCode', '权力事项编码', '', { max: 100 }),
  field('step', '环节', '审查'),
  field('stepNo', '环节序号', '2', integer),
  field('stepsTotal', '环节总数', '4', integer),
  field('actorCode', '经办人编码', 'QH-P0456', { max: 50 }),
  field('actor', '经办人', '石守拙'),
  field('applicant', '申请人', '清河县归云建材店'),
  field('agentCode', '代办人编码', '', { max: 50 }),
  field('startedAt', '开始时间', '2026-05-08 09:12', { ...instant, ...required }),
  field('finishedAt', '办结时间', '2026-05-11 16:40', instant),
  field('promisedDays', '承诺工作日', '5', integer),
  field('pausedDays', '中止天数', '0', integer),
  field('emergencyRef', '应急授权文号', ''),
] as const;

/** All fields of a kind; the first three are common to all. */
export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  expense: EXPENSE,
  procurement: PROCUREMENT,
  approval: APPROVAL,
};
/** How many fields lead every kind: externalId, occurredOn, unitCode. */
export const COMMON = 3;

/** Column of a field, in the typed table and in staging. */
export const columnOf = ({ name }: Pick<Field, 'name'>): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
