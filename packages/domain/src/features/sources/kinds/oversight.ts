import { choice, code, common, day, instant, integer, money, required, text } from '../field.ts';

/** Steps of approval cases. The day is that of `startedAt` in the office's zone; a file need not repeat it. */
export const APPROVAL = [
  ...common({ id: 'SP-2026-01123-2', day: '2026-05-08', unit: 'QH-ZRZ' }, '发生日期', { required: false }),
  code('caseRef', '办件编号', 'SP-2026-01123', required),
  code('powerItemCode', '权力事项编码', ''),
  text('step', '环节', '审查'),
  integer('stepNo', '环节序号', '2'),
  integer('stepsTotal', '环节总数', '4'),
  code('actorCode', '经办人编码', 'QH-P0456', { max: 50 }),
  text('actor', '经办人', '石守拙'),
  text('applicant', '申请人', '清河县归云建材店'),
  code('agentCode', '代办人编码', '', { max: 50 }),
  instant('startedAt', '开始时间', '2026-05-08 09:12', required),
  instant('finishedAt', '办结时间', '2026-05-11 16:40'),
  integer('promisedDays', '承诺工作日', '5'),
  integer('pausedDays', '中止天数', '0'),
  code('emergencyRef', '应急授权文号', '', { max: 200 }),
] as const;

/** A matter of the 三重一大 list as it was reported, with the papers behind it. */
export const MAJOR_DECISION = [
  ...common({ id: 'SZYD-2026-014', day: '2026-06-03', unit: 'QH-JTJ' }, '决策日期'),
  choice('kind', '类别', '大额资金使用', {
    DECISION: '重大决策',
    PERSONNEL: '重要干部任免',
    PROJECT: '重大项目安排',
    FUNDS: '大额资金使用',
  }),
  text('subject', '事项', '农村公路养护设备采购', { max: 500 }),
  ...money('涉及金额', '620000.00'),
  choice('unitType', '单位类型', '县直机关', {
    ORGAN: '县直机关',
    TOWN: '乡镇（街道）',
    VILLAGE: '村（社区）',
    INSTITUTION: '事业单位',
    COMPANY: '国有企业',
  }),
  code('agendaRef', '议程编号', ''),
  code('minutesRef', '纪要编号', ''),
  code('attendanceRef', '签到表编号', ''),
  day('reportedOn', '报备日期', ''),
  choice('urgent', '紧急决策后补', '', { YES: '是', NO: '否' }),
] as const;

/** What a unit has to publish by a day, and when it did. */
export const DISCLOSURE = [
  ...common({ id: 'GK-2026-0021', day: '2026-04-30', unit: 'QH-JTJ' }, '应公开日期'),
  code('item', '公开事项', '部门决算', required),
  day('publishedOn', '公开日期', ''),
  choice('exempt', '不予公开的理由', '', { SECRET: '涉密', MIGRATION: '网站迁移' }),
] as const;

/** The result of a conduct appraisal for a unit. */
export const APPRAISAL = [
  ...common({ id: 'PY-2026-1-JTJ', day: '2026-06-30', unit: 'QH-JTJ' }, '评议日期'),
  integer('score', '得分', '86', required),
  integer('votes', '票数', '120', required),
] as const;

/** A problem that an inspection, audit or warning found in a unit, and when it was closed. */
export const FINDING = [
  ...common({ id: 'WT-2026-0033', day: '2026-03-18', unit: 'QH-JTJ' }, '发现日期'),
  code('problemType', '问题类型', '违规报销', required),
  choice('source', '来源', '巡察', { INSPECTION: '巡察', AUDIT: '审计', WARNING: '预警', CHECK: '检查' }),
  day('closedOn', '销号日期', ''),
] as const;
