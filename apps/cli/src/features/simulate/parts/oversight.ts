import { type Day, dateOf } from '../office-days.ts';
import { dealt, excess, nth, times } from '../plot.ts';
import type { Details } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

const DECISIONS = 60;
const POSTS = 60;
const DUTIES = 60;
const FINDINGS = 30;

const aboutUnit = (row: Matter['records'][number] & { readonly unitCode: string | null }): Matter => ({
  subject: { kind: 'UNIT', id: row.unitCode ?? '' },
  records: [row],
});
const someUnit = ({ random, world }: Sheet): string => random.pick(world.offices).code;
const someDay = ({ random, days }: Sheet): Day => days.rollForward(random.int(days.first, days.last - 20));

const SUBJECTS = ['设备采购', '项目资金拨付', '中层干部任免', '年度预算调整', '办公用房维修', '资产处置'] as const;
const KINDS = ['DECISION', 'PERSONNEL', 'PROJECT', 'FUNDS'] as const;
const PAPERS = ['agendaRef', 'minutesRef', 'attendanceRef'] as const;

/** From which amount on a payment or project is on the list of such a unit, yuan. */
const LISTED = { ORGAN: 200_000, TOWN: 100_000, VILLAGE: 20_000, INSTITUTION: 100_000, COMPANY: 500_000 } as const;
const UNIT_TYPES = Object.keys(LISTED) as (keyof typeof LISTED)[];

/** A decision with all its papers but these; where it is about money, of `share` times what puts it on the list. */
const decide = (
  sheet: Sheet,
  missing: readonly string[],
  more: Details<'major_decision'> = {},
  share = excess(sheet.random, sheet.extent.strength, 0.02, 2),
): Matter => {
  const { random } = sheet;
  const unitType = random.pick(UNIT_TYPES);
  const papers = PAPERS.filter((paper) => !missing.includes(paper)).map((paper) => [paper, `SY-${sheet.number()}`]);
  const day = someDay(sheet);
  return aboutUnit(
    sheet.put('major_decision', day, someUnit(sheet), {
      kind: random.pick(KINDS),
      subject: random.pick(SUBJECTS),
      unitType,
      amountMinor: Math.ceil(LISTED[unitType] * share) * 100,
      currency: 'CNY',
      ...(Object.fromEntries(papers) as Details<'major_decision'>),
      reportedOn: dateOf(day + random.int(1, 15)),
      ...more,
    }),
  );
};

/** R34: a matter of the list without some of its papers. */
const withoutPapers = (sheet: Sheet): Matter => {
  const { random, extent } = sheet;
  const missing = random.shuffled(PAPERS).slice(0, extent.strength === 1 ? random.int(2, 3) : 1);
  return decide(sheet, missing, random.chance(0.7) ? { reportedOn: null } : {});
};
/** Money that is not on the list needs none of the papers. */
const belowTheList = (sheet: Sheet): Matter =>
  decide(sheet, PAPERS, { kind: sheet.random.pick(['PROJECT', 'FUNDS']) }, sheet.random.between(0.6, 0.99));

const FIVE_YEARS = 1_826;
const SENSITIVE = ['财务科科长', '采购办主任', '审批科科长', '工程科科长', '执法大队大队长'] as const;

/** A post held for `served` days up to now. */
const holdsPost = (sheet: Sheet, served: number, more: Details<'tenure'> = {}): Matter => {
  const { random, world, days } = sheet;
  const personCode = `RY-${sheet.number()}`;
  const row = sheet.put('tenure', days.last - served, someUnit(sheet), {
    personCode,
    person: world.citizen(random),
    personHash: sheet.identity(),
    post: random.pick(SENSITIVE),
    sensitive: 'YES',
    decides: 'NO',
    ...more,
  });
  return { subject: { kind: 'PERSON', id: personCode }, records: [row] };
};

/** R35: longer than five years in a sensitive post, or declared kin of the superior. */
const tooLongOrKin = (sheet: Sheet, n: number): Matter => {
  const { random, days, extent } = sheet;
  if (n % 3 !== 2) return holdsPost(sheet, FIVE_YEARS + Math.round(random.int(150, 1_900) * extent.strength));
  const [own, superior] = random.shuffled([sheet.identity(), sheet.identity()]);
  sheet.put('kin', days.first - random.int(20, 300), null, {
    personHash: own ?? '',
    kinHash: superior ?? '',
    relation: random.pick(['SPOUSE', 'CHILD', 'SIBLING']),
    post: 'CADRE',
  });
  const declares = random.chance(0.5);
  return holdsPost(sheet, random.int(200, 1_500), {
    personHash: (declares ? own : superior) ?? '',
    superiorHash: (declares ? superior : own) ?? '',
    ...(random.chance(0.5) ? { sensitive: 'NO', post: '科员' } : {}),
  });
};

/** Somebody whose superior is nobody's declared kin. */
const underStranger = (sheet: Sheet): Matter =>
  holdsPost(sheet, sheet.random.int(100, 1_400), { superiorHash: sheet.identity() });

const DISCLOSED = ['部门决算', '部门预算', '行政处罚结果', '采购结果', '救助对象名单', '权力清单'] as const;

/** Due on a day, and as `more` says. */
const due = (sheet: Sheet, day: Day, more: Details<'disclosure'> = {}): Matter =>
  aboutUnit(sheet.put('disclosure', day, someUnit(sheet), { item: sheet.random.pick(DISCLOSED), ...more }));

const published = (sheet: Sheet, least: number, most: number): Matter => {
  const day = sheet.random.int(sheet.days.first, sheet.days.last - most);
  return due(sheet, day, { publishedOn: dateOf(day + sheet.random.int(least, most)) });
};

const exempted = (sheet: Sheet, exempt: string): Matter =>
  due(sheet, sheet.random.int(sheet.days.first, sheet.days.last - 10), { exempt });

/** R36: due, and not published by now. */
const unpublished = (sheet: Sheet): Matter => {
  const { random, days, extent } = sheet;
  return due(sheet, days.last - Math.round(random.int(20, 300) * extent.strength));
};

const VOTES = [40, 400] as const;
const appraise = (sheet: Sheet, unitCode: string, day: Day, score: number, votes = sheet.random.int(...VOTES)) =>
  aboutUnit(sheet.put('appraisal', day, unitCode, { score, votes }));

/** A result, half a year after another of the same unit. */
const appraiseAgain = (sheet: Sheet, unitCode: string, before: number, score: number, votes?: number): Matter => {
  const { random, days } = sheet;
  const day = random.int(days.first + 200, days.last);
  appraise(sheet, unitCode, day - random.int(170, 190), before);
  return appraise(sheet, unitCode, day, score, votes);
};

/** R38: below 60, or more than 15 points below the last result. */
const unsatisfied = (sheet: Sheet, unitCode: string, n: number): Matter => {
  const { random, extent } = sheet;
  const much = extent.strength;
  if (n % 2 === 0) return appraiseAgain(sheet, unitCode, random.int(62, 66), 60 - Math.ceil(random.int(4, 20) * much));
  const before = random.int(88, 96);
  return appraiseAgain(sheet, unitCode, before, before - 15 - Math.ceil(random.int(2, 10) * much));
};

const PROBLEMS = ['违规报销', '台账不实', '采购程序不规范', '资产管理混乱', '补贴审核不严', '印章管理缺失'] as const;
const SOURCES = ['INSPECTION', 'AUDIT', 'WARNING', 'CHECK'] as const;

/** A problem found on a day, and closed if so. */
const find = (sheet: Sheet, unitCode: string, problemType: string, day: Day, closed?: Day) =>
  sheet.put('finding', day, unitCode, {
    problemType,
    source: sheet.random.pick(SOURCES),
    ...(closed === undefined ? {} : { closedOn: dateOf(closed) }),
  });

type Pair = { readonly unitCode: string; readonly problem: string };

/** Found again `later` days after it was closed. */
const again = (sheet: Sheet, { unitCode, problem }: Pair, later: number, as = problem): Matter => {
  const { random, days } = sheet;
  const day = random.int(days.first + 60, days.last);
  const closed = day - later;
  find(sheet, unitCode, problem, closed - random.int(30, 160), closed);
  return aboutUnit(find(sheet, unitCode, as, day, day + random.int(10, 90)));
};

/** R45: found again within 24 months after it was closed. */
const comesBack = (sheet: Sheet, pair: Pair): Matter =>
  again(sheet, pair, sheet.extent.strength === 1 ? sheet.random.int(40, 420) : sheet.random.int(300, 690));

/** Found a second time while the first is still being put right. */
const stillOpen = (sheet: Sheet, { unitCode, problem }: Pair): Matter => {
  const { random, days } = sheet;
  const day = random.int(days.first + 60, days.last - 60);
  find(sheet, unitCode, problem, day - random.int(30, 200));
  return aboutUnit(find(sheet, unitCode, problem, day));
};

const writeOrdinary = (sheet: Sheet, nextPair: () => Pair): void => {
  const { random, days, extent } = sheet;
  times(Math.round(DECISIONS * extent.portion), () => decide(sheet, []));
  times(Math.round(POSTS * extent.portion), () => underStranger(sheet));
  times(Math.round(DUTIES * extent.portion), () => published(sheet, -30, 0));
  // The feeds tell of the last day: what runs on is measured to there.
  holdsPost(sheet, 0);
  due(sheet, days.last, { publishedOn: dateOf(days.last) });
  times(Math.round(FINDINGS * extent.portion), () => {
    const { unitCode, problem } = nextPair();
    const day = random.int(days.first, days.last - 40);
    find(sheet, unitCode, problem, day, day + random.int(10, 40));
  });
};

/** Decisions, posts, disclosure, satisfaction and problems that come back (R34 to R36, R38, R45). */
export const oversight: Part = {
  name: 'oversight',
  write: (given) => {
    const sheet = sheetFor({ letters: 'JC', digits: 35 }, given);
    const { random, world } = given;
    const codes = world.offices.map(({ code }) => code);
    const nextUnit = dealt(random, [...codes, ...world.quietUnits.map(({ code }) => code)]);
    const nextPair = dealt(
      random,
      codes.flatMap((unitCode) => PROBLEMS.map((problem) => ({ unitCode, problem }))),
    );
    writeOrdinary(sheet, nextPair);

    sheet.plant('R34', 'without-papers', () => withoutPapers(sheet), {
      'ratified-later': () => decide(sheet, ['agendaRef', nth(PAPERS, random.int(0, 2))], { urgent: 'YES' }),
      'urgent-with-papers': () => decide(sheet, [], { urgent: 'YES' }),
      'reported-late': () => decide(sheet, [], { reportedOn: null }),
      'below-the-list': () => belowTheList(sheet),
    });
    sheet.plant('R35', 'too-long-or-kin', (n) => tooLongOrKin(sheet, n), {
      succession: () => holdsPost(sheet, random.int(1_900, 3_400), { successionUnderWay: 'YES' }),
      exception: () => holdsPost(sheet, random.int(1_900, 3_400), { exceptionRef: `批复-${sheet.number()}` }),
      'nearly-five-years': () => holdsPost(sheet, random.int(1_500, 1_800)),
      'left-in-time': () => {
        const served = random.int(2_000, 3_000);
        return holdsPost(sheet, served, { untilOn: dateOf(sheet.days.last - served + random.int(900, 1_780)) });
      },
    });
    sheet.plant('R36', 'unpublished', () => unpublished(sheet), {
      migration: () => exempted(sheet, 'MIGRATION'),
      secret: () => exempted(sheet, 'SECRET'),
      'published-late': () => published(sheet, 5, 60),
    });
    sheet.plant('R38', 'unsatisfied', (n) => unsatisfied(sheet, nextUnit(), n), {
      'small-sample': () => appraiseAgain(sheet, nextUnit(), random.int(75, 90), random.int(30, 56), random.int(6, 28)),
      'just-above': () => appraiseAgain(sheet, nextUnit(), random.int(64, 70), random.int(60, 63)),
      'small-fall': () => appraiseAgain(sheet, nextUnit(), random.int(90, 95), random.int(80, 84)),
    });
    sheet.plant('R45', 'comes-back', () => comesBack(sheet, nextPair()), {
      reclassified: () => again(sheet, nextPair(), random.int(60, 400), `新类型-${sheet.number()}`),
      'long-ago': () => again(sheet, nextPair(), random.int(750, 1_200)),
      'still-open': () => stillOpen(sheet, nextPair()),
    });
    return sheet.written();
  },
};
