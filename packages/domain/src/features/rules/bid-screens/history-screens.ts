import { type Tender, winnerOf } from './market.ts';
import { known, mean, median } from './statistics.ts';

type Screens = Readonly<Record<string, number>>;

/** The screens whose usual value around a tender tells something: in the same season, and in other tenders of the same bidders. */
const CARRIED = [
  'variation',
  'spread',
  'firstGap',
  'relativeDistance',
  'skew',
  'kurtosis',
  'gapRegularity',
  'lowToEstimate',
  'meanToEstimate',
  'bids',
  'precision',
  'level',
] as const;

/** The tenders of the same time, widened to neighbouring dates until there are enough. */
const seasonsOf = (tenders: readonly Tender[], enough: number): ReadonlyMap<number, readonly number[]> => {
  const byDate = new Map<number, number[]>();
  tenders.forEach(({ date }, i) => {
    if (date !== undefined) byDate.set(date, [...(byDate.get(date) ?? []), i]);
  });
  const dates = [...byDate.keys()].sort((a, b) => a - b);
  return new Map(
    dates.map((date, at) => {
      const members = [...(byDate.get(date) ?? [])];
      let [before, after] = [at - 1, at + 1];
      while (members.length < enough && (before >= 0 || after < dates.length)) {
        const back = date - (dates[before] ?? -Infinity);
        const ahead = (dates[after] ?? Infinity) - date;
        const next = back <= ahead ? before-- : after++;
        members.push(...(byDate.get(dates[next] ?? NaN) ?? []));
      }
      return [date, members];
    }),
  );
};

/** Where the price stands among those of its season, as a natural logarithm of the ratio to their median. */
const levelsOf = (tenders: readonly Tender[]): number[] => {
  const logs = tenders.map((tender) => Math.log(winnerOf(tender)?.value ?? tender.bids[0]?.value ?? NaN));
  const seasons = seasonsOf(tenders, 30);
  const usual = new Map([...seasons].map(([date, members]) => [date, median(members.map((i) => logs[i] ?? NaN))]));
  const overall = median(logs);
  return logs.map((log, i) => {
    const { date } = tenders[i] ?? { date: undefined };
    return log - (date === undefined ? overall : (usual.get(date) ?? overall));
  });
};

type Career = {
  readonly entered: number[];
  wins: number;
  readonly above: number[];
  readonly partners: Map<string, number>;
};

const careersOf = (tenders: readonly Tender[]): ReadonlyMap<string, Career> => {
  const careers = new Map<string, Career>();
  tenders.forEach(({ bids }, i) => {
    const low = bids[0]?.value ?? NaN;
    const names = [...new Set(bids.map(({ bidder }) => bidder).filter((name) => name !== undefined))];
    for (const name of names) {
      const career = careers.get(name) ?? { entered: [], wins: 0, above: [], partners: new Map<string, number>() };
      careers.set(name, career);
      career.entered.push(i);
      for (const other of names) if (other !== name) career.partners.set(other, (career.partners.get(other) ?? 0) + 1);
    }
    for (const { bidder, value, won } of bids) {
      const career = bidder === undefined ? undefined : careers.get(bidder);
      if (career === undefined) continue;
      if (won === true) career.wins += 1;
      if (bids.length > 1) career.above.push(value / low - 1);
    }
  });
  return careers;
};

/** What a market's other tenders say of each one: its season, and the record of its bidders, each without the tender itself. */
export const historyScreens = (tenders: readonly Tender[], priced: readonly Screens[]): readonly Screens[] => {
  const levels = levelsOf(tenders);
  const own = priced.map((screens, i) => ({ ...screens, level: levels[i] ?? NaN }));
  const value = (i: number, name: string): number => (own[i] as Record<string, number> | undefined)?.[name] ?? NaN;
  const seasons = [12, 40].map((enough) => {
    const usual = new Map(
      [...seasonsOf(tenders, enough)].map(([date, members]) => [
        date,
        CARRIED.map((name) => median(members.map((i) => value(i, name)))),
      ]),
    );
    return { enough, usual };
  });
  const careers = careersOf(tenders);
  const totals = new Map(
    [...careers].map(([name, { entered }]) => [
      name,
      CARRIED.map((screen) => {
        const values = known(entered.map((i) => value(i, screen)));
        return { sum: values.reduce((a, b) => a + b, 0), count: values.length };
      }),
    ]),
  );
  const above = new Map([...careers].map(([name, career]) => [name, median(career.above)]));
  const sets = new Map<string, number>();
  const keys = tenders.map(({ bids }) =>
    bids
      .map(({ bidder }) => bidder ?? '?')
      .sort()
      .join('|'),
  );
  for (const key of keys) sets.set(key, (sets.get(key) ?? 0) + 1);

  return tenders.map((tender, i) => {
    const result: Record<string, number> = { level: levels[i] ?? NaN };
    for (const { enough, usual } of seasons) {
      const found = tender.date === undefined ? undefined : usual.get(tender.date);
      CARRIED.forEach((name, at) => (result[`season${enough}.${name}`] = found?.[at] ?? NaN));
    }
    const names = [...new Set(tender.bids.map(({ bidder }) => bidder).filter((name) => name !== undefined))];
    const elsewhere = (name: string): number[] =>
      (totals.get(name) ?? []).map(({ sum, count }, at) => {
        const mine = value(i, CARRIED[at] ?? '');
        const [total, others] = Number.isNaN(mine) ? [sum, count] : [sum - mine, count - 1];
        return others > 0 ? total / others : NaN;
      });
    const all = names.map(elsewhere);
    const winner = winnerOf(tender)?.bidder;
    const winners = winner === undefined ? undefined : elsewhere(winner);
    CARRIED.forEach((screen, at) => {
      result[`bidders.${screen}`] = mean(known(all.map((values) => values[at] ?? NaN)));
      result[`winner.${screen}`] = winners?.[at] ?? NaN;
    });
    const rates = names.map((name) => {
      const { entered, wins } = careers.get(name) ?? { entered: [], wins: 0 };
      const others = entered.length - 1;
      return { name, others, rate: others > 0 ? (wins - (name === winner ? 1 : 0)) / others : NaN };
    });
    result['winRate'] = mean(known(rates.map(({ rate }) => rate)));
    result['winnerRate'] = rates.find(({ name }) => name === winner)?.rate ?? NaN;
    result['fixedLosers'] =
      names.length === 0 ? NaN : rates.filter(({ others, rate }) => others >= 4 && rate === 0).length / names.length;
    result['experience'] = mean(rates.map(({ others }) => Math.log1p(others)));
    result['winnerExperience'] = Math.log1p(rates.find(({ name }) => name === winner)?.others ?? NaN);
    result['newcomers'] = names.length === 0 ? NaN : rates.filter(({ others }) => others === 0).length / names.length;
    result['above'] = mean(known(names.map((name) => above.get(name) ?? NaN)));
    result['sameSet'] = names.length === 0 ? NaN : Math.log1p((sets.get(keys[i] ?? '') ?? 1) - 1);
    const ties: number[] = [];
    let met = 0;
    names.forEach((a, x) => {
      const first = careers.get(a);
      for (const b of names.slice(x + 1)) {
        const second = careers.get(b);
        const together = (first?.partners.get(b) ?? 0) - 1;
        const either = (first?.entered.length ?? 0) + (second?.entered.length ?? 0) - 2 - together;
        if (together > 0) met += 1;
        ties.push(either > 0 ? together / either : 0);
      }
    });
    ties.sort((a, b) => b - a);
    result['met'] = ties.length === 0 ? NaN : met / ties.length;
    result['ties'] = mean(ties);
    result['closestTies'] = mean(ties.slice(0, Math.max(3, Math.ceil(ties.length / 10))));
    return result;
  });
};
