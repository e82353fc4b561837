import { describe, expect, it } from 'vitest';
import { foundIn } from '../../../../../../tests/support/rule-rows.ts';
import { R01, R02, R03, R04, R05, R06, R07, R08, R40 } from './subsidy-rules.ts';

const paid = (more: object = {}) => ({
  item: 'LOW_INCOME',
  recipientHash: 'A',
  householdRef: 'H1',
  village: 'V',
  amountMinor: 56_000,
  currency: 'CNY',
  occurredOn: '2026-05-20',
  ...more,
});
const dead = { personHash: 'A', occurredOn: '2026-03-03' };

describe('R01 paid after death', () => {
  it.each<[string, object, string]>([
    ['two months later', {}, 'hit'],
    ['in the month of grace', { occurredOn: '2026-04-30' }, 'no-hit'],
    ['before', { occurredOn: '2026-02-20' }, 'no-hit'],
    ['funeral money', { item: 'FUNERAL' }, 'no-hit'],
    ['settled with heirs', { settlement: 'HEIRS' }, 'no-hit'],
    ['somebody else, whatever the name', { recipientHash: 'B' }, 'no-hit'],
  ])('%s: %s', (_, more, outcome) => {
    expect(foundIn(R01, { subsidy: [paid(more)], death: [dead] }).outcome).toBe(outcome);
  });
  it('is red from three months or 2,000 yuan, one matter a person', () => {
    const months = ['05', '06', '07'].map((month) => paid({ occurredOn: `2026-${month}-20` }));
    expect(foundIn(R01, { subsidy: months, death: [dead] }).hits).toMatchObject([
      { subjectKind: 'IDENTITY', subjectId: 'A', colour: 'RED', values: { months: 3, died: '2026-03-03' } },
    ]);
    expect(foundIn(R01, { subsidy: [paid({ amountMinor: 200_000 })], death: [dead] }).hits[0]?.colour).toBe('RED');
    expect(foundIn(R01, { subsidy: [paid()], death: [dead] }).hits[0]?.colour).toBe('YELLOW');
  });
  it('says that nobody has brought the register of deaths', () => {
    expect(foundIn(R01, { subsidy: [paid()] }).notEvaluable).toEqual({ 'absent:death': 1 });
  });
});

describe('R02 on the public payroll', () => {
  const pay = (more: object = {}) => ({ personHash: 'A', staffKind: 'STAFF', periodOn: '2026-05-01', ...more });
  it.each<[string, object, object, string]>([
    ['the same month', {}, {}, 'hit'],
    ['another month', {}, { periodOn: '2026-04-01' }, 'no-hit'],
    ['a temporary worker', {}, { staffKind: 'TEMPORARY' }, 'no-hit'],
    ['granted to the family', { basis: 'HOUSEHOLD' }, {}, 'no-hit'],
    ['another item', { item: 'FARMING' }, {}, 'no-hit'],
    ['nobody says what staff', {}, { staffKind: null }, 'not-evaluable'],
  ])('%s', (_, subsidy, payroll, outcome) => {
    expect(foundIn(R02, { subsidy: [paid(subsidy)], payroll: [pay(payroll)] }).outcome).toBe(outcome);
  });
});

describe('R03 a car in the household', () => {
  const car = (more: object = {}) => ({
    ownerHash: 'B',
    type: 'CAR',
    status: 'ACTIVE',
    priceMinor: 8_600_000,
    currency: 'CNY',
    occurredOn: '2025-01-01',
    ...more,
  });
  const household = [
    { personHash: 'A', householdRef: 'H1' },
    { personHash: 'B', householdRef: 'H1' },
    { personHash: 'C', householdRef: 'H2' },
  ];
  it.each<[string, object, string]>([
    ['of another one of the household', {}, 'hit'],
    ['of the recipient', { ownerHash: 'A' }, 'hit'],
    ['of another household', { ownerHash: 'C' }, 'no-hit'],
    ['cheap', { priceMinor: 5_000_000 }, 'no-hit'],
    ['scrapped', { status: 'SCRAPPED' }, 'no-hit'],
    ['stolen', { status: 'STOLEN' }, 'no-hit'],
    ['for a disabled person', { forDisabled: 'YES' }, 'no-hit'],
    ['a tricycle', { type: 'TRICYCLE' }, 'no-hit'],
    ['bought later', { occurredOn: '2026-06-01' }, 'no-hit'],
    ['of a price nobody gave', { priceMinor: null }, 'not-evaluable'],
  ])('%s: %s', (_, more, outcome) => {
    expect(foundIn(R03, { subsidy: [paid()], vehicle: [car(more)], household }).outcome).toBe(outcome);
  });
});

describe('R04 firm or property', () => {
  const firm = (more: object = {}) => ({
    holderHash: 'A',
    status: 'ACTIVE',
    nature: 'COMPANY',
    role: 'SHAREHOLDER',
    occurredOn: '2020-01-01',
    ...more,
  });
  it.each<[string, object, string]>([
    ['shareholder of an active firm', {}, 'hit'],
    ['dormant', { status: 'DORMANT' }, 'no-hit'],
    ['nominal member of a cooperative', { nature: 'COOPERATIVE' }, 'no-hit'],
    ['head of a cooperative', { nature: 'COOPERATIVE', role: 'LEGAL_REPRESENTATIVE' }, 'hit'],
    ['somebody else', { holderHash: 'B' }, 'no-hit'],
  ])('%s: %s', (_, more, outcome) => {
    expect(foundIn(R04, { subsidy: [paid()], company: [firm(more)] }).outcome).toBe(outcome);
  });
  it('counts a shop, or two dwellings, where the county may compare', () => {
    const company = [firm({ holderHash: 'B' })];
    const dwelling = { ownerHash: 'A', kind: 'DWELLING' };
    const outcome = (property: object[]) => foundIn(R04, { subsidy: [paid()], company, property }).outcome;
    expect(outcome([{ ownerHash: 'A', kind: 'SHOP' }])).toBe('hit');
    expect(outcome([dwelling])).toBe('no-hit');
    expect(outcome([dwelling, dwelling])).toBe('hit');
  });
});

describe('R05 kin of a village leader', () => {
  const county = (villagers: number, receiving: number) => ({
    kin: Array.from({ length: 5 }, (_, index) => ({
      personHash: 'L',
      personCode: 'P1',
      kinHash: `K${String(index)}`,
      village: 'V',
      post: 'VILLAGE_LEADER',
    })),
    household: Array.from({ length: villagers }, (_, index) => ({ personHash: `X${String(index)}`, village: 'V' })),
    subsidy: Array.from({ length: receiving }, (_, index) => paid({ recipientHash: `K${String(index)}` })),
  });
  it.each<[string, number, number, string]>([
    ['four of five in a village of forty', 40, 4, 'hit'],
    ['two of five', 40, 2, 'no-hit'],
    ['a small village', 20, 4, 'no-hit'],
  ])('%s', (_, villagers, receiving, outcome) => {
    expect(foundIn(R05, county(villagers, receiving)).outcome).toBe(outcome);
  });
  it('leaves truly poor villages alone: three times the average is the bar', () => {
    const { kin, household, subsidy } = county(40, 4);
    const others = Array.from({ length: 9 }, (_, index) => paid({ recipientHash: `X${String(index)}` }));
    expect(foundIn(R05, { kin, household, subsidy: [...subsidy, ...others] }).outcome).toBe('no-hit');
  });
});

describe('R06 items that exclude each other', () => {
  const other = (more: object = {}) => paid({ item: 'EXTREME_POVERTY', ...more });
  it.each<[string, object, string]>([
    ['the same month', {}, 'hit'],
    ['another month', { occurredOn: '2026-06-20' }, 'no-hit'],
    ['policy change', { settlement: 'POLICY_CHANGE' }, 'no-hit'],
    ['items that go together', { item: 'ELDERLY' }, 'no-hit'],
    ['somebody else', { recipientHash: 'B' }, 'no-hit'],
  ])('%s: %s', (_, more, outcome) => {
    expect(foundIn(R06, { subsidy: [paid(), other(more)] }).outcome).toBe(outcome);
  });
});

describe('R07 one account, R40 one phone or address', () => {
  const many = (count: number, more: object, households = true) =>
    Array.from({ length: count }, (_, index) =>
      paid({
        recipientHash: `A${String(index)}`,
        ...(households ? { householdRef: `H${String(index)}` } : {}),
        ...more,
      }),
    );
  const account = { accountHash: 'acc' };
  it.each<[string, object[], string]>([
    ['three persons of three households', many(3, account), 'hit'],
    ['two persons', many(2, account), 'no-hit'],
    ['a household card', many(4, account, false), 'no-hit'],
    ['guardian', many(3, { ...account, guardianHash: 'G' }), 'no-hit'],
    ['institution', many(3, { ...account, institutionRef: 'I' }), 'no-hit'],
  ])('account, %s', (_, subsidy, outcome) => {
    expect(foundIn(R07, { subsidy }).outcome === 'hit').toBe(outcome === 'hit');
  });
  it.each<[string, object[], string[]]>([
    ['five with one phone', many(5, { phoneHash: 'ph' }), ['ph']],
    ['five with one address', many(5, { addressHash: 'ad' }), ['ad']],
    ['four', many(4, { phoneHash: 'ph' }), []],
    ['a care home', many(6, { addressHash: 'ad', institutionRef: 'I' }), []],
    ['one large household', many(6, { addressHash: 'ad' }, false), []],
  ])('contact, %s', (_, subsidy, subjects) => {
    expect(foundIn(R40, { subsidy }).hits.map(({ subjectId }) => subjectId)).toEqual(subjects);
  });
  const shared = { phoneHash: 'ph', addressHash: 'ad', village: 'V' };
  it.each<[string, object, object, string[]]>([
    ['is nobody’s to share', { phoneHash: 'ph', village: 'V' }, { ...shared, addressHash: null }, []],
    ['of another village', { phoneHash: 'ph', village: 'W' }, { ...shared, addressHash: null }, ['ph']],
    ['where the village is not told', { phoneHash: 'ph', village: 'V' }, { phoneHash: 'ph' }, []],
    ['does not excuse a shared address', { phoneHash: 'ph', village: 'V' }, shared, ['ad']],
    ['that nobody uses', { phoneHash: 'other', village: 'V' }, { ...shared, addressHash: null }, ['ph']],
  ])('a cadre’s declared phone, %s', (_, cadre, contact, subjects) => {
    const found = foundIn(R40, { subsidy: many(6, contact), cadre_contact: [cadre] });
    expect(found.hits.map(({ subjectId }) => subjectId)).toEqual(subjects);
  });
});

describe('R08 money not paid out', () => {
  const fund = (more: object = {}) => ({
    externalId: 'F1',
    item: 'LOW_INCOME',
    amountMinor: 100_000,
    currency: 'CNY',
    occurredOn: '2026-04-02',
    ...more,
  });
  const out = (occurredOn: string, fundRef = 'F1') => paid({ fundRef, occurredOn, amountMinor: 60_000 });
  it.each<[string, object, object[], string, string]>([
    ['nothing paid', {}, [out('2026-04-10', 'F2')], '2026-06-01', 'hit'],
    ['paid too late', {}, [out('2026-05-10')], '2026-06-01', 'hit'],
    ['paid in time', {}, [out('2026-05-02')], '2026-06-01', 'no-hit'],
    ['not yet 30 days', {}, [out('2026-04-10', 'F2')], '2026-05-02', 'no-hit'],
    ['being verified', { state: 'VERIFYING' }, [out('2026-04-10', 'F2')], '2026-06-01', 'no-hit'],
    ['sent back by the bank', { state: 'BANK_RETURN' }, [out('2026-04-10', 'F2')], '2026-06-01', 'no-hit'],
  ])('%s', (_, more, subsidy, asOf, outcome) => {
    expect(foundIn(R08, { subsidy_fund: [fund(more)], subsidy }, asOf).outcome).toBe(outcome);
  });
});
