import { amount, choice, code, common, hundredths, instant, required, text } from '../field.ts';

/** A filling of an official vehicle by its card. */
export const FUEL = [
  ...common({ id: 'JY-2026-0511-07', day: '2026-05-11', unit: 'QH-JTJ' }, '加油日期', { required: false }),
  code('cardNo', '油卡号', 'K-0007', required),
  code('plate', '车牌号', '清A0007'),
  hundredths('litresHundredths', '加油量（升）', '52.40', required),
  amount('amountMinor', '金额', '401.20'),
  code('currency', '币种', 'CNY', { max: 20 }),
  text('station', '加油站', '清河县城南加油站'),
  instant('filledAt', '加油时间', '2026-05-11 10:22', required),
  choice('use', '用途', '车辆', { VEHICLE: '车辆', EQUIPMENT: '机具（油桶）' }),
  code('place', '加油站所在区域', '石桥镇'),
] as const;

/** An approved trip of an official vehicle, with the way it drove. */
export const VEHICLE_USE = [
  ...common({ id: 'YC-2026-0511-03', day: '2026-05-11', unit: 'QH-JTJ' }, '用车日期', { required: false }),
  code('plate', '车牌号', '清A0007', required),
  instant('fromAt', '批准起始时间', '2026-05-11 08:00', required),
  instant('toAt', '批准截止时间', '2026-05-11 18:00'),
  hundredths('kilometresHundredths', '行驶里程（公里）', '86.00'),
  code('place', '行车区域', '石桥镇'),
  choice('purpose', '事由', '公务出行', { TRIP: '公务出行', DUTY: '值班', EMERGENCY: '应急', SPARE: '备用车' }),
] as const;

/** The official vehicles and what they can hold and need. */
export const FLEET = [
  ...common({ id: 'GC-0007', day: '2022-03-01', unit: 'QH-JTJ' }, '启用日期'),
  code('plate', '车牌号', '清A0007', required),
  hundredths('tankLitresHundredths', '油箱容量（升）', '60.00'),
  hundredths('normHundredths', '百公里定额油耗（升）', '9.00'),
  choice('use', '用途', '一般公务', {
    GENERAL: '一般公务',
    EMERGENCY: '应急（消防、防汛）',
    DUTY: '执勤执法',
    MACHINE: '工程机械',
  }),
] as const;
