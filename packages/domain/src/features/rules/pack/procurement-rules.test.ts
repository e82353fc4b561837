import { describe, expect, it } from 'vitest';
import { award, findingsIn } from '../../../../../../tests/support/rule-rows.ts';
import type { Facts } from '../facts.ts';
import { R18, R19, R20 } from './procurement-rules.ts';

type Rows = Facts['rows'];
type Given = Parameters<typeof award>[0];
const yuan = (amount: number) => Math.round(amount * 100);
const MILLION = 1_000_000;

describe('R18 purchase cut below the tender limit', () => {
  const piece = (day: string, amount: number, more: Given = {}) =>
    award({ occurredOn: `2026-${day}`, amountMinor: yuan(amount), ...more });
  const two = (more: Given, other: Given = more): Rows => [
    piece('03-02', 1.2 * MILLION, more),
    piece('04-02', 1.2 * MILLION, other),
  ];

  it.each<[string, Rows, number]>([
    ['two of goods reaching 2 million', [piece('03-02', MILLION), piece('05-31', MILLION)], 1],
    ['a fen short of it', [piece('03-02', MILLION), piece('05-31', MILLION - 0.01)], 0],
    ['91 days apart', [piece('03-02', MILLION), piece('06-01', MILLION)], 0],
    ['a piece that reaches the limit itself', [piece('03-02', 2 * MILLION), piece('04-02', MILLION)], 0],
    [
      'services from 1 million',
      [piece('03-02', 0.6 * MILLION, { kind: 'SERVICES' }), piece('04-02', 0.4 * MILLION, { kind: 'SERVICES' })],
      1,
    ],
    ['works from 4 million', two({ kind: 'WORKS' }), 0],
    ['other categories', two({}, { category: 'B02' }), 0],
    ['other kinds', two({}, { kind: 'SERVICES' }), 0],
    ['other units', two({}, { unitCode: 'U2' }), 0],
    ['other suppliers do not matter', two({}, { supplierCode: 'S2' }), 1],
    ['framework orders', two({ frameworkRef: 'F1' }), 0],
    ['emergency, approved', two({ exemptionRef: 'E1' }), 0],
    ['one of two tendered', two({}, { method: 'OPEN_TENDER' }), 0],
    ['method known from OCDS only: tendered', two({ method: null, procurementMethod: 'open' }), 0],
    ['method known from OCDS only: not tendered', two({ method: null, procurementMethod: 'limited' }), 1],
    ['cancelled', two({}, { status: 'cancelled' }), 0],
  ])('%s', (_, rows, hits) => {
    expect(findingsIn(R18, rows).hits).toHaveLength(hits);
  });

  it('says of the unit what was bought, and stays one matter while it grows', () => {
    const rows = [piece('03-02', MILLION), piece('04-02', MILLION), piece('06-20', MILLION)];
    expect(findingsIn(R18, rows).hits).toMatchObject([
      {
        subjectKind: 'UNIT',
        subjectId: 'U1',
        from: '2026-03-02',
        to: '2026-06-20',
        colour: 'RED',
        values: { awards: 3, amount: yuan(3 * MILLION), highest: yuan(2 * MILLION), limit: yuan(2 * MILLION) },
      },
    ]);
  });

  it('counts what it cannot place or measure', () => {
    const rows = [
      piece('03-02', 1, { kind: null }),
      piece('03-02', 1, { kind: 'LAND' }),
      piece('03-02', 1, { category: null }),
      piece('03-02', 1, { currency: 'COP' }),
      piece('03-02', 1, { method: null, procurementMethod: null }),
    ];
    expect(findingsIn(R18, rows).notEvaluable).toEqual({
      'missing:kind': 1,
      'unlisted:kind': 1,
      'missing:category': 1,
      currency: 1,
      'missing:procurementMethod': 1,
    });
  });
});

describe('R19 tender avoided', () => {
  const over = { amountMinor: yuan(2.5 * MILLION), tenderRef: 'T1' };
  it.each<[string, Given, string]>([
    ['goods of 2 million by inquiry', { amountMinor: yuan(2 * MILLION) }, 'hit'],
    ['a fen below', { amountMinor: yuan(2 * MILLION - 0.01) }, 'no-hit'],
    ['works below 4 million', { ...over, kind: 'WORKS' }, 'no-hit'],
    ['services of 1 million', { kind: 'SERVICES', amountMinor: yuan(MILLION) }, 'hit'],
    ['openly tendered', { ...over, method: 'OPEN_TENDER' }, 'no-hit'],
    ['tendered by invitation', { ...over, method: 'INVITED_TENDER' }, 'no-hit'],
    ['lawful exception', { ...over, method: 'SINGLE_SOURCE', exemptionRef: 'E1' }, 'no-hit'],
    ['sole source without approval', { ...over, method: 'SINGLE_SOURCE' }, 'hit'],
    ['framework order', { ...over, method: 'FRAMEWORK', frameworkRef: 'F1' }, 'no-hit'],
    [
      'a subcontract counts by itself',
      { amountMinor: yuan(0.4 * MILLION), tenderRef: 'T1', method: 'DIRECT' },
      'no-hit',
    ],
    ['Colombian pesos', { ...over, currency: 'COP' }, 'not-evaluable'],
    ['no method at all', { ...over, method: null }, 'not-evaluable'],
    ['no method, but small', { method: null, amountMinor: yuan(1) }, 'no-hit'],
    ['OCDS says open', { ...over, method: null, procurementMethod: 'open' }, 'no-hit'],
    ['OCDS says direct', { ...over, method: null, procurementMethod: 'direct' }, 'hit'],
    ['no kind', { ...over, kind: null }, 'not-evaluable'],
    ['cancelled', { ...over, status: 'cancelled' }, 'no-hit'],
    ['status unknown', { ...over, status: null }, 'hit'],
  ])('%s: %s', (_, given, outcome) => {
    expect(findingsIn(R19, [award(given)]).outcome).toBe(outcome);
  });

  it('is about the tender, or else the record', () => {
    const rows = [award(over), award({ ...over, tenderRef: null, externalId: 'x9' })];
    expect(findingsIn(R19, rows).hits).toMatchObject([
      { subjectKind: 'PROCESS', subjectId: 'T1', colour: 'RED' },
      { subjectKind: 'PROCESS', subjectId: 'x9' },
    ]);
  });
});

describe('R20 supplier wins often', () => {
  const days = ['2026-01-05', '2026-02-05', '2026-03-05', '2026-04-05', '2026-05-05'];
  const wins = (on: readonly string[], more: Given = {}) => on.map((occurredOn) => award({ occurredOn, ...more }));
  /** Others' awards, so that no share comes near a half. */
  const others = (amount = 100 * MILLION) =>
    ['2025-12-01', '2026-01-20', '2026-03-20', '2026-05-04'].map((occurredOn, n) =>
      award({ occurredOn, supplierCode: `O${String(n)}`, amountMinor: yuan(amount / 4) }),
    );
  const ofS1 = (rows: Rows) => findingsIn(R20, rows).hits.filter(({ subjectId }) => subjectId === 'S1');

  it.each<[string, Rows, number]>([
    ['five awards in a year', [...wins(days), ...others()], 1],
    ['four', [...wins(days.slice(1)), ...others()], 0],
    ['five in 366 days', [...wins(['2025-05-04', ...days.slice(1)]), ...others()], 0],
    ['five in 365 days', [...wins(['2025-05-05', ...days.slice(1)]), ...others()], 1],
    ['five for two units', [...wins(days.slice(2)), ...wins(days.slice(0, 2), { unitCode: 'U2' }), ...others()], 0],
    ['framework agreement', [...wins(days, { frameworkRef: 'F1' }), ...others()], 0],
    ['monopoly utility, approved', [...wins(days, { exemptionRef: 'E1' }), ...others()], 0],
    [
      'cancelled awards do not count',
      [...wins(days.slice(1)), ...wins(['2026-01-05'], { status: 'cancelled' }), ...others()],
      0,
    ],
  ])('%s', (_, rows, hits) => {
    expect(ofS1(rows)).toHaveLength(hits);
  });

  it.each<[string, Rows, number]>([
    ['half of the unit’s amount', [...wins(days.slice(3), { amountMinor: yuan(50) }), ...others(100)], 1],
    ['less than half', [...wins(days.slice(3), { amountMinor: yuan(49) }), ...others(100)], 0],
    ['one large award is not often', [...wins(days.slice(4), { amountMinor: yuan(900) }), ...others(100)], 0],
    [
      'a unit of three awards says nothing',
      [...wins(days.slice(3), { amountMinor: yuan(50) }), ...others(100).slice(3)],
      0,
    ],
    [
      'framework orders count in the unit’s amount',
      [
        ...wins(days.slice(3), { amountMinor: yuan(50) }),
        ...others(100),
        award({ occurredOn: '2026-05-01', frameworkRef: 'F1', supplierCode: 'S9', amountMinor: yuan(20) }),
      ],
      0,
    ],
    [
      'later awards of others do not undo it',
      [
        ...wins(days.slice(3), { amountMinor: yuan(50) }),
        ...others(100),
        award({ occurredOn: '2026-06-01', supplierCode: 'S9', amountMinor: yuan(900) }),
      ],
      1,
    ],
  ])('share: %s', (_, rows, hits) => {
    expect(ofS1(rows)).toHaveLength(hits);
  });

  it('tells awards, money and the highest share that any window reached', () => {
    const rows = [...wins(days, { amountMinor: yuan(30) }), ...others(100)];
    expect(ofS1(rows)).toMatchObject([
      {
        subjectKind: 'SUPPLIER',
        colour: 'YELLOW',
        from: days[0],
        to: days[4],
        values: { awards: 5, most: 5, amount: yuan(150), share: 90 / 140 },
      },
    ]);
  });

  it('cannot judge awards without supplier, unit or yuan', () => {
    const rows = [award({ supplierCode: null }), award({ unitCode: null }), award({ currency: 'USD' })];
    expect(findingsIn(R20, rows).notEvaluable).toEqual({
      'missing:supplierCode': 1,
      'missing:unitCode': 1,
      currency: 1,
    });
  });
});
