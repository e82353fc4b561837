import { type Day, dateOf, instantAt } from '../office-days.ts';
import { place } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

const TENDERS_A_YEAR = 40;
/** Bidders of the ordinary tenders; so many that hardly any two meet often. */
const MARKET_A_YEAR = 45;
const PROJECTS = [
  '乡村道路修缮',
  '校舍加固',
  '河道清淤',
  '路灯改造',
  '农田灌渠',
  '卫生院设备',
  '档案数字化',
  '环卫车辆',
  '文化广场',
  '安全饮水',
];

type Company = ReturnType<Sheet['company']>;
type Bid = RecordOf<'bid'>;
/** One of the bids of a tender: who, for how much of the control price, and what else it says. */
type Offer = { readonly company: Company; readonly of: number; readonly more?: Details<'bid'> };

/** A trace that nothing else of the county leaves. */
const traceOf = (sheet: Sheet): Details<'bid'> => ({
  machineCodeHash: `MC-${sheet.number()}`,
  ipHash: `IP-${sheet.number()}`,
  fileHash: `FH-${sheet.number()}`,
  fileAuthor: `AU-${sheet.number()}`,
  contactHash: sheet.phone(),
  depositAccountHash: sheet.account(),
  controllerCode: `KZ-${sheet.number()}`,
});

/** Prices as usual: near each other, in uneven steps, the cheapest far from suspicious. */
const usualPrices = ({ random }: Sheet, count: number): number[] =>
  place('prices', () => {
    const prices = Array.from({ length: count }, () => random.between(0.87, 0.985)).sort((a, b) => a - b);
    const steps = prices.slice(1).map((price, n) => price - (prices[n] ?? 0));
    return Math.min(...steps) > 0.002 && Math.max(...steps) > 1.6 * Math.min(...steps) ? prices : null;
  });

type Held = { readonly tenderRef: string; readonly bids: readonly Bid[] };
/** A tender with these bids; the first of them wins. */
const hold = (sheet: Sheet, offers: readonly Offer[]): Held => {
  const { random, days, world } = sheet;
  const day: Day = days.rollForward(random.int(days.first + 8, days.last - 12));
  const office = random.pick(world.offices);
  const tenderRef = `TB-${dateOf(day).slice(0, 4)}-${sheet.number()}`;
  const project = `${office.shortName}${random.pick(PROJECTS)}`;
  const control = random.int(80, 1_600) * 10_000;
  const bids = random.shuffled(offers.map((offer, n) => ({ ...offer, n }))).map(({ company, of, more, n }, at) =>
    sheet.put('bid', day, office.code, {
      tenderRef,
      project,
      bidder: company.name,
      bidderCode: company.code,
      amountMinor: Math.round(control * of) * 100,
      currency: 'CNY',
      controlPriceMinor: control * 100,
      // Each in a minute of its own, unless a matter says otherwise.
      submittedAt: instantAt(day, 8 * 60 + 11 * at + random.int(0, 8)),
      won: n === 0 ? 'YES' : 'NO',
      ...traceOf(sheet),
      ...more,
    }),
  );
  return { tenderRef, bids };
};
const usual = (sheet: Sheet, companies: readonly Company[], more: (n: number) => Details<'bid'> = () => ({})): Held => {
  const prices = usualPrices(sheet, companies.length);
  return hold(
    sheet,
    companies.map((company, n) => ({ company, of: prices[n] ?? 0.9, more: more(n) })),
  );
};
const newcomers = (sheet: Sheet, count: number): Company[] => Array.from({ length: count }, () => sheet.company());

const about = ({ tenderRef }: Held, records: readonly Bid[]): Matter => ({
  subject: { kind: 'TENDER', id: tenderRef },
  records,
});

const TRAITS = [
  'machineCodeHash',
  'fileHash',
  'fileAuthor',
  'contactHash',
  'depositAccountHash',
  'controllerCode',
  'ipHash',
] as const;
type Trait = (typeof TRAITS)[number];
/** The traits with one trace of each, for several bids; who uploads from one address does it within a minute. */
const sharing = (sheet: Sheet, traits: readonly Trait[]): Details<'bid'> => {
  const trace = traceOf(sheet);
  return Object.fromEntries(traits.map((trait) => [trait, trace[trait] ?? null]));
};
/** The first `count` bids say the same of something; `near` puts them into one minute. */
const alike = (sheet: Sheet, count: number, same: Details<'bid'>, near: boolean): Matter => {
  const { random } = sheet;
  const companies = newcomers(sheet, random.int(Math.max(4, count), 6));
  const held = usual(sheet, companies, (n) => (n < count ? same : {}));
  const codes = new Set(companies.slice(0, count).map(({ code }) => code));
  const shared = held.bids.filter(({ bidderCode }) => codes.has(bidderCode ?? ''));
  const submitted = shared[0]?.submittedAt ?? null;
  if (near) for (const bid of shared) bid.submittedAt = submitted;
  return about(held, shared);
};
const rigged = (sheet: Sheet): Matter => {
  const { random, extent } = sheet;
  const clear = extent.strength === 1;
  const traits = random.shuffled(TRAITS).slice(0, clear ? random.int(1, 3) : 1);
  return alike(sheet, clear ? random.int(2, 4) : 2, sharing(sheet, traits), traits.includes('ipHash'));
};
/** What an agency's clients share by its office. */
const agencyOffice = (sheet: Sheet): Matter => {
  const traits = sheet.random.shuffled(['machineCodeHash', 'ipHash', 'fileAuthor', 'contactHash'] as const).slice(0, 2);
  return alike(sheet, 2, { ...sharing(sheet, traits), agencyCode: `DL-${sheet.number()}` }, traits.includes('ipHash'));
};
/** Something that many bidders of other tenders have as well: two of them meet in one. */
const publicThing = (sheet: Sheet, traits: readonly Trait[], near: boolean): Matter => {
  const same = sharing(sheet, traits);
  for (let left = sheet.random.int(6, 9); left > 0; left -= 1)
    usual(sheet, newcomers(sheet, 4), (n) => (n === 0 ? same : {}));
  return alike(sheet, 2, same, near);
};

/** R22: a tender whose prices stand so to the control price; the first wins. */
const priced = (sheet: Sheet, prices: readonly number[]): Matter => {
  const companies = newcomers(sheet, prices.length);
  const held = hold(
    sheet,
    companies.map((company, n) => ({ company, of: prices[n] ?? 0.9 })),
  );
  return about(held, held.bids);
};
/** Steps from the cheapest on, each as wide as `width` says. */
const stepping = (least: number, count: number, width: () => number): number[] => {
  const prices = [least];
  while (prices.length < count) prices.push((prices.at(-1) ?? 0) + width());
  return prices;
};

/** Bids that share what rivals do not, and prices that are too regular or too low (R21, R22). */
export const tenders: Part = {
  name: 'tenders',
  write: (given) => {
    const sheet = sheetFor({ letters: 'TB', digits: 17 }, given);
    const { random, extent } = given;
    const clear = extent.strength === 1;
    const market = newcomers(sheet, MARKET_A_YEAR * extent.years);
    const wins = new Map<Company, number>();
    for (let left = Math.round(TENDERS_A_YEAR * extent.years * extent.portion); left > 0; left -= 1) {
      // Everybody wins at times: nobody of the market only accompanies.
      const drawn = random.shuffled(market).slice(0, random.int(3, 6));
      const companies = drawn.sort((a, b) => (wins.get(a) ?? 0) - (wins.get(b) ?? 0));
      const [winner] = companies;
      if (winner !== undefined) wins.set(winner, (wins.get(winner) ?? 0) + 1);
      usual(sheet, companies);
    }

    sheet.plant('R21', 'alike', () => rigged(sheet), {
      'agency-office': () => agencyOffice(sheet),
      'park-network': () => publicThing(sheet, ['ipHash'], true),
      'public-template': () => publicThing(sheet, [random.pick(['fileHash', 'fileAuthor'])], false),
      'one-network-other-hour': () => alike(sheet, 2, sharing(sheet, ['ipHash']), false),
    });

    const rivals = (least: number, most: number, count = random.int(3, 5)): number[] =>
      place('prices of rivals', () => {
        const prices = Array.from({ length: count }, () => random.between(least, most)).sort((a, b) => a - b);
        const steps = prices.slice(1).map((price, n) => price - (prices[n] ?? 0));
        return Math.max(...steps) > 1.6 * Math.min(...steps) && Math.min(...steps) > 0.001 ? prices : null;
      });
    const regular = () => {
      const width = random.between(0.012, 0.03);
      const play = clear ? 0.004 : 0.015;
      return stepping(random.between(0.82, 0.87), random.int(4, 6), () => width * random.between(1 - play, 1 + play));
    };
    const lowOfControl = () => [
      clear ? random.between(0.48, 0.64) : random.between(0.63, 0.685),
      ...rivals(0.84, 0.97),
    ];
    const lowOfMean = () => [clear ? random.between(0.71, 0.735) : random.between(0.735, 0.765), ...rivals(0.94, 0.99)];
    const shapes = [regular, lowOfControl, lowOfMean] as const;
    sheet.plant('R22', 'prices', (n) => priced(sheet, (shapes[n % 3] ?? regular)()), {
      'price-war': () => priced(sheet, [random.between(0.63, 0.66), ...rivals(0.67, 0.75)]),
      'control-price-high': () => priced(sheet, [random.between(0.53, 0.56), ...rivals(0.57, 0.64)]),
      'keen-bid': () => priced(sheet, [random.between(0.775, 0.8), ...rivals(0.83, 0.89)]),
      'uneven-steps': () => {
        const width = random.between(0.012, 0.025);
        let n = 0;
        return priced(
          sheet,
          stepping(random.between(0.82, 0.86), random.int(4, 5), () => width * (1 + 0.25 * (n += 1))),
        );
      },
      'three-regular': () => {
        const width = random.between(0.01, 0.03);
        return priced(
          sheet,
          stepping(random.between(0.86, 0.9), 3, () => width),
        );
      },
    });
    return sheet.written();
  },
};
