import type { Calibration } from './calibrate.ts';
import america from './calibrations/America.json' with { type: 'json' };
import brazil from './calibrations/Brazil.json' with { type: 'json' };
import italy from './calibrations/Italy.json' with { type: 'json' };
import japan from './calibrations/Japan.json' with { type: 'json' };
import graubuenden from './calibrations/Switzerland_GR_and_See-Gaster.json' with { type: 'json' };
import ticino from './calibrations/Switzerland_Ticino.json' with { type: 'json' };

/**
 * Known markets by name, each with its calibrations from the fullest to the plainest. They are coefficients learned from the
 * labelled auctions of García Rodríguez et al. 2022 (doi 10.1016/j.autcon.2021.104047); none of its rows are in them.
 * Learned anew by `qf -- bid-screens --calibrate FILE`.
 */
export const MARKETS: ReadonlyMap<string, readonly Calibration[]> = new Map(
  Object.entries({
    America: america,
    Brazil: brazil,
    Italy: italy,
    Japan: japan,
    'Switzerland_GR_and_See-Gaster': graubuenden,
    Switzerland_Ticino: ticino,
  }) as [string, readonly Calibration[]][],
);
