import { countUnread } from '@qingfeng/operations/features/notices/read.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Listener } from '@qingfeng/platform/listen.ts';
import type { Response } from 'express';

/** Below what proxies allow a silent connection. */
const HEARTBEAT_MS = 25_000;
/** As long as an access token lives: after that the page asks again, and whoever is signed out by then hears nothing more. */
const LONGEST_MS = 600_000;

/** Sends how many notices are unread, now and whenever that may have changed, until the page leaves or must ask again. */
export const streamUnread = (
  database: Database,
  listener: Listener,
  accountId: string,
  response: Response,
): Promise<void> =>
  new Promise((done) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
    response.flushHeaders();
    let [asking, askAgain] = [false, false];
    const tell = async (): Promise<void> => {
      askAgain = asking;
      if (asking) return;
      asking = true;
      try {
        const unread = await countUnread(database, { accountId });
        response.write(`data: ${JSON.stringify({ unread })}\n\n`);
      } catch {
        // The database is away; the page opens the stream again and hears the number then.
        response.end();
      }
      asking = false;
      if (askAgain) await tell();
    };
    const unsubscribe = listener.subscribe(accountId, () => void tell());
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    const longest = setTimeout(() => response.end(), LONGEST_MS);
    response.on('close', () => {
      unsubscribe();
      clearInterval(heartbeat);
      clearTimeout(longest);
      done();
    });
    void tell();
  });
