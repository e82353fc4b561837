import { describe, expect, it } from 'vitest';
import { expense, findingsIn } from '../../../../../../tests/support/rule-rows.ts';
import type { Facts } from '../facts.ts';
import type { Rule } from '../language.ts';
import { R09, R10, R11 } from './expense-rules.ts';

type Rows = Facts['rows'];
const subjects = (rule: Rule, rows: Rows) => findingsIn(rule, rows).hits.map(({ subjectId }) => subjectId);
const yuan = (amount: number) => Math.round(amount * 100);

describe('R09 single claim over the limit', () => {
  it.each([
    ['a fen over 50,000', { amountMinor: yuan(50_000.01) }, 'hit'],
    ['50,000 itself', { amountMinor: yuan(50_000) }, 'no-hit'],
    ['approved project payment', { amountMinor: yuan(80_000), kind: 'PROJECT', approvalRef: 'D1' }, 'no-hit'],
    ['approved equipment', { amountMinor: yuan(80_000), kind: 'EQUIPMENT', approvalRef: 'D1' }, 'no-hit'],
    ['equipment nobody approved', { amountMinor: yuan(80_000), kind: 'EQUIPMENT' }, 'hit'],
    ['approved reception', { amountMinor: yuan(80_000), kind: 'RECEPTION', approvalRef: 'D1' }, 'hit'],
    ['Hong Kong dollars', { amountMinor: yuan(80_000), currency: 'HKD' }, 'not-evaluable'],
    ['no currency', { amountMinor: yuan(80_000), currency: null }, 'not-evaluable'],
    ['no amount', { amountMinor: null }, 'not-evaluable'],
    ['approved, of a kind nobody gave', { amountMinor: yuan(80_000), kind: null, approvalRef: 'D1' }, 'not-evaluable'],
    ['not approved, of a kind nobody gave', { amountMinor: yuan(80_000), kind: null }, 'hit'],
    ['a negative entry', { amountMinor: yuan(-80_000) }, 'no-hit'],
    ['nobody to name', { amountMinor: yuan(80_000), claimantCode: null, unitCode: null }, 'not-evaluable'],
  ])('%s: %s', (_, given, outcome) => {
    expect(findingsIn(R09, [expense(given)]).outcome).toBe(outcome);
  });

  it('names the reason of what cannot be judged, once per claim', () => {
    const rows = [
      expense({ amountMinor: null, currency: null }),
      expense({ amountMinor: 1, currency: null }),
      expense({ amountMinor: 1, currency: 'USD' }),
      expense({ amountMinor: 1, currency: 'USD' }),
    ];
    expect(findingsIn(R09, rows).notEvaluable).toEqual({
      'missing:amountMinor': 1,
      'missing:currency': 1,
      currency: 2,
    });
  });

  it('is red without a decision number and yellow with one, about the claimant or else the unit', () => {
    const rows = [
      expense({ amountMinor: yuan(60_000), claimantCode: 'P7' }),
      expense({ amountMinor: yuan(60_000), claimantCode: null, approvalRef: 'D1' }),
    ];
    expect(findingsIn(R09, rows).hits).toMatchObject([
      { subjectKind: 'PERSON', subjectId: 'P7', colour: 'RED', values: { amount: yuan(60_000) } },
      { subjectKind: 'UNIT', subjectId: 'U1', colour: 'YELLOW' },
    ]);
  });

  it('leaves out a claim taken back, its reversal, and nobody else’s', () => {
    const first = expense({ amountMinor: yuan(60_000), claimantCode: 'back' });
    const reversal = expense({ amountMinor: yuan(60_000), claimantCode: 'reversal', reversalOf: first.externalId });
    const elsewhere = expense({ ...first, recordId: 'other', feedId: 'other feed', claimantCode: 'elsewhere' });
    expect(subjects(R09, [first, reversal, elsewhere])).toEqual(['elsewhere']);
  });
});

describe('R10 claim cut into pieces', () => {
  const piece = (day: string, amount: number, more: object = {}) =>
    expense({ occurredOn: `2026-03-${day}`, amountMinor: yuan(amount), ...more });

  it.each<[string, Rows, number]>([
    ['two pieces over the limit within 7 days', [piece('02', 30_000), piece('09', 20_000.01)], 1],
    ['the limit reached, not passed', [piece('02', 30_000), piece('03', 20_000)], 0],
    ['8 days apart', [piece('02', 30_000), piece('10', 30_000)], 0],
    ['a piece that is over the limit itself', [piece('02', 50_000.01), piece('03', 10_000)], 0],
    ['a piece of exactly the limit', [piece('02', 50_000), piece('03', 10_000)], 1],
    ['other kinds', [piece('02', 30_000), piece('03', 30_000, { kind: 'PRINTING' })], 0],
    ['other payees', [piece('02', 30_000), piece('03', 30_000, { payeeCode: 'S2' })], 0],
    ['other units', [piece('02', 30_000), piece('03', 30_000, { unitCode: 'U2' })], 0],
    [
      'a payee known by name only',
      [piece('02', 30_000, { payeeCode: null }), piece('03', 30_000, { payeeCode: null })],
      1,
    ],
    ['periodic rent', [piece('02', 30_000, { kind: 'RENT' }), piece('03', 30_000, { kind: 'RENT' })], 0],
    [
      'monthly settlement decided on',
      [piece('02', 30_000, { approvalRef: 'D1' }), piece('03', 30_000, { approvalRef: 'D1' })],
      0,
    ],
    [
      'one piece decided on, the rest within the limit',
      [piece('02', 30_000, { approvalRef: 'D1' }), piece('03', 30_000)],
      0,
    ],
    ['other currencies', [piece('02', 30_000, { currency: 'USD' }), piece('03', 30_000)], 0],
    ['negative pieces do not hide the others', [piece('02', 30_000), piece('03', 30_000), piece('04', -20_000)], 1],
  ])('%s', (_, rows, hits) => {
    expect(findingsIn(R10, rows).hits).toHaveLength(hits);
  });

  it('leaves out a piece taken back and booked again', () => {
    const first = piece('02', 30_000);
    const rows = [first, piece('03', 30_000, { reversalOf: first.externalId }), piece('04', 30_000)];
    expect(findingsIn(R10, rows).outcome).toBe('no-hit');
  });

  it('makes one matter of windows that share a claim, with the highest sum that any reached', () => {
    const rows = [piece('02', 30_000), piece('08', 25_000), piece('14', 40_000), piece('25', 45_000)];
    const { hits } = findingsIn(R10, rows);
    expect(hits).toMatchObject([
      {
        subjectKind: 'SUPPLIER',
        subjectId: 'S1',
        from: '2026-03-02',
        to: '2026-03-14',
        recordIds: rows.slice(0, 3).map(({ recordId }) => recordId),
        values: { claims: 3, amount: yuan(95_000), highest: yuan(65_000), largest: yuan(40_000) },
        colour: 'YELLOW',
      },
    ]);
  });

  it('keeps the key of a matter when a later claim joins, and gives another matter another', () => {
    const start = [piece('02', 30_000), piece('03', 30_000)];
    const key = findingsIn(R10, start).hits[0]?.dedupeKey;
    const more = [...start, piece('06', 10_000), piece('20', 30_000), piece('21', 30_000)];
    const keys = findingsIn(R10, more.toReversed()).hits.map(({ dedupeKey }) => dedupeKey);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(key);
    expect(keys[1]).not.toBe(key);
  });

  it('counts claims that it cannot place', () => {
    const rows = [
      piece('02', 1, { payee: null, payeeCode: null }),
      piece('02', 1, { kind: null }),
      piece('02', 1, { unitCode: null }),
    ];
    expect(findingsIn(R10, rows).notEvaluable).toEqual({
      'missing:payeeCode': 1,
      'missing:kind': 1,
      'missing:unitCode': 1,
    });
  });
});

describe('R11 invoice claimed twice', () => {
  const claim = (invoiceNo: string | null, more: object = {}) => expense({ invoiceNo, ...more });

  it.each<[string, Rows, string[]]>([
    ['the same number, another unit', [claim('N1'), claim('N1', { unitCode: 'U2' })], ['N1']],
    ['the same number months later', [claim('N1'), claim('N1', { occurredOn: '2026-09-02' })], ['N1']],
    ['other numbers', [claim('N1'), claim('N2')], []],
    ['one photo under two numbers', [claim('N1', { invoiceHash: 'h' }), claim('N2', { invoiceHash: 'h' })], ['N1']],
    [
      'one photo, once without a number',
      [claim('N1', { invoiceHash: 'h' }), claim(null, { invoiceHash: 'h' })],
      ['N1'],
    ],
    ['one photo twice without number', [claim(null, { invoiceHash: 'h' }), claim(null, { invoiceHash: 'h' })], ['h']],
    [
      'number and photo the same are one matter',
      [claim('N1', { invoiceHash: 'h' }), claim('N1', { invoiceHash: 'h' })],
      ['N1'],
    ],
    ['installments under one decision', [claim('N1', { approvalRef: 'D1' }), claim('N1', { approvalRef: 'D1' })], []],
    ['two decisions', [claim('N1', { approvalRef: 'D1' }), claim('N1', { approvalRef: 'D2' })], ['N1']],
    ['one of two decided', [claim('N1', { approvalRef: 'D1' }), claim('N1')], ['N1']],
    ['amounts in another currency', [claim('N1', { currency: 'USD' }), claim('N1', { currency: 'USD' })], ['N1']],
  ])('%s', (_, rows, expected) => {
    expect(subjects(R11, rows)).toEqual(expected);
  });

  it('lets a reversed claim be booked again, but not twice', () => {
    const first = claim('N1');
    const reversal = claim('N1', { reversalOf: first.externalId, amountMinor: -300_000 });
    expect(findingsIn(R11, [first, reversal, claim('N1')]).outcome).toBe('no-hit');
    expect(findingsIn(R11, [first, reversal, claim('N1'), claim('N1')]).hits).toMatchObject([
      { values: { claims: 2 }, colour: 'RED' },
    ]);
  });

  it('cannot judge a claim with neither number nor photo', () => {
    expect(findingsIn(R11, [claim(null), claim(null, { invoiceHash: 'h' })]).notEvaluable).toEqual({
      'missing:invoiceNo': 1,
    });
  });

  it('is one matter per invoice for ever', () => {
    const rows = [claim('N1'), claim('N1')];
    const [before] = findingsIn(R11, rows).hits;
    const [after] = findingsIn(R11, [...rows, claim('N1', { occurredOn: '2027-01-05' })]).hits;
    expect(after?.dedupeKey).toBe(before?.dedupeKey);
    expect(after?.values).toMatchObject({ claims: 3 });
  });
});
