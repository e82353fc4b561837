import {
  changeMyPassword,
  closeSession,
  confirmTotp,
  getMe,
  startTotp,
} from '@qingfeng/contracts/features/identity/endpoints.ts';
import type { Duty, SignedIn } from '@qingfeng/domain/features/identity/duty.ts';
import { dutyOf } from '@qingfeng/domain/features/identity/duty.ts';
import { accountPolicy } from '@qingfeng/domain/features/identity/password-policy.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { VISITOR } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import type { RefusalCode } from '@qingfeng/domain/shared/refusal.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { takeTicket } from '@qingfeng/operations/features/identity/open-ticket.ts';
import { viewerOfAccount, viewerOfSession } from '@qingfeng/operations/features/identity/read.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import type { Request, Response } from 'express';
import type { AccessTokens } from './access-token.ts';
import { standingIn } from './stand-in.ts';

/** Who asks: reads token, session row, roles and recusals anew on every request, so that a disabled account is out at once. */
export type Who = (request: Request, response: Response) => Promise<By>;

/** What stays open to an account that must first change its password or enrol a second factor. */
const BEFORE_DUTY = new Set([getMe, closeSession, changeMyPassword, startTotp, confirmTotp].map(({ path }) => path));
const OWED = {
  'change-password': 'session.password-change-needed',
  'enrol-second-factor': 'session.second-factor-enrolment-needed',
} as const satisfies Record<Duty, RefusalCode>;

export const whoOf =
  (database: Database, tokens: AccessTokens, config: Pick<Config, 'zone' | 'demo' | 'passwordProfile'>): Who =>
  async (request, response) => {
    const policy = accountPolicy(config.passwordProfile, config.demo);
    const now = new Date();
    const at = instant(now);
    const today = dayOf(now, config.zone);
    const found = await accountBehind();
    if (found === null) throw new Refusal('session.absent');
    const viewer = found === 'nobody' ? VISITOR : found;
    response.locals['accountId'] = viewer.accountId;
    if (found !== 'nobody' && !BEFORE_DUTY.has(request.path)) {
      const duty = dutyOf(found, policy, at);
      if (duty !== null) throw new Refusal(OWED[duty]);
    }
    const standing = found === 'nobody' ? viewer : await standingIn(database, request, viewer, today);
    return {
      viewer: standing,
      onBehalfOf: standing.lent?.accountId ?? null,
      now: at,
      today,
      newId,
      requestId: String(response.locals['requestId']),
    };

    /** `null` when what was presented is not, or no longer, good: a bad token is never taken for no token. */
    async function accountBehind(): Promise<SignedIn | 'nobody' | null> {
      const { authorization } = request.headers;
      if (authorization !== undefined) {
        const bearer = /^Bearer (\S+)$/i.exec(authorization)?.[1];
        const sessionId = bearer === undefined ? null : tokens.read(bearer);
        if (sessionId === null) return null;
        response.locals['sessionId'] = sessionId;
        return viewerOfSession(database, sessionId, at, today);
      }
      const { ticket } = request.query;
      if (typeof ticket === 'string' && request.method === 'GET') {
        const accountId = await takeTicket(database, ticket, request.originalUrl, at);
        return accountId === null ? null : viewerOfAccount(database, accountId, today);
      }
      return 'nobody';
    }
  };
