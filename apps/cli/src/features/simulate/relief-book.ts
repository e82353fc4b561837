import type { Day } from './office-days.ts';
import { type Month, monthsOf, payDay } from './months.ts';
import { fen } from './plot.ts';
import type { Details, RecordOf } from './records.ts';
import type { Matter, Sheet } from './sheet.ts';

/** What a benefit usually is, yuan a month. */
const BENEFITS = {
  LOW_INCOME: 560,
  EXTREME_POVERTY: 980,
  ORPHAN: 1_300,
  ELDERLY: 120,
  DISABILITY: 180,
} as const;
export type Benefit = keyof typeof BENEFITS;
export type Payment = RecordOf<'subsidy'>;

/** Who draws benefits: one person of one household with one account. */
export type Recipient = { readonly identity: string; readonly details: Details<'subsidy'> };

/** Somebody new, in the register of households. */
export const recipientOf = (sheet: Sheet, more: Details<'subsidy'> = {}): Recipient => {
  const { random, world } = sheet;
  const identity = sheet.identity();
  const details: Details<'subsidy'> = {
    recipientHash: identity,
    householdRef: `H-${sheet.number()}`,
    village: random.pick(world.villages).shortName,
    accountHash: sheet.account(),
    basis: 'PERSON',
    ...more,
  };
  const { householdRef, village } = details;
  if (householdRef != null)
    sheet.put('household', sheet.days.first, null, { personHash: identity, householdRef, village: village ?? null });
  return { identity, details };
};

export const pay = (
  sheet: Sheet,
  { details }: Recipient,
  day: Day,
  item: string,
  yuan: number,
  more: Details<'subsidy'> = {},
): Payment =>
  sheet.put('subsidy', day, sheet.world.coded('MZJ'), {
    ...details,
    item,
    amountMinor: fen(sheet.random, yuan),
    currency: 'CNY',
    ...more,
  });

/** The usual payment of a benefit for each of the months. */
export const payMonths = (
  sheet: Sheet,
  who: Recipient,
  months: readonly Month[],
  item: Benefit,
  more: Details<'subsidy'> = {},
): Payment[] =>
  months.map((month) =>
    pay(sheet, who, payDay(sheet, month), item, BENEFITS[item] * sheet.random.between(0.9, 1.2), {
      periodOn: month.first,
      ...more,
    }),
  );

/** `count` months that follow each other, somewhere in the period. */
export const someMonths = (sheet: Sheet, count: number): Month[] => {
  const months = monthsOf(sheet.days);
  const start = sheet.random.int(0, Math.max(0, months.length - count));
  return months.slice(start, start + count);
};

export const aboutIdentity = ({ identity }: Recipient, records: readonly Payment[]): Matter => ({
  subject: { kind: 'IDENTITY', id: identity },
  records,
});
