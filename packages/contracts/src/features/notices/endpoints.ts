import { DELIVERY_STATES, OUTER_CHANNELS } from '@qingfeng/domain/features/notices/delivery.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { id, instant, listQuery, page, withReason } from '../../shared/wire.ts';

const notice = z.object({
  id,
  at: instant,
  /** The act that waits (`warning.approve`) or what happened (`warning.served`), a dictionary word. */
  type: z.string(),
  /** The number of the thing, as far as the reader may see it now. */
  title: z.string().nullable(),
  /** Below the office's own address; `null` where the reader may not go. */
  href: z.string().nullable(),
  urgent: z.boolean(),
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

export const exportNotices = endpoint({
  name: 'exportNotices',
  method: 'GET',
  path: '/api/v1/notices/export',
  query: listNotices.query,
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: 'signed-in',
  summary: 'My notices as shown, as a workbook',
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

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected HH:MM');
const preferences = z.object({
  email: z.boolean(),
  sms: z.boolean(),
  /** What is not urgent waits until the end of it; over midnight too. */
  quiet: z.object({ from: timeOfDay, to: timeOfDay }).nullable(),
});
/** Whether an address for mail is on file, since without one there is none to send. */
const ownPreferences = preferences.extend({ hasEmail: z.boolean() });

export const getNoticePreferences = endpoint({
  name: 'getNoticePreferences',
  method: 'GET',
  path: '/api/v1/notices/preferences',
  response: ownPreferences,
  audience: 'office',
  access: 'signed-in',
  summary: 'By which channels I want to hear, and when not',
});

export const setNoticePreferences = endpoint({
  name: 'setNoticePreferences',
  method: 'PUT',
  path: '/api/v1/notices/preferences',
  body: preferences,
  response: ownPreferences,
  audience: 'office',
  access: 'signed-in',
  summary: 'Choose by which channels I want to hear; notices in the platform always come',
});

export const listNoticeRuns = endpoint({
  name: 'listNoticeRuns',
  method: 'GET',
  path: '/api/v1/notices/runs',
  query: listQuery(['at'], {}),
  response: page(
    z.object({
      id,
      at: instant,
      type: z.string(),
      notices: z.int(),
      counts: z.record(z.enum(DELIVERY_STATES), z.int()),
      /** Complete only once nothing is open, and without failures only if everything arrived. */
      state: z.enum(['RUNNING', 'COMPLETE', 'COMPLETE_WITH_FAILURES']),
    }),
  ),
  audience: 'office',
  access: ['SYS_ADMIN'],
  summary: 'How the telling of each event stands: numbers, no persons and no things',
});

/** Demo and development only (404 otherwise). */
export const listOutbox = endpoint({
  name: 'listOutbox',
  method: 'GET',
  path: '/api/v1/demo/outbox',
  query: listQuery(['at'], {}),
  response: page(
    z.object({
      noticeId: id,
      channel: z.enum(OUTER_CHANNELS),
      /** Masked. */
      to: z.string(),
      subject: z.string().nullable(),
      text: z.string(),
      at: instant,
    }),
  ),
  audience: 'office',
  access: 'signed-in',
  summary: 'Messages that would have been sent, where no gateway is configured',
});

/** Demo and development only, like the list. */
export const exportOutbox = endpoint({
  name: 'exportOutbox',
  method: 'GET',
  path: '/api/v1/demo/outbox/export',
  query: withReason(listOutbox.query),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: 'signed-in',
  summary: 'The messages as shown, as a workbook',
});
