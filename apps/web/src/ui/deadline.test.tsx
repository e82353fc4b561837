import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { draw, inTheOffice } from '../testing/office.tsx';
import { DeadlineChip, LedgerLine } from './deadline.tsx';
import type { Deadline } from './deadline.tsx';

inTheOffice();

const TODAY = '2026-10-10' as LocalDate;
const chip = (deadline: Omit<Deadline, 'dueOn'>, dueOn = '2026-10-22') => {
  const { container } = draw(<DeadlineChip deadline={{ dueOn: dueOn as LocalDate, ...deadline }} today={TODAY} />);
  const element = container.querySelector('.deadline');
  return { words: element?.textContent, weight: element?.className };
};

describe('a deadline is urgent by weight', () => {
  it.each([
    [9, '10月22日', 'deadline calm'],
    [4, '10月22日', 'deadline calm'],
    [3, '10月22日 剩3个工作日', 'deadline soon'],
    [1, '10月22日 剩1个工作日', 'deadline soon'],
    [0, '今日 24:00', 'deadline today'],
    [-1, '逾期1个工作日', 'deadline late'],
    [-12, '逾期12个工作日', 'deadline late'],
  ])('%i working days left: %s', (workingDaysLeft, words, weight) => {
    expect(chip({ workingDaysLeft })).toEqual({ words, weight });
  });

  it('does not press while the clock is stopped', () => {
    expect(chip({ workingDaysLeft: -2, stopped: true })).toEqual({
      words: '10月22日暂停计时',
      weight: 'deadline calm',
    });
  });

  it('says the year outside this one, and that an unknown calendar is estimated', () => {
    expect(chip({ workingDaysLeft: 60, estimated: true }, '2027-01-04').words).toBe('2027年1月4日预估');
  });

  it('explains itself: the sentence, and every day on demand', () => {
    draw(
      <LedgerLine
        deadline={{ dueOn: '2026-10-14' as LocalDate, workingDaysLeft: 3 }}
        today={TODAY}
        days={[
          { day: '2026-10-10' as LocalDate, kind: 'makeup', count: 4 },
          { day: '2026-10-11' as LocalDate, kind: 'off', count: 0, note: '周末' },
          { day: '2026-10-14' as LocalDate, kind: 'due', count: 7 },
        ]}
      >
        自送达次日起第7个工作日
      </LedgerLine>,
    );
    expect(screen.getByText('剩3个工作日')).toBeDefined();
    expect(screen.queryByText('截止，第7个工作日')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '逐日推算' }));
    expect(screen.getByText('调休上班，第4个工作日')).toBeDefined();
    expect(screen.getByText('截止，第7个工作日')).toBeDefined();
  });
});
