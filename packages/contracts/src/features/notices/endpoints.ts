import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { id, instant, listQuery, page } from '../../shared/wire.ts';

const notice = z.object({
  id,
  at: instant,
  /** What happened, a dictionary word (`warning.served`). */
  type: z.string(),
  /** The thing it is about, in its own words. */
  title: z.string(),
  /** Who or what it comes from. */
  from: z.string().nullable(),
  href: z.string(),
  readAt: instant.nullable(),
});

export const listNotices = endpoint({
  name: 'listNotices',
  method: 'GET',
  path: '/api/v1/notices',
  query: listQuery(['at'], { tab: z.enum(['unread', 'all']).default('all') }),
  response: page(notice).extend({ unread: z.int() }),
  audience: 'office',
  access: 'signed-in',
  summary: 'My notices, latest first',
});

export const markNoticesRead = endpoint({
  name: 'markNoticesRead',
  method: 'POST',
  path: '/api/v1/notices/read',
  /** Without ids: all of them. */
  body: z.object({ ids: z.array(id).min(1).max(200).optional() }),
  response: z.object({ unread: z.int() }),
  audience: 'office',
  access: 'signed-in',
  summary: 'Mark notices as read',
});

/** Server-sent events; `data` of each is `{ unread }`. */
export const streamNotices = endpoint({
  name: 'streamNotices',
  method: 'GET',
  path: '/api/v1/notices/stream',
  response: z.object({ unread: z.int() }),
  audience: 'office',
  access: 'signed-in',
  delivers: 'stream',
  summary: 'Tells as soon as a notice arrives',
});
