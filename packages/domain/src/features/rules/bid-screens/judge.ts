import { partOf } from './additive-model.ts';
import type { Calibration } from './calibrate.ts';
import type { Tender } from './market.ts';
import { familiesTold, type Screened, screensOf } from './screens.ts';
import { mean, known, quantileOf, sortedKnown } from './statistics.ts';
import { wordsOf } from './words.ts';

export type Quartiles = { readonly q1: number; readonly middle: number; readonly q3: number };

/** What one screen added to a tender's score: above 0 towards suspicion. */
export type Reading = {
  readonly screen: string;
  readonly value: number;
  readonly adds: number;
  readonly market: Quartiles;
};

export type Verdict = {
  readonly tender: string;
  /** From 0 to 1; from 0.5 on it is flagged. */
  readonly score: number;
  readonly flag: boolean;
  /** The screens that moved the score, the strongest first. */
  readonly readings: readonly Reading[];
  readonly reason: string;
};

/**
 * Towards which side a screen is suspicious where nothing is known of a market: prices close together, the lowest set
 * apart from the others, evenly stepped or equal ones, near or above the estimate, and bidders who keep meeting or never win.
 */
const SIDES: Readonly<Record<string, 1 | -1>> = {
  variation: -1,
  spread: -1,
  loserVariation: -1,
  tightestTriple: -1,
  relativeDistance: 1,
  kurtosis: 1,
  gapRegularity: -1,
  equalPrices: 1,
  wonToEstimate: 1,
  lowToEstimate: 1,
  'season12.variation': -1,
  fixedLosers: 1,
  closestTies: 1,
  sameSet: 1,
};

export const quartilesOf = (column: Float64Array): Quartiles => {
  const sorted = sortedKnown(column);
  return { q1: quantileOf(sorted, 0.25), middle: quantileOf(sorted, 0.5), q3: quantileOf(sorted, 0.75) };
};

/** Three significant digits, without an exponent a reader would have to decode. */
const told = (value: number): string => String(Number(value.toPrecision(3)));

const placeOf = (value: number, { q1, middle, q3 }: Quartiles): string => {
  if (value < q1) return `低于本市场下四分位${told(q1)}`;
  if (value > q3) return `高于本市场上四分位${told(q3)}`;
  return `本市场中位数${told(middle)}`;
};

const sentence = (score: number, flag: boolean, readings: readonly Reading[], against: string): string => {
  const chief = readings
    .filter(({ adds }) => (flag ? adds > 0 : adds < 0))
    .slice(0, 3)
    .map(({ screen, value, market }) =>
      Number.isNaN(value)
        ? `${wordsOf(screen) ?? screen}无法计算`
        : `${wordsOf(screen) ?? screen}为${told(value)}（${placeOf(value, market)}）`,
    );
  const why = chief.length === 0 ? '各项筛查指标没有明显偏向' : chief.join('；');
  return flag
    ? `得分${score.toFixed(2)}达到提示线0.50：${why}；${against}，需要核查是否存在串通投标。`
    : `得分${score.toFixed(2)}未达到提示线0.50：${why}。`;
};

const verdictOf = (tender: Tender, margin: number, readings: readonly Reading[], against: string): Verdict => {
  const told = { tender: tender.id, readings: [] };
  if (tender.bids.length === 0) return { ...told, score: 0, flag: false, reason: '没有可以读取的报价，无法判断。' };
  const score = 1 / (1 + Math.exp(-margin));
  const flag = margin > 0;
  const sorted = readings.toSorted((a, b) => Math.abs(b.adds) - Math.abs(a.adds));
  return { tender: tender.id, score, flag, readings: sorted, reason: sentence(score, flag, sorted, against) };
};

const valuesOf = ({ names, columns }: Screened) =>
  names.map((screen, i) => {
    const column = columns[i] ?? new Float64Array();
    return { screen, column, market: quartilesOf(column) };
  });

/** Judges a market's tenders by what was learned of a known one: by the fullest calibration for which the file says enough. */
export const judgeBy = (
  fullestFirst: readonly Calibration[],
  tenders: readonly Tender[],
  screened = screensOf(tenders),
): readonly Verdict[] => {
  const told = familiesTold(screened);
  const calibration = fullestFirst.find(({ families }) => families.every((family) => told.has(family)));
  if (calibration === undefined) return judgeAgainstItself(tenders, screened);
  const screens = valuesOf(screened).flatMap((screen) => {
    const part = calibration.parts[screen.screen];
    return part === undefined ? [] : [{ ...screen, part }];
  });
  return tenders.map((tender, row) => {
    const readings = screens.map(({ screen, column, market, part }) => {
      const value = column[row] ?? NaN;
      return { screen, value, market, adds: partOf(part, value) };
    });
    const margin = readings.reduce((sum, { adds }) => sum + adds, 0);
    return verdictOf(tender, margin, readings, '与该市场已查实的串通标段相似');
  });
};

/** No reading alone may decide: beyond three robust deviations a value says no more. */
const MOST = 3;
/** How steeply the score rises with the mean of the readings, so that it uses the range between 0 and 1. */
const STEEPNESS = 4;

/**
 * Judges a market of which nothing is known against itself: each reading is how many robust deviations (quartile distance /
 * 1.349) it lies on its suspicious side of the median, and a tender is flagged where their mean is beyond the upper quartile of
 * the market's means at least: up to a quarter of it, the part most unlike the rest. A market without differences says nothing.
 */
export const judgeAgainstItself = (tenders: readonly Tender[], screened = screensOf(tenders)): readonly Verdict[] => {
  const screens = valuesOf(screened).flatMap((screen) => {
    const side = SIDES[screen.screen];
    const scale = (screen.market.q3 - screen.market.q1) / 1.349;
    return side === undefined || !(scale > 0) ? [] : [{ ...screen, side, scale }];
  });
  const readings = tenders.map((_, row) =>
    screens.map(({ screen, column, market, side, scale }): Reading => {
      const value = column[row] ?? NaN;
      const adds = Math.max(-MOST, Math.min(MOST, (side * (value - market.middle)) / scale));
      return { screen, value, market, adds };
    }),
  );
  const means = readings.map((own) => mean(known(own.map(({ adds }) => adds))));
  const line = quartilesOf(Float64Array.from(means)).q3;
  return tenders.map((tender, row) => {
    const own = (readings[row] ?? []).filter(({ adds }) => !Number.isNaN(adds));
    const margin = own.length === 0 || Number.isNaN(line) ? -1 : STEEPNESS * ((means[row] ?? NaN) - line);
    return verdictOf(tender, margin, own, '与本市场通常的投标情形明显不同');
  });
};
