import { dayOf, daysBetween, wallTime } from '@qingfeng/domain/shared/local-date.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, formatMonth, formatWeekday } from './format-day.ts';
import type { Language } from './i18n.ts';

/** The office's zone: days and times on screen are the office's, wherever the browser sits. */
export const ZONE = 'Asia/Shanghai';
const YUAN_PER_WAN = 10_000;

/** 24-hour time of day, `08:30`. */
export const formatTime = (at: Instant): string => wallTime(new Date(at), ZONE).slice(11, 16);

/** `今天 08:30`, `昨天 17:36`, `10月2日 09:00`. */
export const formatMoment = (language: Language, at: Instant, today: LocalDate): string => {
  const day = dayOf(at, ZONE);
  const ago = daysBetween(day, today);
  const named = language === 'en' ? ['Today', 'Yesterday'] : ['今天', '昨天'];
  return `${named[ago] ?? formatDay(language, day, today)} ${formatTime(at)}`;
};

/** `10月2日 09:00`: a moment that is read beside others, where 今天 would hide the day. */
const formatDayAndTime = (language: Language, at: Instant, today: LocalDate): string =>
  `${formatDay(language, dayOf(at, ZONE), today)} ${formatTime(at)}`;

export const formatNumber = (value: number): string => new Intl.NumberFormat('en-US').format(value);

/** `4,862,000` from minor units; decimals only where there are any. The unit stands in the column's head. */
export const formatAmount = (amountMinor: number): string =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: amountMinor % 100 === 0 ? 0 : 2 }).format(amountMinor / 100);

/** `38.6万元` from ten thousand yuan on, `3,200元` below; another currency by its code, `1,200 USD`. */
export const formatMoney = (language: Language, amountMinor: number, currency: string): string => {
  if (currency !== 'CNY') return `${formatAmount(amountMinor)} ${currency}`;
  if (language === 'en') return `CNY ${formatAmount(amountMinor)}`;
  const yuan = amountMinor / 100;
  if (Math.abs(yuan) < YUAN_PER_WAN) return `${formatAmount(amountMinor)}元`;
  return `${new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(yuan / YUAN_PER_WAN)}万元`;
};

/** `12.4 MB`. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
};

/** The formatters bound to the language on screen. */
export const useFormat = () => {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return useMemo(
    () => ({
      language,
      day: (day: LocalDate, today?: LocalDate) => formatDay(language, day, today),
      month: (day: LocalDate) => formatMonth(language, day),
      weekday: (day: LocalDate) => formatWeekday(language, day),
      /** The day of an instant, where the time of day says nothing more. */
      dayAt: (at: Instant, today: LocalDate) => formatDay(language, dayOf(at, ZONE), today),
      moment: (at: Instant, today: LocalDate) => formatMoment(language, at, today),
      dayAndTime: (at: Instant, today: LocalDate) => formatDayAndTime(language, at, today),
      money: (amountMinor: number, currency: string) => formatMoney(language, amountMinor, currency),
      number: formatNumber,
      amount: formatAmount,
      bytes: formatBytes,
    }),
    [language],
  );
};
