import { type Month, monthsOf, payDay } from '../months.ts';
import type { Day } from '../office-days.ts';
import { dealt, excess, nth, times } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { someMonths } from '../relief-book.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

type Pay = RecordOf<'payroll'>;
type Employee = { readonly identity: string; readonly personCode: string; readonly unitCode: string };

const STAFF = 40;
/** Who signs the book of each unit that keeps one, and on how many days of a month. */
const SIGNERS = 5;
const SIGNED_DAYS = 3;
const BASE = '岗位工资';
/** What the county allows beside the base, yuan a month. */
const STANDARDS = { 值班补贴: 600, 乡镇工作补贴: 500, 通讯补贴: 300, 公务交通补贴: 650 } as const;
type Allowance = keyof typeof STANDARDS;
const ALLOWANCES = Object.keys(STANDARDS) as Allowance[];
/** What stands in no list. */
const UNLISTED = ['节日慰问费', '误餐补助', '专项考核奖', '防暑降温费', '加班补助', '书报费'] as const;

const employee = (sheet: Sheet, unitCode: string): Employee => ({
  identity: sheet.identity(),
  personCode: `RY-${sheet.number()}`,
  unitCode,
});

const pay = (
  sheet: Sheet,
  { identity, personCode, unitCode }: Employee,
  month: Month,
  item: string,
  yuan: number,
  more: Details<'payroll'> = {},
): Pay =>
  sheet.put('payroll', payDay(sheet, month), unitCode, {
    personHash: identity,
    personCode,
    staffKind: 'STAFF',
    periodOn: month.first,
    item,
    amountMinor: Math.round(yuan) * 100,
    currency: 'CNY',
    ...more,
  });

/** The base pay of each month. */
const payBase = (sheet: Sheet, who: Employee, months: readonly Month[], more: Details<'payroll'> = {}): Pay[] => {
  const yuan = sheet.random.between(3_100, 7_200);
  return months.map((month) => pay(sheet, who, month, BASE, yuan, more));
};

const about = ({ personCode }: Employee, records: readonly Pay[]): Matter => ({
  subject: { kind: 'PERSON', id: personCode },
  records,
});

const inOffice = (sheet: Sheet): Employee => employee(sheet, sheet.random.pick(sheet.world.offices).code);
/** Of a unit that keeps a book of attendance. */
const inBook = (sheet: Sheet): Employee => employee(sheet, sheet.random.pick(booksOf(sheet)));
const booksOf = ({ world }: Sheet): string[] => world.quietUnits.slice(0, 4).map(({ code }) => code);

/** Signs about once a week until a day, and again from another one on. */
const attendButFor = (
  sheet: Sheet,
  { identity, unitCode }: Employee,
  months: readonly Month[],
  left: Day,
  back: Day,
) => {
  const sign = (day: Day) => sheet.put('attendance', day, unitCode, { personHash: identity, presence: 'PRESENT' });
  const [first, last] = [months[0]?.firstDay ?? left, months.at(-1)?.lastDay ?? back];
  for (let day = left; day >= first; day -= sheet.random.int(4, 8)) sign(day);
  for (let day = back; day <= last; day += sheet.random.int(4, 8)) sign(day);
};

const attend = (sheet: Sheet, { identity, unitCode }: Employee, months: readonly Month[]): void => {
  for (const month of months)
    for (let left = SIGNED_DAYS; left > 0; left -= 1)
      sheet.put('attendance', sheet.days.rollForward(month.firstDay + left * 7 - sheet.random.int(1, 6)), unitCode, {
        personHash: identity,
        presence: sheet.random.chance(0.9) ? 'PRESENT' : 'TRIP',
      });
};

const isNow = (sheet: Sheet, { identity, unitCode }: Employee, status: string, { firstDay }: Month, until?: Month) =>
  sheet.put('person_status', firstDay + sheet.random.int(0, 20), unitCode, {
    personHash: identity,
    status,
    ...(until === undefined ? {} : { untilOn: until.first }),
  });

const dies = (sheet: Sheet, { identity }: Employee, { firstDay }: Month): void => {
  sheet.put('death', firstDay + sheet.random.int(0, 20), null, { personHash: identity });
};

/** Another employer insures the person in these months. */
const insureElsewhere = (sheet: Sheet, { identity }: Employee, months: readonly Month[]): void => {
  const { code, name } = sheet.company();
  for (const month of months)
    sheet.put('social_insurance', payDay(sheet, month), null, {
      personHash: identity,
      employerCode: code,
      employer: name,
      periodOn: month.first,
    });
};

/** A matter that begins in a first month, with `later` months after it. */
const after = (sheet: Sheet, later: number): readonly [Month, readonly Month[]] => {
  const months = someMonths(sheet, later + 1);
  const [first] = months;
  if (first === undefined) throw new RangeError('the period has no whole month');
  return [first, months];
};

/** Paid all the time though away for `away` days on end; told of the months in which that ended or which it filled. */
const awayFor = (sheet: Sheet, away: number): Matter => {
  const { random } = sheet;
  const who = inBook(sheet);
  const [first, months] = after(sheet, Math.ceil(away / 28) + 2);
  const left = first.lastDay - random.int(0, 20);
  const back = left + away + 1;
  attendButFor(sheet, who, months, left, back);
  const paid = payBase(sheet, who, months);
  const meant = months.map(
    ({ firstDay, lastDay }) => (firstDay <= back && back <= lastDay) || (left < firstDay && lastDay < back),
  );
  return about(
    who,
    paid.filter((_, nth) => meant[nth]),
  );
};

/** R30: dead, gone, insured elsewhere or not there for 30 days on end, and paid. */
const paidForNothing = (sheet: Sheet, n: number): Matter => {
  const { random, extent } = sheet;
  const clear = extent.strength === 1;
  const what = nth(['dead', 'gone', 'elsewhere', 'absent'] as const, n);
  if (what === 'absent') return awayFor(sheet, clear ? random.int(40, 130) : random.int(30, 36));
  const [first, months] = after(sheet, clear ? random.int(4, 8) : random.int(2, 4));
  const who = inOffice(sheet);
  const paid = payBase(sheet, who, months, { staffKind: random.pick(['STAFF', 'TEMPORARY']) });
  switch (what) {
    case 'dead':
      dies(sheet, who, first);
      return about(who, paid.slice(2));
    case 'gone':
      isNow(sheet, who, random.pick(['RETIRED', 'CUSTODY', 'LEFT']), first);
      return about(who, paid.slice(2));
    case 'elsewhere':
      insureElsewhere(sheet, who, months.slice(1));
      return about(who, paid.slice(1));
  }
};

/** Lent to another unit, which insures the person; the own book knows nothing of them. */
const seconded = (sheet: Sheet): Matter => {
  const [first, months] = after(sheet, sheet.random.int(3, 7));
  const who = inBook(sheet);
  isNow(sheet, who, 'SECONDED', first);
  insureElsewhere(sheet, who, months);
  return about(who, payBase(sheet, who, months));
};

/** Away with approval, and back in the last month. */
const onLeave = (sheet: Sheet): Matter => {
  const [first, months] = after(sheet, sheet.random.int(3, 5));
  const who = inBook(sheet);
  const back = months.at(-1);
  isNow(sheet, who, 'LEAVE', first, back);
  attend(sheet, who, months.slice(-1));
  return about(who, payBase(sheet, who, months));
};

/** The news took a month to come: the last pay of somebody who died or left, or was insured by the next employer already. */
const timingGap = (sheet: Sheet): Matter => {
  const { random } = sheet;
  const [first, months] = after(sheet, 1);
  const who = inOffice(sheet);
  const paid = payBase(sheet, who, months);
  const what = random.int(0, 2);
  if (what === 0) dies(sheet, who, first);
  else if (what === 1) isNow(sheet, who, 'LEFT', first);
  else insureElsewhere(sheet, who, months.slice(-1));
  return about(who, paid);
};

/** Retired, and drawing the pension that retired people draw. */
const pensioner = (sheet: Sheet): Matter => {
  const [first, months] = after(sheet, sheet.random.int(4, 9));
  const who = inOffice(sheet);
  isNow(sheet, who, 'RETIRED', first);
  return about(who, payBase(sheet, who, months, { staffKind: 'RETIRED' }));
};

/** One item of one unit: the unit is paid nothing else of what this part plants. */
type Item = { readonly unitCode: string; readonly months: readonly Month[]; readonly people: readonly Employee[] };

const payItem = (sheet: Sheet, unitCode: string): Item => {
  const { random, extent } = sheet;
  const clear = extent.strength === 1;
  const months = someMonths(sheet, clear ? random.int(2, 5) : random.int(1, 2));
  return {
    unitCode,
    months,
    people: times(clear ? random.int(3, 8) : random.int(1, 3), () => employee(sheet, unitCode)),
  };
};

const aboutUnit = (unitCode: string, records: readonly Pay[]): Matter => ({
  subject: { kind: 'UNIT', id: unitCode },
  records,
});

/** What everybody gets in every month of an item. */
const everybody = ({ people, months }: Item, each: (who: Employee, month: Month) => Pay[]): Pay[] =>
  people.flatMap((who) => months.flatMap((month) => each(who, month)));

/** R31: an item that is in no list, more of one than its standard, or the standard paid again in the same month. */
const overpaid = (sheet: Sheet, unitCode: string, n: number): Matter => {
  const { random, extent } = sheet;
  const item = payItem(sheet, unitCode);
  const what = nth(['unlisted', 'above', 'twice'] as const, n);
  const unlisted = random.pick(UNLISTED);
  const allowance = random.pick(ALLOWANCES);
  return aboutUnit(
    unitCode,
    everybody(item, (who, month) => {
      if (what === 'unlisted') return [pay(sheet, who, month, unlisted, random.between(120, 900))];
      const yuan = STANDARDS[allowance] * excess(random, extent.strength, 0.15, 0.9);
      if (what === 'above') return [pay(sheet, who, month, allowance, yuan)];
      return [0.5, 0.5].map((part) => pay(sheet, who, month, allowance, yuan * part));
    }),
  );
};

/** A policy document stands behind every payment. */
const byPolicy = (sheet: Sheet, unitCode: string): Matter => {
  const { random } = sheet;
  const approvalRef = `清财社〔2026〕${random.int(10, 90)}号`;
  const item = random.pick([...UNLISTED, ...ALLOWANCES]);
  return aboutUnit(
    unitCode,
    everybody(payItem(sheet, unitCode), (who, month) => [
      pay(sheet, who, month, item, random.between(700, 1_500), { approvalRef }),
    ]),
  );
};

/** Months that were owed, paid at once. */
const backPay = (sheet: Sheet, unitCode: string): Matter => {
  const item = sheet.random.pick(ALLOWANCES);
  const months = sheet.random.int(2, 5);
  return aboutUnit(
    unitCode,
    payItem(sheet, unitCode).people.flatMap((who) =>
      someMonths(sheet, 1).map((month) => pay(sheet, who, month, item, STANDARDS[item] * months, { backPay: 'YES' })),
    ),
  );
};

/** Close to the standard, and not above it. */
const withinStandard = (sheet: Sheet, unitCode: string): Matter => {
  const { random } = sheet;
  const item = random.pick(ALLOWANCES);
  return aboutUnit(
    unitCode,
    everybody(payItem(sheet, unitCode), (who, month) => [
      pay(sheet, who, month, item, STANDARDS[item] * random.between(0.9, 0.99)),
    ]),
  );
};

/** Two months' allowance on one day, each for its own month. */
const twoMonthsAtOnce = (sheet: Sheet, unitCode: string): Matter => {
  const { random } = sheet;
  const item = random.pick(ALLOWANCES);
  return aboutUnit(
    unitCode,
    payItem(sheet, unitCode).people.flatMap((who) => {
      const [first, months] = after(sheet, 1);
      return months.map((month) =>
        pay(sheet, who, months.at(-1) ?? first, item, STANDARDS[item] * random.between(0.85, 0.98), {
          periodOn: month.first,
        }),
      );
    }),
  );
};

/** Everybody else: paid, insured by the own unit or not told of, within the standards, and there where a book is kept. */
const writeOrdinary = (sheet: Sheet): void => {
  const { random, days, extent } = sheet;
  const months = monthsOf(days);
  sheet.put('allowance_standard', days.first, null, { item: BASE, documentRef: '清人社〔2024〕6号' });
  for (const item of ALLOWANCES)
    sheet.put('allowance_standard', days.first, null, {
      item,
      monthlyMostMinor: STANDARDS[item] * 100,
      currency: 'CNY',
      documentRef: '清财〔2024〕2号',
    });
  for (let left = Math.round(STAFF * extent.portion); left > 0; left -= 1) {
    const who = inOffice(sheet);
    const item = random.pick(ALLOWANCES);
    payBase(sheet, who, months);
    for (const month of months) pay(sheet, who, month, item, STANDARDS[item] * random.between(0.6, 0.95));
  }
  for (const unitCode of booksOf(sheet))
    for (let left = SIGNERS; left > 0; left -= 1) {
      const who = employee(sheet, unitCode);
      payBase(sheet, who, months);
      attend(sheet, who, months);
    }
};

/** Who is paid, and what (R30, R31). */
export const publicPay: Part = {
  name: 'pay',
  write: (given) => {
    const sheet = sheetFor({ letters: 'XZ', digits: 34 }, given);
    writeOrdinary(sheet);
    sheet.plant('R30', 'paid-for-nothing', (n) => paidForNothing(sheet, n), {
      secondment: () => seconded(sheet),
      'approved-leave': () => onLeave(sheet),
      'timing-gap': () => timingGap(sheet),
      pensioner: () => pensioner(sheet),
      'nearly-30-days': () => awayFor(sheet, given.random.int(22, 29)),
    });
    const nextUnit = dealt(
      given.random,
      given.world.offices.map(({ code }) => code),
    );
    sheet.plant('R31', 'overpaid', (n) => overpaid(sheet, nextUnit(), n), {
      'approved-policy': () => byPolicy(sheet, nextUnit()),
      'back-pay': () => backPay(sheet, nextUnit()),
      'within-standard': () => withinStandard(sheet, nextUnit()),
      'two-months-at-once': () => twoMonthsAtOnce(sheet, nextUnit()),
    });
    return sheet.written();
  },
};
