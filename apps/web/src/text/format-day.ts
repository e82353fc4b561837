import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { weekdayOf } from '@qingfeng/domain/shared/local-date.ts';
import type { Language } from './i18n.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

const parts = (day: LocalDate): [year: number, month: number, date: number] => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return [year, month, date];
};

const english = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });

const utc = (day: LocalDate): Date => new Date(`${day}T00:00:00Z`);

/** `10月14日` within the year of `today`, `2027年1月4日` outside it; `14 Oct`, `4 Jan 2027`. */
export const formatDay = (language: Language, day: LocalDate, today?: LocalDate): string => {
  const [year, month, date] = parts(day);
  const sameYear = today !== undefined && parts(today)[0] === year;
  if (language === 'en')
    return english({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(utc(day));
  return `${sameYear ? '' : `${year}年`}${month}月${date}日`;
};

/** `2026年10月`; `October 2026`. */
export const formatMonth = (language: Language, day: LocalDate): string => {
  const [year, month] = parts(day);
  return language === 'en' ? english({ month: 'long', year: 'numeric' }).format(utc(day)) : `${year}年${month}月`;
};

export const formatWeekday = (language: Language, day: LocalDate): string =>
  language === 'en' ? english({ weekday: 'long' }).format(utc(day)) : `星期${WEEKDAYS[weekdayOf(day) - 1] ?? ''}`;
