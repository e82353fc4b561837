import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { describe, expect, it } from 'vitest';
import { dayText } from '../../shared/day-text.ts';
import { clause, numeral, paragraphs, periodText, points, ticked, timeText } from './paper-text.ts';

describe('the wording of papers', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [21, '二十一'],
    [99, '九十九'],
  ])('writes point %i as %s', (number, text) => expect(numeral(number)).toBe(text));

  it('writes days and times without leading zeros', () => {
    expect(dayText(localDate('2026-09-08'))).toBe('2026年9月8日');
    expect([timeText('09:30'), timeText('14:00')]).toEqual(['9时30分', '14时']);
  });

  it('writes lengths of time by their unit', () => {
    expect(periodText({ amount: 7, unit: 'WORKDAY' })).toBe('7个工作日');
    expect(periodText({ amount: 1, unit: 'MONTH' })).toBe('1个月');
  });

  it('punctuates a list as one sentence, whatever its writer put at the ends', () => {
    expect(points(['停止施工。', '补办手续；', '报告结果']).map((point) => point.内容)).toEqual([
      '停止施工；',
      '补办手续；',
      '报告结果。',
    ]);
    expect(points(['是否停止？', '何时停止']).map((point) => point.内容)).toEqual(['是否停止？', '何时停止。']);
    expect(points(['停止施工。'])[0]?.事项).toBe('停止施工');
  });

  it('ends paragraphs once and makes one of every line', () => {
    expect(paragraphs(['第一段\n\n第二段。', ' 第三段； '])).toEqual(['第一段。', '第二段。', '第三段。']);
    expect(clause('《办法》第五条。')).toBe('《办法》第五条');
  });

  it('ticks what was chosen and leaves the rest open', () => {
    expect(ticked<'A' | 'B'>({ A: '听取汇报', B: '查阅资料' }, ['B'])).toBe('□听取汇报　■查阅资料');
  });
});
