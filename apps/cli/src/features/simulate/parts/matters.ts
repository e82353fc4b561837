import { type Day, dateOf } from '../office-days.ts';
import { dealt, nth, times } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

/** People and units about whom somebody wrote once or twice. */
const QUIET = 60;
const LIMITS = 60;
/** The window of R37, days. */
const WINDOW = 90;

type Concerned = { readonly unitCode: string; readonly personCode: string | null };
type Told = RecordOf<'reported_matter'>;

const somebody = (sheet: Sheet): Concerned => ({
  unitCode: sheet.random.pick(sheet.world.offices).code,
  personCode: `RY-${sheet.number()}`,
});
const source = (sheet: Sheet): string => `LY-${sheet.number()}`;
const fact = (sheet: Sheet): string => `SS-${sheet.number()}`;

const tell = (
  sheet: Sheet,
  { unitCode, personCode }: Concerned,
  day: Day,
  more: Details<'reported_matter'> = {},
): Told =>
  sheet.put('reported_matter', day, unitCode, {
    personCode,
    factKey: fact(sheet),
    sourceKey: source(sheet),
    standing: sheet.random.chance(0.6) ? 'OPEN' : 'VERIFIED',
    ...more,
  });

const about = ({ unitCode, personCode }: Concerned, records: readonly Told[]): Matter => ({
  subject: personCode === null ? { kind: 'UNIT', id: unitCode } : { kind: 'PERSON', id: personCode },
  records,
});

/** `count` days within `length` days, the first and the last of them included, in order. */
const daysWithin = ({ random, days }: Sheet, count: number, length: number): Day[] => {
  const first = random.int(days.first, days.last - length);
  const between = times(count - 2, () => random.int(1, length - 1)).sort((a, b) => a - b);
  return [0, ...between, length].map((after) => first + after);
};

/** R37: three distinct matters or more, from a source each, within 90 days; some of them are told again by others, or by the same. */
const gathered = (sheet: Sheet, who: Concerned): Matter => {
  const { random, extent } = sheet;
  const clear = extent.strength === 1;
  const days = daysWithin(sheet, clear ? random.int(4, 7) : 3, clear ? random.int(20, 70) : random.int(80, WINDOW));
  const told = days.map((day) => {
    const anonymous = random.chance(0.2);
    return tell(sheet, who, day, anonymous ? { sourceKey: null, standing: 'VERIFIED' } : {});
  });
  const [first] = told;
  const last = days.at(-1) ?? 0;
  // Another copy of the first letter, and the same writer once more: they count nothing.
  if (first !== undefined && clear) {
    tell(sheet, who, last, { factKey: first.factKey ?? null });
    if (first.sourceKey != null) tell(sheet, who, last, { sourceKey: first.sourceKey });
  }
  return about(who, told);
};

/** One person writes again and again, of one thing or of several. */
const oneWriter = (sheet: Sheet): Matter => {
  const who = somebody(sheet);
  const sourceKey = source(sheet);
  const days = daysWithin(sheet, sheet.random.int(4, 9), sheet.random.int(10, 80));
  return about(
    who,
    days.map((day) => tell(sheet, who, day, { sourceKey })),
  );
};

/** Before an election the same letter comes from many sides within days. */
const campaign = (sheet: Sheet): Matter => {
  const who = somebody(sheet);
  const letters = times(2, () => fact(sheet)) as [string, string];
  const days = daysWithin(sheet, sheet.random.int(6, 14), sheet.random.int(5, 20));
  return about(
    who,
    days.map((day, n) => tell(sheet, who, day, { factKey: nth(letters, n) })),
  );
};

/** Two with a name, and any number without one that nobody could verify. */
const anonymous = (sheet: Sheet): Matter => {
  const who = somebody(sheet);
  const days = daysWithin(sheet, sheet.random.int(4, 8), sheet.random.int(20, 80));
  return about(
    who,
    days.map((day, n) => tell(sheet, who, day, n < 2 ? {} : { sourceKey: null, standing: 'OPEN' })),
  );
};

/** Three, but the last comes after the window has passed. */
const spreadOut = (sheet: Sheet): Matter => {
  const who = somebody(sheet);
  const days = daysWithin(sheet, 3, WINDOW + sheet.random.int(1, 25));
  return about(
    who,
    days.map((day) => tell(sheet, who, day)),
  );
};

/** Three, of which one was looked into and found to be nothing. */
const unfounded = (sheet: Sheet): Matter => {
  const who = somebody(sheet);
  const days = daysWithin(sheet, 3, sheet.random.int(20, 80));
  return about(
    who,
    days.map((day, n) => tell(sheet, who, day, n === 1 ? { standing: 'UNFOUNDED' } : {})),
  );
};

const CLOCKS = ['RESPONSE', 'RECTIFICATION', 'OVERALL'] as const;
const NEXT = ['廉情预警质询', '廉情监察建议', '组织处理'] as const;

/** A limit that ended on a day, as `more` says. */
const limit = (sheet: Sheet, dueOn: Day, more: Details<'warning_limit'> = {}): Matter => {
  const { random } = sheet;
  const who = somebody(sheet);
  const row = sheet.put('warning_limit', dueOn, who.unitCode, {
    warningRef: `YJ-${sheet.number()}`,
    personCode: who.personCode,
    clock: random.pick(CLOCKS),
    state: 'RUNNING',
    servedOn: dateOf(dueOn - random.int(7, 35)),
    towards: random.chance(0.8) ? random.pick(NEXT) : null,
    ...more,
  });
  return { subject: { kind: 'PERSON', id: row.personCode ?? '' }, records: [row] };
};

/** The last day before the end of the period after which that many working days went by. */
const workdaysAgo = ({ days }: Sheet, count: number): Day => {
  let day = days.last;
  while (days.workdaysBetween(day, days.last) < count) day -= 1;
  return day;
};

/** R39: the last day has passed, and the clock still runs. */
const overdue = (sheet: Sheet): Matter =>
  limit(sheet, workdaysAgo(sheet, sheet.extent.strength === 1 ? sheet.random.int(3, 40) : sheet.random.int(1, 3)));
const longPast = (sheet: Sheet): Day => workdaysAgo(sheet, sheet.random.int(2, 30));

/** What the platform itself has: matters that were reported (R37), and the limits of warnings (R39). */
export const matters: Part = {
  name: 'matters',
  write: (given) => {
    const sheet = sheetFor({ letters: 'PT', digits: 37 }, given);
    const { random, days, extent, world } = given;
    times(Math.round(QUIET * extent.portion), () => {
      const who = somebody(sheet);
      times(random.int(1, 2), () => tell(sheet, who, random.int(days.first, days.last)));
    });
    times(Math.round(LIMITS * extent.portion), () =>
      limit(sheet, random.int(days.first + 40, days.last - 3), { state: 'STOPPED' }),
    );
    // Units of the county stand alone: each is written about in one matter only.
    const nextUnit = dealt(
      random,
      [...world.offices, ...world.quietUnits].map(({ code }) => code),
    );
    sheet.plant(
      'R37',
      'gathered',
      (n) => gathered(sheet, n % 3 === 2 ? { unitCode: nextUnit(), personCode: null } : somebody(sheet)),
      {
        'one-writer': () => oneWriter(sheet),
        campaign: () => campaign(sheet),
        'anonymous-unverified': () => anonymous(sheet),
        'spread-out': () => spreadOut(sheet),
        unfounded: () => unfounded(sheet),
      },
    );
    sheet.plant('R39', 'overdue', () => overdue(sheet), {
      'not-served': () => limit(sheet, longPast(sheet), { servedOn: null }),
      suspended: () => limit(sheet, longPast(sheet), { state: 'PAUSED' }),
      'extension-pending': () =>
        limit(sheet, longPast(sheet), { extensionAskedOn: dateOf(days.last - random.int(10, 40)) }),
      'escalation-proposed': () => limit(sheet, longPast(sheet), { proposedOn: dateOf(days.last - random.int(0, 5)) }),
      'last-days': () => limit(sheet, days.last + random.int(0, 6)),
    });
    return sheet.written();
  },
};
