import type { Calibration } from './calibrate.ts';
import { MARKETS } from './markets.ts';
import { familyOf, type Screened } from './screens.ts';
import { known } from './statistics.ts';

/** Fewer values say too little of how they are spread. */
const FEWEST = 30;
/**
 * How far the spread of values may lie from a known market's and still be its: known markets lie .17 and more from one another, and
 * within .02 of themselves (0.1 for half of the smallest).
 */
const MOST_APART = 0.12;

/**
 * How far apart the prices of a file are spread from those that a calibration was learned from: the largest difference between the two
 * distributions, averaged over the price screens. Its edges are quantiles of the market, so that the same share of its values lies between
 * each two; a screen of few different values has fewer edges and is left out.
 */
const distanceTo = ({ parts }: Calibration, { names, columns }: Screened): number => {
  const fullest = Math.max(...Object.values(parts).map(({ edges }) => edges.length));
  const distances = Object.entries(parts).flatMap(([screen, { edges }]) => {
    if (familyOf(screen) !== 'price' || edges.length < fullest) return [];
    const values = known(columns[names.indexOf(screen)] ?? []);
    if (values.length < FEWEST) return [1];
    return [
      Math.max(
        ...edges.map((edge, i) => {
          const below = values.filter((value) => value < edge).length / values.length;
          return Math.abs(below - (i + 1) / (edges.length + 1));
        }),
      ),
    ];
  });
  return distances.length === 0 ? 1 : distances.reduce((sum, one) => sum + one, 0) / distances.length;
};

/** The known market that these tenders are like, or undefined: a market unlike any seen is judged against itself. */
export const recognise = (screened: Screened): string | undefined => {
  const [nearest] = [...MARKETS]
    .flatMap(([name, [calibration]]) =>
      calibration === undefined ? [] : [{ name, distance: distanceTo(calibration, screened) }],
    )
    .sort((a, b) => a.distance - b.distance);
  return nearest !== undefined && nearest.distance <= MOST_APART ? nearest.name : undefined;
};
