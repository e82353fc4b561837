import { describe, expect, it } from 'vitest';
import { boost, partOf, randomOf } from './additive-model.ts';
import { balancedAccuracy, foldsOf } from './calibrate.ts';
import { crossValidate } from './cross-validate.ts';
import { judgeAgainstItself, judgeBy } from './judge.ts';
import { type BidRow, tendersOf } from './market.ts';
import { MARKETS } from './markets.ts';
import { priceScreens } from './price-screens.ts';
import { screensOf } from './screens.ts';
import { wordsOf } from './words.ts';

const bids = (tender: string, values: readonly number[], more: Partial<BidRow> = {}): BidRow[] =>
  values.map((value, i) => ({
    tender,
    date: undefined,
    bidder: `${tender}-${String(i)}`,
    value,
    estimate: undefined,
    won: i === 0,
    ...more,
  }));
const screens = (values: readonly number[], more: Partial<BidRow> = {}) => {
  const [tender] = tendersOf(bids('t', values, more));
  return priceScreens(tender!);
};

describe('price screens', () => {
  it('are the textbook’s on a tender reckoned by hand', () => {
    const told = screens([130, 100, 120, 110], { estimate: 125 });
    expect(told['variation']).toBeCloseTo(Math.sqrt(500 / 3) / 115, 12);
    expect(told['spread']).toBeCloseTo(0.3, 12);
    expect(told['firstGap']).toBeCloseTo(0.1, 12);
    expect(told['relativeDistance']).toBeCloseTo(1, 12);
    expect(told['skew']).toBeCloseTo(0, 12);
    expect(told['kurtosis']).toBeCloseTo(1.64, 12);
    expect(told['gapRegularity']).toBe(0);
    expect(told['lowToEstimate']).toBeCloseTo(0.8, 12);
    expect(told['aboveEstimate']).toBe(0.25);
  });
  it('do not depend on the money, but for rounding and size', () => {
    const [yuan, fen] = [
      screens([100, 110, 125, 129], { estimate: 120 }),
      screens([10_000, 11_000, 12_500, 12_900], { estimate: 12_000 }),
    ];
    for (const [name, value] of Object.entries(yuan))
      if (!['size', 'precision', 'lowPrecision'].includes(name)) expect(fen[name], name).toBeCloseTo(value, 9);
  });
  it('are missing, not zero, for one bid', () => {
    expect(screens([100])).toMatchObject({ bids: 1, variation: NaN, spread: NaN, kurtosis: NaN, wonToEstimate: NaN });
  });
});

/** Ninety tenders; in `rigged` of them the prices stand close behind the lowest. */
const market = (rigged: (i: number) => boolean, count = 90) => {
  const random = randomOf(7);
  return tendersOf(
    Array.from({ length: count }, (_, i) => {
      const spread = rigged(i) ? 0.02 : 0.25;
      return bids(
        String(i),
        [0, 0, 0, 0, 0].map(() => 1_000 * (1 + spread * random())),
      );
    }).flat(),
  );
};

describe('cross-validation', { timeout: 120_000 }, () => {
  const third = (i: number) => i % 3 === 0;
  const tenders = market(third);
  const labels = Uint8Array.from(tenders, (_, i) => (third(i) ? 1 : 0));
  it('finds what is there, the same with the same seed', () => {
    const found = crossValidate(tenders, labels, 5, 1);
    expect(found.balancedAccuracy).toBeGreaterThan(0.9);
    expect(found).toMatchObject({ majority: 0.5, tenders: 90, collusive: 30 });
    expect(crossValidate(tenders, labels, 5, 1)).toEqual(found);
  });
  it('finds nothing in labels that were drawn by lot: no label of a held-out tender leaks', () => {
    const random = randomOf(11);
    const lots = [1, 2, 3].map((seed) => {
      const drawn = Uint8Array.from(labels, () => (random() < 0.4 ? 1 : 0));
      return crossValidate(tenders, drawn, 5, seed).balancedAccuracy;
    });
    expect(lots.reduce((a, b) => a + b, 0) / lots.length).toBeLessThan(0.62);
  });
  it('deals every tender into one fold, both labels evenly', () => {
    const folds = foldsOf(labels, [...labels.keys()], 5, randomOf(3));
    for (let fold = 0; fold < 5; fold += 1) {
      const rows = [...labels.keys()].filter((row) => folds.get(row) === fold);
      expect([rows.length, rows.filter((row) => labels[row] === 1).length]).toEqual([18, 6]);
    }
  });
});

it('boosting is a sum of steps that separates what a step can', () => {
  const column = Float64Array.from({ length: 60 }, (_, i) => (i % 7 === 0 ? NaN : i));
  const labels = Uint8Array.from(column, (value) => (value >= 30 ? 1 : 0));
  const rows = [...labels.keys()];
  const learning = { bins: 6, rounds: 60, rate: 0.1, ridge: 1, sample: 1, shown: 1 };
  const [part] = boost([column], labels, rows, learning, randomOf(1));
  expect(balancedAccuracy(labels, rows, (row) => partOf(part!, column[row]!) > 0)).toBeGreaterThan(0.9);
});

describe('a verdict', () => {
  const rows = market((i) => i % 10 === 0, 40);
  it('against the market itself raises the rigged tenders and says why', () => {
    const verdicts = judgeAgainstItself(rows);
    expect(verdicts.map(({ tender }) => tender)).toEqual(rows.map(({ id }) => id));
    const [first] = verdicts;
    expect(first).toMatchObject({ tender: '0', flag: true });
    expect(first?.reason).toMatch(/^得分0\.\d\d达到提示线0\.50：.+（低于本市场下四分位.+核查是否存在串通投标。$/u);
  });
  it.each([...MARKETS])('by what was learned of %s is the sum of its readings', (_name, calibrations) => {
    expect(calibrations.length).toBeGreaterThan(0);
    for (const { score, flag, readings, reason } of judgeBy(calibrations, rows)) {
      const margin = readings.reduce((sum, { adds }) => sum + adds, 0);
      expect(score).toBeCloseTo(1 / (1 + Math.exp(-margin)), 9);
      expect(flag).toBe(score > 0.5);
      expect(reason).not.toBe('');
    }
  });
  it('is given for a tender without a price and for a market of equals', () => {
    const [none] = judgeAgainstItself(tendersOf(bids('x', [NaN])));
    expect(none).toMatchObject({ tender: 'x', score: 0, flag: false });
    const same = tendersOf(['a', 'b', 'c'].flatMap((tender) => bids(tender, [5, 5, 5])));
    expect(judgeAgainstItself(same).map(({ flag }) => flag)).toEqual([false, false, false]);
  });
});

it('every screen has words', () => {
  for (const name of screensOf(market(() => false, 3)).names) expect(wordsOf(name), name).toBeTruthy();
});
