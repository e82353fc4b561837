import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';

/** 2026年9月8日: Arabic digits without leading zeros (GB/T 9704). */
export const dayText = (day: LocalDate): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${String(year)}年${String(month)}月${String(date)}日`;
};
