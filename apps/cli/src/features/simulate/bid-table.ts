import { type Day, instantAt } from './office-days.ts';
import { fen } from './plot.ts';
import type { RecordOf } from './records.ts';
import type { Sheet } from './sheet.ts';

export type Firm = ReturnType<Sheet['company']>;
export type Bid = RecordOf<'bid'>;

const PROJECTS = [
  '农村公路养护',
  '办公设备采购',
  '河道清淤整治',
  '校舍维修改造',
  '信息系统运维',
  '环卫保洁服务',
  '绿化管护服务',
  '安全检测服务',
];
/** Half past eight, and the half hour after it in which bids come in. */
const OPENS = 8 * 60 + 30;

/** Rising prices a little below the control price: steps of uneven width, nobody far below the others. */
const pricesOf = ({ random }: Sheet, control: number, count: number): number[] => {
  const prices = [control * random.between(0.9, 0.94)];
  for (let n = 1; n < count; n += 1) {
    const step = n % 2 === 1 ? random.between(0.003, 0.005) : random.between(0.008, 0.012);
    prices.push((prices.at(-1) ?? control) + control * step);
  }
  return prices;
};

/** A working day on which bids are opened, with time after it. */
export const openingDay = ({ random, days }: Sheet): Day => days.rollForward(random.int(days.first, days.last - 20));

/** One tender: the first of the firms wins it. Nothing else about the bids is alike. */
export const putTender = (
  sheet: Sheet,
  unitCode: string,
  day: Day,
  firms: readonly Firm[],
): { readonly tenderRef: string; readonly project: string; readonly bids: readonly Bid[] } => {
  const { random } = sheet;
  const tenderRef = `ZB-${sheet.number()}`;
  const project = random.pick(PROJECTS);
  const control = random.between(300_000, 1_800_000);
  const prices = pricesOf(sheet, control, firms.length);
  const controlPriceMinor = Math.round(control) * 100;
  const bids = firms.map(({ code, name }, index) =>
    sheet.put('bid', day, unitCode, {
      tenderRef,
      project,
      bidder: name,
      bidderCode: code,
      amountMinor: fen(random, prices[index] ?? control),
      currency: 'CNY',
      controlPriceMinor,
      submittedAt: instantAt(day, OPENS + index * 3 + random.int(0, 2)),
      won: index === 0 ? 'YES' : 'NO',
    }),
  );
  return { tenderRef, project, bids };
};
