import type { Columns } from './additive-model.ts';
import { historyScreens } from './history-screens.ts';
import type { Tender } from './market.ts';
import { priceScreens } from './price-screens.ts';

/** What a screen looks at: the tender's own prices, the other tenders of its time, or the record of its bidders. */
export type Family = 'price' | 'season' | 'bidders';

export const familyOf = (screen: string): Family =>
  screen.startsWith('season')
    ? 'season'
    : /^(?:bidders|winner)\.|^(?:winRate|winnerRate|fixedLosers|experience|winnerExperience|newcomers|above|sameSet|met|ties|closestTies)$/u.test(
          screen,
        )
      ? 'bidders'
      : 'price';

export type Screened = { readonly names: readonly string[]; readonly columns: Columns };

/** Every screen of every tender of a market. */
export const screensOf = (tenders: readonly Tender[]): Screened => {
  const priced = tenders.map(priceScreens);
  const told = historyScreens(tenders, priced);
  const whole = priced.map((screens, i): Readonly<Record<string, number>> => ({ ...screens, ...told[i] }));
  const names = Object.keys(whole[0] ?? {});
  return { names, columns: names.map((name) => Float64Array.from(whole, (screens) => screens[name] ?? NaN)) };
};

/** The families of which a file says anything: one without dates or bidders has no seasons or records. */
export const familiesTold = ({ names, columns }: Screened): ReadonlySet<Family> =>
  new Set(
    names.flatMap((name, i) => (columns[i]?.some((value) => !Number.isNaN(value)) === true ? [familyOf(name)] : [])),
  );
