/** A calendar day `YYYY-MM-DD` in the office's zone, without time. Days are named `…On`, instants `…At`; they never mix. */
export type LocalDate = string & { readonly __localDate: unique symbol };
/** An instant in ISO 8601 UTC with milliseconds. */
export type Instant = string & { readonly __instant: unique symbol };

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Days since 1970-01-01, the arithmetic form of a local date. */
const toNumber = (day: LocalDate): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const fromNumber = (number: number): LocalDate => new Date(number * DAY_MS).toISOString().slice(0, 10) as LocalDate;

/** Whether the text is a real day of the calendar (2026-02-30 is not). */
export const isLocalDate = (text: string): text is LocalDate =>
  PATTERN.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  fromNumber(toNumber(text as LocalDate)) === text;

/** Reads a day; a text that is none is a bug of the caller, input is checked by the contract before. */
export const localDate = (text: string): LocalDate => {
  if (!isLocalDate(text)) throw new RangeError(`not a day: ${text}`);
  return text;
};

export const instant = (date: Date): Instant => date.toISOString() as Instant;
export const addSeconds = (at: Instant, seconds: number): Instant =>
  instant(new Date(Date.parse(at) + seconds * 1_000));
/** Seconds from `from` to `to`; negative when `to` is earlier. */
export const secondsBetween = (from: Instant, to: Instant): number => (Date.parse(to) - Date.parse(from)) / 1_000;

export const addDays = (day: LocalDate, days: number): LocalDate => fromNumber(toNumber(day) + days);
/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toNumber(to) - toNumber(from);
export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));
/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: LocalDate): number => ((((toNumber(day) + 3) % 7) + 7) % 7) + 1;

/** The same day number `months` later; the last day of that month where it has no such day (DOMAIN §6.2 rule 4, before rolling). */
export const addMonths = (day: LocalDate, months: number): LocalDate => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10) as LocalDate;
};

/** Making a formatter costs some 50 µs, using it 1 µs: one is kept for each zone. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const clockOf = (zone: string): Intl.DateTimeFormat => {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(zone, made);
  return made;
};
/** What calendar and clock on the office's wall show at an instant (milliseconds or a date): `2026-11-27 20:45:00`. */
export const wallTime = (at: number | Date, zone: string): string => clockOf(zone).format(at);

/** The office day on which an instant falls. `zone` is an IANA name from the configuration (Asia/Shanghai by default). */
export const dayOf = (at: Instant | Date, zone: string): LocalDate =>
  wallTime(typeof at === 'string' ? new Date(at) : at, zone).slice(0, 10) as LocalDate;
