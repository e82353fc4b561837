import { type Month, monthsOf, payDay } from '../months.ts';
import { excess } from '../plot.ts';
import type { Details } from '../records.ts';
import {
  aboutIdentity,
  type Benefit,
  pay,
  payMonths,
  type Recipient,
  recipientOf,
  someMonths,
} from '../relief-book.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

const RECIPIENTS = 100;
const STAFF = 40;
const ORDINARY = ['LOW_INCOME', 'EXTREME_POVERTY', 'ELDERLY', 'DISABILITY'] as const;
const RELIEF = ['LOW_INCOME', 'EXTREME_POVERTY'] as const;

/** A death in the month. */
const dies = (sheet: Sheet, { identity }: Recipient, { firstDay }: Month): void => {
  sheet.put('death', firstDay + sheet.random.int(0, 20), null, { personHash: identity });
};

/** R01: paid on after the month that follows the death. */
const paidAfterDeath = (sheet: Sheet): Matter => {
  const who = recipientOf(sheet);
  const { random, extent } = sheet;
  const late = extent.strength === 1 ? random.int(3, 7) : random.int(1, 3);
  const months = someMonths(sheet, late + 2);
  const [death] = months;
  if (death !== undefined) dies(sheet, who, death);
  return aboutIdentity(who, payMonths(sheet, who, months, random.pick(RELIEF)).slice(2));
};

type Yuan = readonly [least: number, most: number];
/** One payment so many months after the death. */
const paidLater = (sheet: Sheet, later: number, item: string, yuan: Yuan, more: Details<'subsidy'> = {}): Matter => {
  const who = recipientOf(sheet);
  const months = someMonths(sheet, later + 1);
  const [death, due] = [months[0], months.at(-1)];
  if (death === undefined || due === undefined) throw new RangeError('the period is shorter than a decoy');
  dies(sheet, who, death);
  return aboutIdentity(who, [pay(sheet, who, payDay(sheet, due), item, sheet.random.between(...yuan), more)]);
};

/** Puts somebody on the payroll of a unit in these months. */
const employ = (sheet: Sheet, identity: string, months: readonly Month[], staffKind: string): void => {
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

/** R02: a benefit in months in which the same person is on a public payroll. */
const onPayroll = (sheet: Sheet, staffKind: string, item: Benefit, more: Details<'subsidy'> = {}): Matter => {
  const { random, extent } = sheet;
  const who = recipientOf(sheet);
  const months = someMonths(sheet, extent.strength === 1 ? random.int(4, 9) : random.int(1, 4));
  employ(sheet, who.identity, months, staffKind);
  return aboutIdentity(who, payMonths(sheet, who, months, item, more));
};

/** Hired only after the relief had ended. */
const hiredLater = (sheet: Sheet): Matter => {
  const who = recipientOf(sheet);
  const months = someMonths(sheet, 8);
  employ(sheet, who.identity, months.slice(5), 'STAFF');
  return aboutIdentity(who, payMonths(sheet, who, months.slice(0, 4), 'LOW_INCOME'));
};

/** A vehicle costs more than this (yuan) to be looked at. */
const DEAR = 50_000;
type Vehicle = Details<'vehicle'> & { readonly yuan: number };
/** Low income paid for some months, in which the recipient or one of the household has a vehicle. */
const withVehicle = (sheet: Sheet, { yuan, ...vehicle }: Vehicle, boughtAfter = false): Matter => {
  const { random, days } = sheet;
  const who = recipientOf(sheet);
  const { householdRef, village } = who.details;
  const others = sheet.identity();
  if (householdRef != null)
    sheet.put('household', days.first, null, { personHash: others, householdRef, village: village ?? null });
  const months = someMonths(sheet, random.int(3, 9));
  const payments = payMonths(sheet, who, months, 'LOW_INCOME');
  const day = boughtAfter
    ? (months.at(-1)?.lastDay ?? days.last)
    : (months[0]?.firstDay ?? days.first) - random.int(5, 1_500);
  sheet.put('vehicle', day, null, {
    ownerHash: random.chance(0.5) ? who.identity : others,
    type: 'CAR',
    status: 'ACTIVE',
    priceMinor: Math.round(yuan) * 100,
    currency: 'CNY',
    ...vehicle,
  });
  return aboutIdentity(who, payments);
};

/** What somebody owns besides the benefit; `before` days before the first payment. */
type Owning = (sheet: Sheet, identity: string, before: number) => void;
/** Relief paid for some months to the owner of something. */
const withProperty = (sheet: Sheet, owning: Owning, after = false): Matter => {
  const { random } = sheet;
  const who = recipientOf(sheet);
  const months = someMonths(sheet, random.int(3, 9));
  const payments = payMonths(sheet, who, months, random.pick(RELIEF));
  const day = after ? (months.at(-1)?.lastDay ?? 0) : (months[0]?.firstDay ?? 0) - random.int(30, 2_000);
  owning(sheet, who.identity, day);
  return aboutIdentity(who, payments);
};

const owningFirm =
  (more: Details<'company'>): Owning =>
  (sheet, holderHash, day) => {
    const { code, name } = sheet.company();
    sheet.put('company', day, null, {
      uscc: code,
      name,
      holderHash,
      role: sheet.random.pick(['LEGAL_REPRESENTATIVE', 'SHAREHOLDER']),
      sharePercent: sheet.random.int(10, 100),
      status: 'ACTIVE',
      nature: sheet.random.pick(['COMPANY', 'SOLE']),
      ...more,
    });
  };
const owningRooms =
  (kind: string, count: number): Owning =>
  (sheet, ownerHash, day) => {
    for (let left = count; left > 0; left -= 1)
      sheet.put('property', day - 40 * left, null, { ownerHash, kind, areaSquareMetres: sheet.random.int(60, 160) });
  };

/** Benefits against the registers of deaths, pay, vehicles, firms and property (R01 to R04). */
export const relief: Part = {
  name: 'relief',
  write: (given) => {
    const sheet = sheetFor({ letters: 'BZ', digits: 11 }, given);
    const { random, days, extent } = given;
    const dear = () => DEAR * excess(random, extent.strength, 0.08, 2);
    // The item is allowed, without a most.
    sheet.put('allowance_standard', days.first, null, { item: '基本工资', documentRef: '清财〔2024〕1号' });
    for (let left = Math.round(RECIPIENTS * extent.portion); left > 0; left -= 1)
      payMonths(sheet, recipientOf(sheet), monthsOf(days), random.pick(ORDINARY));
    for (let left = Math.round(STAFF * extent.portion); left > 0; left -= 1)
      employ(sheet, sheet.identity(), monthsOf(days), 'STAFF');

    sheet.plant('R01', 'paid-after-death', () => paidAfterDeath(sheet), {
      funeral: () => paidLater(sheet, 2, 'FUNERAL', [1_200, 3_800]),
      'heirs-settlement': () => paidLater(sheet, 3, 'LOW_INCOME', [600, 2_400], { settlement: 'HEIRS' }),
      'late-record': () => paidLater(sheet, 1, 'LOW_INCOME', [500, 640]),
    });
    sheet.plant('R02', 'on-payroll', () => onPayroll(sheet, random.pick(['STAFF', 'RETIRED']), random.pick(RELIEF)), {
      'family-based': () => onPayroll(sheet, 'STAFF', 'LOW_INCOME', { basis: 'HOUSEHOLD' }),
      'temporary-worker': () => onPayroll(sheet, 'TEMPORARY', 'LOW_INCOME'),
      'other-item': () => onPayroll(sheet, 'STAFF', 'ELDERLY'),
      'hired-later': () => hiredLater(sheet),
    });
    sheet.plant('R03', 'car', () => withVehicle(sheet, { type: random.pick(['CAR', 'TRUCK']), yuan: dear() }), {
      scrapped: () => withVehicle(sheet, { status: random.pick(['SCRAPPED', 'STOLEN']), yuan: 2 * DEAR }),
      'disabled-person': () => withVehicle(sheet, { forDisabled: 'YES', yuan: 1.6 * DEAR }),
      'two-or-three-wheels': () =>
        withVehicle(sheet, { type: random.pick(['MOTORBIKE', 'TRICYCLE']), yuan: 1.1 * DEAR }),
      'cheap-car': () => withVehicle(sheet, { yuan: DEAR * random.between(0.6, 0.97) }),
      'bought-later': () => withVehicle(sheet, { yuan: 2 * DEAR }, true),
    });
    const owning = [
      owningFirm({}),
      owningRooms('SHOP', 1),
      owningRooms('DWELLING', extent.strength === 1 ? 3 : 2),
    ] as const;
    sheet.plant('R04', 'owner', (n) => withProperty(sheet, owning[n % 3] ?? owning[0]), {
      'dormant-firm': () => withProperty(sheet, owningFirm({ status: random.pick(['DORMANT', 'CANCELLED']) })),
      'nominal-member': () =>
        withProperty(sheet, owningFirm({ nature: 'COOPERATIVE', role: 'SHAREHOLDER', sharePercent: 1 })),
      'own-dwelling': () => withProperty(sheet, owningRooms('DWELLING', 1)),
      'founded-later': () => withProperty(sheet, owningFirm({}), true),
    });
    return sheet.written();
  },
};
