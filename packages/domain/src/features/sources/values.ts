import type { Instant, LocalDate } from '../../shared/local-date.ts';
import { addDays, isLocalDate } from '../../shared/local-date.ts';
import type { Field, FieldType, SecretSort } from './field.ts';
import type { OfficeClock } from './office-clock.ts';
import type { RejectReason } from './reject.ts';
import { cleanText } from './reject.ts';

const FIRST_DAY = '1990-01-01';
/** An award may be dated ahead; a typing slip of a century may not. */
const DAYS_AHEAD = 366;
/** 9 × 10^12 whole units: the largest amount whose hundredths JavaScript counts exactly. */
const MOST_MINOR = 9_000_000_000_000_00;
const MOST_COUNT = 1_000_000;

/** A value as it is kept: text, day and instant (ISO) as strings; amounts and counts as integers. */
export type Value = string | number | null;

/** Files bring everything as text or as a spreadsheet's numbers, amounts in whole units; JSON brings types and minor units. */
export type Dialect = 'cells' | 'json';

/** What reading needs besides the text: the office's clock and the last day that is believed. */
export type Surroundings = {
  readonly clock: OfficeClock;
  readonly lastDay: LocalDate;
  readonly digest: Digest;
};
/** What is kept of a secret: equal for equal texts of one sort, under a key that the database does not know (DOMAIN FS-09). */
export type Digest = (text: string, sort: SecretSort) => string;

export const surroundingsOf = (clock: OfficeClock, today: LocalDate, digest: Digest): Surroundings => ({
  clock,
  lastDay: addDays(today, DAYS_AHEAD),
  digest,
});

export class Bad {
  readonly reason: RejectReason;
  constructor(reason: RejectReason) {
    this.reason = reason;
  }
}
const bad = (reason: RejectReason): Bad => new Bad(reason);

const DAY =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/;
const MIDNIGHT = /[ T]00?:00(?::00(?:\.0+)?)?Z?$/;

/** `2026-03-12`, `2026/3/12`, `2026.3.12`, `2026年3月12日`, `20260312`; spreadsheets add a midnight. */
export const readDay = (text: string): LocalDate | null => {
  const found = DAY.exec(text.length > 11 ? text.replace(MIDNIGHT, '') : text);
  if (found === null) return null;
  const year = found[1] ?? '';
  const month = (found[2] ?? found[4] ?? found[6] ?? found[8] ?? found[10] ?? '').padStart(2, '0');
  const date = (found[3] ?? found[5] ?? found[7] ?? found[9] ?? found[11] ?? '').padStart(2, '0');
  // Asking Date of every day costs more than all else about it; only the last days of a month need it.
  if (date > '28' || date === '00' || month > '12' || month === '00') {
    return isLocalDate(`${year}-${month}-${date}`) ? (`${year}-${month}-${date}` as LocalDate) : null;
  }
  return `${year}-${month}-${date}` as LocalDate;
};

const LOCAL_TIME = /^(.+?)[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
/** ISO, and as PostgreSQL writes it: a blank before the time, whole hours of zone. */
const ZONED = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)$/;

/** An instant: ISO with a zone, or a local time of the office (a day alone is its midnight). */
export const readInstant = (text: string, clock: OfficeClock): Instant | null => {
  const zoned = ZONED.exec(text);
  if (zoned !== null) {
    const [, day, time, zone] = zoned;
    // Date.parse rolls 30 February over into March.
    return isLocalDate(day ?? '') ? isoOf(Date.parse(`${day ?? ''}T${time ?? ''}${withColon(zone ?? '')}`)) : null;
  }
  const [, dayText = '', hour = '', minute = '', second = '00', fraction = ''] = LOCAL_TIME.exec(text) ?? [
    '',
    text,
    '00',
    '00',
  ];
  const day = readDay(dayText);
  if (day === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const millisecond = fraction.padEnd(3, '0').slice(0, 3);
  return isoOf(clock.instantOf(`${day}T${hour.padStart(2, '0')}:${minute}:${second}.${millisecond}`));
};

const withColon = (zone: string): string =>
  zone.length === 3 ? `${zone}:00` : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
const isoOf = (at: number): Instant | null => (Number.isNaN(at) ? null : (new Date(at).toISOString() as Instant));

const YUAN = /^[¥￥]?(-?)(\d{1,13}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2})0*)?$/;

/** Whole units with at most two decimals → hundredths. */
const readYuan = (raw: string | number): number | null => {
  if (typeof raw === 'number') {
    const minor = Math.round(raw * 100);
    // A spreadsheet's 0.1 + 0.2 is 0.30000000000000004; a third decimal is something else.
    return Math.abs(raw * 100 - minor) < 1e-6 * Math.max(1, Math.abs(raw)) ? minor : null;
  }
  const found = YUAN.exec(raw);
  if (found === null) return null;
  const [, sign, whole, hundredths = ''] = found;
  const minor = Number((whole ?? '').replaceAll(',', '')) * 100 + Number(hundredths.padEnd(2, '0'));
  return sign === '-' ? -minor : minor;
};

type Reader = (raw: string | number, field: Field, dialect: Dialect, around: Surroundings) => Value | Bad;

const asText = (raw: string | number): string => (typeof raw === 'string' ? cleanText(raw) : String(raw));

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = '10X98765432';
/** Whether a text is a resident identity number by GB 11643: eighteen places, the last a check digit. */
export const isIdentityNumber = (text: string): boolean =>
  /^\d{17}[\dX]$/.test(text) &&
  CHECK_DIGITS[WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0) % 11] === text[17];

/** One spelling for one secret, so that digests of the same thing are equal. */
const spelled = (text: string, sort: SecretSort): string => {
  const tight = text.replace(/\s/g, '').toUpperCase();
  return sort === 'phone' ? tight.replace(/^\+?86(?=1\d{10}$)|[-()（）]/g, '') : tight;
};

/** How each type of field is read; the raw value is a non-empty text or a number. */
const READERS: Readonly<Record<FieldType, Reader>> = {
  text: (raw, { max, name }, dialect) => {
    if (typeof raw === 'number' && dialect === 'json') return bad('WRONG_TYPE');
    const text = asText(raw);
    if (text.length > max) return bad('TOO_LONG');
    if (text === '') return null;
    return name === 'currency' && !/^[A-Z]{3}$/.test(text) ? bad('NOT_A_CURRENCY') : text;
  },
  code: (raw, field, dialect, around) => READERS.text(raw, field, dialect, around),
  secret: (raw, { secret, max }, dialect, { digest }) => {
    if (typeof raw === 'number' && dialect === 'json') return bad('WRONG_TYPE');
    if (secret === null) throw new TypeError('a secret without a sort');
    const plain = spelled(asText(raw), secret);
    if (plain.length > max) return bad('TOO_LONG');
    if (plain === '') return null;
    return secret === 'identity' && !isIdentityNumber(plain) ? bad('NOT_AN_IDENTITY') : digest(plain, secret);
  },
  choice: (raw, { choices }) => {
    const text = asText(raw);
    if (text === '') return null;
    if (Object.hasOwn(choices, text)) return text;
    return codeByWord(choices).get(text) ?? bad('NOT_IN_LIST');
  },
  day: (raw, _field, _dialect, { lastDay }) => {
    const day = readDay(asText(raw));
    if (day === null) return bad('NOT_A_DAY');
    return day < FIRST_DAY || day > lastDay ? bad('DAY_OUT_OF_RANGE') : day;
  },
  instant: (raw, _field, _dialect, { clock, lastDay }) => {
    const at = typeof raw === 'number' ? null : readInstant(asText(raw), clock);
    if (at === null) return bad('NOT_AN_INSTANT');
    return at < FIRST_DAY || at.slice(0, 10) > lastDay ? bad('DAY_OUT_OF_RANGE') : at;
  },
  amount: (raw, _field, dialect) => {
    if (dialect === 'json' && typeof raw !== 'number') return bad('WRONG_TYPE');
    const minor = dialect === 'json' ? (Number.isSafeInteger(raw) ? (raw as number) : null) : readYuan(raw);
    return minor === null || Math.abs(minor) > MOST_MINOR ? bad('NOT_AN_AMOUNT') : minor === 0 ? 0 : minor;
  },
  hundredths: (raw, field, dialect, around) => {
    const value = READERS.amount(raw, field, dialect, around);
    return value instanceof Bad && value.reason === 'NOT_AN_AMOUNT' ? bad('NOT_A_QUANTITY') : value;
  },
  integer: (raw, _field, dialect) => {
    if (dialect === 'json' && typeof raw !== 'number') return bad('WRONG_TYPE');
    const count = typeof raw === 'number' ? raw : /^\d{1,9}$/.test(raw.trim()) ? Number(raw) : Number.NaN;
    return Number.isInteger(count) && count >= 0 && count <= MOST_COUNT ? count : bad('NOT_A_COUNT');
  },
};

/** What a field holds where the source says `raw`; nothing, blanks and null are null. */
export const readValue = (raw: unknown, field: Field, dialect: Dialect, around: Surroundings): Value | Bad => {
  if (raw === '' || raw === null || raw === undefined) return null;
  if (typeof raw !== 'string' && typeof raw !== 'number') return bad('WRONG_TYPE');
  if (typeof raw === 'string' && field.type !== 'text' && field.type !== 'code' && raw.trim() === '') return null;
  return READERS[field.type](raw, field, dialect, around);
};

const WORDS = new WeakMap<Field['choices'], ReadonlyMap<string, string>>();
const codeByWord = (choices: Field['choices']): ReadonlyMap<string, string> => {
  const known = WORDS.get(choices) ?? new Map(Object.entries(choices).map(([code, word]) => [word, code]));
  WORDS.set(choices, known);
  return known;
};
