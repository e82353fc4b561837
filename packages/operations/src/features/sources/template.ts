import type { Field } from '@qingfeng/domain/features/sources/field.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import excel from 'exceljs';
import { XLSX } from '../../shared/workbook.ts';
import { KIND_WORDS } from './words.ts';

/** Rows that the drop-downs and formats are laid under. */
const ROWS = 2_000;

const FORMATS: Readonly<Partial<Record<Field['type'], string>>> = {
  // Long numbers and codes stay as they are typed.
  text: '@',
  code: '@',
  secret: '@',
  choice: '@',
  day: 'yyyy-mm-dd',
  instant: 'yyyy-mm-dd hh:mm',
  amount: '0.00',
  integer: '0',
  hundredths: '0.00',
};

const SHAPES: Readonly<Record<Field['type'], string>> = {
  text: '文本',
  code: '文本',
  secret: '文本，平台只保存摘要',
  choice: '从下拉中选',
  day: '日期，如2026-03-12',
  instant: '时间，如2026-03-12 09:30',
  amount: '金额，单位元，至多两位小数',
  integer: '整数',
  hundredths: '数量，至多两位小数',
};

const HEAD = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF4F2EC' } },
  alignment: { vertical: 'middle', wrapText: true },
} satisfies Partial<excel.Style>;

const noteOf = ({ type, max, alsoCalled, choices, name }: Field): string =>
  [
    SHAPES[type],
    type === 'text' || type === 'code' ? `至多${max}字` : '',
    type === 'choice' ? Object.values(choices).join('、') : '',
    name === 'currency' ? '不填即为CNY' : '',
    alsoCalled.length > 0 ? `表头也可写作${alsoCalled.join('、')}` : '',
  ]
    .filter((part) => part !== '')
    .join('；');

/**
 * The template of a kind: the first sheet, with headings and drop-downs, is filled in and uploaded; the second shows one row
 * filled in and says what each column is. Only the first is read, so a sample never becomes a record.
 */
export const templateOf = async (kind: Kind) => {
  const fields = FIELDS[kind];
  const book = new excel.Workbook();
  const sheet = book.addWorksheet(KIND_WORDS[kind], { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = fields.map(({ label, required, type }) => ({
    header: required ? `${label}*` : label,
    width: Math.max(12, label.length * 2 + 4),
    style: { numFmt: FORMATS[type] ?? '@' },
  }));
  sheet.getRow(1).eachCell((cell) => Object.assign(cell, HEAD, { numFmt: '@' }));
  fields.forEach(({ choices, type }, index) => {
    if (type !== 'choice') return;
    const list = `"${Object.values(choices).join(',')}"`;
    for (let row = 2; row <= ROWS; row += 1) {
      sheet.getCell(row, index + 1).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [list],
        showErrorMessage: true,
        error: '请从下拉中选',
      };
    }
  });

  const notes = book.addWorksheet('填写说明');
  notes.columns = [
    { header: '列', width: 24 },
    { header: '英文名', width: 24 },
    { header: '必填', width: 8 },
    { header: '示例', width: 32 },
    { header: '怎么填', width: 80 },
  ];
  notes.getRow(1).eachCell((cell) => Object.assign(cell, HEAD));
  for (const field of fields) {
    notes
      .addRow([field.label, field.name, field.required ? '是' : '', field.sample, noteOf(field)])
      .eachCell((cell) => {
        cell.numFmt = '@';
        cell.alignment = { wrapText: true, vertical: 'top' };
      });
  }
  notes.addRow([]);
  notes.addRow(['同一记录编号再次报送：内容相同则不变，内容不同则以新的为准，旧的留作历史。']);
  return {
    name: `${KIND_WORDS[kind]}模板.xlsx`,
    mediaType: XLSX,
    body: new Uint8Array(await book.xlsx.writeBuffer()),
  };
};
