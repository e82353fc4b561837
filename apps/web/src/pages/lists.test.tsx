import { useQuery } from '@tanstack/react-query';
import { fireEvent, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { meQuery } from '../http/me.ts';
import { draw, inTheOffice } from '../testing/office.tsx';
import { Page as Notices } from './notices.tsx';
import { Page as Outbox } from './outbox.tsx';
import { Page as Rules } from './rules.tsx';
import { Page as Verifications } from './verifications.tsx';

inTheOffice();

const ME = {
  ...{ accountId: 'a', name: '闻知竹', unit: '预警中心', post: null, roles: ['OFFICER'], nav: ['home'], counts: {} },
  ...{ today: '2026-10-10', todayKind: 'workday', todayName: null, county: '清河县', demo: true },
  ...{ mustChangePassword: false, mustEnrolTotp: false },
};
const PREFERENCES = { email: true, sms: true, quiet: null, hasEmail: true };
const answerTo = (path: string): object => {
  if (path.endsWith('/refresh')) return { accessToken: 't', expiresIn: 600 };
  if (path === '/api/v1/me') return ME;
  if (path.endsWith('/preferences')) return PREFERENCES;
  if (path === '/api/v1/tickets') return { url: '#' };
  return { items: [], total: 0, totalCapped: false, unread: 0 };
};

const asked = vi.fn<(path: string, init?: RequestInit) => void>();
beforeEach(() => {
  asked.mockClear();
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    asked(path, init);
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(JSON.stringify(answerTo(path)), { headers }));
  });
});
afterEach(() => vi.unstubAllGlobals());

const SignedIn = ({ Page }: { Page: ComponentType }) => (useQuery(meQuery).data === undefined ? null : <Page />);

it.each([
  ['rules', Rules, '/rules?q=R09', 'q=R09'],
  ['notices', Notices, '/notices?tab=all', 'tab=all'],
])('the list of %s is taken out as it is shown', async (name, Page, at, shown) => {
  draw(<SignedIn Page={Page} />, at);
  fireEvent.click(await screen.findByRole('button', { name: '导出 .xlsx' }));
  await vi.waitFor(() => {
    const ticket = asked.mock.calls.find(([to]) => to.includes('ticket'));
    const body = JSON.parse(ticket?.[1]?.body as string) as { path: string };
    const [path, query] = body.path.split('?');
    expect(path).toBe(`/api/v1/${name}/export`);
    expect(query?.split('&')).toContain(shown);
  });
});

it.each([
  ['outbox', Outbox],
  ['verifications', Verifications],
])('the list of %s asks why before it is taken out', async (_name, Page) => {
  draw(<SignedIn Page={Page} />);
  fireEvent.click(await screen.findByRole('button', { name: '导出 .xlsx' }));
  expect(await screen.findByLabelText('导出事由')).toBeTruthy();
  expect(asked.mock.calls.some(([to]) => to.includes('ticket'))).toBe(false);
});
