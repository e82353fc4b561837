import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { describe, expect, it } from 'vitest';
import { formatDay, formatMonth, formatWeekday } from './format-day.ts';
import { formatAmount, formatBytes, formatMoment, formatMoney } from './format.ts';

const day = (text: string): LocalDate => text as LocalDate;
const at = (text: string): Instant => text as Instant;

describe('days', () => {
  it('leaves out this year and says any other', () => {
    expect(formatDay('zh-CN', day('2026-10-04'), day('2026-12-31'))).toBe('10月4日');
    expect(formatDay('zh-CN', day('2027-01-04'), day('2026-12-31'))).toBe('2027年1月4日');
    expect(formatDay('zh-CN', day('2026-10-04'))).toBe('2026年10月4日');
    expect(formatDay('en', day('2026-10-04'), day('2026-12-31'))).toBe('4 Oct');
  });

  it('names months', () => {
    expect(formatMonth('zh-CN', day('2026-01-31'))).toBe('2026年1月');
    expect(formatMonth('en', day('2026-10-01'))).toBe('October 2026');
  });

  it('names weekdays', () => {
    expect(formatWeekday('zh-CN', day('2026-10-10'))).toBe('星期六');
    expect(formatWeekday('en', day('2026-10-11'))).toBe('Sunday');
  });

  it('tells moments in the office’s zone: 16:30 UTC is the next day there', () => {
    expect(formatMoment('zh-CN', at('2026-10-09T16:30:00.000Z'), day('2026-10-10'))).toBe('今天 00:30');
    expect(formatMoment('zh-CN', at('2026-10-09T15:30:00.000Z'), day('2026-10-10'))).toBe('昨天 23:30');
    expect(formatMoment('zh-CN', at('2026-10-01T01:00:00.000Z'), day('2026-10-10'))).toBe('10月1日 09:00');
    expect(formatMoment('en', at('2026-10-09T01:00:00.000Z'), day('2026-10-10'))).toBe('Yesterday 09:00');
  });
});

describe('money', () => {
  it('groups thousands and shows fen only where there are any', () => {
    expect(formatAmount(486_200_000)).toBe('4,862,000');
    expect(formatAmount(69_850)).toBe('698.50');
    expect(formatAmount(-100)).toBe('-1');
  });

  it('turns to 万元 from ten thousand yuan on', () => {
    expect(formatMoney('zh-CN', 999_900, 'CNY')).toBe('9,999元');
    expect(formatMoney('zh-CN', 38_600_000, 'CNY')).toBe('38.6万元');
    expect(formatMoney('en', 38_600_000, 'CNY')).toBe('CNY 386,000');
  });

  it('never calls another currency yuan', () => {
    expect(formatMoney('zh-CN', 120_000, 'COP')).toBe('1,200 COP');
  });
});

it('tells sizes of files', () => {
  expect([900, 20_480, 20 * 1024 * 1024].map(formatBytes)).toEqual(['900 B', '20 KB', '20 MB']);
});
