import type { exportRules as contract, listRules } from '@qingfeng/contracts/features/rules/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOutFreely } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { listRulesOf } from './read.ts';

type Rule = ResponseOf<typeof listRules>['items'][number];
const STATES: Readonly<Record<Rule['state'], string>> = {
  ACTIVE: '运行',
  PAUSED: '暂停',
  FROZEN: '冻结待复查',
  UNPUBLISHED: '未在用',
};
const COLOURS: Readonly<Record<Rule['colours'][number], string>> = { RED: '红', YELLOW: '黄', BLUE: '蓝' };

const COLUMNS: readonly Column<Rule>[] = [
  { header: '编码', value: ({ code }) => code, width: 8 },
  { header: '规则', value: ({ name }) => name, width: 28 },
  { header: '目的', value: ({ purpose }) => purpose, width: 60 },
  { header: '等级', value: ({ colours }) => colours.map((colour) => COLOURS[colour]).join('、'), width: 12 },
  { header: '命中（近12个月）', value: ({ alerts }) => alerts, width: 16 },
  { header: '在办', value: ({ open }) => open, width: 10 },
  { header: '办结', value: ({ decided }) => decided, width: 10 },
  {
    header: '认定率（%）',
    value: ({ precisionPermille }) => (precisionPermille === null ? null : Math.round(precisionPermille / 10)),
    width: 12,
  },
  {
    header: '无法判断',
    value: ({ notEvaluable }) => notEvaluable.reduce((sum, { count }) => sum + count, 0),
    width: 10,
  },
  { header: '最近核对', value: ({ evaluatedAt }) => evaluatedAt, width: 26 },
  { header: '版本', value: ({ publishedVersion }) => publishedVersion, width: 8 },
  { header: '状态', value: ({ state }) => STATES[state], width: 12 },
];

/** The library as shown, without what a rule says or from which value on it speaks; the export is on the record. */
export const exportRules = async (database: Database, by: By, query: QueryOf<typeof contract>) => {
  const watermark = await takeOutFreely(database, by, 'rules');
  const rows = everyPage(async (at) => (await listRulesOf(database, by.viewer, by.today, { ...query, ...at })).items);
  return {
    name: `规则库 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows, { sheet: '规则库', watermark }),
  };
};
