import { deviation, mean, median, moment } from './statistics.ts';
import { type Tender, winnerOf } from './market.ts';

/** How many digits of a price stand before its trailing zeros, as a share of all its digits: 1 = not rounded at all. */
const precision = (value: number): number => {
  const digits = value.toFixed(2).replace('.', '').replace(/^0+/u, '');
  return digits === '' ? NaN : digits.replace(/0+$/u, '').length / digits.length;
};

/** The largest distance between the prices' distribution and an even one between lowest and highest (Kolmogorov–Smirnov). */
const unevenness = (values: readonly number[]): number => {
  const [low, high] = [values[0] ?? NaN, values.at(-1) ?? NaN];
  if (values.length < 3 || !(high > low)) return NaN;
  return Math.max(...values.map((value, i) => Math.abs((i + 1) / (values.length + 1) - (value - low) / (high - low))));
};

const windows = (values: readonly number[], size: number): number[][] =>
  values.slice(0, Math.max(0, values.length - size + 1)).map((_, i) => values.slice(i, i + size));

const variation = (values: readonly number[]): number => deviation(values) / mean(values);

/** What the prices of one tender say by themselves. Ratios, so that money and size do not matter. */
export const priceScreens = (tender: Tender): Readonly<Record<string, number>> => {
  const values = tender.bids.map(({ value }) => value);
  const n = values.length;
  const [low = NaN, second = NaN] = values;
  const high = values.at(-1) ?? NaN;
  const losers = values.slice(1);
  const gaps = losers.map((value, i) => value - (values[i] ?? NaN));
  const loserGaps = gaps.slice(1);
  const triples = windows(values, 3).map(variation);
  const quadruples = windows(values, 4).map(variation);
  const estimate = tender.estimate ?? NaN;
  const won = winnerOf(tender)?.value ?? low;
  const spreadOut = high > low;
  return {
    bids: n,
    variation: variation(values),
    spread: n > 1 ? (high - low) / low : NaN,
    firstGap: (second - low) / low,
    relativeDistance: n > 2 && deviation(losers) > 0 ? (second - low) / deviation(losers) : NaN,
    normalDistance: n > 2 && spreadOut ? ((second - low) * (n - 1)) / (high - low) : NaN,
    alternativeDistance: n > 3 && mean(loserGaps) > 0 ? (second - low) / mean(loserGaps) : NaN,
    skew: n > 2 ? moment(values, 3) : NaN,
    kurtosis: n > 3 ? moment(values, 4) : NaN,
    loserVariation: variation(losers),
    unevenness: unevenness(values),
    gapRegularity: n > 3 && mean(gaps) > 0 ? deviation(gaps) / mean(gaps) : NaN,
    smallestGap: n > 2 ? Math.min(...gaps) / low : NaN,
    topGap: n > 2 && spreadOut ? (gaps.at(-1) ?? NaN) / (high - low) : NaN,
    tightestTriple: triples.length > 0 ? Math.min(...triples) : NaN,
    tightestQuadruple: quadruples.length > 0 ? Math.min(...quadruples) : NaN,
    usualTriple: median(triples),
    equalPrices: n > 1 ? gaps.filter((gap) => gap <= low * 1e-9).length / (n - 1) : NaN,
    precision: mean(values.map(precision)),
    lowPrecision: precision(low),
    wonAbove: n > 1 ? won / low - 1 : NaN,
    wonBelowMean: n > 1 ? won / mean(values) - 1 : NaN,
    wonToEstimate: won / estimate,
    lowToEstimate: low / estimate,
    meanToEstimate: mean(values) / estimate,
    highToEstimate: high / estimate,
    aboveEstimate: Number.isNaN(estimate) ? NaN : values.filter((value) => value > estimate).length / n,
    spreadToEstimate: deviation(values) / estimate,
    size: Math.log10(Number.isNaN(estimate) ? median(values) : estimate),
  };
};
