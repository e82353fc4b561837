import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { inTheOffice } from '../testing/office.tsx';

inTheOffice();

const ME = {
  accountId: 'account-1',
  name: '闻知竹',
  unit: '预警中心',
  post: null,
  roles: ['OFFICER'],
  nav: ['home'],
  counts: {},
  today: '2026-10-10',
  todayKind: 'workday',
  todayName: null,
  county: '清河县',
  demo: false,
  mustChangePassword: false,
  mustEnrolTotp: false,
};
const COUNTS = { open: 0, soon: 0, overdue: 0, doing: 0, done: 0 };
const REFUSED = { type: '', title: '', status: 401, code: 'session.absent', details: {}, requestId: 'r' };

/** A server with one person, whose session can be ended under them. */
const server = { signedIn: true, me: ME };
const answer = (path: string, method: string): unknown => {
  const [at] = path.split('?');
  if (at === '/api/v1/sessions' && method === 'POST') server.signedIn = true;
  if (at === '/api/v1/demo/accounts') return undefined;
  if (!server.signedIn) return undefined;
  if (at === '/api/v1/sessions' || at === '/api/v1/sessions/refresh') return { accessToken: 't', expiresIn: 600 };
  if (at === '/api/v1/me') return server.me;
  if (at === '/api/v1/tasks') return { items: [], total: 0, totalCapped: false, counts: COUNTS };
  if (at === '/api/v1/tasks/calendar') return { days: [] };
  if (at === '/api/v1/notices') return { items: [], total: 0, totalCapped: false, unread: 0 };
  return undefined;
};

beforeAll(() => {
  // The router reads the address when the module is loaded.
  window.history.pushState({}, '', '/office/');
});
beforeEach(() => {
  server.signedIn = true;
  server.me = ME;
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    if (path === '/api/v1/notices/stream') return new Promise(() => undefined);
    const body = answer(path, init.method ?? 'GET');
    return Promise.resolve(
      new Response(JSON.stringify(body ?? REFUSED), {
        status: body === undefined ? 401 : 200,
        headers: { 'content-type': 'application/json' },
      }),
    );
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const enter = async () => {
  const { Office } = await import('./office.tsx');
  render(<Office />);
};
const signIn = async (): Promise<void> => {
  fireEvent.change(screen.getByLabelText('登录名'), { target: { value: 'wen' } });
  fireEvent.change(screen.getByLabelText('密码'), { target: { value: 'secret' } });
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: '登录' }));
  });
};

it('asks who it is at whatever address, and opens that address after signing in', async () => {
  server.signedIn = false;
  window.history.pushState({}, '', '/office/');
  await enter();
  await screen.findByLabelText('登录名');
  await signIn();
  expect(await screen.findByRole('heading', { name: '我的待办' })).toBeDefined();
});

it('signs in above the page when the session ends under it, so that nothing typed is lost', async () => {
  await enter();
  await screen.findByRole('heading', { name: '我的待办' });
  server.signedIn = false;
  await act(async () => {
    fireEvent.click(screen.getByText('已办'));
  });
  await screen.findByRole('dialog', { name: '登录已失效，请重新登录。' });
  expect(screen.getByRole('heading', { name: '我的待办', hidden: true })).toBeDefined();
  await signIn();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await screen.findByText('本年还没有办结的事项')).toBeDefined();
});

it('opens nothing but the account to someone who owes a new password', async () => {
  server.me = { ...ME, mustChangePassword: true };
  await enter();
  expect(await screen.findByText('首次登录或密码到期，须先修改密码。', {}, { timeout: 20_000 })).toBeDefined();
  expect(screen.queryByRole('heading', { name: '我的待办' })).toBeNull();
});

it('draws only the pages that the server offers', async () => {
  server.me = { ...ME, nav: ['home', 'not-built-yet'] };
  await enter();
  await screen.findByRole('heading', { name: '我的待办' });
  const items = screen.getAllByRole('navigation', { name: '主导航' })[0]?.querySelectorAll('a');
  expect([...(items ?? [])].map((item) => item.textContent)).toEqual(['我的待办']);
});
