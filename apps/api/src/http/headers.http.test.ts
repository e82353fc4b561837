import { expect, test } from 'vitest';
import { startApp } from '../../../../tests/support/app.ts';
import { testDatabase } from '../../../../tests/support/database.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false', PUBLIC_URL: 'https://qingfeng.example.cn' });

test.each([
  ['an answer', 'GET', '/api/v1/openapi.json', 200],
  ['a refusal', 'GET', '/api/v1/me', 401],
  ['an unknown address', 'GET', '/api/v1/nothing', 404],
  ['an unreadable body', 'POST', '/api/v1/sessions', 400],
])('%s carries the headers that keep it data', async (_name, method, path, status) => {
  const answer = await app.ask(method, path, method === 'POST' ? { body: [] } : {});
  expect(answer.status).toBe(status);
  const { headers } = answer;
  expect(headers.get('content-type')).toMatch(/^application\/(problem\+)?json; charset=utf-8$/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('a bug tells its request id and nothing of itself; a number of the request is not taken from outside', async () => {
  const answer = await app.ask('GET', '/api/v1/me', {
    headers: { 'x-request-id': 'forged', authorization: 'Bearer x' },
  });
  expect(answer.headers.get('x-request-id')).not.toBe('forged');
  expect(Object.keys(answer.body as object).sort()).toEqual([
    'code',
    'details',
    'requestId',
    'status',
    'title',
    'type',
  ]);
});

test('another content type is not read as JSON, so a form of another site cannot speak for anyone', async () => {
  const response = await fetch(`${app.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ login: 'x', password: 'y' }),
  });
  expect(response.status).toBe(400);
});

test('methods that are not declared are not there', async () => {
  for (const method of ['PATCH', 'OPTIONS', 'PUT']) expect((await app.ask(method, '/api/v1/me')).status).not.toBe(200);
});

test('the docs page lives from this origin alone: a script runs by its nonce, which is new each time', async () => {
  const [first, second] = [await app.ask('GET', '/api/v1/docs'), await app.ask('GET', '/api/v1/docs')];
  const policyOf = ({ headers }: typeof first): string => headers.get('content-security-policy') ?? '';
  const nonceOf = (answer: typeof first): string => /'nonce-([^']+)'/.exec(policyOf(answer))?.[1] ?? '';
  expect(first.status).toBe(200);
  expect(policyOf(first)).not.toMatch(/unsafe|https?:/);
  expect(nonceOf(first)).not.toBe(nonceOf(second));
  expect([...first.text.matchAll(/<script nonce="([^"]+)"/g)].map(([, nonce]) => nonce)).toEqual([
    nonceOf(first),
    nonceOf(first),
  ]);
  const asked = [...first.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
  expect(asked.length).toBe(2);
  for (const address of asked) expect((await app.ask('GET', address)).status).toBe(200);
  expect((await app.ask('GET', '/api/v1/docs/package.json')).status).toBe(404);
});
