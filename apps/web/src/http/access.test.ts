import { getMe, openSession, refreshSession } from '@qingfeng/contracts/features/identity/endpoints.ts';
import { delegateTasks, listTasks } from '@qingfeng/contracts/features/tasks/endpoints.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetAccess, signIn, whenSignedOut } from './access.ts';
import { addressOf, call } from './call.ts';
import { NoAnswerError, ProblemError } from './problem.ts';

type Sent = { path: string; init: RequestInit };
let sent: Sent[];
let answers: (request: Sent) => Response | Promise<Response>;

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });
const refusal = (status: number, code: string): Response =>
  json({ type: '', title: code, status, code, details: {}, requestId: 'r' }, status);
const bearer = ({ init }: Sent): string | null => new Headers(init.headers).get('authorization');

let search = '';
beforeEach(() => {
  sent = [];
  search = '';
  vi.stubGlobal('window', {
    location: {
      get search() {
        return search;
      },
    },
  });
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const request = { path, init };
    sent.push(request);
    return Promise.resolve(answers(request));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  forgetAccess();
  whenSignedOut(() => undefined);
});

/** A server whose access tokens are numbered; only the newest is good. */
const server = () => {
  let newest = 0;
  answers = (request) => {
    if (request.path === refreshSession.path || request.path === openSession.path) {
      newest += 1;
      return json({ accessToken: `token-${newest}`, expiresIn: 600 });
    }
    return bearer(request) === `Bearer token-${newest}` ? json({ name: '闻知竹' }) : refusal(401, 'session.absent');
  };
  return { expire: () => (newest += 1) };
};
const refreshes = (): number => sent.filter(({ path }) => path === refreshSession.path).length;

describe('the access token', () => {
  it('comes from the cookie after a reload, and is sent from then on', async () => {
    server();
    await call(getMe, {});
    await call(getMe, {});
    expect(refreshes()).toBe(1);
    expect(sent.map(bearer)).toEqual([null, 'Bearer token-1', 'Bearer token-1']);
  });

  it('is renewed once for however many calls meet its end together', async () => {
    const { expire } = server();
    await signIn({ login: 'a', password: 'b' });
    expire();
    await Promise.all([call(getMe, {}), call(getMe, {}), call(getMe, {})]);
    expect(refreshes()).toBe(1);
  });

  it('tells the page when the session is over, and throws the refusal', async () => {
    answers = () => refusal(401, 'session.absent');
    const over = vi.fn();
    whenSignedOut(over);
    await expect(call(getMe, {})).rejects.toMatchObject({ status: 401, code: 'session.absent' });
    expect(over).toHaveBeenCalledOnce();
  });

  it('does not take a lost network for the end of the session', async () => {
    const over = vi.fn();
    whenSignedOut(over);
    answers = () => Promise.reject(new TypeError('failed to fetch'));
    await expect(call(getMe, {})).rejects.toBeInstanceOf(NoAnswerError);
    expect(over).not.toHaveBeenCalled();
  });

  it('passes a wrong password on without trying to renew anything', async () => {
    answers = () => refusal(401, 'session.wrong-credentials');
    await expect(signIn({ login: 'a', password: 'b' })).rejects.toMatchObject({ code: 'session.wrong-credentials' });
    expect(sent).toHaveLength(1);
  });
});

describe('a call', () => {
  it('names the colleague’s task that the page is open for', async () => {
    server();
    await call(getMe, {});
    search = '?for=019a0000-0000-7000-8000-000000000001';
    await call(getMe, {});
    expect(
      sent
        .filter(({ path }) => path === getMe.path)
        .map(({ init }) => new Headers(init.headers).get('x-delegated-task'))
        .at(-1),
    ).toBe('019a0000-0000-7000-8000-000000000001');
    expect(new Headers(sent[0]?.init.headers).has('x-delegated-task')).toBe(false);
  });

  it('puts parameters and query into the address, encoded, the empty ones left out', () => {
    expect(
      addressOf(
        { path: '/api/v1/things/:id' },
        { params: { id: 'a/b' }, query: { q: '清', page: 2, sort: undefined } },
      ),
    ).toBe('/api/v1/things/a%2Fb?q=%E6%B8%85&page=2');
    expect(addressOf(listTasks, { query: { state: ['A', 'B'] } })).toBe('/api/v1/tasks?state=A%2CB');
  });

  it('carries its idempotency key on a write and none on a read', async () => {
    server();
    await signIn({ login: 'a', password: 'b' });
    const body = { toAccountId: 'x', fromOn: '2026-10-10', toOn: '2026-10-11' } as never;
    await call(delegateTasks, { body, idempotencyKey: 'the-key-1' });
    await call(delegateTasks, { body });
    await call(getMe, {});
    const keys = sent.slice(1).map(({ init }) => new Headers(init.headers).get('idempotency-key'));
    expect(keys).toEqual(['the-key-1', expect.stringMatching(/^[0-9a-f]{32}$/), null]);
  });

  it('makes a problem even of a proxy’s HTML page', async () => {
    server();
    await signIn({ login: 'a', password: 'b' });
    answers = () => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } });
    const error = await call(getMe, {}).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 502, code: 'http.502' });
  });
});
