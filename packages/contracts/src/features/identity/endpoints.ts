import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { id, idParams, instant, role, words } from '../../shared/wire.ts';

export const me = z.object({
  accountId: id,
  name: z.string(),
  unit: z.string().nullable(),
  post: z.string().nullable(),
  roles: z.array(role),
  /** Keys of the pages this person may open; the page itself decides nothing. */
  nav: z.array(z.string()),
  counts: z.record(z.string(), z.int()),
  today: z.string(),
  /** `workday`, `day-off` or `makeup-workday`, with the name of the holiday where there is one. */
  todayKind: z.enum(['workday', 'day-off', 'makeup-workday']),
  todayName: z.string().nullable(),
  county: z.string(),
  demo: z.boolean(),
  mustChangePassword: z.boolean(),
  mustEnrolTotp: z.boolean(),
});

const opened = z.object({
  /** Signed access token; the page keeps it in memory only. */
  accessToken: z.string(),
  /** Seconds it lives, at most 600. */
  expiresIn: z.int(),
});

/** Sign in. 401 `session.second-factor-needed` asks for the TOTP of the same attempt. */
export const openSession = endpoint({
  name: 'openSession',
  method: 'POST',
  path: '/api/v1/sessions',
  body: z.object({
    login: z.string().trim().min(1).max(100),
    password: z.string().min(1).max(1_000),
    totp: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  }),
  response: opened,
  audience: 'office',
  access: 'anyone',
  summary: 'Sign in with login and password, and a one-time code where the role asks for it',
});

/** Exchange the refresh cookie for a new access token; the cookie rotates. */
export const refreshSession = endpoint({
  name: 'refreshSession',
  method: 'POST',
  path: '/api/v1/sessions/refresh',
  response: opened,
  audience: 'office',
  access: 'anyone',
  summary: 'Exchange the refresh cookie for a new access token',
});

export const closeSession = endpoint({
  name: 'closeSession',
  method: 'DELETE',
  path: '/api/v1/sessions/current',
  response: z.object({}),
  audience: 'office',
  access: 'signed-in',
  summary: 'Sign out on this device',
});

export const listMySessions = endpoint({
  name: 'listMySessions',
  method: 'GET',
  path: '/api/v1/sessions',
  response: z.object({
    items: z.array(
      z.object({
        id,
        startedAt: instant,
        lastUsedAt: instant,
        device: z.string().nullable(),
        address: z.string().nullable(),
        current: z.boolean(),
      }),
    ),
  }),
  audience: 'office',
  access: 'signed-in',
  summary: 'Devices on which I am signed in',
});

export const revokeMySession = endpoint({
  name: 'revokeMySession',
  method: 'DELETE',
  path: '/api/v1/sessions/:id',
  params: idParams,
  response: z.object({}),
  audience: 'office',
  access: 'signed-in',
  summary: 'Sign out another device of mine',
});

export const changeMyPassword = endpoint({
  name: 'changeMyPassword',
  method: 'POST',
  path: '/api/v1/me/password',
  body: z.object({ current: z.string().min(1).max(1_000), next: z.string().min(1).max(1_000) }),
  response: z.object({}),
  audience: 'office',
  access: 'signed-in',
  summary: 'Change my password; every other session ends',
});

export const startTotp = endpoint({
  name: 'startTotp',
  method: 'POST',
  path: '/api/v1/me/totp',
  /** Confirms who enrols: a borrowed session must not add a factor of its own. */
  body: z.object({ password: z.string().min(1).max(1_000) }),
  response: z.object({ secret: z.string(), uri: z.string() }),
  audience: 'office',
  access: 'signed-in',
  summary: 'Begin to enrol an authenticator; shown once',
});

export const confirmTotp = endpoint({
  name: 'confirmTotp',
  method: 'POST',
  path: '/api/v1/me/totp/confirm',
  body: z.object({ code: z.string().regex(/^\d{6}$/) }),
  response: z.object({}),
  audience: 'office',
  access: 'signed-in',
  summary: 'Confirm the authenticator with its first code',
});

export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/api/v1/me',
  response: me,
  audience: 'office',
  access: 'signed-in',
  summary: 'Who I am, what I may open, what waits for me',
});

/** Demo mode only (404 otherwise): the accounts a visitor may try. */
export const listDemoAccounts = endpoint({
  name: 'listDemoAccounts',
  method: 'GET',
  path: '/api/v1/demo/accounts',
  response: z.object({
    password: z.string(),
    items: z.array(
      z.object({ login: z.string(), name: z.string(), unit: z.string().nullable(), roles: z.array(role) }),
    ),
  }),
  audience: 'office',
  access: 'anyone',
  summary: 'Demo accounts, where the demo county is loaded',
});

/** A one-use ticket (60 s) for a download, since the access token never enters an address. */
export const openTicket = endpoint({
  name: 'openTicket',
  method: 'POST',
  path: '/api/v1/tickets',
  body: z.object({ path: words(2_000).startsWith('/api/v1/') }),
  response: z.object({ url: z.string() }),
  audience: 'office',
  access: 'signed-in',
  summary: 'A one-use address for a download',
});
