import { describe, expect, test } from 'vitest';
import { cellsOf, headingOf, IMPORT_COLUMNS, readImportRow } from './import-row.ts';

const GOOD = { 事项实施编码: '511Z07001006', 事项名称: '企业投资项目备案', 权力类别: '行政许可', 部门: '县住建局' };
const read = (row: Readonly<Record<string, string>>) =>
  readImportRow(cellsOf(row), (name) =>
    name === '县住建局' ? null : name === '县林业局' ? 'UNIT_NOT_YOURS' : 'UNIT_UNKNOWN',
  );
const faultsOf = (row: Readonly<Record<string, string>>) => {
  const result = read(row);
  return 'content' in result ? [] : result.map(({ reason, column }) => `${reason} ${column}`);
};
const contentOf = (row: Readonly<Record<string, string>>) => {
  const result = read(row);
  if (!('content' in result)) throw new Error(JSON.stringify(result));
  return result.content;
};

describe('a row of an older list', () => {
  test('with the four things every list has goes in; what it does not say is not made up', () => {
    expect(contentOf(GOOD)).toEqual({
      name: '企业投资项目备案',
      category: '行政许可',
      summary: null,
      basis: [],
      steps: [],
      promisedDays: null,
      legalDays: null,
      fee: null,
      section: null,
      phone: null,
      riskPost: null,
      workRules: null,
      institutions: [],
      sourceUrl: null,
    });
  });

  test.each([
    ['行政许可', '行政许可'],
    ['其他', '其他行政权力'],
    ['其他职权', '其他行政权力'],
    ['公共服务', '公共服务'],
  ])('category %s is %s', (said, category) => {
    expect(contentOf({ ...GOOD, 权力类别: said }).category).toBe(category);
  });

  test.each([
    ['', null],
    ['20', 20],
    ['20天', 20],
    ['5个工作日', 5],
    ['5 工作日', 5],
    ['0', 0],
  ])('a limit of “%s” is %s days', (said, days) => {
    expect(contentOf({ ...GOOD, 承诺时限: said }).promisedDays).toBe(days);
  });

  test('laws and institutions stand one to a line or parted by semicolons', () => {
    const { basis, institutions } = contentOf({
      ...GOOD,
      设定依据: '《城市道路管理条例》第三十条；\n《行政许可法》第四十二条；',
      配套制度: '现场勘验规程\n ',
    });
    expect(basis.map(({ title }) => title)).toEqual(['《城市道路管理条例》第三十条', '《行政许可法》第四十二条']);
    expect(institutions).toEqual(['现场勘验规程']);
  });

  test.each([
    [{ 事项实施编码: '' }, ['CODE_MISSING code']],
    [{ 事项实施编码: 'x'.repeat(101) }, ['TOO_LONG code']],
    [{ 事项名称: ' ' }, ['NAME_MISSING name']],
    [{ 事项名称: '名'.repeat(301) }, ['TOO_LONG name']],
    [{ 行使依据: Array.from({ length: 51 }, () => '《法》第一条').join('；') }, ['TOO_LONG basis']],
    [{ 权力类别: '行政检察' }, ['CATEGORY_UNKNOWN category']],
    [{ 部门: '县不在局' }, ['UNIT_UNKNOWN department']],
    [{ 部门: '县林业局' }, ['UNIT_NOT_YOURS department']],
    [{ 法定时限: '三十日' }, ['DAYS_WRONG legalDays']],
    [{ 承诺时限: '-1' }, ['DAYS_WRONG promisedDays']],
    [{ 承诺时限: '99999' }, ['DAYS_WRONG promisedDays']],
    [
      { 事项名称: '', 权力类别: '', 部门: '' },
      ['NAME_MISSING name', 'CATEGORY_UNKNOWN category', 'UNIT_UNKNOWN department'],
    ],
  ])('%o is refused, with every fault at once', (change, faults) => {
    expect(faultsOf({ ...GOOD, ...change })).toEqual(faults);
  });

  test('a fault shows what stood there, but never a whole page of it', () => {
    expect(read({ ...GOOD, 法定时限: '很久'.repeat(500) })).toEqual([
      { reason: 'DAYS_WRONG', column: 'legalDays', value: '很久'.repeat(50) },
    ]);
  });
});

test('our own template is read by its own headings', () => {
  const row = Object.fromEntries(IMPORT_COLUMNS.map((column) => [headingOf(column), column]));
  expect(IMPORT_COLUMNS.map(cellsOf(row))).toEqual(IMPORT_COLUMNS);
});
