import { createHash } from 'node:crypto';
import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { VISITOR } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { takeTicket } from '@qingfeng/operations/features/identity/open-ticket.ts';
import { viewerOfAccount, viewerOfSession } from '@qingfeng/operations/features/identity/read.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import type { Request, Response } from 'express';
import type { AccessTokens } from './access-token.ts';

/** Who asks: reads token, session row, roles and recusals anew on every request, so that a disabled account is out at once. */
export type Who = (request: Request, response: Response) => Promise<By>;

export const whoOf =
  (database: Database, tokens: AccessTokens, zone: string): Who =>
  async (request, response) => {
    const now = new Date();
    const today = dayOf(now, zone);
    const viewer = await viewerFor(request);
    response.locals['accountId'] = viewer.accountId;
    return {
      viewer,
      onBehalfOf: null,
      now: instant(now),
      today,
      newId,
      requestId: String(response.locals['requestId']),
    };

    async function viewerFor({ headers, query, path }: Request): Promise<Viewer> {
      const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
      if (bearer !== undefined) {
        const sessionId = tokens.read(bearer);
        if (sessionId === null) throw new Refusal('session.absent');
        response.locals['sessionId'] = sessionId;
        const found = await viewerOfSession(database, sessionId, instant(now), today);
        if (found === null) throw new Refusal('session.absent');
        return found;
      }
      if (typeof query['ticket'] === 'string' && request.method === 'GET') {
        const hash = createHash('sha256').update(query['ticket']).digest('hex');
        const accountId = await takeTicket(database, hash, path, request.originalUrl, instant(now));
        const found = accountId === null ? null : await viewerOfAccount(database, accountId, today);
        if (found === null) throw new Refusal('session.absent');
        return found;
      }
      return VISITOR;
    }
  };
