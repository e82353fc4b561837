import { addDays, addMonths, localDate } from '../../shared/local-date.ts';
import type { Field } from './field.ts';
import type { RejectReason } from './reject.ts';
import { cleanText } from './reject.ts';
import type { Surroundings } from './values.ts';
import { Bad, readDay, readInstant } from './values.ts';

/** How days and times are written: which of day and month comes first, a month alone, run together, or as a number. */
export const MOMENT_FORMATS = [
  'YMD',
  'DMY',
  'MDY',
  'MONTH_START',
  'MONTH_END',
  'COMPACT',
  'SERIAL',
  'EPOCH_SECONDS',
  'EPOCH_MILLISECONDS',
] as const;
export type MomentFormat = (typeof MOMENT_FORMATS)[number];

/** Power of ten from the unit to hundredths of our unit: to 分 for money, to 0.01 of litre, kilometre or square metre for quantities. */
export const AMOUNT_UNITS = {
  FEN: 0,
  JIAO: 1,
  YUAN: 2,
  QIAN_YUAN: 5,
  WAN_YUAN: 6,
  BAIWAN_YUAN: 8,
  YI_YUAN: 10,
} as const;
export const QUANTITY_UNITS = { THOUSANDTH: -1, ONE: 2, THOUSAND: 5, TEN_THOUSAND: 6 } as const;
const UNITS = { ...AMOUNT_UNITS, ...QUANTITY_UNITS } as const;
export type Unit = keyof typeof UNITS;

/** A translation from a source's spelling to ours; what comes out is judged like anything that was written in ours. */
export type Reading =
  | { readonly how: 'AS_IS' }
  | { readonly how: 'MOMENT'; readonly format: MomentFormat }
  | {
      readonly how: 'UNIT';
      readonly unit: Unit;
      /** A quantity finer than a hundredth is rounded half up, or else refused; money is never rounded. */
      readonly rounded: boolean;
    }
  | {
      readonly how: 'CODES';
      /** Their code → ours; an empty one of ours leaves the field empty. */
      readonly codes: Readonly<Record<string, string>>;
      readonly unknown: 'REJECT' | 'EMPTY' | 'AS_IS';
    };

const bad = (reason: RejectReason): Bad => new Bad(reason);

const DECIMAL = /^(\d{1,18}|\d{1,3}(?:,\d{3}){1,5})(?:\.(\d{1,30}))?$/;

/**
 * A decimal number times a power of ten, exact, by moving the point among its digits. Null when it is none; `TOO_FINE` when digits are left
 * behind the point and it may not be rounded.
 */
export const shifted = (text: string, power: number, rounded: boolean): bigint | 'TOO_FINE' | null => {
  const found = DECIMAL.exec(text);
  if (found === null) return null;
  const [, grouped = '', fraction = ''] = found;
  const whole = grouped.replaceAll(',', '');
  const point = whole.length + power;
  const digits = point < 0 ? `${'0'.repeat(-point)}${whole}${fraction}` : `${whole}${fraction}`;
  const at = Math.max(0, point);
  const kept = BigInt(digits.slice(0, at).padEnd(at, '0') || '0');
  const rest = digits.slice(at);
  if (!/[1-9]/.test(rest)) return kept;
  if (!rounded) return 'TOO_FINE';
  return rest.charCodeAt(0) >= '5'.charCodeAt(0) ? kept + 1n : kept;
};

/** Words of units as they stand behind an amount. */
const UNIT_WORDS: Readonly<Record<string, Unit>> = {
  分: 'FEN',
  角: 'JIAO',
  元: 'YUAN',
  圆: 'YUAN',
  千元: 'QIAN_YUAN',
  万元: 'WAN_YUAN',
  万: 'WAN_YUAN',
  百万元: 'BAIWAN_YUAN',
  亿元: 'YI_YUAN',
  亿: 'YI_YUAN',
};

/** The sign, in front, as a minus or as the brackets of bookkeeping; a mark of money; the number; a word of unit. */
const AMOUNT =
  /^(?<bracket>\()?(?<sign>[-−])?\s*(?:[¥￥]|RMB|CNY)?\s*(?<inner>[-−])?(?<number>[\d.,]+)\s*(?<word>[\u4e00-\u9fff]*)(?<close>\))?$/i;

/** A number of a unit as our files write it: whole units with two decimals. */
const readUnit = (raw: string, { unit, rounded }: Reading & { how: 'UNIT' }, isMoney: boolean): string | Bad => {
  const none = bad(isMoney ? 'NOT_AN_AMOUNT' : 'NOT_A_QUANTITY');
  const found = AMOUNT.exec(raw.normalize('NFKC'))?.groups;
  if (found === undefined || (found['bracket'] === undefined) !== (found['close'] === undefined)) return none;
  const signs = [found['bracket'], found['sign'], found['inner']].filter((one) => one !== undefined).length;
  if (signs > 1) return none;
  const word = found['word'] ?? '';
  if (word !== '' && isMoney && UNIT_WORDS[word] !== unit) return bad('UNIT_DIFFERS');
  const minor = shifted(found['number'] ?? '', UNITS[unit], rounded);
  if (minor === 'TOO_FINE') return bad('TOO_FINE');
  if (minor === null) return none;
  const digits = String(minor).padStart(3, '0');
  return `${signs === 1 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

const TIMED = /^(.+?)(?:[ T](\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?$/;
const PARTED = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;
const MONTH = /^(\d{4})[-/.年]?(\d{1,2})月?$/;
const RUN_TOGETHER = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?\d{0,3})?$/;
/** The day before day 1 of spreadsheets, who count a 29 February 1900 that never was. */
const SERIAL_ZERO = '1899-12-30';

const dayText = (year: string, month: string, day: string): string | null =>
  readDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);

/** Day and, where there is one, the local time of it. */
type Moment = { readonly day: string; readonly time: string };

const SERIAL = /^\d{4,5}(?:\.\d+)?$/;
const serialOf = (text: string): Moment | null => {
  if (!SERIAL.test(text)) return null;
  // A time of day that Excel cut off at its fifteenth digit is the nearest second.
  const seconds = Math.round(Number(text) * 86_400);
  const at = new Date((seconds % 86_400) * 1_000).toISOString();
  return { day: addDays(localDate(SERIAL_ZERO), Math.floor(seconds / 86_400)), time: at.slice(11, 19) };
};

const writtenMoment = (
  text: string,
  format: Exclude<MomentFormat, 'YMD' | 'EPOCH_SECONDS' | 'EPOCH_MILLISECONDS'>,
): Moment | null => {
  const [, date = '', time = ''] = TIMED.exec(text) ?? [];
  const timed = (day: string | null): Moment | null => (day === null ? null : { day, time });
  switch (format) {
    case 'DMY':
    case 'MDY': {
      const [, first = '', second = '', year = ''] = PARTED.exec(date) ?? [];
      return timed(format === 'DMY' ? dayText(year, second, first) : dayText(year, first, second));
    }
    case 'MONTH_START':
    case 'MONTH_END': {
      const [, year = '', month = ''] = MONTH.exec(text) ?? [];
      const first = dayText(year, month, '01');
      if (first === null) return null;
      return {
        day: format === 'MONTH_START' ? first : addDays(addMonths(localDate(first), 1), -1),
        time: '',
      };
    }
    case 'COMPACT': {
      const [, year = '', month = '', day = '', hour, minute, second = '00'] = RUN_TOGETHER.exec(text) ?? [];
      const found = dayText(year, month, day);
      if (found === null) return null;
      return { day: found, time: hour === undefined ? '' : `${hour}:${minute ?? '00'}:${second}` };
    }
    case 'SERIAL':
      return serialOf(text);
  }
};

const EPOCH = /^\d{9,14}$/;
/** Past this a year has more than four digits. */
const LAST_EPOCH = 253_402_300_800_000;

const readMoment = (text: string, format: MomentFormat, isDay: boolean, { clock }: Surroundings): string | Bad => {
  const none = bad(isDay ? 'NOT_A_DAY' : 'NOT_AN_INSTANT');
  if (format === 'EPOCH_SECONDS' || format === 'EPOCH_MILLISECONDS') {
    const at = EPOCH.test(text) ? Number(text) * (format === 'EPOCH_SECONDS' ? 1_000 : 1) : LAST_EPOCH;
    if (at >= LAST_EPOCH) return none;
    return isDay ? clock.dayOf(at) : new Date(at).toISOString();
  }
  if (format === 'YMD') {
    // Our own reader of instants knows zones; the day of one is the office's.
    if (!isDay) return text;
    const at = readInstant(text, clock);
    return readDay(text) ?? (at === null ? none : clock.dayOf(Date.parse(at)));
  }
  const found = writtenMoment(text, format);
  if (found === null) return none;
  return isDay || found.time === '' ? found.day : `${found.day} ${found.time}`;
};

const readCode = (text: string, { codes, unknown }: Reading & { how: 'CODES' }): string | Bad => {
  if (Object.hasOwn(codes, text)) return codes[text] ?? '';
  if (unknown === 'AS_IS') return text;
  return unknown === 'EMPTY' ? '' : bad('CODE_UNKNOWN');
};

/** What a cell says in our spelling, empty for nothing; or why it says nothing. */
export const translated = (raw: string, reading: Reading, field: Field, around: Surroundings): string | Bad => {
  const text = cleanText(raw);
  if (text === '' || reading.how === 'AS_IS') return raw;
  switch (reading.how) {
    case 'MOMENT':
      return readMoment(text, reading.format, field.type === 'day', around);
    case 'UNIT':
      return readUnit(text, reading, field.type === 'amount');
    case 'CODES':
      return readCode(text, reading);
  }
};

/** The rule by which a value was read, as faults name it: the format, the unit, that there is a table of codes; null as it is. */
export const ruleOf = (reading: Reading): MomentFormat | Unit | 'CODES' | null => {
  switch (reading.how) {
    case 'AS_IS':
      return null;
    case 'MOMENT':
      return reading.format;
    case 'UNIT':
      return reading.unit;
    case 'CODES':
      return 'CODES';
  }
};
