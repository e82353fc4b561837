import { type Month, monthsOf, payDay } from '../months.ts';
import type { Day } from '../office-days.ts';
import { cut } from '../plot.ts';
import type { Details } from '../records.ts';
import { aboutIdentity, type Benefit, pay, payMonths, recipientOf, someMonths } from '../relief-book.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

/** Items of which nobody may draw two for one month. */
const EXCLUSIVE = ['LOW_INCOME', 'EXTREME_POVERTY', 'ORPHAN'] as const;

/** R06: two benefits of one person; `second` says what and for which months. */
const twoItems = (
  sheet: Sheet,
  count: number,
  items: readonly [Benefit, Benefit],
  second: (months: readonly Month[]) => readonly [readonly Month[], readonly Month[]],
  more: Details<'subsidy'> = {},
): Matter => {
  const who = recipientOf(sheet);
  const [early, late] = second(someMonths(sheet, count));
  return aboutIdentity(who, [
    ...payMonths(sheet, who, early, items[0]),
    ...payMonths(sheet, who, late, items[1], more),
  ]);
};
const together = (months: readonly Month[]) => [months, months] as const;
const oneAfterAnother = (months: readonly Month[]) => {
  const half = Math.floor(months.length / 2);
  return [months.slice(0, half), months.slice(half)] as const;
};

/** R07: what several persons draw goes to one account. */
const oneAccount = (sheet: Sheet, persons: number, shared: () => Details<'subsidy'>): Matter => {
  const { random } = sheet;
  const accountHash = sheet.account();
  const records = Array.from({ length: persons }, () =>
    payMonths(
      sheet,
      recipientOf(sheet, { accountHash, ...shared() }),
      someMonths(sheet, random.int(2, 5)),
      random.pick(['LOW_INCOME', 'DISABILITY', 'ELDERLY']),
    ),
  ).flat();
  return { subject: { kind: 'ACCOUNT', id: accountHash }, records };
};

type Fund = {
  readonly day: Day;
  /** How much of the money is paid out within the 30 days. */
  readonly paid: number;
  readonly state?: string;
  /** The rest comes late. */
  readonly rest?: boolean;
};
const ITEMS = ['TEMPORARY_RELIEF', 'HOUSING', 'FARMING', 'DISABILITY'] as const;
const PAYEES = 6;
/** R08: money that came, and what was paid out of it by when. */
const fundWith = (sheet: Sheet, { day, paid, state, rest }: Fund): Matter => {
  const { random, days, world } = sheet;
  const item = random.pick(ITEMS);
  const yuan = random.int(30, 400) * 1_000;
  const fund = sheet.put('subsidy_fund', day, world.coded(random.pick(['MZJ', 'NYJ', 'CZJ'])), {
    item,
    amountMinor: yuan * 100,
    currency: 'CNY',
    ...(state === undefined ? {} : { state }),
  });
  const payOut = (share: number, from: number, to: number) => {
    if (share <= 0) return;
    for (const part of cut(random, yuan * share, PAYEES))
      pay(sheet, recipientOf(sheet), Math.min(days.last, day + random.int(from, to)), item, Math.floor(part), {
        fundRef: fund.externalId,
      });
  };
  payOut(paid, 3, 26);
  if (rest === true) payOut(1 - paid, 38, 70);
  return { subject: { kind: 'UNIT', id: fund.unitCode ?? '' }, records: [fund] };
};

/** A day on which money may have come so early that the rest of the term and more has passed. */
const longAgo = ({ random, days }: Sheet): Day => days.rollForward(random.int(days.first + 5, days.last - 90));
const lately = ({ random, days }: Sheet): Day => days.last - random.int(4, 24);

/** How benefits are paid out: twice, to whose account, and how late (R06 to R08). */
export const payouts: Part = {
  name: 'payouts',
  write: (given) => {
    const sheet = sheetFor({ letters: 'FF', digits: 13 }, given);
    const { random, days, extent } = given;
    const clear = extent.strength === 1;
    for (const month of monthsOf(days))
      fundWith(sheet, { day: payDay(sheet, month) - 8, paid: random.between(0.8, 0.99) });
    fundWith(sheet, { day: days.last, paid: 0 });

    const pair = () => random.shuffled(EXCLUSIVE).slice(0, 2) as [Benefit, Benefit];
    sheet.plant(
      'R06',
      'two-items',
      () => twoItems(sheet, clear ? random.int(3, 8) : random.int(1, 3), pair(), together),
      {
        'policy-change': () => twoItems(sheet, random.int(1, 3), pair(), together, { settlement: 'POLICY_CHANGE' }),
        'one-after-another': () => twoItems(sheet, random.int(4, 9), pair(), oneAfterAnother),
        'compatible-items': () =>
          twoItems(sheet, random.int(2, 8), [random.pick(EXCLUSIVE), random.pick(['ELDERLY', 'DISABILITY'])], together),
      },
    );

    const household = () => {
      const householdRef = `H-${sheet.number()}`;
      return () => ({ householdRef });
    };
    sheet.plant(
      'R07',
      'one-account',
      () => oneAccount(sheet, clear ? random.int(4, 9) : random.int(3, 4), () => ({})),
      {
        'household-card': () => oneAccount(sheet, random.int(3, 5), household()),
        guardian: () => {
          const guardianHash = sheet.identity();
          return oneAccount(sheet, random.int(3, 5), () => ({ guardianHash }));
        },
        institution: () => oneAccount(sheet, random.int(5, 9), () => ({ institutionRef: '清河县福利中心' })),
        'two-neighbours': () => oneAccount(sheet, 2, () => ({})),
      },
    );

    const held = () => (clear ? random.between(0, 0.32) : random.between(0.3, 0.47));
    sheet.plant(
      'R08',
      'held-back',
      () => fundWith(sheet, { day: longAgo(sheet), paid: held(), rest: random.chance(0.5) }),
      {
        verification: () => fundWith(sheet, { day: longAgo(sheet), paid: held(), state: 'VERIFYING' }),
        'bank-return': () => fundWith(sheet, { day: longAgo(sheet), paid: held(), state: 'BANK_RETURN', rest: true }),
        'mostly-paid': () => fundWith(sheet, { day: longAgo(sheet), paid: random.between(0.55, 0.8), rest: true }),
        'not-yet-due': () => fundWith(sheet, { day: lately(sheet), paid: random.between(0, 0.3) }),
      },
    );
    return sheet.written();
  },
};
