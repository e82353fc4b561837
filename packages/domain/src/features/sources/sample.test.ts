import { describe, expect, test } from 'vitest';
import { localDate } from '../../shared/local-date.ts';
import { guessedMapping, strangeCodes } from './guess.ts';
import type { Kind } from './kinds.ts';
import { FIELDS } from './kinds.ts';
import type { Mapping } from './mapping.ts';
import { AS_IS, NO_MAPPING } from './mapping.ts';
import { officeClock } from './office-clock.ts';
import type { Sample } from './sample.ts';
import { holdsSecrets, maskedCell, previewOf } from './sample.ts';
import { surroundingsOf } from './values.ts';

const today = localDate('2026-10-10');
const around = surroundingsOf(officeClock('Asia/Shanghai'), today, (text) => text);
const IDENTITY = '999001196511020021';
const contractOf = (kind: Kind, mapping: Mapping, allowedFields: readonly string[] = []) => ({
  ...{ kind, allowedFields, retentionMonths: null, ...mapping },
});
const sampleOf = (headings: string[], ...rows: Sample['rows'][number]['cells'][]): Sample => ({
  headings,
  rows: rows.map((cells, index) => ({ line: index + 2, cells })),
});

describe('a secret does not leave in plain', () => {
  const masked = (text: string, isSecret = false) => maskedCell(text, isSecret, () => '#');
  test.each([
    [IDENTITY, { digest: '#', isIdentity: true }],
    [IDENTITY.replace(/1$/, '2'), { digest: '#', isIdentity: false }],
    ['13800138000', { digest: '#', isIdentity: false }],
    ['138 0013 8000', { digest: '#', isIdentity: false }],
    ['6222021234567890128', expect.anything()],
    [`付 ${IDENTITY} 补助`, `付 ${'●'.repeat(18)} 补助`],
    ['电话13800138000', '电话●●●●●●●●●●●'],
    ['26322000000012345678', '26322000000012345678'],
    ['2026-03-12', '2026-03-12'],
    ['', ''],
  ])('%s', (text, shown) => expect(masked(text)).toEqual(shown));

  test('a column that holds secrets hides whatever stands in it, but not that nothing does', () => {
    expect(masked('清河路1号', true)).toEqual({ digest: '#', isIdentity: false });
    expect(masked(' ', true)).toBe('');
    const mapping = { ...NO_MAPPING, fields: { personHash: { headings: ['号'], constant: null, reading: AS_IS } } };
    expect(holdsSecrets('death', ['记录编号', '号'], mapping)).toEqual([false, true]);
    expect(holdsSecrets('death', ['记录编号', '身份证号'], NO_MAPPING)).toEqual([false, true]);
  });
});

describe('a preview', () => {
  const mapping: Mapping = {
    undated: 'REJECT',
    fields: {
      externalId: { headings: ['凭证号'], constant: null, reading: AS_IS },
      occurredOn: { headings: ['记账日'], constant: null, reading: { how: 'MOMENT', format: 'DMY' } },
      amountMinor: {
        headings: ['金额（万元）'],
        constant: null,
        reading: { how: 'UNIT', unit: 'WAN_YUAN', rounded: false },
      },
    },
  };
  const sample = sampleOf(
    ['凭证号', '记账日', '金额(万元)', '备注'],
    ['A', '12/03/2026', '1.28', 'x'],
    ['', '2026-03-12', '很多', 'x'],
  );

  test('shows what stood and what would be kept, each fault at its cell with column and rule', () => {
    const preview = previewOf(contractOf('expense', mapping), sample, around, today);
    expect([preview.missing, preview.unread]).toEqual([[], ['备注']]);
    const at = (name: string) => preview.fields.findIndex(({ field }) => field.name === name);
    const [good, bad] = preview.rows;
    expect(good?.cells[at('occurredOn')]).toEqual({ before: '12/03/2026', after: '2026-03-12', faults: [] });
    expect(good?.cells[at('amountMinor')]).toEqual({ before: '1.28', after: 1_280_000, faults: [] });
    expect(bad?.cells[at('externalId')]?.faults).toMatchObject([{ reason: 'REQUIRED', heading: '凭证号' }]);
    expect(bad?.cells[at('occurredOn')]?.faults).toMatchObject([
      { reason: 'NOT_A_DAY', heading: '记账日', rule: 'DMY' },
    ]);
    expect(bad?.cells[at('amountMinor')]?.faults).toEqual([
      { reason: 'NOT_AN_AMOUNT', field: 'amountMinor', value: '很多', heading: '金额(万元)', rule: 'WAN_YUAN' },
    ]);
  });

  test('tells a required field that nothing brings, and shows nothing outside the contract', () => {
    const bare = sampleOf(['凭证号', '收款方'], ['A', '某']);
    const preview = previewOf(contractOf('expense', mapping, ['goods']), bare, around, today);
    expect(preview.missing.map(({ name }) => name)).toEqual(['occurredOn', 'amountMinor']);
    expect(preview.fields.map(({ field }) => field.name)).toEqual([
      ...['externalId', 'occurredOn', 'unitCode', 'amountMinor', 'currency', 'goods'],
    ]);
  });

  test('judges what contradicts itself, and rows that are past their time', () => {
    const spans = sampleOf(
      ['externalId', 'caseRef', 'startedAt', 'finishedAt'],
      ['A', 'C', '2026-03-12 09:00', '2026-03-11 09:00'],
      ['B', 'C', '2020-03-12 09:00', ''],
    );
    const contract = { ...contractOf('approval', NO_MAPPING), retentionMonths: 12 };
    const preview = previewOf(contract, spans, around, today);
    expect(preview.rows.map(({ faults }) => faults.map(({ reason }) => reason))).toEqual([
      ['ENDS_BEFORE_START'],
      ['PAST_RETENTION'],
    ]);
  });

  test('judges an identity by what is left of it', () => {
    const death = sampleOf(
      ['记录编号', '死亡日期', '身份证号'],
      ['A', '2026-03-12', { digest: 'ab', isIdentity: true }],
      ['B', '2026-03-12', { digest: 'cd', isIdentity: false }],
      ['C', '2026-03-12', ''],
    );
    const preview = previewOf(contractOf('death', NO_MAPPING), death, around, today);
    const at = preview.fields.findIndex(({ field }) => field.secret === 'identity');
    expect(preview.rows.map(({ cells }) => cells[at]?.faults.map(({ reason }) => reason))).toEqual([
      [],
      ['NOT_AN_IDENTITY'],
      ['REQUIRED'],
    ]);
  });
});

describe('a guess', () => {
  test('finds Chinese headings with their units, formats and codes', () => {
    const sample = sampleOf(
      ['凭证号', '记账日期', '预算单位代码', '科目代码', '支出金额（万元）', '经办人', '收款单位', '备注'],
      ['A', '20260312093000', '101001', '30211', '1.28', '某', '某店', ''],
      ['B', '20260313093000', '101001', '差旅', '1.28', '某', '某店', ''],
    );
    const guess = guessedMapping('expense', sample);
    expect(
      Object.fromEntries(Object.entries(guess.fields).map(([name, { headings }]) => [name, headings?.[0]])),
    ).toEqual({
      externalId: '凭证号',
      occurredOn: '记账日期',
      unitCode: '预算单位代码',
      kind: '科目代码',
      amountMinor: '支出金额（万元）',
      claimant: '经办人',
      payee: '收款单位',
    });
    expect(guess.fields['amountMinor']?.reading).toEqual({ how: 'UNIT', unit: 'WAN_YUAN', rounded: false });
    expect(guess.fields['occurredOn']?.reading).toEqual({ how: 'MOMENT', format: 'COMPACT' });
    expect(guess.fields['kind']?.reading).toEqual({ how: 'CODES', codes: { 差旅: 'TRAVEL' }, unknown: 'REJECT' });
    const kind = FIELDS.expense.find(({ name }) => name === 'kind')!;
    expect(strangeCodes(kind, ['30211', '差旅', '30211', ''])).toEqual(['30211']);
  });

  test('takes a column in a unit of money for the amount, whatever it is called', () => {
    const guess = guessedMapping('expense', sampleOf(['凭证号', '支出（万元）'], ['A', '1.28']));
    expect(guess.fields['amountMinor']).toMatchObject({ headings: ['支出（万元）'], reading: { unit: 'WAN_YUAN' } });
  });

  test('finds English headings, and days by which number may be no month', () => {
    const guess = guessedMapping(
      'expense',
      sampleOf(
        ['voucher_no', 'bizDate', 'amt_wan', 'ccy'],
        ['A', '3/12/2026', '5', '人民币'],
        ['B', '3/13/2026', '5', 'RMB'],
      ),
    );
    expect(Object.keys(guess.fields).sort()).toEqual(['amountMinor', 'currency', 'externalId', 'occurredOn']);
    expect(guess.fields['occurredOn']?.reading).toEqual({ how: 'MOMENT', format: 'MDY' });
    expect(guess.fields['amountMinor']?.reading).toMatchObject({ unit: 'WAN_YUAN' });
    expect(guess.fields['currency']?.reading).toMatchObject({ how: 'CODES', codes: { 人民币: 'CNY' } });
  });

  test('leaves alone what our own headings say', () => {
    expect(guessedMapping('expense', sampleOf(['记录编号', '发生日期', '金额'], ['A', '2026-03-12', '5']))).toEqual(
      NO_MAPPING,
    );
  });
});
