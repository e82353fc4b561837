import type { Day } from '../office-days.ts';
import { type Month, monthsOf, payDay } from '../months.ts';
import { fen } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

const RECIPIENTS = 100;
const STAFF = 40;
/** Yuan a month, drawn around these. */
const BENEFITS = { LOW_INCOME: 560, EXTREME_POVERTY: 980, ELDERLY: 120, DISABILITY: 180 } as const;
type Benefit = keyof typeof BENEFITS;
const RELIEF = ['LOW_INCOME', 'EXTREME_POVERTY'] as const;
type Payment = RecordOf<'subsidy'>;

type Recipient = { readonly identity: string; readonly details: Details<'subsidy'> };

/** Somebody with a household and an account of their own. */
const recipientOf = (sheet: Sheet): Recipient => {
  const { random, world } = sheet;
  const identity = sheet.identity();
  const householdRef = `H-${sheet.number()}`;
  const village = random.pick(world.villages).shortName;
  sheet.put('household', sheet.days.first, null, { personHash: identity, householdRef, village });
  return {
    identity,
    details: { recipientHash: identity, householdRef, village, accountHash: sheet.account(), basis: 'PERSON' },
  };
};

const pay = (
  sheet: Sheet,
  { details }: Recipient,
  day: Day,
  item: string,
  yuan: number,
  more: Details<'subsidy'> = {},
) =>
  sheet.put('subsidy', day, sheet.world.coded('MZJ'), {
    ...details,
    item,
    amountMinor: fen(sheet.random, yuan),
    currency: 'CNY',
    ...more,
  });

/** A payment for each of the months. */
const payMonths = (
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
const someMonths = (sheet: Sheet, count: number): Month[] => {
  const months = monthsOf(sheet.days);
  const start = sheet.random.int(0, Math.max(0, months.length - count));
  return months.slice(start, start + count);
};

const about = ({ identity }: Recipient, records: readonly Payment[]): Matter => ({
  subject: { kind: 'IDENTITY', id: identity },
  records,
});

/** A death in the first of the months, and ordinary payments before the last of them are due. */
const dies = (sheet: Sheet, { identity }: Recipient, { firstDay }: Month): void => {
  sheet.put('death', firstDay + sheet.random.int(0, 20), null, { personHash: identity });
};

/** R01: paid on after the month that follows the death. */
const paidAfterDeath = (sheet: Sheet): Matter => {
  const who = recipientOf(sheet);
  const { random, extent } = sheet;
  const late = extent.strength === 1 ? random.int(3, 7) : random.int(1, 3);
  const months = someMonths(sheet, late + 2);
  const item = random.pick(RELIEF);
  const [death] = months;
  if (death !== undefined) dies(sheet, who, death);
  return about(who, payMonths(sheet, who, months, item).slice(2));
};

const afterDeath =
  (later: number, item: string, yuan: readonly [number, number], more: Details<'subsidy'> = {}) =>
  (sheet: Sheet): Matter => {
    const who = recipientOf(sheet);
    const months = someMonths(sheet, later + 1);
    const [death] = months;
    const due = months.at(-1);
    if (death === undefined || due === undefined) throw new RangeError('the period is shorter than a decoy');
    dies(sheet, who, death);
    return about(who, [pay(sheet, who, payDay(sheet, due), item, sheet.random.between(...yuan), more)]);
  };

/** Puts somebody on the payroll of a unit in these months. */
export const employ = (sheet: Sheet, identity: string, months: readonly Month[], staffKind: string): void => {
  const office = sheet.random.pick(sheet.world.offices);
  const yuan = sheet.random.between(3_200, 6_800);
  for (const month of months)
    sheet.put('payroll', payDay(sheet, month), office.code, {
      personHash: identity,
      staffKind,
      periodOn: month.first,
      item: '基本工资',
      amountMinor: Math.round(yuan) * 100,
      currency: 'CNY',
    });
};

/** R02: relief in months in which the same person is on a public payroll. */
const onPayroll =
  (staffKind: string, item: Benefit, more: Details<'subsidy'> = {}) =>
  (sheet: Sheet): Matter => {
    const { random, extent } = sheet;
    const who = recipientOf(sheet);
    const both = extent.strength === 1 ? random.int(4, 9) : random.int(1, 4);
    const months = someMonths(sheet, both);
    employ(sheet, who.identity, months, staffKind);
    return about(who, payMonths(sheet, who, months, item, more));
  };

/** Hired only after the relief had ended. */
const hiredLater = (sheet: Sheet): Matter => {
  const who = recipientOf(sheet);
  const months = someMonths(sheet, 8);
  employ(sheet, who.identity, months.slice(5), 'STAFF');
  return about(who, payMonths(sheet, who, months.slice(0, 4), 'LOW_INCOME'));
};

/** Benefits against the registers of deaths and pay (R01, R02). */
export const relief: Part = {
  name: 'relief',
  write: (given) => {
    const sheet = sheetFor({ letters: 'BZ', digits: 11 }, given);
    const { random, days, extent } = given;
    // The item is allowed, without a most.
    sheet.put('allowance_standard', days.first, null, { item: '基本工资', documentRef: '清财〔2024〕1号' });
    for (let left = Math.round(RECIPIENTS * extent.portion); left > 0; left -= 1)
      payMonths(
        sheet,
        recipientOf(sheet),
        monthsOf(days),
        random.pick(['LOW_INCOME', 'EXTREME_POVERTY', 'ELDERLY', 'DISABILITY']),
      );
    for (let left = Math.round(STAFF * extent.portion); left > 0; left -= 1)
      employ(sheet, sheet.identity(), monthsOf(days), 'STAFF');

    sheet.plant('R01', 'paid-after-death', () => paidAfterDeath(sheet), {
      funeral: () => afterDeath(2, 'FUNERAL', [1_200, 3_800])(sheet),
      'heirs-settlement': () => afterDeath(3, 'LOW_INCOME', [600, 2_400], { settlement: 'HEIRS' })(sheet),
      'late-record': () => afterDeath(1, 'LOW_INCOME', [500, 640])(sheet),
    });
    sheet.plant('R02', 'on-payroll', () => onPayroll(random.pick(['STAFF', 'RETIRED']), random.pick(RELIEF))(sheet), {
      'family-based': () => onPayroll('STAFF', 'LOW_INCOME', { basis: 'HOUSEHOLD' })(sheet),
      'temporary-worker': () => onPayroll('TEMPORARY', 'LOW_INCOME')(sheet),
      'other-item': () => onPayroll('STAFF', 'ELDERLY')(sheet),
      'hired-later': () => hiredLater(sheet),
    });
    return sheet.written();
  },
};
