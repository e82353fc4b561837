import { addDays, localDate, type LocalDate, weekdayOf, yearOf } from '../../shared/local-date.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';
import { readDay } from '../sources/values.ts';
import { type Calendar, calendarOf, type DayKind, isWorkday, kindOfDay, type SpecialDay } from './calendar.ts';

/** Why a row of a year's notice cannot go in. */
export const DAY_FAULTS = [
  'NOT_A_DAY',
  'OTHER_YEAR',
  'KIND_UNKNOWN',
  'NAME_MISSING',
  'NAME_TOO_LONG',
  'REPEATED',
  // Only a Saturday or Sunday can be made a working day; a weekday in that column is a slip of the date.
  'MAKEUP_ON_WEEKDAY',
  // The row cannot be taken apart at all.
  'UNREADABLE',
] as const;
export type DayFault = {
  readonly line: number;
  readonly reason: (typeof DAY_FAULTS)[number];
  /** What stands there, at most 100 characters. */
  readonly value: string;
};

/** A row as a file or a person wrote it. */
export type WrittenDay = {
  readonly line: number;
  readonly date: string;
  readonly kind: string;
  readonly name: string;
};

export const MOST_NAME = 30;

/** Words for the two kinds: ours, those of notices, and `isOffDay` of the open data set holiday-cn. */
const KIND_WORDS: Readonly<Record<string, SpecialDay['kind']>> = {
  HOLIDAY: 'HOLIDAY',
  放假: 'HOLIDAY',
  休: 'HOLIDAY',
  节假日: 'HOLIDAY',
  true: 'HOLIDAY',
  MAKEUP_WORKDAY: 'MAKEUP_WORKDAY',
  调休上班: 'MAKEUP_WORKDAY',
  补班: 'MAKEUP_WORKDAY',
  上班: 'MAKEUP_WORKDAY',
  班: 'MAKEUP_WORKDAY',
  false: 'MAKEUP_WORKDAY',
};

/** Headings under which files bring the three columns; the first is ours. */
const HEADINGS = {
  date: ['日期', 'date'],
  kind: ['类型', 'kind', 'isOffDay'],
  name: ['名称', '节日', 'name'],
} as const;
export const DAY_HEADINGS = [HEADINGS.date[0], HEADINGS.kind[0], HEADINGS.name[0]] as const;
/** The word that goes out for a kind, and comes back as it. */
export const wordOfKind = (kind: SpecialDay['kind']): string => (kind === 'HOLIDAY' ? '放假' : '调休上班');

/** One element of a file, a table row or a JSON object, by what its cells mean. */
export const writtenDay = (line: number, cells: unknown): WrittenDay => {
  const cell = (names: readonly string[]): string => {
    const found = names
      .map((name) => (cells instanceof Object ? (Reflect.get(cells, name) as unknown) : undefined))
      .find((value) => value !== undefined);
    return typeof found === 'string' || typeof found === 'boolean' ? String(found).trim() : '';
  };
  return { line, date: cell(HEADINGS.date), kind: cell(HEADINGS.kind), name: cell(HEADINGS.name) };
};

/** Reads the days of one year: those that can go in, in order, and every fault of the others. */
export const readYear = (
  year: number,
  rows: readonly WrittenDay[],
): { readonly days: readonly SpecialDay[]; readonly faults: readonly DayFault[] } => {
  const days = new Map<LocalDate, SpecialDay>();
  const faults: DayFault[] = [];
  for (const { line, date: written, kind: word, name } of rows) {
    const before = faults.length;
    const fault = (reason: DayFault['reason'], value: string): void => {
      faults.push({ line, reason, value: value.slice(0, 100) });
    };
    const date = readDay(written);
    const kind = KIND_WORDS[word];
    if (date === null) fault('NOT_A_DAY', written);
    else if (yearOf(date) !== year) fault('OTHER_YEAR', written);
    else if (days.has(date)) fault('REPEATED', written);
    if (kind === undefined) fault('KIND_UNKNOWN', word);
    else if (kind === 'MAKEUP_WORKDAY' && date !== null && weekdayOf(date) <= 5) fault('MAKEUP_ON_WEEKDAY', written);
    if (name === '') fault('NAME_MISSING', '');
    if (name.length > MOST_NAME) fault('NAME_TOO_LONG', name);
    if (date === null || kind === undefined || faults.length > before) continue;
    days.set(date, { date, kind, name });
  }
  return { days: [...days.values()].toSorted((one, other) => (one.date < other.date ? -1 : 1)), faults };
};

/** How a year's notice compares with the law, which fixes how many weekdays a year loses (DOMAIN §6.1 rule 2). */
export type Balance = {
  readonly weekdaysOff: number;
  readonly makeups: number;
  /** Weekdays off less weekends worked: what the year really loses. */
  readonly net: number;
  readonly lawful: number;
};

/** 11 legal holidays until 2024, 13 since 2025-01-01; a local holiday of a minority region comes on top. */
const lawfulDays = (year: number): number => (year < 2025 ? 11 : 13);

/** Since a holiday on a weekend is given back and a bridged weekday is worked off, the net loss is the number in the law: a slipped or missing row shows. */
export const balanceOf = (year: number, days: readonly SpecialDay[]): Balance => {
  const weekdaysOff = days.filter(({ kind, date }) => kind === 'HOLIDAY' && weekdayOf(date) <= 5).length;
  const makeups = days.filter(({ kind }) => kind === 'MAKEUP_WORKDAY').length;
  return { weekdaysOff, makeups, net: weekdaysOff - makeups, lawful: lawfulDays(year) };
};

/** The calendar as it would be with this year in force. */
export const withYear = (
  calendar: Calendar,
  { year, version, days }: { readonly year: number; readonly version: number; readonly days: readonly SpecialDay[] },
): Calendar => {
  const others = calendar.years
    .filter((known) => known !== year)
    .map((known) => ({
      year: known,
      version: versionOf(calendar, known),
      days: [...calendar.days.values()].filter(({ date }) => yearOf(date) === known),
    }));
  return calendarOf([...others, { year, version, days }]);
};

const versionOf = ({ version }: Calendar, year: number): number =>
  Number(
    version
      .split(' ')
      .find((part) => part.startsWith(`${year}-`))
      ?.split('-')[1] ?? 0,
  );

/** A day that is something else after than before. */
export type DayChange = {
  readonly on: LocalDate;
  readonly before: DayKind;
  readonly after: DayKind;
  readonly name: string | null;
  /** Whether it is counted otherwise: only this moves a deadline. */
  readonly counts: boolean;
};

/** What a proposed year changes against the calendar in force; an unknown year counts as plain weeks. */
export const changesOf = (year: number, before: Calendar, after: Calendar): readonly DayChange[] => {
  const changes: DayChange[] = [];
  const end = `${year + 1}-01-01`;
  for (let on = localDate(`${year}-01-01`); on < end; on = addDays(on, 1)) {
    const name = after.days.get(on)?.name ?? null;
    const kinds = { before: kindOfDay(before, on), after: kindOfDay(after, on) };
    if (kinds.before === kinds.after && name === (before.days.get(on)?.name ?? null)) continue;
    changes.push({ on, ...kinds, name, counts: isWorkday(before, on) !== isWorkday(after, on) });
  }
  return changes;
};

export const YEAR_STATES = ['PROPOSED', 'PUBLISHED', 'REJECTED', 'WITHDRAWN'] as const;
export type YearState = (typeof YEAR_STATES)[number];

/** Steps on a proposed year; all start from PROPOSED. */
export const YEAR_STEPS = {
  publish: { to: 'PUBLISHED', own: false },
  reject: { to: 'REJECTED', own: false },
  withdraw: { to: 'WITHDRAWN', own: true },
} as const satisfies Record<string, { to: YearState; own: boolean }>;
export type YearStep = keyof typeof YEAR_STEPS;

/** Why a step is not open to this account, `null` when it is: a second person publishes (DOMAIN §6.1 rule 3, §7.1 BIZ_ADMIN). */
export const refusalOfYearStep = (
  step: YearStep,
  { state, proposedBy }: { readonly state: YearState; readonly proposedBy: string | null },
  by: { readonly accountId: string; readonly roles: readonly Role[] },
): RefusalCode | null => {
  if (!by.roles.includes('BIZ_ADMIN')) return 'access.denied';
  if (state !== 'PROPOSED') return 'calendar.decided';
  const isOwn = proposedBy === by.accountId;
  if (YEAR_STEPS[step].own) return isOwn ? null : 'access.denied';
  return isOwn ? 'calendar.own-proposal' : null;
};
