import { amount, choice, code, common, day, instant, integer, money, required, secret, text } from '../field.ts';

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

/** Purchases and contracting processes (OCDS). */
export const PROCUREMENT = [
  ...common({ id: 'CG-2026-0087', day: '2026-04-20', unit: 'QH-JTJ' }, '成交日期', {
    alsoCalled: ['日期', '发生日期'],
  }),
  text('project', '项目名称', '农村公路养护设备采购', { max: 2000 }),
  text('item', '采购内容', '多功能养护车', { max: 2000 }),
  code('category', '品目编码', 'A02030700', { max: 50 }),
  choice('kind', '采购类别', '货物', { GOODS: '货物', WORKS: '工程', SERVICES: '服务' }),
  choice('method', '采购方式', '公开招标', PROCUREMENT_METHODS),
  ...money('金额', '486200.00'),
  text('supplier', '供应商', '清河县远岫机械有限公司', { max: 500 }),
  code('supplierCode', '供应商统一社会信用代码', ''),
  code('tenderRef', '招标编号', 'QHZB-2026-021', { max: 200 }),
  code('exemptionRef', '依法不招标批准文号', '', { max: 200 }),
  code('frameworkRef', '框架协议编号', '', { max: 200 }),
  code('ocid', 'OCID', '', { max: 200 }),
  text('buyer', '采购人', '清河县交通运输局', { max: 500 }),
  code('buyerCode', '采购人编码', ''),
  choice('procurementMethod', '采购方法（OCDS）', '', {
    open: '公开',
    selective: '邀请',
    limited: '限制',
    direct: '直接',
  }),
  text('procurementMethodDetails', '采购方法说明', '', { max: 500 }),
  instant('tenderStartedAt', '招标开始时间', '2026-03-25 09:00'),
  instant('tenderEndedAt', '招标截止时间', '2026-04-15 09:00'),
  integer('tenderers', '投标人数', '4'),
  code('status', '状态', 'complete', { max: 50 }),
  code('noticeRef', '招标公告编号', ''),
  code('recordingRef', '评标记录编号', ''),
  code('recusalRef', '回避登记编号', ''),
  choice('channel', '购买渠道', '线下', { OFFLINE: '线下', E_COMMERCE: '电商平台' }),
] as const;

/** One bid in a tender. Traces of the machine and contacts are digests (DOMAIN §8.2). */
export const BID = [
  ...common({ id: 'TB-2026-021-03', day: '2026-04-15', unit: 'QH-JTJ' }, '开标日期'),
  code('tenderRef', '招标编号', 'QHZB-2026-021', { ...required, max: 200 }),
  text('project', '项目名称', '农村公路养护设备采购', { max: 2000 }),
  text('bidder', '投标人', '清河县远岫机械有限公司', { max: 500 }),
  code('bidderCode', '投标人统一社会信用代码', ''),
  ...money('投标报价', '486200.00'),
  amount('controlPriceMinor', '招标控制价', '520000.00'),
  instant('submittedAt', '递交时间', '2026-04-15 08:31'),
  secret('machineCodeHash', '机器码', '', 'device'),
  secret('ipHash', '上传地址', '', 'device'),
  code('fileHash', '文件指纹', '', { max: 200 }),
  text('fileAuthor', '文件作者', ''),
  secret('contactHash', '联系电话', '', 'phone'),
  secret('depositAccountHash', '保证金账户', '', 'account'),
  code('controllerCode', '实际控制人编码', ''),
  code('agencyCode', '代理机构编码', ''),
  choice('won', '是否中标', '是', { YES: '是', NO: '否' }),
] as const;

/** A contract and what became of it: the sum of its changes so far. */
export const CONTRACT = [
  ...common({ id: 'HT-2026-0112', day: '2026-04-28', unit: 'QH-JTJ' }, '签订日期'),
  code('projectRef', '项目编号', 'XM-2026-008'),
  code('tenderRef', '招标编号', 'QHZB-2026-021', { max: 200 }),
  text('contractor', '承包人', '清河县远岫机械有限公司', { max: 500 }),
  code('contractorCode', '承包人统一社会信用代码', ''),
  ...money('合同金额', '486200.00', required),
  amount('changedMinor', '累计变更金额', '0.00'),
  choice('changeReason', '变更原因', '', {
    POLICY: '政策调整',
    GEOLOGY: '地质条件',
    DESIGN: '设计变更',
    OTHER: '其他',
  }),
  code('changeApprovalRef', '变更批准文号', ''),
] as const;

/** A payment under a contract. */
export const CONTRACT_PAYMENT = [
  ...common({ id: 'ZF-2026-0320', day: '2026-06-10', unit: 'QH-JTJ' }, '付款日期'),
  code('contractRef', '合同的记录编号', 'HT-2026-0112', { ...required, max: 200 }),
  text('payee', '收款方', '清河县远岫机械有限公司', { max: 500 }),
  code('payeeCode', '收款方统一社会信用代码', ''),
  ...money('金额', '145860.00', required),
  choice('purpose', '款项性质', '工程款', { WORKS: '工程款', LABOUR: '劳务费', MATERIAL: '材料款', OTHER: '其他' }),
] as const;

/** A project with its estimate and what is committed and settled by now. */
export const PROJECT = [
  ...common({ id: 'XM-2026-008', day: '2026-02-18', unit: 'QH-JTJ' }, '立项日期'),
  text('name', '项目名称', '石桥镇农村公路改造', required),
  choice('stage', '阶段', '实施', { APPROVED: '立项', TENDER: '招标', BUILDING: '实施', ACCEPTED: '验收' }),
  amount('estimateMinor', '批准概算', '5200000.00'),
  amount('committedMinor', '已签约金额', '4800000.00'),
  amount('settledMinor', '结算金额', ''),
  code('currency', '币种', 'CNY', { max: 20 }),
  code('changeApprovalRef', '调概批准文号', ''),
  day('acceptedOn', '验收日期', ''),
] as const;

/** Who works on a project for whom. */
export const PROJECT_STAFF = [
  ...common({ id: 'XMRY-2026-008-1', day: '2026-05-06', unit: 'QH-JTJ' }, '到岗日期'),
  code('contractRef', '合同的记录编号', 'HT-2026-0112', { ...required, max: 200 }),
  secret('personHash', '身份证号', '999001198503120019', 'identity', required),
  choice('role', '岗位', '项目经理', {
    MANAGER: '项目经理',
    ENGINEER: '技术负责人',
    SAFETY: '安全员',
    LABOUR: '劳务人员',
  }),
  code('employerCode', '中标单位统一社会信用代码', ''),
  choice('labourSubcontract', '依法劳务分包', '', { YES: '是', NO: '否' }),
] as const;

/** Who did one of the three separated functions in a tender (DOMAIN MR-29), or decided on a purchase. */
export const PROCUREMENT_ROLE = [
  ...common({ id: 'ZBRY-2026-021-2', day: '2026-04-16', unit: 'QH-JTJ' }, '履职日期'),
  code('tenderRef', '招标编号', 'QHZB-2026-021', { ...required, max: 200 }),
  choice('role', '职能', '评标', { PREQUALIFICATION: '资格预审', EVALUATION: '评标', AWARD: '定标' }, required),
  code('personCode', '人员编码', 'QH-P0123', { max: 50 }),
  text('person', '姓名', '闻知竹'),
  secret('personHash', '身份证号', '', 'identity'),
  code('approvalRef', '兼任批准文号', ''),
] as const;
