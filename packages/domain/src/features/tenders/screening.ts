import { judgeAgainstItself, judgeBy, type Quartiles, quartilesOf } from '../rules/bid-screens/judge.ts';
import type { Tender } from '../rules/bid-screens/market.ts';
import { MARKETS } from '../rules/bid-screens/markets.ts';
import { recognise } from '../rules/bid-screens/recognise.ts';
import { screensOf } from '../rules/bid-screens/screens.ts';
import { FEWEST_TENDERS, type ScreenReading, SHOWN_SCREENS } from './shown-screens.ts';

/** Kept with every score: another number means that scores are not comparable with those of before. */
export const METHOD = 1;
export type ScreenedTender = {
  readonly id: string;
  /** From 0 to 1000; `null` where prices cannot be compared: too few tenders in the market, or a single price. */
  readonly scorePermille: number | null;
  readonly flagged: boolean;
  readonly screens: Readonly<Record<string, ScreenReading>>;
};

export type ScreenedMarket = {
  /** The known market it is like; `null`: judged against itself. */
  readonly likeness: string | null;
  readonly quartiles: Readonly<Record<string, Quartiles>>;
  readonly tenders: readonly ScreenedTender[];
};

/** Four significant digits: more would only be noise that changes with every tender that comes. */
const rounded = (value: number): number | null => (Number.isFinite(value) ? Number(value.toPrecision(4)) : null);

/** Judges the tenders of one market together: by a known market where they are like it, else against one another. */
export const screenMarket = (tenders: readonly Tender[]): ScreenedMarket => {
  const screened = screensOf(tenders);
  const likeness = recognise(screened) ?? null;
  const calibrations = likeness === null ? undefined : MARKETS.get(likeness);
  const verdicts =
    calibrations === undefined ? judgeAgainstItself(tenders, screened) : judgeBy(calibrations, tenders, screened);
  const enough = tenders.length >= FEWEST_TENDERS;
  const columns = new Map(screened.names.map((name, i) => [name, screened.columns[i] ?? new Float64Array()]));
  const quartiles = [...columns].flatMap(([name, column]) => {
    const { q1, middle, q3 } = quartilesOf(column);
    return Number.isNaN(middle) ? [] : [[name, { q1, middle, q3 }] as const];
  });
  return {
    likeness,
    quartiles: enough ? Object.fromEntries(quartiles) : {},
    tenders: tenders.map(({ id, bids }, row) => {
      const { score = 0, flag = false, readings = [] } = verdicts[row] ?? {};
      const comparable = enough && bids.length > 1;
      const own = SHOWN_SCREENS.map((screen) => [screen, [rounded(columns.get(screen)?.[row] ?? NaN), null]] as const);
      const moved = readings.flatMap(({ screen, value, adds }) =>
        comparable && Math.abs(adds) >= LEAST_TOLD ? [[screen, [rounded(value), rounded(adds)]] as const] : [],
      );
      return {
        id,
        scorePermille: comparable ? Math.round(score * 1000) : null,
        flagged: comparable && flag,
        screens: Object.fromEntries([...own, ...moved]),
      };
    }),
  };
};

/** What adds less than this is not told. */
const LEAST_TOLD = 0.01;
