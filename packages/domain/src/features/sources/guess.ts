import { headingsOf, plainHeading } from './columns.ts';
import type { Field, SecretSort } from './field.ts';
import type { Kind } from './kinds.ts';
import { FIELDS } from './kinds.ts';
import type { FieldMapping, Mapping } from './mapping.ts';
import { AS_IS } from './mapping.ts';
import type { Sample } from './sample.ts';
import type { MomentFormat, Reading, Unit } from './translate.ts';

/** Words of other systems for what many kinds have. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  externalId: [
    'id',
    '编号',
    '单号',
    '流水号',
    '单据号',
    '单据编号',
    '凭证号',
    '序列号',
    'no',
    'bill no',
    'voucher no',
    'serial no',
  ],
  occurredOn: ['日期', '业务日期', '单据日期', '记账日期', '时间', 'date', 'biz date', 'bill date', 'day'],
  unitCode: [
    '单位代码',
    '单位编号',
    '预算单位代码',
    '部门编码',
    '部门代码',
    '机构编码',
    'dept code',
    'org code',
    'unit',
    'dept',
    'agency code',
  ],
  amountMinor: ['金额', '支出金额', '合计金额', '发生额', 'amount', 'amt', 'money', 'total', 'sum'],
  currency: ['币别', '货币', 'ccy'],
  kind: ['类别', '类型', '科目', '经济科目', '科目代码', '费用类型', 'type', 'category', 'item code'],
  claimant: ['经办人', '报销人姓名', '申请人', 'applicant', 'payer name'],
  payee: ['收款单位', '收款人', '对方单位', 'vendor', 'supplier name', 'payee name'],
  supplier: ['供应商', '供应商名称', '中标单位', '中标人', 'vendor', 'supplier name'],
  approvalRef: ['批文号', '审批单号', 'approval no'],
  goods: ['摘要', '用途', '事由', 'summary', 'description', 'memo'],
};
/** Secrets answer to these words, whatever they are called in their kind. */
const SECRET_WORDS: Readonly<Record<SecretSort, readonly string[]>> = {
  identity: ['身份证', '身份证号', '身份证号码', '证件号码', '公民身份号码', 'id card', 'id number', 'idcard', 'sfzh'],
  phone: ['手机', '手机号', '手机号码', '电话', '联系方式', 'phone', 'mobile', 'tel'],
  account: ['银行账号', '银行卡号', '卡号', '账号', '账户', 'bank account', 'account no', 'card no'],
  address: ['地址', '家庭住址', '户籍地址', '注册地址', 'address', 'addr'],
  device: ['mac', 'ip', 'ip address', '设备编号'],
};

const BRACKETED = /[(（[【](.*?)[)）\]】]/g;
const UNIT_IN_HEADING: readonly (readonly [RegExp, Unit])[] = [
  [/百万元/, 'BAIWAN_YUAN'],
  [/万元|(?<![a-z])wan(?![a-z])/i, 'WAN_YUAN'],
  [/千元/, 'QIAN_YUAN'],
  [/亿元/, 'YI_YUAN'],
  [/[(（]\s*分\s*[)）]|(?<![a-z])(?:fen|cents?)(?![a-z])/i, 'FEN'],
  [/[(（]\s*角\s*[)）]/, 'JIAO'],
];

/** A heading that names a unit of money in brackets. */
const MONEY = /[(（]\s*(?:人民币)?(?:百万|万|千|亿)?元\s*[)）]/;

/** A heading in the words that are compared: without brackets, camelCase and underscores taken apart. */
const bare = (heading: string): string => plainHeading(heading.replaceAll(BRACKETED, ''));
/** Words that say a unit, not what it is a unit of. */
const UNIT_NAMES: readonly string[] = ['wan', 'yuan', 'fen', 'jiao', 'cent', 'cents', 'rmb', 'cny'];
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(BRACKETED, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !UNIT_NAMES.includes(word));

const pairsOf = (text: string): readonly string[] =>
  text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));

/** How much two lists have in common, 0 to 1 (Dice). */
const alike = (one: readonly string[], other: readonly string[]): number => {
  const rest = [...other];
  const common = one.filter((part) => {
    const at = rest.indexOf(part);
    if (at !== -1) rest.splice(at, 1);
    return at !== -1;
  }).length;
  return one.length + other.length === 0 ? 0 : (2 * common) / (one.length + other.length);
};

const LEAST = 0.6;
const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** How well a heading of the source names a field of ours: 1 is our own name, below `LEAST` it does not. */
const likeness = (heading: string, field: Field): number => {
  if (headingsOf(field).includes(plainHeading(heading))) return 1;
  const name = bare(heading);
  if (name === '') return 0;
  if (headingsOf(field).includes(name)) return 0.95;
  const synonyms = [...(SYNONYMS[field.name] ?? []), ...(field.secret === null ? [] : SECRET_WORDS[field.secret])];
  const words = wordsOf(heading).join(' ');
  // Whatever it is called, a column in a unit of money is an amount, and the one that the kind cannot do without is likeliest.
  const least = field.type === 'amount' && field.required && MONEY.test(heading) ? LEAST : 0;
  if (synonyms.some((word) => plainHeading(word) === name || word === words)) return 0.9;
  const label = bare(field.label);
  const alikeness = isChinese(name)
    ? alike(pairsOf(name), pairsOf(label))
    : alike(wordsOf(heading), wordsOf(field.name));
  return Math.max(least, Math.min(0.85, alikeness));
};

const DMY_OR_MDY = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/;

/** The format that every value of a column has, where our own reader does not know it. */
const formatOf = (values: readonly string[]): MomentFormat | null => {
  const all = (pattern: RegExp): boolean => values.length > 0 && values.every((value) => pattern.test(value));
  if (all(/^\d{4}[-/.年]?\d{2}月?$/) || all(/^\d{4}[-/.年]\d{1,2}月?$/)) return 'MONTH_END';
  if (all(/^\d{10}$/)) return 'EPOCH_SECONDS';
  if (all(/^\d{13}$/)) return 'EPOCH_MILLISECONDS';
  if (all(/^[34]\d{4}(\.\d+)?$/)) return 'SERIAL';
  if (all(/^\d{12}(\d{2})?$/)) return 'COMPACT';
  if (all(DMY_OR_MDY)) {
    const second = values.map((value) => Number(DMY_OR_MDY.exec(value)?.[2]));
    return second.some((number) => number > 12) ? 'MDY' : 'DMY';
  }
  if (all(/^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]\d/)) return 'YMD';
  return null;
};

/** Common ways of saying yes and no. */
export const FLAG_CODES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['是', '有', 'Y', 'y', 'YES', 'yes', 'TRUE', 'true', 'T', '1', '√'].map((word) => [word, 'YES']),
  ),
  ...Object.fromEntries(
    ['否', '无', 'N', 'n', 'NO', 'no', 'FALSE', 'false', 'F', '0', '×'].map((word) => [word, 'NO']),
  ),
};
/** Common ways of naming the currencies that occur here. */
export const CURRENCY_CODES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['人民币', '元', 'RMB', 'CNY', '￥', '¥', '01', '156'].map((word) => [word, 'CNY'])),
  ...{ 美元: 'USD', USD: 'USD', '840': 'USD', 欧元: 'EUR', EUR: 'EUR', 港币: 'HKD', HKD: 'HKD' },
};
const isFlag = ({ choices }: Field): boolean => Object.keys(choices).sort().join() === 'NO,YES';

/** Values of a column that a field of choices does not know, each once; what a table of codes has to say. */
export const strangeCodes = (field: Field, values: readonly string[]): readonly string[] => {
  const known = new Set([...Object.keys(field.choices), ...Object.values(field.choices)]);
  return [...new Set(values.filter((value) => value !== '' && !known.has(value)))];
};

const readingOf = (field: Field, heading: string, values: readonly string[]): Reading => {
  switch (field.type) {
    case 'amount': {
      const unit = UNIT_IN_HEADING.find(([word]) => word.test(heading))?.[1];
      return unit === undefined ? AS_IS : { how: 'UNIT', unit, rounded: false };
    }
    case 'day':
    case 'instant': {
      const format = formatOf(values);
      return format === null ? AS_IS : { how: 'MOMENT', format };
    }
    case 'choice': {
      if (strangeCodes(field, values).length === 0) return AS_IS;
      if (isFlag(field)) return { how: 'CODES', codes: FLAG_CODES, unknown: 'REJECT' };
      const words = Object.entries(field.choices).filter(
        ([code, word]) => values.includes(code) || values.includes(word),
      );
      const codes = words.map(([code, word]) => [values.includes(code) ? code : word, code] as const);
      return { how: 'CODES', codes: Object.fromEntries(codes), unknown: 'REJECT' };
    }
    case 'code':
      return field.name === 'currency' && values.some((value) => value !== '' && !/^[A-Z]{3}$/.test(value))
        ? { how: 'CODES', codes: CURRENCY_CODES, unknown: 'REJECT' }
        : AS_IS;
    default:
      return AS_IS;
  }
};

/** The ready table for a field, where there is one. */
export const usualCodes = (field: Field): Readonly<Record<string, string>> | null =>
  isFlag(field) ? FLAG_CODES : field.name === 'currency' ? CURRENCY_CODES : null;

/**
 * A first mapping of a file: each field the column whose heading names it best, no column twice, read as its heading and values suggest. What
 * our own headings say already is left out; a person looks at the rest.
 */
export const guessedMapping = (kind: Kind, { headings, rows }: Sample): Mapping => {
  const pairs = FIELDS[kind]
    .flatMap((field) =>
      headings.map((heading, column) => ({ field, heading, column, score: likeness(heading, field) })),
    )
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score);
  const fields: Record<string, FieldMapping> = {};
  const [taken, done] = [new Set<number>(), new Set<string>()];
  for (const { field, heading, column, score } of pairs) {
    if (taken.has(column) || done.has(field.name)) continue;
    taken.add(column);
    done.add(field.name);
    const values = rows.flatMap(({ cells }) => {
      const cell = cells[column];
      return typeof cell === 'string' && cell !== '' ? [cell] : [];
    });
    const reading = readingOf(field, heading, values);
    if (score < 1 || reading.how !== 'AS_IS') fields[field.name] = { headings: [heading], constant: null, reading };
  }
  return { fields, undated: 'REJECT' };
};
