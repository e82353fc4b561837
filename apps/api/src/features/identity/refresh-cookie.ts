import type { Request, Response } from 'express';
import { ABSOLUTE_HOURS } from '@qingfeng/domain/features/identity/session-life.ts';

const NAME = '__Host-qf-refresh';
/** Without the prefix, where a browser would not take a Secure cookie: the demo county over plain http in an office network. */
const PLAIN_NAME = 'qf-refresh';
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** The refresh token's cookie: never readable by scripts, never sent from another site, bound to this host. */
export const refreshCookie = (demo: boolean) => {
  const of = (request: Request) => {
    const secure = !demo || request.secure || LOCAL.has(request.hostname);
    return {
      name: secure ? NAME : PLAIN_NAME,
      options: { httpOnly: true, secure, sameSite: 'strict', path: '/' } as const,
    };
  };
  return {
    read: (request: Request): string | null => valueOf(request.headers.cookie ?? '', of(request).name),
    set: (request: Request, response: Response, token: string): void => {
      const { name, options } = of(request);
      response.cookie(name, token, { ...options, maxAge: ABSOLUTE_HOURS * 3_600_000 });
    },
    clear: (request: Request, response: Response): void => {
      const { name, options } = of(request);
      response.clearCookie(name, options);
    },
  };
};

/** A token of our own making needs no decoding; anything else is nobody's. */
const valueOf = (header: string, name: string): string | null =>
  header
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1] ?? null;
