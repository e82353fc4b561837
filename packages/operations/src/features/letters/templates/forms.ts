import { PAPERS } from '@qingfeng/domain/features/letters/papers.ts';
import { cell, each, head, p, table, type Block, type Source } from './pieces.ts';

/** 送达回证: how, when and to whom a paper was handed over, or that it was refused before two persons. */
const serviceReceipt: Block[] = [
  p('FormTitle', PAPERS.SERVICE_RECEIPT.title),
  p('Number', '编号：{档案号}'),
  table(
    [3, 4, 2, 3],
    [
      { cells: [head('送达机关'), cell('{发文机关}', 3)] },
      { cells: [head('送达文书'), cell('{原文书名称}'), head('件数'), { text: '{件数}', style: 'CellCentre' }] },
      { cells: [head('文书字号'), cell('{原文书字号}', 3)] },
      { cells: [head('受送达人'), cell('{受送达人}'), head('职务'), { text: '{职务}', style: 'CellCentre' }] },
      { cells: [head('送达地点'), cell('{送达地点}', 3)] },
      { cells: [head('送达方式'), cell('{送达方式}', 3)] },
      { cells: [head('受送达人\n签名或者盖章'), cell('>年　　月　　日　　时　　分', 3)], lines: 3 },
      { cells: [head('代收人签名\n及代收理由'), cell('>年　　月　　日　　时　　分', 3)], lines: 2 },
      { cells: [head('拒收情况记录'), cell('　\n见证人（两人）签名：\n>年　　月　　日　　时　　分', 3)], lines: 4 },
      { cells: [head('送达人签名'), cell('{送达人}\n>年　　月　　日', 3)], lines: 2 },
      { cells: [head('备注'), cell('{备注}', 3)] },
    ],
  ),
  p('AfterTable', ''),
  p('Cell', '注：受送达人在送达回证上签收的日期为送达日期，答复期限自次日起计算；本回证归入一事一档（{档案号}）。'),
];

/** 5.8 预警工作回访登记表. */
const returnVisit: Block[] = [
  p('FormTitle', PAPERS.RETURN_VISIT.title),
  p('Number', '编号：{档案号}'),
  table(
    [3, 4, 2, 3],
    [
      { cells: [head('回访对象'), cell('{回访对象}'), head('职务'), { text: '{职务}', style: 'CellCentre' }] },
      { cells: [head('所在单位'), cell('{所在单位}', 3)] },
      {
        cells: [
          head('预警文书字号'),
          cell('{原文书字号}'),
          head('预警等级'),
          { text: '{预警等级}', style: 'CellCentre' },
        ],
      },
      { cells: [head('回访日期'), cell('{回访日期}'), head('回访地点'), { text: '{回访地点}', style: 'CellCentre' }] },
      { cells: [head('回访方式'), cell('{回访方式}', 3)] },
      { cells: [head('受访人员'), cell('{受访人员}', 3)] },
    ],
  ),
  p('Section', '整改措施落实情况'),
  table(
    [1, 5, 2, 4],
    [
      { cells: [head('序号'), head('整改措施'), head('落实情况'), head('核对的佐证')] },
      {
        cells: [
          { text: '{#措施}{序}', style: 'CellCentre' },
          cell('{内容}'),
          { text: '{落实情况}', style: 'CellCentre' },
          cell('{佐证}{/措施}'),
        ],
      },
    ],
  ),
  p('Section', '回访意见'),
  table(
    [3, 9],
    [
      { cells: [head('群众反映'), cell('{群众反映}')] },
      { cells: [head('回访意见'), cell('{回访结论}\n{回访意见}')], lines: 2 },
      { cells: [head('回访人签名'), cell('{回访人}\n>年　　月　　日')], lines: 2 },
      { cells: [head('处理单位领导\n审批意见'), cell('　\n>签名：　　　　　　　　年　　月　　日')], lines: 3 },
    ],
  ),
  p('AfterTable', ''),
  ...each('备注', p('Body', '备注：{.}')),
];

/** 审定登记表, 约谈方案, 谈话记录: headings and what was said or done, signed at the foot. */
const record: Block[] = [
  p('FormTitle', '{标题}'),
  p('Number', '编号：{档案号}'),
  table(
    [3, 9],
    [
      { cells: [head('事项'), head('内容')] },
      { cells: [{ text: '{#条目}{项}', style: 'CellCentre' }, cell('{内容}{/条目}')] },
      { cells: [head('签名'), cell('{签名}\n>年　　月　　日')], lines: 3 },
    ],
  ),
];

const form = (blocks: readonly Block[]): Source => ({ layout: 'form', blocks });

export const FORMS = { SERVICE_RECEIPT: form(serviceReceipt), RETURN_VISIT: form(returnVisit), RECORD: form(record) };
