import { type Month, monthsOf } from '../months.ts';
import type { Day } from '../office-days.ts';
import { cut, dealt, excess, fen, nth, times } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

type Claim = RecordOf<'expense'>;
type Flow = { readonly unitCode: string; readonly payeeCategory: string };

/** Lines of business, half of them each unit's own. */
const BUSINESS = [
  '道路养护',
  '园林绿化',
  '信息系统',
  '档案整理',
  '环境检测',
  '物业服务',
  '广告传媒',
  '餐饮住宿',
  '建材销售',
  '文化演出',
  '汽车租赁',
  '法律咨询',
] as const;
const OWN = 6;
/** Flows that go on evenly all the time. */
const EVEN = 8;
const MEAN_MONTHS = 6;
const DECEMBER = 12;

const claim = (sheet: Sheet, { unitCode, payeeCategory }: Flow, day: Day, yuan: number, more: Details<'expense'>) => {
  const { code, name } = sheet.company();
  return sheet.put('expense', day, unitCode, {
    kind: 'OFFICE',
    amountMinor: fen(sheet.random, yuan),
    currency: 'CNY',
    invoiceNo: `FP-${sheet.number()}`,
    payee: name,
    payeeCode: code,
    payeeCategory,
    contractRef: `HT-${sheet.number()}`,
    ...more,
  });
};

const within = ({ random, days }: Sheet, { firstDay }: Month): Day => days.rollForward(firstDay + random.int(2, 19));

/** Claims of one month that make up `yuan`, each paid to another. */
const spend = (sheet: Sheet, flow: Flow, month: Month, yuan: number, more: Details<'expense'> = {}): Claim[] =>
  cut(sheet.random, yuan, yuan > 15_000 ? sheet.random.int(2, 4) : sheet.random.int(1, 2)).map((part) =>
    claim(sheet, flow, within(sheet, month), part, more),
  );

const about = ({ unitCode }: Flow, records: readonly Claim[]): Matter => ({
  subject: { kind: 'UNIT', id: unitCode },
  records,
});

/** Claims of `yuan` together, in some months. */
const scatter = (sheet: Sheet, flow: Flow, yuan: number, more: Details<'expense'> = {}): Matter =>
  about(
    flow,
    cut(sheet.random, yuan, sheet.random.int(2, 5)).map((part) =>
      claim(sheet, flow, within(sheet, sheet.random.pick(monthsOf(sheet.days))), part, more),
    ),
  );

/** Six even months, then one that is `growth` times as large. */
const swell = (sheet: Sheet, flow: Flow, month: number, growth: number, more: Details<'expense'> = {}): Matter => {
  const months = monthsOf(sheet.days);
  const usual = sheet.random.between(7_200, 8_600);
  for (const before of months.slice(Math.max(0, month - MEAN_MONTHS), month))
    spend(sheet, flow, before, usual * sheet.random.between(0.93, 1.07));
  const grown = months[month];
  return about(flow, grown === undefined ? [] : spend(sheet, flow, grown, usual * growth, more));
};

const isDecember = ({ month }: Month): boolean => month === DECEMBER;
/** A month with six before it that is not December, whose settlements are everybody's. */
const ordinaryMonth = ({ random, days }: Sheet): number =>
  random.pick(monthsOf(days).flatMap((month, index) => (index >= MEAN_MONTHS && !isDecember(month) ? [index] : [])));
const lastDecember = ({ days }: Sheet): number => monthsOf(days).findLastIndex(isDecember);

/** R33: paid for what is none of the unit's work, or in one month more than three times the mean of six. */
const outOfFunction = (sheet: Sheet, outside: () => Flow, own: () => Flow, n: number): Matter => {
  const { random, extent } = sheet;
  if (n % 2 === 0) return scatter(sheet, outside(), 10_000 * excess(random, extent.strength, 0.3, 2.4));
  return swell(sheet, own(), ordinaryMonth(sheet), 3.2 * excess(random, extent.strength, 0.1, 0.6));
};

/** What units pay for, against what they are there for (R33). */
export const functions: Part = {
  name: 'functions',
  write: (given) => {
    const sheet = sheetFor({ letters: 'ZN', digits: 38 }, given);
    const { random, world } = given;
    const flows = world.quietUnits.flatMap(({ code }) =>
      random.shuffled(BUSINESS).map((payeeCategory, index) => ({ unitCode: code, payeeCategory, own: index < OWN })),
    );
    for (const { unitCode, payeeCategory } of flows.filter(({ own }) => own))
      sheet.put('unit_function', sheet.days.first, unitCode, { payeeCategory });
    const nextOutside = dealt(
      random,
      flows.filter(({ own }) => !own),
    );
    const nextOwn = dealt(
      random,
      flows.filter(({ own }) => own),
    );
    times(Math.round(EVEN * given.extent.portion), (n) => {
      const flow = nextOwn();
      for (const month of monthsOf(given.days)) spend(sheet, flow, month, nth([1_800, 2_600, 3_400], n));
    });
    const approvalRef = () => `批复-${sheet.number()}`;
    sheet.plant('R33', 'out-of-function', (n) => outOfFunction(sheet, nextOutside, nextOwn, n), {
      'new-task': () => scatter(sheet, nextOutside(), random.between(12_000, 34_000), { approvalRef: approvalRef() }),
      'year-end': () => swell(sheet, nextOwn(), lastDecember(sheet), random.between(3.4, 5)),
      'small-outside': () => scatter(sheet, nextOutside(), random.between(3_000, 8_500)),
      'some-growth': () => swell(sheet, nextOwn(), ordinaryMonth(sheet), random.between(1.8, 2.6)),
    });
    return sheet.written();
  },
};
