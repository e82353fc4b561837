import { describe, expect, it } from 'vitest';
import { at, foundIn } from '../../../../../../tests/support/rule-rows.ts';
import { R21, R22, R23, R24, R25, R26, R42, R43 } from './bid-rules.ts';

const bid = (bidderCode: string, more: object = {}) => ({
  tenderRef: 'T1',
  bidderCode,
  amountMinor: 100_000,
  currency: 'CNY',
  won: 'NO',
  submittedAt: at('2026-04-15 08:31'),
  occurredOn: '2026-04-15',
  ...more,
});

describe('R21 shared traces', () => {
  const two = (a: object, b: object) => [bid('A', a), bid('B', b), bid('C')];
  it.each<[string, object[], number]>([
    ['one machine', two({ machineCodeHash: 'm' }, { machineCodeHash: 'm' }), 1],
    ['one deposit account', two({ depositAccountHash: 'd' }, { depositAccountHash: 'd' }), 1],
    ['one controller', two({ controllerCode: 'x' }, { controllerCode: 'x' }), 1],
    ['one file', two({ fileHash: 'f' }, { fileHash: 'f' }), 1],
    ['one address within a minute', two({ ipHash: 'i' }, { ipHash: 'i' }), 1],
    ['one address, an hour apart', two({ ipHash: 'i' }, { ipHash: 'i', submittedAt: at('2026-04-15 09:31') }), 0],
    [
      'an agency’s office',
      two({ machineCodeHash: 'm', agencyCode: 'g' }, { machineCodeHash: 'm', agencyCode: 'g' }),
      0,
    ],
    [
      'an agency’s office, yet one account',
      two({ depositAccountHash: 'd', agencyCode: 'g' }, { depositAccountHash: 'd', agencyCode: 'g' }),
      1,
    ],
    ['other machines', two({ machineCodeHash: 'm' }, { machineCodeHash: 'n' }), 0],
    ['the same bidder twice', [bid('A', { machineCodeHash: 'm' }), bid('A', { machineCodeHash: 'm' })], 0],
  ])('%s', (_, rows, hits) => {
    expect(foundIn(R21, { bid: rows }).hits).toHaveLength(hits);
  });
  it('does not count a park’s network or a public template', () => {
    const everywhere = ['D', 'E', 'F', 'G', 'H'].map((code) =>
      bid(code, { tenderRef: `T-${code}`, ipHash: 'i', fileHash: 'f' }),
    );
    const rows = two({ ipHash: 'i', fileHash: 'f' }, { ipHash: 'i', fileHash: 'f' });
    expect(foundIn(R21, { bid: [...rows, ...everywhere] }).outcome).toBe('no-hit');
  });
});

describe('R22 prices', () => {
  const prices = (control: number | null, ...amounts: number[]) =>
    amounts.map((amountMinor, index) =>
      bid(`B${String(index)}`, { amountMinor, controlPriceMinor: control, won: index === 0 ? 'YES' : 'NO' }),
    );
  it.each<[string, object[], number]>([
    ['an arithmetic sequence', prices(110_000, 96_000, 98_000, 100_000, 102_001), 1],
    ['three bids are too few to say so', prices(110_000, 96_000, 98_000, 100_000), 0],
    ['uneven', prices(110_000, 96_000, 98_000, 101_000, 102_000), 0],
    ['far below the control price', prices(100_000, 69_000, 81_000, 85_000), 1],
    ['far below the mean', prices(null, 70_000, 98_000, 101_000), 1],
    ['all are low: a price war, or a control price too high', prices(100_000, 50_000, 62_000, 69_000), 0],
  ])('%s', (_, rows, hits) => {
    expect(foundIn(R22, { bid: rows }).hits).toHaveLength(hits);
  });
});

describe('R23 accompanies', () => {
  const tenders = (count: number, wins: number) =>
    Array.from({ length: count }, (_, index) => index).flatMap((index) => [
      bid('A', { tenderRef: `T${String(index)}`, won: index < wins ? 'NO' : 'YES' }),
      bid('L', { tenderRef: `T${String(index)}`, won: index < wins ? 'YES' : 'NO' }),
    ]);
  it.each<[string, object[], string[]]>([
    ['five tenders, never won', tenders(5, 0), ['L']],
    ['four tenders', tenders(4, 0), []],
    ['a small market where both win in turn', tenders(6, 2), []],
    [
      'others each time',
      ['T1', 'T2', 'T3', 'T4', 'T5'].flatMap((tenderRef) => [
        bid('L', { tenderRef }),
        bid(tenderRef, { tenderRef, won: 'YES' }),
      ]),
      [],
    ],
  ])('%s', (_, rows, subjects) => {
    expect(foundIn(R23, { bid: rows }).hits.map(({ subjectId }) => subjectId)).toEqual(subjects);
  });
});

describe('R24 kin behind the winner', () => {
  const records = (
    more: { bid?: object; company?: object; kin?: object; tenure?: object; procurement?: object } = {},
  ) => ({
    bid: [bid('S', { won: 'YES', unitCode: 'U1', ...more.bid })],
    company: [{ uscc: 'S', holderHash: 'h', status: 'ACTIVE', ...more.company }],
    kin: [{ personHash: 'p', kinHash: 'h', ...more.kin }],
    tenure: [{ personHash: 'p', decides: 'YES', unitCode: 'U1', occurredOn: '2020-01-01', ...more.tenure }],
    procurement: [{ tenderRef: 'T1', ...more.procurement }],
  });
  it.each<[string, Parameters<typeof records>[0], string]>([
    ['declared kin of who decides', {}, 'hit'],
    ['lost', { bid: { won: 'NO' } }, 'no-hit'],
    ['recused', { procurement: { recusalRef: 'R' } }, 'no-hit'],
    ['decides nothing', { tenure: { decides: 'NO' } }, 'no-hit'],
    ['in another unit', { tenure: { unitCode: 'U2' } }, 'no-hit'],
    ['out of the post by then', { tenure: { untilOn: '2025-12-31' } }, 'no-hit'],
    ['a namesake only', { kin: { kinHash: 'other' } }, 'no-hit'],
    ['company cancelled', { company: { status: 'CANCELLED' } }, 'no-hit'],
  ])('%s', (_, more, outcome) => {
    expect(foundIn(R24, records(more)).outcome).toBe(outcome);
  });
});

describe('R25 and R42, what grows after the award', () => {
  const contract = (more: object) => ({
    contractorCode: 'S',
    amountMinor: 100_000,
    currency: 'CNY',
    changedMinor: 10_001,
    ...more,
  });
  it.each<[string, object, string]>([
    ['over a tenth', {}, 'hit'],
    ['a tenth', { changedMinor: 10_000 }, 'no-hit'],
    ['unchanged', { changedMinor: null }, 'no-hit'],
    ['policy, approved', { changeReason: 'POLICY', changeApprovalRef: 'D' }, 'no-hit'],
    ['geology, approved', { changeReason: 'GEOLOGY', changeApprovalRef: 'D' }, 'no-hit'],
    ['geology, says who', { changeReason: 'GEOLOGY' }, 'hit'],
  ])('contract, %s', (_, more, outcome) => {
    expect(foundIn(R25, { contract: [contract(more)] }).outcome).toBe(outcome);
  });
  it.each<[string, object, string | undefined]>([
    ['6 % over', { settledMinor: 106_000 }, 'YELLOW'],
    ['10 % over', { committedMinor: 110_000 }, 'RED'],
    ['5 % over', { settledMinor: 105_000 }, undefined],
    ['approved change of scope or price', { settledMinor: 120_000, changeApprovalRef: 'D' }, undefined],
  ])('project, %s', (_, more, colour) => {
    const project = { estimateMinor: 100_000, committedMinor: 90_000, currency: 'CNY', ...more };
    expect(foundIn(R42, { project: [project] }).hits[0]?.colour).toBe(colour);
  });
});

describe('R26 handed on', () => {
  const records = (more: { staff?: object; insurance?: object; payment?: object } = {}) => ({
    contract: [{ externalId: 'C1', contractorCode: 'S', amountMinor: 1, currency: 'CNY' }],
    project_staff: [{ contractRef: 'C1', role: 'MANAGER', personHash: 'm', occurredOn: '2026-05-06', ...more.staff }],
    social_insurance: [{ personHash: 'm', employerCode: 'S', periodOn: '2026-05-01', ...more.insurance }],
    contract_payment: [{ contractRef: 'C1', payeeCode: 'S', purpose: 'WORKS', ...more.payment }],
  });
  it.each<[string, Parameters<typeof records>[0], string]>([
    ['manager insured by the winner, paid to the winner', {}, 'no-hit'],
    ['manager insured by another', { insurance: { employerCode: 'X' } }, 'hit'],
    ['insured too long ago', { insurance: { periodOn: '2025-05-01' } }, 'hit'],
    ['labour subcontract', { insurance: { employerCode: 'X' }, staff: { labourSubcontract: 'YES' } }, 'no-hit'],
    ['works paid to a third firm', { payment: { payeeCode: 'X' } }, 'hit'],
    ['labour paid to a third firm', { payment: { payeeCode: 'X', purpose: 'LABOUR' } }, 'no-hit'],
  ])('%s', (_, more, outcome) => {
    expect(foundIn(R26, records(more)).outcome).toBe(outcome);
  });
});

describe('R43 separated functions', () => {
  const role = (name: string, more: object = {}) => ({ tenderRef: 'T1', role: name, personCode: 'P', ...more });
  it.each<[string, object[], number]>([
    ['evaluates and awards', [role('EVALUATION'), role('AWARD')], 1],
    ['one function twice', [role('AWARD'), role('AWARD')], 0],
    ['in another tender', [role('EVALUATION'), role('AWARD', { tenderRef: 'T2' })], 0],
    ['a small unit with approval', [role('EVALUATION'), role('AWARD', { approvalRef: 'D' })], 0],
  ])('%s', (_, rows, hits) => {
    expect(foundIn(R43, { procurement_role: rows }).hits).toHaveLength(hits);
  });
});
