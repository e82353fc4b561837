import { describe, expect, test } from 'vitest';
import { localDate } from '../../shared/local-date.ts';
import { columnsOf } from './columns.ts';
import { freshnessOf, mappingOf } from './feed.ts';
import { FIELDS, KINDS, columnOf } from './kinds.ts';
import type { Mapping } from './mapping.ts';
import { AS_IS, NO_MAPPING } from './mapping.ts';
import { officeClock } from './office-clock.ts';
import type { Contract } from './row.ts';
import { contentOf, isRow, rowReader } from './row.ts';
import { surroundingsOf } from './values.ts';

const today = localDate('2026-10-10');
const around = surroundingsOf(officeClock('Asia/Shanghai'), today, (text, sort) => `${sort}:${text.length}`);
const contract = (changes: Partial<Contract> = {}): Contract => ({
  kind: 'expense',
  allowedFields: [],
  fields: {},
  undated: 'REJECT',
  retentionMonths: null,
  ...changes,
});
const read = (
  values: Readonly<Record<string, unknown>>,
  changes: Partial<Contract> = {},
  dialect: 'cells' | 'json' = 'cells',
) => rowReader(contract(changes), dialect, around, today)((_index, { name }) => values[name]);
const rowOf = (...asked: Parameters<typeof read>) => {
  const row = read(...asked);
  if (!isRow(row)) throw new Error(JSON.stringify(row));
  return row;
};
const faultsOf = (...asked: Parameters<typeof read>) => {
  const faults = read(...asked);
  return isRow(faults) ? [] : faults.map(({ reason, field }) => `${reason} ${field ?? ''}`);
};
const valueOf = (kind: Contract['kind'], row: ReturnType<typeof rowOf>, name: string) =>
  row.values[FIELDS[kind].findIndex((field) => field.name === name) - 3];

const expense = { externalId: 'A', occurredOn: '2026-03-01', unitCode: 'U', amountMinor: '5' };
const approval = { externalId: 'A', caseRef: 'C', startedAt: '2026-05-08T16:30:00Z' };

describe('a row', () => {
  test('in cells without a currency is in yuan; over the API an amount without a currency is refused', () => {
    expect(valueOf('expense', rowOf(expense), 'currency')).toBe('CNY');
    expect(faultsOf({ ...expense, amountMinor: 500 }, {}, 'json')).toEqual(['REQUIRED currency']);
  });

  test('tells every fault at once', () => {
    expect(faultsOf({ unitCode: 'U', amountMinor: 'x', currency: 'yuan', kind: '吃饭' })).toEqual([
      'REQUIRED externalId',
      'NOT_IN_LIST kind',
      'NOT_AN_AMOUNT amountMinor',
      'NOT_A_CURRENCY currency',
    ]);
  });

  test('without a day is refused, or dated by its receipt where the contract says so', () => {
    const { occurredOn: _day, ...undated } = expense;
    expect(faultsOf(undated)).toEqual(['UNDATED occurredOn']);
    expect(rowOf(undated, { undated: 'RECEIVED' })).toMatchObject({ occurredOn: today, dated: false });
  });

  test('older than its source’s records are kept is not taken again', () => {
    const on = (occurredOn: string) => faultsOf({ ...expense, occurredOn }, { retentionMonths: 12 });
    expect([on('2025-10-09'), on('2025-10-10')]).toEqual([['PAST_RETENTION occurredOn'], []]);
  });

  test('of an approval takes its day from its beginning in the office zone, and may not say otherwise', () => {
    expect(rowOf(approval, { kind: 'approval' }).occurredOn).toBe('2026-05-09');
    expect(faultsOf({ ...approval, occurredOn: '2026-05-08' }, { kind: 'approval' })).toEqual([
      'DAY_CONTRADICTS occurredOn',
    ]);
  });

  test('may not end before it begins', () => {
    expect(faultsOf({ ...approval, finishedAt: '2026-05-08T16:29:00Z' }, { kind: 'approval' })).toEqual([
      'ENDS_BEFORE_START finishedAt',
    ]);
  });

  test('keeps the currency of an amount that it keeps', () => {
    const row = rowOf({ ...expense, currency: 'USD' }, { allowedFields: ['payee'] });
    expect(valueOf('expense', row, 'currency')).toBe('USD');
  });

  test('keeps nothing outside the contract, not even to find fault with it', () => {
    const row = rowOf({ ...expense, invoiceNo: 'x'.repeat(1_000), payee: 'P' }, { allowedFields: ['payee'] });
    expect(valueOf('expense', row, 'invoiceNo')).toBeNull();
    expect(valueOf('expense', row, 'payee')).toBe('P');
    expect(valueOf('expense', row, 'amountMinor')).toBe(500);
  });

  test('takes what the contract gives for what it leaves out', () => {
    const { unitCode: _unit, ...rest } = expense;
    expect(rowOf(rest, { fields: { unitCode: { headings: null, constant: 'OWN', reading: AS_IS } } }).unitCode).toBe(
      'OWN',
    );
    expect(rowOf(expense, { fields: { unitCode: { headings: null, constant: 'OWN', reading: AS_IS } } }).unitCode).toBe(
      'U',
    );
  });
});

describe('the content that is hashed', () => {
  const content = (values: object, changes: Partial<Contract> = {}) =>
    contentOf('expense', rowOf({ ...expense, ...values }, changes));

  test('is the same for the same row in other words, and differs when anything differs', () => {
    expect(content({ occurredOn: '2026/3/1', amountMinor: '5.00', kind: '差旅' })).toBe(content({ kind: 'TRAVEL' }));
    const all = [
      {},
      { unitCode: 'V' },
      { amountMinor: '6' },
      { occurredOn: '2026-03-02' },
      { payee: 'P' },
      { payeeCode: 'P' },
    ];
    expect(new Set(all.map((values) => content(values))).size).toBe(all.length);
  });

  test('does not know the id, nor the day of receipt of an undated row', () => {
    expect(content({ externalId: 'B' })).toBe(content({}));
    const undated = { occurredOn: '' };
    const later = rowReader(contract({ undated: 'RECEIVED' }), 'cells', around, localDate('2026-11-01'));
    const row = later((_index, { name }) => ({ ...expense, ...undated })[name]);
    expect(isRow(row) && contentOf('expense', row)).toBe(content(undated, { undated: 'RECEIVED' }));
  });
});

describe('a header', () => {
  const from = (headings: string[] | null, constant: string | null = null) => ({ headings, constant, reading: AS_IS });
  const at = (header: string[], fields: Mapping['fields'] = {}) =>
    columnsOf('expense', header, { ...NO_MAPPING, fields });

  test.each([
    ['Chinese labels', ['记录编号', '发生日期', '金额']],
    ['field names', ['externalId', 'occurredOn', 'amount']],
    ['stars, blanks, brackets', [' 记录编号* ', '发生 日期', '金额（元）']],
    ['any letter case', ['EXTERNALID', 'OccurredOn', 'Amount']],
  ])('in %s is understood', (_how, header) => {
    const columns = at(header);
    expect(FIELDS.expense.flatMap(({ name }, index) => (columns.at[index] === -1 ? [] : [name]))).toEqual([
      'externalId',
      'occurredOn',
      'amountMinor',
    ]);
    expect(columns.unknown).toEqual([]);
  });

  test('may say a field in its own word; what means nothing is told', () => {
    const columns = at(['单据', '日期', '金额', '备注'], { externalId: from(['单据']) });
    expect(columns.at[0]).toBe(0);
    expect(columns.unknown).toEqual(['备注']);
  });

  test('without a required column is refused, unless the contract gives its value', () => {
    expect(() => at(['记录编号', '日期'])).toThrow(
      expect.objectContaining({ code: 'source.columns-missing', details: { columns: ['金额'] } }),
    );
    expect(at(['记录编号', '日期'], { amountMinor: from(null, '5') }).at[0]).toBe(0);
  });

  test('is read by the first of a field’s headings that it has, and by none of ours then', () => {
    const header = ['编号', '日期', '金额', '实付（万元）'];
    const fields = { externalId: from(['编号']), amountMinor: from(['支付金额', '实付(万元)', '金额']) };
    expect(at(header, fields).at[FIELDS.expense.findIndex(({ name }) => name === 'amountMinor')]).toBe(3);
    expect(at(header, fields).unknown).toEqual(['金额']);
    expect(() => at(header, { ...fields, amountMinor: from(['支付金额', '实付']) })).toThrow(
      expect.objectContaining({ code: 'source.columns-missing', details: { columns: ['支付金额 / 实付'] } }),
    );
  });

  test('a column may bring two fields, and a field may be left out though its column is there', () => {
    const columns = at(['编号', '日期', '金额', '收款方'], {
      externalId: from(['编号']),
      invoiceNo: from(['编号']),
      payee: from([]),
    });
    const of = (name: string) => columns.at[FIELDS.expense.findIndex((field) => field.name === name)];
    expect([of('externalId'), of('invoiceNo'), of('payee')]).toEqual([0, 0, -1]);
  });

  test('with two columns for one field is refused', () => {
    expect(() => at(['记录编号', 'externalId', '日期', '金额'])).toThrow(
      expect.objectContaining({ code: 'source.columns-doubled' }),
    );
  });
});

test('no two fields of a kind answer to one heading or one column', () => {
  for (const kind of KINDS) {
    const names = FIELDS[kind].flatMap(({ name, label, alsoCalled }) => [
      ...new Set([name, label, ...alsoCalled].map((one) => one.normalize('NFKC').toLowerCase())),
    ]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const columns = FIELDS[kind].map(columnOf);
    expect(new Set(columns).size).toBe(columns.length);
  }
});

test.each([
  ['2026-10-01', 7, { stale: true, daysLate: 2, dueOn: '2026-10-08' }],
  ['2026-10-03', 7, { stale: false, daysLate: 0, dueOn: '2026-10-10' }],
  ['2026-10-10', 1, { stale: false, daysLate: 0, dueOn: '2026-10-11' }],
  [null, 30, { stale: true, daysLate: 11, dueOn: '2026-09-29' }],
])('received on %s, every %i days: %o', (received, everyDays, expected) => {
  const feed = {
    status: 'ACTIVE',
    contractState: 'APPROVED' as const,
    everyDays,
    openedOn: localDate('2026-08-30'),
    lastReceivedOn: received === null ? null : localDate(received),
  };
  expect(freshnessOf(feed, today)).toEqual(expected);
  for (const closed of [{ status: 'PAUSED' }, { contractState: 'PENDING' as const }])
    expect(freshnessOf({ ...feed, ...closed }, today)).toEqual({ stale: false, daysLate: 0, dueOn: null });
});

test('releases without a day count as published when they came, rows do not, and a mapping may say otherwise', () => {
  expect(mappingOf('OCDS', null).undated).toBe('RECEIVED');
  expect(mappingOf('TABLE', null).undated).toBe('REJECT');
  expect(mappingOf('OCDS', NO_MAPPING).undated).toBe('REJECT');
});
