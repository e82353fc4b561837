import { fireEvent, screen } from '@testing-library/react';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { expect, it } from 'vitest';
import { draw, inTheOffice } from '../../testing/office.tsx';
import { CompanyPanel } from './company-panel.tsx';
import type { Tender } from './queries.ts';
import { ScreensPanel } from './screens-panel.tsx';
import { SharedPanel } from './shared-panel.tsx';

inTheOffice();

const bidder = (key: string, won: number) => ({ key, name: `${key}公司`, met: 6, won });
const tender = (more: Partial<Tender> = {}): Tender => ({
  ...{
    id: '',
    tenderRef: 'Q1',
    project: '桥',
    unit: null,
    openedOn: localDate('2026-05-01'),
    currency: 'CNY',
    bids: 2,
  },
  ...{ estimateMinor: null, lowestMinor: 1, winner: null, winningMinor: null, scorePermille: 812, flagged: true },
  ...{ bidRows: [], market: null, shared: [], alertRows: [] },
  screens: [
    { screen: 'variation', value: 0.02, adds: 1.5, quartiles: { q1: 0.05, middle: 0.08, q3: 0.1 } },
    { screen: 'wonToEstimate', value: null, adds: null, quartiles: null },
  ],
  company: {
    ...{ tenders: 6, cut: false, bidders: [bidder('A', 5), bidder('B', 0)], rotation: null },
    pairs: [{ one: 'A', other: 'B', met: 6, oneWon: 5, otherWon: 0 }],
    fixedLosers: [{ bidder: 'B', beside: 'A', met: 6 }],
  },
  ...more,
});

it('who bids with whom is told in words beside the picture, and as a table', () => {
  draw(<CompanyPanel tender={tender()} />);
  expect(screen.getByText('B公司与A公司同场6次，在这些招标中从未中标。')).toBeTruthy();
  expect(screen.getByText(/没有轮流中标的迹象/u)).toBeTruthy();
  // Heard even while the picture is shown.
  expect(screen.getByRole('table', { name: '谁与谁共同投标' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '数据表' }));
  expect(screen.queryByText(/从未中标/u)).toBeNull();
});

it('says what is not there: no meeting, nothing shared, a screen without an estimate', () => {
  draw(
    <>
      <CompanyPanel tender={tender({ company: { ...tender().company, pairs: [], fixedLosers: [] } })} />
      <SharedPanel tender={tender()} />
      <ScreensPanel tender={tender()} />
    </>,
  );
  expect(screen.getByText('这些投标人没有在别处同场，或记录没有写明投标人编码')).toBeTruthy();
  expect(screen.getByText('没有发现投标人之间的共同特征')).toBeTruthy();
  expect(screen.getByText('无法计算')).toBeTruthy();
  expect(screen.getByRole('img', { name: '偏低：本次0.02，四分位0.05至0.1' })).toBeTruthy();
});

it('what bidders share stands with what else explains it', () => {
  const shared = [{ trait: 'machine' as const, mark: 'abc123', bidders: ['A', 'B'], oneAgency: true, usedBy: null }];
  draw(<SharedPanel tender={tender({ shared })} />);
  expect(screen.getByText('A公司、B公司')).toBeTruthy();
  expect(screen.getByText(/同由一家代理机构递交/u)).toBeTruthy();
});
