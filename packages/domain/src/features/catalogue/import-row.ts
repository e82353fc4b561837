import type { PowerCategory, PowerContent } from './power-item.ts';
import { MOST, POWER_CATEGORIES } from './power-item.ts';

/** Why a row of an imported catalogue cannot go in. */
export const IMPORT_FAULTS = [
  'CODE_MISSING',
  'NAME_MISSING',
  'CATEGORY_UNKNOWN',
  'UNIT_UNKNOWN',
  'UNIT_NOT_YOURS',
  'DAYS_WRONG',
  'TOO_LONG',
  'REPEATED',
  // Of a known code: it belongs to another unit; its revision is being reviewed; the power is cancelled.
  'CODE_OF_OTHER_UNIT',
  'UNDER_REVIEW',
  'RETIRED',
] as const;

/** The fault, and the column with what stands there. */
export type ImportFault = {
  readonly reason: (typeof IMPORT_FAULTS)[number];
  readonly column: ImportColumn;
  readonly value: string;
};

export type ImportedItem = { readonly code: string; readonly department: string; readonly content: PowerContent };

/** Headings that departments use for one thing: the first is ours, and of those the file has the first is read. */
const HEADINGS = {
  code: ['事项实施编码', '实施编码', '职权编码', '编码', 'code'],
  name: ['事项名称', '职权名称', '名称', 'name'],
  category: ['权力类别', '职权类型', 'taskType含义(推断)', '类别', 'category'],
  department: ['部门', '实施主体', '实施部门', '部门编码', '单位编码', 'department', 'unitCode'],
  summary: ['简介', '内容', 'summary'],
  basis: ['行使依据', '设定依据', '法律依据', 'basis'],
  promisedDays: ['承诺时限', '承诺办结时限', 'promisedDays'],
  legalDays: ['法定时限', '法定办结时限', 'legalDays'],
  fee: ['收费', '收费标准', 'fee'],
  section: ['责任科室', '承办科室', 'section'],
  phone: ['咨询电话', '联系电话', 'phone'],
  riskPost: ['风险岗位', 'riskPost'],
  workRules: ['工作规则', 'workRules'],
  institutions: ['配套制度', 'institutions'],
  url: ['链接', 'link', 'sourceUrl'],
} as const satisfies Record<string, readonly string[]>;

export type ImportColumn = keyof typeof HEADINGS;
export const headingOf = (column: ImportColumn): string => HEADINGS[column][0];
export const IMPORT_COLUMNS = Object.keys(HEADINGS) as ImportColumn[];

/** Laws or institutions in one cell. */
const MOST_LINES = 50;
/** Names of categories that older lists use. */
const ALIASES: Readonly<Record<string, PowerCategory>> = {
  其他: '其他行政权力',
  其他权力: '其他行政权力',
  其他职权: '其他行政权力',
};

/** Reads cells of a row by what they mean, whichever heading the department uses for it. */
export const cellsOf =
  (row: Readonly<Record<string, string>>) =>
  (column: ImportColumn): string => {
    const heading = HEADINGS[column].find((name: string) => row[name] !== undefined);
    return (heading === undefined ? '' : (row[heading] ?? '')).trim();
  };

const daysIn = (text: string): number | null | undefined => {
  if (text === '') return null;
  const found = /^(\d{1,3})\s*(?:个?工作日|天|日)?$/.exec(text);
  return found === null ? undefined : Number(found[1]);
};

const linesIn = (text: string): string[] =>
  text
    .split(/[\n；;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Reads one row of a catalogue list: the item, or every fault of the row at once. `unitFault` says why a department's items may not come in. */
export const readImportRow = (
  cell: (column: ImportColumn) => string,
  unitFault: (department: string) => 'UNIT_UNKNOWN' | 'UNIT_NOT_YOURS' | null,
): ImportedItem | readonly ImportFault[] => {
  const faults: ImportFault[] = [];
  const fault = (reason: ImportFault['reason'], column: ImportColumn): void => {
    faults.push({ reason, column, value: cell(column).slice(0, 100) });
  };
  for (const [column, most] of Object.entries(MOST) as [keyof typeof MOST, number][]) {
    const parts = column === 'basis' || column === 'institutions' ? linesIn(cell(column)) : [cell(column)];
    if (parts.length > MOST_LINES || parts.some((part) => part.length > most)) fault('TOO_LONG', column);
  }
  if (cell('code') === '') fault('CODE_MISSING', 'code');
  if (cell('name') === '') fault('NAME_MISSING', 'name');
  const named = cell('category');
  const category = ALIASES[named] ?? POWER_CATEGORIES.find((known) => known === named);
  if (category === undefined) fault('CATEGORY_UNKNOWN', 'category');
  const ofUnit = unitFault(cell('department'));
  if (ofUnit !== null) fault(ofUnit, 'department');
  const [promisedDays, legalDays] = [daysIn(cell('promisedDays')), daysIn(cell('legalDays'))];
  if (promisedDays === undefined) fault('DAYS_WRONG', 'promisedDays');
  if (legalDays === undefined) fault('DAYS_WRONG', 'legalDays');
  if (faults.length > 0 || category === undefined) return faults;
  const orNull = (column: ImportColumn): string | null => (cell(column) === '' ? null : cell(column));
  return {
    code: cell('code'),
    department: cell('department'),
    content: {
      name: cell('name'),
      category,
      summary: orNull('summary'),
      basis: linesIn(cell('basis')).map((title) => ({ title, text: null })),
      steps: [],
      promisedDays: promisedDays ?? null,
      legalDays: legalDays ?? null,
      fee: orNull('fee'),
      section: orNull('section'),
      phone: orNull('phone'),
      riskPost: orNull('riskPost'),
      workRules: orNull('workRules'),
      institutions: linesIn(cell('institutions')),
      sourceUrl: orNull('url'),
    },
  };
};
