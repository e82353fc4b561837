import type { Firm } from '../bid-table.ts';
import { type Day, dateOf } from '../office-days.ts';
import { cut, excess, fen, times } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';
import type { Office } from '../world.ts';

type Claim = RecordOf<'expense'>;

const INCOMES = 120;
const PURCHASES = 60;
/** A quarter in which claims to one payee lie, each at least a week from the next. */
const QUARTER = 84;

const someDay = ({ random, days }: Sheet): Day => days.rollForward(random.int(days.first, days.last - 60));

/** A claim of somebody of an office for goods. */
const buy = (sheet: Sheet, kind: string, goods: string, yuan: number, more: Details<'expense'> = {}): Matter => {
  const { random, world } = sheet;
  const office = random.pick(world.offices);
  const claimant = random.pick(office.people);
  const { code, name } = sheet.company();
  const row = sheet.put('expense', someDay(sheet), office.code, {
    kind,
    goods,
    claimantCode: claimant.code,
    claimant: claimant.name,
    post: claimant.post,
    amountMinor: fen(random, yuan),
    currency: 'CNY',
    invoiceNo: `FP-${sheet.number()}`,
    payee: name,
    payeeCode: code,
    channel: 'E_COMMERCE',
    acceptanceRef: `YS-${sheet.number()}`,
    ...more,
  });
  return { subject: { kind: 'PERSON', id: claimant.code }, records: [row] };
};

const GIFTS = ['端午礼盒', '明前茶叶', '白酒两箱', '土特产礼品', '坚果大礼包'] as const;
const CARDS = ['超市购物卡', '电子提货券', '手机充值卡', '大闸蟹提货卡', '电商代金券'] as const;
const GOODS = ['复印纸', '硒鼓', '台式计算机', '办公椅', '文件柜', '饮水机'] as const;

/** R41: gifts or cards from a platform under another name, or cards that nobody is said to have got. */
const gift = (sheet: Sheet, n: number): Matter => {
  const { random, extent } = sheet;
  const kind = random.pick(['OFFICE', 'OTHER', 'WELFARE']);
  const yuan = extent.strength === 1 ? random.between(2_000, 12_000) : random.between(400, 2_000);
  if (n % 3 === 2) return buy(sheet, kind, random.pick(CARDS), yuan, { channel: 'OFFLINE' });
  return buy(sheet, kind === 'WELFARE' ? 'OFFICE' : kind, random.pick([...GIFTS, ...CARDS]), yuan);
};

/** Welfare of the trade union for everybody, within its standard a head. */
const unionWelfare = (sheet: Sheet): Matter => {
  const { random } = sheet;
  const recipients = random.int(6, 22);
  return buy(sheet, 'WELFARE', random.pick([...GIFTS, ...CARDS]), recipients * random.between(200, 1_800), {
    recipients,
  });
};

/** Services, and the paper that shows each was rendered. */
const PAPER = {
  MEETING: 'attendanceRef',
  TRAINING: 'attendanceRef',
  LABOUR: 'contractRef',
  REPAIR: 'acceptanceRef',
  PRINTING: 'acceptanceRef',
} as const;
type Service = keyof typeof PAPER;
const SERVICES = Object.keys(PAPER) as Service[];

/** Fen that are no round sum. */
const odd = ({ random }: Sheet, yuan: number): number => Math.round(yuan) * 100 + random.int(1, 99);

/** Somebody's claim for a service of a payee. */
const claimService = (
  { random, put, number }: Sheet,
  { code: unitCode, people }: Office,
  kind: Service,
  day: Day,
  amountMinor: number,
  payee: Firm,
  papers: boolean,
): Claim => {
  const { code, name, post } = random.pick(people);
  return put('expense', day, unitCode, {
    kind,
    claimantCode: code,
    claimant: name,
    post,
    amountMinor,
    currency: 'CNY',
    invoiceNo: `FP-${number()}`,
    payee: payee.name,
    payeeCode: payee.code,
    ...(papers ? { [PAPER[kind]]: `SX-${number()}` } : {}),
  });
};

/**
 * Claims of one unit for services of one payee, spread over the days from `first` on. Beside each the unit claims a service of somebody
 * else, with its paper: it is not that its books tell of none.
 */
const serve = (
  sheet: Sheet,
  amounts: readonly number[],
  { first, span, papers }: { readonly first: Day; readonly span: number; readonly papers: boolean },
): Matter => {
  const { random, world } = sheet;
  const office = random.pick(world.offices);
  const payee = sheet.company();
  const kind = random.pick(SERVICES);
  const step = Math.floor(span / Math.max(1, amounts.length));
  const records = amounts.map((amountMinor, index) => {
    const day = first + index * step + random.int(0, Math.max(0, step - 8));
    claimService(
      sheet,
      office,
      random.pick(SERVICES),
      day,
      odd(sheet, random.between(300, 4_000)),
      sheet.company(),
      true,
    );
    return claimService(sheet, office, kind, day, amountMinor, payee, papers);
  });
  return { subject: { kind: 'SUPPLIER', id: payee.code }, records };
};

const odds = (sheet: Sheet, yuan: number, parts: number): number[] =>
  cut(sheet.random, yuan, parts).map((part) => odd(sheet, part));
const rounds = ({ random }: Sheet, count: number): number[] => times(count, () => random.int(1, 4) * 100_000);

const quarter = ({ random, days }: Sheet) => ({ first: random.int(days.first, days.last - 130), span: QUARTER });

/** R44: services without a paper, much of them for one payee, or again and again in round sums. */
const invented = (sheet: Sheet, n: number): Matter => {
  const { random, extent } = sheet;
  const clear = extent.strength === 1;
  const amounts =
    n % 2 === 0
      ? odds(sheet, 20_000 * excess(random, extent.strength, 0.2, 1), random.int(3, 5))
      : rounds(sheet, clear ? random.int(4, 6) : 3);
  return serve(sheet, amounts, { ...quarter(sheet), papers: false });
};

const ITEMS = ['场地租金', '培训收费', '资产处置', '废旧物资变卖', '停车收费'] as const;

/** Money taken in on a day, and entered so many days later, or never. */
const takeIn = (sheet: Sheet, day: Day, after: number | null): Matter => {
  const { random, world } = sheet;
  const unitCode = random.pick(world.offices).code;
  const row = sheet.put('income', day, unitCode, {
    payer: world.citizen(random),
    item: random.pick(ITEMS),
    amountMinor: fen(random, random.between(300, 18_000)),
    currency: 'CNY',
    receiptNo: `PJ-${sheet.number()}`,
    ...(after === null ? {} : { enteredOn: dateOf(day + after) }),
  });
  return { subject: { kind: 'UNIT', id: unitCode }, records: [row] };
};

/** R441: entered late, or not at all. */
const notEntered = (sheet: Sheet, n: number): Matter => {
  const { random, days, extent } = sheet;
  const late = 30 + Math.ceil(random.int(8, 150) * extent.strength);
  if (n % 2 === 0) return takeIn(sheet, days.last - late, null);
  return takeIn(sheet, random.int(days.first, days.last - late), late);
};

/** Goods that are gifts, services without papers, income without an entry (R41, R44, R441). */
export const papers: Part = {
  name: 'papers',
  write: (given) => {
    const sheet = sheetFor({ letters: 'PJ', digits: 39 }, given);
    const { random, days, extent } = given;
    times(Math.round(PURCHASES * extent.portion), () =>
      buy(sheet, 'OFFICE', random.pick(GOODS), random.between(150, 4_000)),
    );
    times(Math.round(INCOMES * extent.portion), () =>
      takeIn(sheet, random.int(days.first, days.last - 10), random.int(0, 10)),
    );
    // The feed tells of the last day: what is not entered is measured to there.
    takeIn(sheet, days.last, 0);

    sheet.plant('R41', 'gift', (n) => gift(sheet, n), {
      'union-welfare': () => unionWelfare(sheet),
      'award-prizes': () =>
        buy(sheet, 'OTHER', `知识竞赛奖品（${random.pick(GIFTS)}）`, random.between(500, 4_000), {
          approvalRef: `批复-${sheet.number()}`,
        }),
      'cards-with-recipients': () =>
        buy(sheet, 'OTHER', random.pick(CARDS), random.between(500, 4_000), {
          channel: 'OFFLINE',
          recipients: random.int(3, 20),
        }),
      'office-goods': () => buy(sheet, 'OFFICE', random.pick(GOODS), random.between(800, 6_000)),
    });
    sheet.plant('R44', 'invented', (n) => invented(sheet, n), {
      'late-papers': () =>
        serve(sheet, odds(sheet, random.between(21_000, 38_000), 2), {
          first: days.last - 27,
          span: 24,
          papers: false,
        }),
      'with-papers': () =>
        serve(sheet, odds(sheet, random.between(22_000, 45_000), random.int(3, 5)), {
          ...quarter(sheet),
          papers: true,
        }),
      'small-sums': () =>
        serve(sheet, odds(sheet, random.between(9_000, 17_500), random.int(3, 5)), {
          ...quarter(sheet),
          papers: false,
        }),
      'two-round-sums': () => serve(sheet, rounds(sheet, 2), { ...quarter(sheet), papers: false }),
    });
    sheet.plant('R441', 'not-entered', (n) => notEntered(sheet, n), {
      'late-papers': () => takeIn(sheet, random.int(days.first, days.last - 40), random.int(16, 29)),
      'just-received': () => takeIn(sheet, days.last - random.int(1, 26), null),
      'month-end': () => takeIn(sheet, random.int(days.first, days.last - 40), random.int(8, 20)),
    });
    return sheet.written();
  },
};
