import type { Field } from '@qingfeng/domain/features/sources/field.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import { AS_IS } from '@qingfeng/domain/features/sources/mapping.ts';
import { isStored } from '@qingfeng/domain/features/sources/stored.ts';
import { ruleOf } from '@qingfeng/domain/features/sources/translate.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import excel from 'exceljs';
import { visibleFeed } from '../../shared/access.ts';
import { XLSX } from '../../shared/workbook.ts';
import type { Feed } from './store.ts';
import { IN_FORCE } from './store.ts';
import { KIND_WORDS, RULE_WORDS } from './words.ts';

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

/** The heading under which a file brings a field: the first that the mapping reads, ours where it names none; null where nothing brings it. */
export const columnHeading = (mapping: Mapping | null, name: string, label: string): string | null => {
  const headings = mapping?.fields[name]?.headings ?? null;
  return headings === null ? label : (headings[0] ?? null);
};

type Shown = {
  readonly field: Field;
  readonly heading: string;
  /** Other headings that are read as well. */
  readonly also: readonly string[];
  /** What a cell holds instead of what our own template says; null where it says so too. */
  readonly rule: string | null;
  readonly choices: readonly string[];
};

const shownIn = (kind: Kind, allowedFields: readonly string[], mapping: Mapping | null): readonly Shown[] => {
  const taken = new Set<string>();
  return FIELDS[kind].flatMap((field) => {
    const { name, label, alsoCalled, choices } = field;
    const { headings = null, reading = AS_IS } = mapping?.fields[name] ?? {};
    const heading = columnHeading(mapping, name, label);
    // A column that brings two fields stands there once.
    if (heading === null || taken.has(heading) || !isStored(field, { kind, allowedFields })) return [];
    taken.add(heading);
    const rule = ruleOf(reading);
    return [
      {
        field,
        heading,
        also: headings === null ? alsoCalled : headings.slice(1),
        rule: rule === null ? null : RULE_WORDS[rule],
        choices: reading.how === 'CODES' ? Object.keys(reading.codes) : Object.values(choices),
      },
    ];
  });
};

const noteOf = ({ field: { type, max, name }, also, rule, choices }: Shown): string =>
  [
    rule ?? SHAPES[type],
    (type === 'text' || type === 'code') && rule === null ? `至多${String(max)}字` : '',
    choices.length > 0 ? choices.join('、') : '',
    name === 'currency' ? '不填即为CNY' : '',
    also.length > 0 ? `表头也可写作${also.join('、')}` : '',
  ]
    .filter((part) => part !== '')
    .join('；');

/** A list in a cell's rule may be no longer than this, and holds no commas in its words. */
const MOST_LIST = 255;

const listOf = (choices: readonly string[]): string | null => {
  const list = `"${choices.join(',')}"`;
  return choices.length === 0 || list.length > MOST_LIST || choices.some((choice) => /[",]/.test(choice)) ? null : list;
};

/**
 * A template: the first sheet, with headings and drop-downs, is filled in and uploaded; the second shows one row
 * filled in and says what each column is. Only the first is read, so a sample never becomes a record.
 */
const templateIn = async (title: string, sheetName: string, shown: readonly Shown[]) => {
  const book = new excel.Workbook();
  const sheet = book.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = shown.map(({ field: { required, type }, heading, rule }) => ({
    header: required ? `${heading}*` : heading,
    width: Math.max(12, heading.length * 2 + 4),
    // What a mapping reads is typed as the source has it.
    style: { numFmt: rule === null ? (FORMATS[type] ?? '@') : '@' },
  }));
  sheet.getRow(1).eachCell((cell) => Object.assign(cell, HEAD, { numFmt: '@' }));
  shown.forEach(({ choices }, index) => {
    const list = listOf(choices);
    if (list === null) return;
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
    { header: '字段', width: 20 },
    { header: '英文名', width: 24 },
    { header: '必填', width: 8 },
    { header: '示例', width: 32 },
    { header: '怎么填', width: 80 },
  ];
  notes.getRow(1).eachCell((cell) => Object.assign(cell, HEAD));
  for (const one of shown) {
    const { label, name, required, sample } = one.field;
    notes
      .addRow([one.heading, label, name, required ? '是' : '', one.rule === null ? sample : '', noteOf(one)])
      .eachCell((cell) => {
        cell.numFmt = '@';
        cell.alignment = { wrapText: true, vertical: 'top' };
      });
  }
  notes.addRow([]);
  notes.addRow(['同一记录编号再次报送：内容相同则不变，内容不同则以新的为准，旧的留作历史。']);
  return {
    name: `${title}模板.xlsx`,
    mediaType: XLSX,
    body: new Uint8Array(await book.xlsx.writeBuffer()),
  };
};

/** The template of a kind, in our own headings. */
export const templateOf = (kind: Kind) => templateIn(KIND_WORDS[kind], KIND_WORDS[kind], shownIn(kind, [], null));

/** The template of a feed: its own headings, units and codes, and only what may be kept. */
export const feedTemplate = async (database: Database, viewer: Viewer, feedId: string) => {
  type Of = Pick<Feed, 'code' | 'kind' | 'allowedFields' | 'mapping'> & { readonly name: string };
  const feed = await database.readOne<Of>(sql`
    select f.code, f.name, f.kind, f.allowed_fields as "allowedFields", ${IN_FORCE} as mapping
    from feed f where f.id = ${feedId}::uuid and ${visibleFeed(viewer, sql`f`)}`);
  if (feed === undefined) throw missing('feed');
  const shown = shownIn(feed.kind, feed.allowedFields, feed.mapping);
  return templateIn(`${feed.code} ${feed.name}`, KIND_WORDS[feed.kind], shown);
};
