import {
  declareRecusal as declareEndpoint,
  exportRecusals,
  findRecusalOthers,
  getRecusal,
  listRecusals,
  stepRecusal as stepEndpoint,
} from '@qingfeng/contracts/features/organisation/recusals.ts';
import { RECUSAL_STATE_WORDS } from '@qingfeng/domain/features/organisation/recusal.ts';
import type { RecusalStep } from '@qingfeng/domain/features/organisation/recusal.ts';
import { declareRecusal } from '@qingfeng/operations/features/organisation/declare-recusal.ts';
import {
  eachRecusal,
  readRecusal,
  readRecusalOthers,
  readRecusals,
} from '@qingfeng/operations/features/organisation/read-recusals.ts';
import { stepRecusal } from '@qingfeng/operations/features/organisation/step-recusal.ts';
import { takeOut } from '@qingfeng/operations/shared/take-out.ts';
import { workbook, XLSX } from '@qingfeng/operations/shared/workbook.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

/** Declared reasons to stay away, and who decides on them. */
export const recusalRoutes = (database: Database): Bound[] => [
  bind(listRecusals, ({ query }, by) => readRecusals(database, by.viewer, query)),
  bind(exportRecusals, async ({ query: { reason, ...query } }, by) => ({
    name: `回避 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(
      [
        { header: '回避人', value: ({ person }) => person, width: 12 },
        { header: '单位', value: ({ personUnit }) => personUnit, width: 18 },
        { header: '回避对象', value: ({ other }) => other.name, width: 20 },
        { header: '说明', value: ({ other }) => other.note, width: 24 },
        { header: '关系', value: ({ relation }) => relation, width: 24 },
        { header: '状态', value: ({ state }) => RECUSAL_STATE_WORDS[state] },
        { header: '申报日期', value: ({ declaredOn }) => declaredOn },
        { header: '终止日期', value: ({ endedOn }) => endedOn },
        { header: '决定人', value: ({ decidedBy }) => decidedBy, width: 12 },
      ],
      eachRecusal(database, by.viewer, query),
      { sheet: '回避', watermark: await takeOut(database, by, 'recusals', reason) },
    ),
  })),
  bind(findRecusalOthers, ({ query }) => readRecusalOthers(database, query.q)),
  bind(getRecusal, ({ params }, by) => readRecusal(database, by.viewer, params.id)),
  bind(declareEndpoint, async ({ body }, by) =>
    readRecusal(database, by.viewer, await declareRecusal(database, by, body)),
  ),
  bind(stepEndpoint, async ({ params: { id, step }, body }, by) => {
    await stepRecusal(database, by, { id, step: step as RecusalStep, ...body });
    return readRecusal(database, by.viewer, id);
  }),
];
