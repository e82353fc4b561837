import type { PowerCategory, PowerContent } from './power-item.ts';
import { POWER_CATEGORIES } from './power-item.ts';

/** Why a row of an imported catalogue cannot go in, and which column says so. */
export type ImportFault = {
  readonly reason:
    'CODE_MISSING' | 'CODE_TOO_LONG' | 'NAME_MISSING' | 'CATEGORY_UNKNOWN' | 'UNIT_UNKNOWN' | 'DAYS_WRONG' | 'REPEATED';
  readonly column: string;
  readonly value: string;
};

export type ImportedItem = { readonly code: string; readonly department: string; readonly content: PowerContent };

/** Headings that departments use for one thing; the first that the file has is read. */
const HEADINGS = {
  code: ['事项实施编码', '实施编码', '职权编码', '编码', 'code'],
  name: ['事项名称', '职权名称', '名称', 'name'],
  category: ['taskType含义(推断)', '职权类型', '权力类别', '类别', 'category'],
  department: ['部门', '实施主体', '实施部门', 'department'],
  summary: ['简介', '内容', 'summary'],
  basis: ['设定依据', '行使依据', '法律依据', 'basis'],
  promisedDays: ['承诺办结时限', '承诺时限', 'promisedDays'],
  legalDays: ['法定办结时限', '法定时限', 'legalDays'],
  fee: ['收费', '收费标准', 'fee'],
  section: ['责任科室', '承办科室', 'section'],
  phone: ['咨询电话', '联系电话', 'phone'],
  url: ['link', '链接', 'sourceUrl'],
} as const satisfies Record<string, readonly string[]>;

type Cell = keyof typeof HEADINGS;

/** The longest code in use has 55 characters; much longer is another column by mistake. */
const MOST_CODE = 100;
/** Names of categories that older lists use. */
const ALIASES: Readonly<Record<string, PowerCategory>> = {
  其他: '其他行政权力',
  其他权力: '其他行政权力',
  其他职权: '其他行政权力',
};

/** Reads cells of a row by what they mean, whichever heading the department uses for it. */
export const cellsOf =
  (row: Readonly<Record<string, string>>) =>
  (cell: Cell): string => {
    const heading = HEADINGS[cell].find((name: string) => row[name] !== undefined);
    return (heading === undefined ? '' : (row[heading] ?? '')).trim();
  };

const daysIn = (text: string): number | null | undefined => {
  if (text === '') return null;
  const found = /^(\d{1,4})\s*(?:个?工作日|天|日)?$/.exec(text);
  return found === null ? undefined : Number(found[1]);
};

/** Reads one row of a catalogue list: the item, or every fault of the row at once. */
export const readImportRow = (
  cell: (name: Cell) => string,
  knowsDepartment: (name: string) => boolean,
): ImportedItem | readonly ImportFault[] => {
  const faults: ImportFault[] = [];
  const fault = (reason: ImportFault['reason'], column: Cell): void => {
    faults.push({ reason, column, value: cell(column).slice(0, 100) });
  };
  const code = cell('code');
  if (code === '') fault('CODE_MISSING', 'code');
  if (code.length > MOST_CODE) fault('CODE_TOO_LONG', 'code');
  if (cell('name') === '') fault('NAME_MISSING', 'name');
  const named = cell('category');
  const category = ALIASES[named] ?? POWER_CATEGORIES.find((known) => known === named);
  if (category === undefined) fault('CATEGORY_UNKNOWN', 'category');
  if (!knowsDepartment(cell('department'))) fault('UNIT_UNKNOWN', 'department');
  const [promisedDays, legalDays] = [daysIn(cell('promisedDays')), daysIn(cell('legalDays'))];
  if (promisedDays === undefined) fault('DAYS_WRONG', 'promisedDays');
  if (legalDays === undefined) fault('DAYS_WRONG', 'legalDays');
  if (faults.length > 0 || category === undefined) return faults;
  const orNull = (name: Cell): string | null => (cell(name) === '' ? null : cell(name));
  return {
    code,
    department: cell('department'),
    content: {
      name: cell('name'),
      category,
      summary: orNull('summary'),
      basis:
        cell('basis') === ''
          ? []
          : cell('basis')
              .split(/[\n；;]/)
              .map((title) => ({ title: title.trim(), text: null })),
      steps: [],
      promisedDays: promisedDays ?? null,
      legalDays: legalDays ?? null,
      fee: orNull('fee'),
      section: orNull('section'),
      phone: orNull('phone'),
      riskPost: null,
      workRules: null,
      institutions: [],
      sourceUrl: orNull('url'),
    },
  };
};
