import { setTimeout as pause } from 'node:timers/promises';
import {
  changeMyPassword,
  closeSession as closeSessionEndpoint,
  confirmTotp as confirmTotpEndpoint,
  getMe,
  listDemoAccounts,
  listMySessions,
  openSession as openSessionEndpoint,
  openTicket as openTicketEndpoint,
  refreshSession as refreshSessionEndpoint,
  revokeMySession,
  startTotp as startTotpEndpoint,
} from '@qingfeng/contracts/features/identity/endpoints.ts';
import { dutyOf } from '@qingfeng/domain/features/identity/duty.ts';
import { accountPolicy } from '@qingfeng/domain/features/identity/password-policy.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { countAccountRequests } from '@qingfeng/operations/features/identity/account-read.ts';
import { changePassword } from '@qingfeng/operations/features/identity/change-password.ts';
import { closeSession } from '@qingfeng/operations/features/identity/close-session.ts';
import { confirmPassword } from '@qingfeng/operations/features/identity/confirm-password.ts';
import { DEMO_PASSWORD } from '@qingfeng/operations/features/identity/demo.ts';
import type { IdentityDeps } from '@qingfeng/operations/features/identity/deps.ts';
import { confirmTotp, startTotp } from '@qingfeng/operations/features/identity/enrol-totp.ts';
import type { Counters } from '@qingfeng/operations/features/identity/nav.ts';
import { countsFor, pagesFor } from '@qingfeng/operations/features/identity/nav.ts';
import type { Opened } from '@qingfeng/operations/features/identity/open-session.ts';
import { openSession } from '@qingfeng/operations/features/identity/open-session.ts';
import { openTicket } from '@qingfeng/operations/features/identity/open-ticket.ts';
import { bcryptCost, passwordsWith } from '@qingfeng/operations/features/identity/password.ts';
import { readDemoAccounts, readMe, readMySessions } from '@qingfeng/operations/features/identity/read.ts';
import { refreshSession } from '@qingfeng/operations/features/identity/refresh-session.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { newSecret } from '@qingfeng/platform/ids.ts';
import type { Request, Response } from 'express';
import type { AccessTokens } from '../../http/access-token.ts';
import { ACCESS_SECONDS } from '../../http/access-token.ts';
import { addressOf } from '../../http/address.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';
import { slowing } from '../../http/pace.ts';
import { accountRoutes } from './account-routes.ts';
import { deviceOf } from './device.ts';
import { refreshCookie } from './refresh-cookie.ts';
import { reviewRoutes } from './review-routes.ts';

type Dependencies = {
  readonly config: Config;
  readonly database: Database;
  readonly tokens: AccessTokens;
  /** Numbers beside the pages of the navigation. */
  readonly counters?: Counters;
};

export const identityRoutes = ({ config, database, tokens, counters = {} }: Dependencies): Bound[] => {
  const deps: IdentityDeps = {
    database,
    passwords: passwordsWith({ pepper: config.passwordPepper, cost: bcryptCost(config.environment === 'production') }),
    vault: openVault(config),
    newSecret,
    derivationKey: config.jwtSecret,
  };
  const policy = accountPolicy(config.passwordProfile, config.demo);
  const cookie = refreshCookie(config.demo);
  const pace = slowing();

  const answer = (request: Request, response: Response, { sessionId, refreshToken }: Opened) => {
    cookie.set(request, response, refreshToken);
    return { accessToken: tokens.issue(sessionId), expiresIn: ACCESS_SECONDS };
  };

  return [
    bind(openSessionEndpoint, async ({ body }, by, { request, response }) => {
      const device = deviceOf(request.get('user-agent'));
      const address = addressOf(request);
      await pause(pace.delayOf(address));
      const { login, password, totp } = body;
      try {
        return answer(request, response, await openSession(deps, by, { login, password, totp, device, address }));
      } catch (error) {
        const isHalfway = error instanceof Refusal && error.code === 'session.second-factor-needed';
        if (error instanceof Refusal && !isHalfway) pace.failed(address);
        throw error;
      }
    }),
    bind(refreshSessionEndpoint, async (_input, by, { request, response }) => {
      if (!['same-origin', undefined].includes(request.get('sec-fetch-site'))) {
        throw new Refusal('session.foreign-origin');
      }
      const presented = cookie.read(request);
      if (presented === null) throw new Refusal('session.absent');
      try {
        return answer(request, response, await refreshSession(deps, by, presented));
      } catch (error) {
        if (error instanceof Refusal) cookie.clear(request, response);
        throw error;
      }
    }),
    bind(closeSessionEndpoint, async (_input, by, { request, response }) => {
      await closeSession(database, by, sessionOf(response), 'signed-out');
      cookie.clear(request, response);
      return {};
    }),
    bind(listMySessions, (_input, by, { response }) =>
      readMySessions(database, by.viewer, sessionOf(response), by.now),
    ),
    bind(revokeMySession, async ({ params }, by) => {
      await closeSession(database, by, params.id, 'revoked');
      return {};
    }),
    bind(changeMyPassword, async ({ body }, by, { response }) => {
      await changePassword(deps, by, { ...body, sessionId: sessionOf(response) }, config.passwordProfile);
      return {};
    }),
    bind(startTotpEndpoint, async ({ body }, by) => {
      await confirmPassword(database, deps.passwords, by, body.password);
      return startTotp(deps, by);
    }),
    bind(confirmTotpEndpoint, async ({ body }, by, { response }) => {
      await confirmTotp(deps, by, { code: body.code, sessionId: sessionOf(response) });
      return {};
    }),
    bind(getMe, async (_input, by) => {
      const { viewer, today } = by;
      const nav = pagesFor(viewer, config.demo);
      const [{ account, ...found }, counts] = await Promise.all([
        readMe(database, viewer, today),
        countsFor(database, viewer, today, nav, { accounts: countAccountRequests, ...counters }),
      ]);
      const duty = dutyOf({ roles: viewer.roles, ...account }, policy, by.now);
      return {
        ...found,
        accountId: viewer.accountId,
        name: viewer.name,
        roles: [...viewer.roles],
        nav,
        counts,
        today,
        demo: config.demo,
        mustChangePassword: duty === 'change-password',
        mustEnrolTotp: duty === 'enrol-second-factor',
      };
    }),
    bind(listDemoAccounts, async () => {
      if (!config.demo) throw missing('endpoint');
      return { password: DEMO_PASSWORD, items: await readDemoAccounts(database) };
    }),
    bind(openTicketEndpoint, async ({ body }, by) => ({ url: await openTicket(deps, by, body.path) })),
    ...accountRoutes(deps),
    ...reviewRoutes(database, { idleDays: config.reviews.idleDays, zone: config.zone }),
  ];
};

/** The session of a request that came with an access token; set where the token is read. */
const sessionOf = (response: Response): string => {
  const id: unknown = response.locals['sessionId'];
  if (typeof id !== 'string') throw new Refusal('session.absent');
  return id;
};
