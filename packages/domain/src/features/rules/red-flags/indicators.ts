import { type Indicator, mainCurrency, type Report } from './indicator.ts';
import { heterogeneous, oftenDisqualified, priceDistance, topLosers } from './outlier-indicators.ts';
import {
  identicalPrices,
  lateBidWon,
  lowestDisqualified,
  othersDisqualified,
  shortSubmission,
  singleBid,
} from './process-indicators.ts';
import type { Settings } from './settings.ts';

/** The indicators that the settings switch on. */
export const indicatorsOf = (settings: Settings, report: Report): readonly Indicator[] => {
  const currency = mainCurrency(settings.currency);
  return [
    settings.R024 !== undefined || settings.R058 !== undefined ? priceDistance(report, settings, currency) : undefined,
    settings.R003 && shortSubmission(report, settings.R003),
    settings.R018 && singleBid(report, settings.R018),
    settings.R025 && topLosers(report, settings.R025),
    settings.R028 ? identicalPrices(report, settings) : undefined,
    settings.R030 ? lateBidWon(report) : undefined,
    settings.R035 && othersDisqualified(report, settings.R035),
    settings.R036 ? lowestDisqualified(report, settings, currency) : undefined,
    settings.R038 && oftenDisqualified(report, settings.R038),
    settings.R048 && heterogeneous(report, settings.R048),
  ].filter((indicator) => indicator !== undefined);
};
