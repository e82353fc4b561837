import { describe, expect, it } from 'vitest';
import { at, foundIn } from '../../../../../../tests/support/rule-rows.ts';
import { R29, R30, R31, R32, R34, R35, R36, R38, R45 } from './office-rules.ts';

describe('R29 fast for one agent', () => {
  const minutes = (caseRef: string, length: number, agentCode: string | null, item = 'I1') => {
    const start = at('2026-09-01 09:00');
    return {
      caseRef,
      powerItemCode: item,
      agentCode,
      stepNo: 1,
      stepsTotal: 1,
      startedAt: start,
      finishedAt: new Date(Date.parse(start) + length * 60_000).toISOString() as typeof start,
    };
  };
  const usual = Array.from({ length: 21 }, (_, index) => minutes(`N${String(index)}`, 4_000, 'other'));
  const fast = (agents: readonly string[], length = 100) =>
    agents.map((agent, index) => minutes(`F${String(index)}`, length, agent));
  it.each<[string, object[], number]>([
    ['five cases of one agent', [...usual, ...fast(['a', 'a', 'a', 'a', 'a'])], 1],
    ['four cases', [...usual, ...fast(['a', 'a', 'a', 'a'])], 0],
    ['a twentieth of the median', [...usual, ...fast(['a', 'a', 'a', 'a', 'a'], 200)], 0],
    ['spread over agents', [...usual, ...fast(['a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'])], 0],
    [
      'an instant item',
      [...usual, ...fast(['a', 'a', 'a', 'a', 'a'])].map((row) => ({
        ...row,
        finishedAt: new Date(
          (Date.parse(row.finishedAt) - Date.parse(row.startedAt)) / 10 + Date.parse(row.startedAt),
        ).toISOString(),
      })),
      0,
    ],
  ])('%s', (_, approval, hits) => {
    expect(foundIn(R29, { approval }).hits).toHaveLength(hits);
  });
});

describe('R30 pay for nobody’s work', () => {
  const pay = (month: string, more: object = {}) => ({
    personHash: 'a',
    personCode: 'P1',
    staffKind: 'STAFF',
    unitCode: 'U1',
    periodOn: `2026-${month}-01`,
    occurredOn: `2026-${month}-10`,
    amountMinor: 420_000,
    currency: 'CNY',
    ...more,
  });
  const present = (month: string, personHash = 'a') => ({ personHash, unitCode: 'U1', occurredOn: `2026-${month}-08` });
  const status = (name: string, more: object = {}) => ({
    personHash: 'a',
    status: name,
    occurredOn: '2026-02-01',
    ...more,
  });
  const insured = (month: string) => ({ personHash: 'a', employerCode: 'X', periodOn: `2026-${month}-01` });
  it.each<[string, Parameters<typeof foundIn>[1], number]>([
    ['at work', { payroll: [pay('05')], attendance: [present('05')] }, 0],
    ['after death', { payroll: [pay('05')], death: [{ personHash: 'a', occurredOn: '2026-03-03' }] }, 1],
    ['the month after death', { payroll: [pay('04')], death: [{ personHash: 'a', occurredOn: '2026-03-03' }] }, 0],
    ['after retiring', { payroll: [pay('05')], person_status: [status('RETIRED')] }, 1],
    ['in custody', { payroll: [pay('05')], person_status: [status('CUSTODY')] }, 1],
    [
      'out of custody again',
      { payroll: [pay('05')], person_status: [status('CUSTODY', { untilOn: '2026-04-01' })] },
      0,
    ],
    [
      'a pensioner’s pension',
      { payroll: [pay('05', { staffKind: 'RETIRED' })], person_status: [status('RETIRED')] },
      0,
    ],
    [
      'insured elsewhere for two months',
      { payroll: [pay('05'), pay('06')], social_insurance: [insured('05'), insured('06')] },
      1,
    ],
    [
      'insured elsewhere for one: a timing gap',
      { payroll: [pay('05'), pay('06')], social_insurance: [insured('05')] },
      0,
    ],
    [
      'seconded',
      {
        payroll: [pay('05'), pay('06')],
        social_insurance: [insured('05'), insured('06')],
        person_status: [status('SECONDED')],
      },
      0,
    ],
  ])('%s', (_, records, hits) => {
    expect(foundIn(R30, records).hits).toHaveLength(hits);
  });

  /** The unit keeps a book, in which others sign all the time. */
  const book = (...days: string[]) => [
    ...['01-30', '02-02', '02-27', '03-02', '03-31', '04-01', '04-30', '05-06', '05-29', '06-30'].map((day) => ({
      personHash: 'b',
      unitCode: 'U1',
      occurredOn: `2026-${day}`,
    })),
    ...days.map((day) => ({ personHash: 'a', unitCode: 'U1', occurredOn: `2026-${day}` })),
  ];
  const paidFor = (...months: string[]) => months.map((month) => pay(month));
  it.each<[string, Parameters<typeof foundIn>[1], string[]]>([
    ['30 days, over the end of a month', { payroll: paidFor('04', '05'), attendance: book('04-08', '05-09') }, ['05']],
    ['29 days', { payroll: paidFor('04', '05'), attendance: book('04-08', '05-08') }, []],
    ['a whole month and more', { payroll: paidFor('05'), attendance: book('04-28', '06-02') }, ['05']],
    ['February alone is no 30 days', { payroll: paidFor('02'), attendance: book('01-31', '03-01') }, []],
    ['February and a day on either side', { payroll: paidFor('02'), attendance: book('01-30', '03-02') }, ['02']],
    [
      'three months on end',
      { payroll: paidFor('03', '04', '05'), attendance: book('02-27', '06-01') },
      ['03', '04', '05'],
    ],
    [
      'away for months and back on the fifth',
      { payroll: paidFor('02', '03', '04'), attendance: book('01-20', '04-05') },
      ['02', '03', '04'],
    ],
    ['new on the fifth', { payroll: paidFor('04'), attendance: book('04-05') }, []],
    ['never in the book', { payroll: paidFor('05'), attendance: book() }, ['05']],
    ['came on the 20th of the first month of all', { payroll: paidFor('05'), attendance: book('05-20') }, []],
    [
      'on leave beside it',
      {
        payroll: paidFor('05'),
        attendance: book('03-31', '05-15'),
        person_status: [status('LEAVE', { untilOn: '2026-04-20' })],
      },
      [],
    ],
    [
      'on leave long before',
      {
        payroll: paidFor('05'),
        attendance: book('04-08', '05-20'),
        person_status: [status('LEAVE', { untilOn: '2026-03-20' })],
      },
      ['05'],
    ],
    ['a unit that keeps no book', { payroll: paidFor('05'), attendance: [present('04', 'b')] }, []],
    [
      'a book that was not brought for a month says nothing of it',
      { payroll: paidFor('05'), attendance: [present('03', 'b'), present('03'), present('05', 'b'), present('05')] },
      [],
    ],
    [
      'a book that ends early says nothing of what comes after',
      {
        payroll: paidFor('02'),
        attendance: [
          { ...present('01'), occurredOn: '2026-01-31' },
          { ...present('02', 'b'), occurredOn: '2026-02-27' },
        ],
      },
      [],
    ],
  ])('without attendance: %s', (_, records, months) => {
    const found = foundIn(R30, {
      ...records,
      payroll: (records.payroll ?? []).map((one, nth) => ({ ...one, recordId: `pay-${String(nth)}` })),
    });
    const paid = (records.payroll ?? []) as readonly { periodOn: string }[];
    expect(
      found.hits
        .flatMap(({ recordIds }) => recordIds.map((id) => paid[Number(id.slice(4))]?.periodOn.slice(5, 7)))
        .sort(),
    ).toEqual(months);
  });
});

describe('R31 allowances', () => {
  const pay = (more: object = {}) => ({
    personHash: 'a',
    unitCode: 'U1',
    item: '值班补贴',
    periodOn: '2026-05-01',
    amountMinor: 60_000,
    currency: 'CNY',
    ...more,
  });
  const allowance_standard = [{ item: '值班补贴', monthlyMostMinor: 60_000, currency: 'CNY' }, { item: '基本工资' }];
  it.each<[string, object[], number]>([
    ['at the standard', [pay()], 0],
    ['above it', [pay({ amountMinor: 60_001 })], 1],
    ['twice a month', [pay({ amountMinor: 40_000 }), pay({ amountMinor: 40_000 })], 1],
    ['in two months', [pay(), pay({ periodOn: '2026-06-01' })], 0],
    ['in no list', [pay({ item: '过节费' })], 1],
    ['without a limit', [pay({ item: '基本工资', amountMinor: 900_000 })], 0],
    ['approved', [pay({ item: '过节费', approvalRef: 'D' })], 0],
    ['back pay', [pay({ amountMinor: 120_000, backPay: 'YES' })], 0],
  ])('%s', (_, payroll, hits) => {
    expect(foundIn(R31, { payroll, allowance_standard }).hits).toHaveLength(hits);
  });
});

describe('R32 pace of the budget', () => {
  const line = (month: string, spent: number, more: object = {}) => ({
    unitCode: 'U1',
    item: 'PROJECT',
    year: 2026,
    planMinor: 120_000,
    spentMinor: spent,
    currency: 'CNY',
    occurredOn: `2026-${month}-28`,
    ...more,
  });
  it.each<[string, object[], number]>([
    ['slow by September', [line('09', 44_999)], 1],
    ['half of the pace', [line('09', 45_000)], 0],
    ['slow in spring', [line('03', 1)], 0],
    ['a rush in December', [line('11', 70_000), line('12', 117_000)], 1],
    ['an even end', [line('11', 110_000), line('12', 120_000)], 0],
    ['a project in phases', [line('09', 1, { phase: 'PROJECT_PHASE' })], 0],
    ['money that came late', [line('09', 1, { phase: 'LATE_TRANSFER' })], 0],
  ])('%s', (_, budget, hits) => {
    expect(foundIn(R32, { budget }).hits).toHaveLength(hits);
  });
});

describe('R35 posts', () => {
  const post = (more: object = {}) => ({
    personCode: 'P1',
    personHash: 'p',
    superiorHash: 's',
    sensitive: 'YES',
    occurredOn: '2021-11-19',
    ...more,
  });
  it.each<[string, object, object[], string]>([
    ['more than five years', {}, [], 'hit'],
    ['five years', { occurredOn: '2021-11-20' }, [], 'no-hit'],
    ['left before', { untilOn: '2024-01-01' }, [], 'no-hit'],
    ['no sensitive post', { sensitive: 'NO' }, [], 'no-hit'],
    ['approved exception', { exceptionRef: 'D' }, [], 'no-hit'],
    ['succession under way', { successionUnderWay: 'YES' }, [], 'no-hit'],
    ['kin as superior', { sensitive: 'NO' }, [{ personHash: 's', kinHash: 'p' }], 'hit'],
    ['kin elsewhere', { sensitive: 'NO' }, [{ personHash: 's', kinHash: 'x' }], 'no-hit'],
  ])('%s', (_, more, kin, outcome) => {
    expect(foundIn(R35, { tenure: [post(more)], kin }).outcome).toBe(outcome);
  });
});

describe('R34, R36, R38, switched off until their records come', () => {
  const papers = { agendaRef: 'A', minutesRef: 'M', attendanceRef: 'S' };
  const sum = (yuan: number, unitType: string, more: object = {}) => ({
    kind: 'FUNDS',
    unitType,
    amountMinor: yuan * 100,
    currency: 'CNY',
    ...more,
  });
  it.each<[string, object, string]>([
    ['complete', { kind: 'DECISION', ...papers }, 'no-hit'],
    ['a decision without minutes', { kind: 'DECISION', ...papers, minutesRef: null }, 'hit'],
    ['an appointment without minutes', { kind: 'PERSONNEL', ...papers, minutesRef: null }, 'hit'],
    ['urgent, reported afterwards', { kind: 'DECISION', urgent: 'YES', reportedOn: '2026-06-05' }, 'no-hit'],
    ['the list amount of an organ', sum(200_000, 'ORGAN'), 'hit'],
    ['below it', sum(199_999, 'ORGAN'), 'no-hit'],
    ['as much in a village', sum(199_999, 'VILLAGE'), 'hit'],
    ['a project as much as a payment', sum(200_000, 'ORGAN', { kind: 'PROJECT' }), 'hit'],
    ['an amount over it with its papers', sum(900_000, 'ORGAN', papers), 'no-hit'],
    ['no amount', { kind: 'FUNDS', unitType: 'ORGAN' }, 'not-evaluable'],
    ['no type of unit', { ...sum(900_000, 'ORGAN'), unitType: null }, 'not-evaluable'],
    ['another currency', sum(900_000, 'ORGAN', { currency: 'USD' }), 'not-evaluable'],
  ])('decision, %s: %s', (_, more, outcome) => {
    expect(foundIn(R34, { major_decision: [{ unitCode: 'U1', ...more }] }).outcome).toBe(outcome);
  });
  it.each<[string, object, string]>([
    ['due and not published', {}, 'hit'],
    ['published', { publishedOn: '2026-04-30' }, 'no-hit'],
    ['not yet due', { occurredOn: '2026-12-01' }, 'no-hit'],
    ['secret', { exempt: 'SECRET' }, 'no-hit'],
    ['the site is moved', { exempt: 'MIGRATION' }, 'no-hit'],
  ])('disclosure, %s: %s', (_, more, outcome) => {
    expect(
      foundIn(R36, { disclosure: [{ unitCode: 'U1', item: '决算', occurredOn: '2026-04-30', ...more }] }).outcome,
    ).toBe(outcome);
  });
  it.each<[string, object[], number]>([
    ['below 60', [{ score: 59, votes: 30 }], 1],
    ['a small sample', [{ score: 20, votes: 29 }], 0],
    [
      'fallen by 16',
      [
        { score: 90, votes: 99, occurredOn: '2025-06-30' },
        { score: 74, votes: 99, occurredOn: '2026-06-30' },
      ],
      1,
    ],
    [
      'fallen by 15',
      [
        { score: 90, votes: 99, occurredOn: '2025-06-30' },
        { score: 75, votes: 99, occurredOn: '2026-06-30' },
      ],
      0,
    ],
  ])('appraisal, %s', (_, rows, hits) => {
    expect(foundIn(R38, { appraisal: rows.map((row) => ({ unitCode: 'U1', ...row })) }).hits).toHaveLength(hits);
  });
});

describe('R45 comes back', () => {
  const before = { unitCode: 'U1', problemType: '违规报销', occurredOn: '2024-01-10', closedOn: '2024-06-30' };
  it.each<[string, object, number]>([
    ['within 24 months', { occurredOn: '2026-06-30' }, 1],
    ['later', { occurredOn: '2026-07-01' }, 0],
    ['before it was closed', { occurredOn: '2024-05-01' }, 0],
    ['another unit', { occurredOn: '2025-01-01', unitCode: 'U2' }, 0],
    ['another type', { occurredOn: '2025-01-01', problemType: '吃喝' }, 0],
  ])('%s', (_, more, hits) => {
    expect(foundIn(R45, { finding: [before, { unitCode: 'U1', problemType: '违规报销', ...more }] }).hits).toHaveLength(
      hits,
    );
  });
});
