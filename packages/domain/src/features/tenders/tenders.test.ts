import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../shared/local-date.ts';
import { randomOf } from '../rules/bid-screens/additive-model.ts';
import { tendersOf } from '../rules/bid-screens/market.ts';
import { companyOf, type Meeting } from './company.ts';
import { screenMarket } from './screening.ts';
import { FEWEST_TENDERS, SHOWN_SCREENS } from './shown-screens.ts';
import { sharedTraits, type Traced } from './shared-traits.ts';

const meeting = (day: number, bidders: string, winner: string | null): Meeting => ({
  tender: `T${String(day)}`,
  on: localDate(`2026-03-${String(day).padStart(2, '0')}`),
  bidders: Array.from(bidders),
  winner,
});

describe('who bids with whom', () => {
  it('counts meetings and wins of a pair, whoever else was there', () => {
    const { pairs } = companyOf(
      ['a', 'b', 'c'],
      [meeting(1, 'abx', 'a'), meeting(2, 'ab', 'b'), meeting(3, 'cbx', 'x')],
    );
    expect(pairs).toEqual([
      { one: 'a', other: 'b', met: 2, oneWon: 1, otherWon: 1 },
      { one: 'b', other: 'c', met: 1, oneWon: 0, otherWon: 0 },
    ]);
  });
  it('names who keeps meeting one other and never won, from the fifth meeting on', () => {
    const often = [1, 2, 3, 4, 5].map((day) => meeting(day, 'ab', 'a'));
    expect(companyOf(['a', 'b'], often).fixedLosers).toEqual([{ bidder: 'b', beside: 'a', met: 5 }]);
    expect(companyOf(['a', 'b'], often.slice(1)).fixedLosers).toEqual([]);
    expect(companyOf(['a', 'b'], [...often, meeting(6, 'ab', 'b')]).fixedLosers).toEqual([]);
  });
  it.each([
    [
      'by turns, in whatever order they are read',
      [
        [5, 'a'],
        [1, 'a'],
        [2, 'b'],
        [4, 'b'],
        [3, 'a'],
        [6, 'b'],
      ],
      { bidders: ['a', 'b'], meetings: 6 },
    ],
    [
      'by turns',
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'a'],
        [4, 'b'],
        [5, 'a'],
      ],
      { bidders: ['a', 'b'], meetings: 5 },
    ],
    [
      'twice running',
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'b'],
        [4, 'a'],
        [5, 'b'],
      ],
      null,
    ],
    [
      'too few',
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'a'],
        [4, 'b'],
      ],
      null,
    ],
    [
      'one of them once only',
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'a'],
        [4, 'c'],
        [5, 'a'],
        [6, 'b'],
      ],
      null,
    ],
  ] as const)('rotation: %s', (_what, wins, expected) => {
    const meetings = wins.map(([day, winner]) => meeting(day, 'abc', winner));
    expect(companyOf(['a', 'b', 'c'], meetings).rotation).toEqual(expected);
  });
});

const bid = (bidder: string, more: Partial<Traced>): Traced => ({
  ...{ bidder, agency: null, machine: null, address: null, submittedAt: null, file: null, author: null },
  ...{ contact: null, account: null, controller: null },
  ...more,
});

describe('shared traits', () => {
  it('are what different bidders have alike; one address counts within one minute only', () => {
    const at = (time: string) => ({ address: 'net', submittedAt: instant(new Date(`2026-03-01T${time}.000Z`)) });
    const shared = sharedTraits([
      bid('a', { machine: 'm1', ...at('08:00:10') }),
      bid('b', { machine: 'm1', ...at('08:00:50') }),
      bid('c', { machine: 'm2', ...at('08:01:00') }),
      bid('c', { machine: 'm2' }),
    ]);
    expect(shared.map(({ trait, bidders }) => [trait, bidders])).toEqual([
      ['machine', ['a', 'b']],
      ['minute', ['a', 'b']],
    ]);
  });
  it('say that all came through one agency, and do not where one of them names none', () => {
    const through = (agency: string | null) =>
      sharedTraits([bid('a', { contact: 'p', agency: 'g' }), bid('b', { contact: 'p', agency })]);
    expect(through('g')[0]?.oneAgency).toBe(true);
    expect(through(null)[0]?.oneAgency).toBe(false);
  });
});

/** Forty tenders of four bids; every tenth with prices close together. */
const market = (count = 40) => {
  const random = randomOf(5);
  return tendersOf(
    Array.from({ length: count }, (_, i) =>
      [0, 1, 2, 3].map((n) => ({
        ...{ tender: String(i), date: i, bidder: `${String(i)}-${String(n)}`, won: n === 0 },
        ...{ value: 1_000 * (1 + (i % 10 === 0 ? 0.01 : 0.2) * random()), estimate: undefined },
      })),
    ).flat(),
  );
};

describe('a market of ours', () => {
  it('is like none that is known, raises what is unlike the rest, and keeps every screen that is shown', () => {
    const { likeness, quartiles, tenders } = screenMarket(market());
    expect(likeness).toBeNull();
    expect(quartiles['variation']!.q1).toBeLessThan(quartiles['variation']!.q3);
    expect(tenders.filter(({ flagged }) => flagged).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['0', '10', '20']),
    );
    for (const { screens, scorePermille } of tenders) {
      expect(Object.keys(screens)).toEqual(expect.arrayContaining([...SHOWN_SCREENS]));
      // No estimate was given: what needs one is missing, not zero.
      expect(screens['wonToEstimate']).toEqual([null, null]);
      expect(scorePermille).toBeGreaterThanOrEqual(0);
    }
  });
  it('of few tenders is not judged, nor is a single price', () => {
    const few = screenMarket(market(FEWEST_TENDERS - 1));
    expect(few.quartiles).toEqual({});
    expect(few.tenders.every(({ scorePermille, flagged }) => scorePermille === null && !flagged)).toBe(true);
    const single = tendersOf([{ tender: 'x', date: 1, bidder: 'a', value: 5, estimate: undefined, won: true }]);
    expect(screenMarket([...market(), ...single]).tenders.at(-1)).toMatchObject({
      scorePermille: null,
      flagged: false,
    });
  });
});
