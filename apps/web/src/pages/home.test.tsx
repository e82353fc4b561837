import { useQuery } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { meQuery } from '../http/me.ts';
import { draw, inTheOffice } from '../testing/office.tsx';
import { Page } from './home.tsx';

inTheOffice();

const task = (title: string, workingDaysLeft: number | null, level: string | null = null) => ({
  id: title,
  act: 'x.y',
  thingKind: 'warning',
  thingId: title,
  href: `/warnings/${title}`,
  title,
  level: level === null ? null : { colour: level, label: '红 · 三级 监察' },
  unit: '县住建局',
  dueOn: workingDaysLeft === null ? null : '2026-10-14',
  workingDaysLeft,
  closedAt: null,
  onBehalfOf: null,
});
const page = (items: unknown[]) => ({ items, total: items.length, totalCapped: false });
const COUNTS = { open: 4, soon: 1, overdue: 1, doing: 0, done: 7 };
const ANSWERS: Record<string, unknown> = {
  '/api/v1/sessions/refresh': { accessToken: 't', expiresIn: 600 },
  '/api/v1/me': {
    accountId: 'a',
    name: '闻知竹',
    unit: '预警中心',
    post: null,
    roles: ['OFFICER'],
    nav: ['home'],
    counts: {},
    today: '2026-10-10',
    todayKind: 'makeup-workday',
    todayName: null,
    county: '清河县',
    demo: true,
    mustChangePassword: false,
    mustEnrolTotp: false,
  },
  '/api/v1/tasks?tab=open&page=1&size=50': {
    ...page([task('甲', -2, 'RED'), task('乙', 0), task('丙', 2), task('丁', 9)]),
    counts: COUNTS,
    groups: { late: 3, today: 1, soon: 1, later: 1, undated: 0 },
  },
  '/api/v1/tasks?tab=done&page=1&size=50': { ...page([]), counts: COUNTS, groups: {} },
  '/api/v1/tasks/calendar?from=2026-09-28&to=2026-10-25': {
    days: [
      { day: '2026-10-10', workday: true, name: null, estimated: false, due: 3 },
      { day: '2026-10-11', workday: false, name: null, estimated: false, due: 0 },
    ],
  },
  '/api/v1/notices?tab=unread&size=3': { ...page([]), unread: 0 },
};

/** What one test answers otherwise. */
let given: Readonly<Record<string, unknown>> = {};
beforeEach(() => {
  given = {};
  vi.stubGlobal('fetch', (path: string) => {
    const body = path in given ? given[path] : ANSWERS[path];
    if (body === undefined) return Promise.reject(new Error(`unexpected ${path}`));
    return Promise.resolve(new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } }));
  });
});
afterEach(() => vi.unstubAllGlobals());

/** As the door does it: the page is drawn once it is known who is there. */
const SignedIn = () => (useQuery(meQuery).data === undefined ? null : <Page />);

describe('my tasks', () => {
  it('groups by when a task bites and says what it is about', async () => {
    draw(<SignedIn />);
    await screen.findByText('甲');
    const groups = [...document.querySelectorAll('tr.group b')].map((each) => each.textContent);
    expect(groups).toEqual(['逾期', '今天到期', '将到期', '稍后']);
    // The count is of all pages: three are overdue, one of them stands on this one.
    expect([...document.querySelectorAll('tr.group .end')].map((each) => each.textContent)).toEqual([
      '3',
      '1',
      '1',
      '1',
    ]);
    expect(screen.getByText('红').title).toBe('红 · 三级 监察');
    expect(screen.getByText('今日 24:00')).toBeDefined();
    expect(await screen.findByText('今天到期3件，1件已逾期。')).toBeDefined();
    expect(screen.getByText('10月10日 星期六 · 调休上班')).toBeDefined();
  });

  it('opens the first task by keyboard', async () => {
    draw(<SignedIn />);
    await screen.findByText('甲');
    fireEvent.keyDown(document.body, { key: 'j' });
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Enter' });
    expect(screen.getByTestId('where').textContent).toBe('/warnings/甲');
  });

  it('says what the roles do where nothing waits, and leads to what the server offers', async () => {
    const me = ANSWERS['/api/v1/me'] as object;
    given = {
      '/api/v1/me': { ...me, roles: ['CADRE', 'AUDIT_ADMIN'], nav: ['home', 'audit'] },
      '/api/v1/tasks?tab=open&page=1&size=50': { ...page([]), counts: { ...COUNTS, open: 0 } },
    };
    draw(<SignedIn />);
    expect(await screen.findByText('审计管理员')).toBeDefined();
    expect(screen.queryByText('干部')).toBeNull();
    expect(screen.getByRole('link', { name: '审计' }).getAttribute('href')).toBe('/audit');
    expect(screen.queryByRole('link', { name: '疑点' })).toBeNull();
  });

  it('turns to another tab by the address and says so when it is empty', async () => {
    draw(<SignedIn />);
    await screen.findByText('甲');
    await act(async () => {
      fireEvent.click(screen.getByText('已办'));
    });
    expect(await screen.findByText('本年还没有办结的事项')).toBeDefined();
    await waitFor(() => expect(screen.getByTestId('where').textContent).toBe('/?tab=done'));
  });

  it('marks days off and the make-up day in the calendar of deadlines', async () => {
    draw(<SignedIn />);
    expect(await screen.findByLabelText('10月10日，调休上班，到期3件')).toBeDefined();
    expect(screen.getByLabelText('10月11日，休息日，到期0件').className).toContain('off');
  });
});
