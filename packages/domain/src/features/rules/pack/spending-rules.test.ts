import { describe, expect, it } from 'vitest';
import { foundIn } from '../../../../../../tests/support/rule-rows.ts';
import { R12, R13, R33, R41, R44, R441 } from './spending-rules.ts';

const claim = (more: object = {}) => ({
  kind: 'RECEPTION',
  unitCode: 'U1',
  claimantCode: 'P1',
  amountMinor: 300_000,
  currency: 'CNY',
  payee: '云岫酒店',
  payeeCode: 'S1',
  ...more,
});

describe('R12 on a day off', () => {
  const holiday = { occurredOn: '2026-10-02' };
  const duty = (more: object = {}) => ({ unitCode: 'U1', occurredOn: '2026-01-01', kind: 'DUTY', ...more });
  it.each<[string, object, object, string]>([
    ['without a record', holiday, {}, 'hit'],
    ['with duty that day', holiday, { occurredOn: '2026-10-02' }, 'no-hit'],
    ['with another unit’s duty', holiday, { occurredOn: '2026-10-02', unitCode: 'U2' }, 'hit'],
    ['names its duty record', { ...holiday, dutyRef: 'Z' }, {}, 'no-hit'],
    ['a make-up working day', { occurredOn: '2026-10-10' }, {}, 'no-hit'],
    ['travel', { ...holiday, kind: 'TRAVEL' }, {}, 'no-hit'],
  ])('%s', (_, more, record, outcome) => {
    expect(foundIn(R12, { expense: [claim(more)], duty: [duty(record)] }).outcome).toBe(outcome);
  });
});

describe('R13 out of line', () => {
  const year = (of: number, monthly: number, more: object = {}) =>
    Array.from({ length: 12 }, (_, index) =>
      claim({ occurredOn: `${String(of)}-${String(index + 1).padStart(2, '0')}-10`, amountMinor: monthly, ...more }),
    );
  const found = (now: object[], budget: object[] = []) =>
    foundIn(R13, { expense: [...year(2025, 300_000), ...now], budget });
  const line = (more: object) => ({ unitCode: 'U1', item: 'RECEPTION', year: 2026, currency: 'CNY', ...more });
  it('finds growth over 30 %, and none at 30 %', () => {
    expect(found(year(2026, 391_000)).hits).toMatchObject([{ subjectId: 'U1', from: '2026-01-10' }]);
    expect(found(year(2026, 390_000)).hits).toHaveLength(0);
  });
  it('finds spending over the budget', () => {
    expect(found(year(2026, 310_000), [line({ planMinor: 3_700_000 })]).hits).toHaveLength(1);
    expect(found(year(2026, 310_000), [line({ planMinor: 3_720_000 })]).hits).toHaveLength(0);
  });
  it('finds a rush in December', () => {
    const rushed = (december: number) => [
      ...year(2026, 200_000).slice(0, 11),
      claim({ occurredOn: '2026-12-10', amountMinor: december }),
    ];
    expect(found(rushed(1_480_000)).hits).toHaveLength(1);
    expect(found(rushed(1_400_000)).hits).toHaveLength(0);
  });
  it('leaves out new functions, approved receptions and half-known years', () => {
    expect(found(year(2026, 500_000), [line({ phase: 'NEW_FUNCTION' })]).hits).toHaveLength(0);
    expect(
      found([...year(2026, 300_000), claim({ occurredOn: '2026-05-01', amountMinor: 9_000_000, approvalRef: 'D' })])
        .hits,
    ).toHaveLength(0);
    expect(
      foundIn(R13, { expense: [...year(2025, 300_000).slice(8), ...year(2026, 300_000)], budget: [] }).hits,
    ).toHaveLength(0);
  });
});

describe('R33 where the money goes', () => {
  const unit_function = [{ unitCode: 'U1', payeeCategory: '道路养护' }];
  it.each<[string, object, string]>([
    ['none of the unit’s work', { payeeCategory: '珠宝', amountMinor: 1_000_000 }, 'hit'],
    ['its work', { payeeCategory: '道路养护', amountMinor: 1_000_000 }, 'no-hit'],
    ['little', { payeeCategory: '珠宝', amountMinor: 999_999 }, 'no-hit'],
    ['a new task, approved', { payeeCategory: '珠宝', amountMinor: 1_000_000, approvalRef: 'D' }, 'no-hit'],
  ])('%s', (_, more, outcome) => {
    expect(foundIn(R33, { expense: [claim(more)], unit_function }).outcome === 'hit').toBe(outcome === 'hit');
  });
  const months = (last: string, amountMinor: number) => [
    ...['02', '03', '04', '05', '06', '07'].map((month) =>
      claim({ payeeCategory: '道路养护', occurredOn: `2026-${month}-10`, amountMinor: 800_000 }),
    ),
    claim({ payeeCategory: '道路养护', occurredOn: last, amountMinor }),
  ];
  it.each<[string, object[], number]>([
    ['more than three times the mean', months('2026-08-10', 2_400_001), 1],
    ['three times the mean', months('2026-08-10', 2_400_000), 0],
    ['after a month without', months('2026-09-10', 9_000_000), 0],
  ])('growth, %s', (_, expense, hits) => {
    expect(foundIn(R33, { expense, unit_function }).hits).toHaveLength(hits);
  });
  it('leaves out the settlement of December', () => {
    const business = { payeeCategory: '道路养护' };
    const before = ['06', '07', '08', '09', '10', '11'].map((month) =>
      claim({ ...business, occurredOn: `2026-${month}-10`, amountMinor: 800_000 }),
    );
    const december = claim({ ...business, occurredOn: '2026-12-10', amountMinor: 9_000_000 });
    expect(foundIn(R33, { expense: [...before, december], unit_function }).hits).toHaveLength(0);
  });
});

describe('R41 gifts and cards', () => {
  it.each<[string, object, string]>([
    ['a gift on a platform', { goods: '春节礼盒', channel: 'E_COMMERCE' }, 'hit'],
    ['a gift over the counter', { goods: '春节礼盒', channel: 'OFFLINE' }, 'no-hit'],
    ['cards that name nobody', { goods: '超市购物卡', channel: 'OFFLINE' }, 'hit'],
    ['cards with recipients', { goods: '超市购物卡', channel: 'OFFLINE', recipients: 10 }, 'no-hit'],
    [
      'union welfare in its standard',
      { goods: '春节礼盒', channel: 'E_COMMERCE', kind: 'WELFARE', recipients: 20 },
      'no-hit',
    ],
    ['union welfare above it', { goods: '春节礼盒', channel: 'E_COMMERCE', kind: 'WELFARE', recipients: 1 }, 'hit'],
    ['approved prizes', { goods: '竞赛奖品礼盒', channel: 'E_COMMERCE', approvalRef: 'D' }, 'no-hit'],
    ['paper', { goods: '打印纸', channel: 'E_COMMERCE' }, 'no-hit'],
    ['goods nobody named', { goods: null, channel: 'E_COMMERCE' }, 'not-evaluable'],
  ])('%s: %s', (_, more, outcome) => {
    expect(foundIn(R41, { expense: [claim({ kind: 'OFFICE', ...more })] }).outcome).toBe(outcome);
  });
});

describe('R44 without papers, R441 not entered', () => {
  const meeting = (more: object = {}) =>
    claim({ kind: 'MEETING', occurredOn: '2026-03-02', amountMinor: 1_050_050, ...more });
  it.each<[string, object[], number]>([
    ['much together', [meeting(), meeting({ occurredOn: '2026-05-02' })], 1],
    ['little', [meeting()], 0],
    ['three round sums', [1, 2, 3].map(() => meeting({ amountMinor: 300_000 })), 1],
    ['two round sums', [1, 2].map(() => meeting({ amountMinor: 300_000 })), 0],
    ['to two payees', [meeting(), meeting({ payeeCode: 'S2' })], 0],
    ['attendance', [meeting({ attendanceRef: 'A' }), meeting()], 0],
    ['contract or acceptance', [meeting({ contractRef: 'C' }), meeting({ acceptanceRef: 'Y' })], 0],
    ['papers may still come', [meeting({ occurredOn: '2026-11-01' }), meeting({ occurredOn: '2026-11-02' })], 0],
  ])('%s', (_, expense, hits) => {
    const documented = meeting({ payeeCode: 'S9', attendanceRef: 'A9' });
    expect(foundIn(R44, { expense: [...expense, documented] }).hits).toHaveLength(hits);
  });
  it.each<[string, object]>([
    ['in no claim', { kind: 'OFFICE' }],
    ['in claims of other years', { occurredOn: '2025-03-02', attendanceRef: 'A' }],
    ['in claims of other units', { unitCode: 'U2', attendanceRef: 'A' }],
  ])('is not evaluable where papers are told of %s', (_, other) => {
    const expense = [meeting(), meeting({ occurredOn: '2026-05-02' }), meeting(other)];
    expect(foundIn(R44, { expense })).toMatchObject({ outcome: 'not-evaluable', hits: [] });
  });
  it.each<[string, object, string]>([
    ['never entered', {}, 'hit'],
    ['late', { enteredOn: '2026-05-09' }, 'hit'],
    ['in time', { enteredOn: '2026-05-08' }, 'no-hit'],
    ['not yet due', { occurredOn: '2026-11-01' }, 'no-hit'],
  ])('income, %s: %s', (_, more, outcome) => {
    const income = [{ unitCode: 'U1', amountMinor: 1, currency: 'CNY', occurredOn: '2026-04-08', ...more }];
    expect(foundIn(R441, { income }).outcome).toBe(outcome);
  });
});
