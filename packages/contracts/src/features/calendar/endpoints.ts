import { DAY_FAULTS, MOST_NAME, YEAR_STATES } from '@qingfeng/domain/features/calendar/year.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { day, id, idParams, instant, listQuery, oneOrMore, openStep, page, version, words } from '../../shared/wire.ts';

const state = z.enum(YEAR_STATES);
const year = z.coerce.number().int().min(2000).max(2100);
const dayKind = z.enum(['WORKDAY', 'MAKEUP_WORKDAY', 'WEEKEND', 'HOLIDAY']);
const special = z.object({ date: day, kind: z.enum(['HOLIDAY', 'MAKEUP_WORKDAY']), name: z.string() });

const row = z.object({
  id,
  version,
  year: z.int(),
  /** 第几版: a corrected notice is a new version of the same year. */
  number: z.int(),
  state,
  /** The notice it comes from. */
  source: z.string(),
  daysOff: z.int(),
  makeups: z.int(),
  importedBy: z.string().nullable(),
  importedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  inForce: z.boolean(),
});

export const listCalendarYears = endpoint({
  name: 'listCalendarYears',
  method: 'GET',
  path: '/api/v1/calendar-years',
  query: listQuery(['year'], { state: oneOrMore(state).optional() }),
  /** `unknownYears`: this year and the next, as far as no notice is in force; days in them are estimated. */
  response: page(row).extend({ unknownYears: z.array(z.int()), mayPropose: z.boolean() }),
  audience: 'office',
  access: 'signed-in',
  summary: 'Official days off and make-up working days by year',
});

export const exportCalendarYears = endpoint({
  name: 'exportCalendarYears',
  method: 'GET',
  path: '/api/v1/calendar-years/export',
  query: z.object({ sort: z.enum(['year', '-year']).optional(), state: oneOrMore(state).optional() }),
  response: z.object({}),
  audience: 'office',
  access: 'signed-in',
  delivers: 'file',
  summary: 'The years as shown, as .xlsx',
});

const balance = z.object({ weekdaysOff: z.int(), makeups: z.int(), net: z.int(), lawful: z.int() });
const changes = z.array(
  z.object({ on: day, before: dayKind, after: dayKind, name: z.string().nullable(), counts: z.boolean() }),
);

const detail = row.extend({
  days: z.array(special),
  balance,
  /** Against the calendar in force, while it is only proposed. */
  changes,
  reason: z.string().nullable(),
  openSteps: z.array(openStep),
});

export const getCalendarYear = endpoint({
  name: 'getCalendarYear',
  method: 'GET',
  path: '/api/v1/calendar-years/:id',
  params: idParams,
  response: detail,
  audience: 'office',
  access: 'signed-in',
  summary: 'One year with its days; a proposed one with what it would change',
});

export const exportCalendarYear = endpoint({
  name: 'exportCalendarYear',
  method: 'GET',
  path: '/api/v1/calendar-years/:id/export',
  params: idParams,
  response: z.object({}),
  audience: 'office',
  access: 'signed-in',
  delivers: 'file',
  summary: 'The days of one year as .xlsx, as the import reads them',
});

export const getCalendarTemplate = endpoint({
  name: 'getCalendarTemplate',
  method: 'GET',
  path: '/api/v1/calendar-template',
  response: z.object({}),
  audience: 'office',
  access: ['BIZ_ADMIN'],
  delivers: 'file',
  summary: 'The empty list of days to fill in',
});

const preview = z.object({
  year: z.int(),
  days: z.array(special),
  faults: z.array(z.object({ line: z.int(), reason: z.enum(DAY_FAULTS), value: z.string() })),
  balance,
  changes,
});

/** Rows as people write them; every fault of them is listed. */
const written = z
  .array(
    z.object({
      date: z.string().max(100),
      kind: z.string().max(100),
      name: z
        .string()
        .trim()
        .max(MOST_NAME * 4),
    }),
  )
  .max(400);

export const previewCalendarYear = endpoint({
  name: 'previewCalendarYear',
  method: 'POST',
  path: '/api/v1/calendar-years/preview',
  body: z.object({ year, days: written }),
  response: preview,
  audience: 'office',
  access: ['BIZ_ADMIN'],
  summary: 'What these days would change; nothing is kept',
});

export const readCalendarFile = endpoint({
  name: 'readCalendarFile',
  method: 'POST',
  path: '/api/v1/calendar-years/read-file',
  query: z.object({ name: z.string().min(1).max(200), year }),
  response: preview,
  audience: 'office',
  access: ['BIZ_ADMIN'],
  upload: true,
  summary: 'The same of a file: .csv, .xlsx, or the JSON of holiday-cn',
});

export const proposeCalendarYear = endpoint({
  name: 'proposeCalendarYear',
  method: 'POST',
  path: '/api/v1/calendar-years',
  body: z.object({ year, source: words(200), days: written }),
  response: detail,
  audience: 'office',
  access: ['BIZ_ADMIN'],
  summary: 'Propose the official days of a year, for a second person to publish',
});

const step = <Body extends z.ZodRawShape>(name: string, verb: string, body: Body, summary: string) =>
  endpoint({
    name,
    method: 'POST',
    path: `/api/v1/calendar-years/:id/${verb}`,
    params: idParams,
    body: z.object({ version, ...body }),
    response: detail,
    audience: 'office',
    access: ['BIZ_ADMIN'],
    summary,
  });
export const publishCalendarYear = step(
  'publishCalendarYear',
  'publish',
  {},
  'Put a proposed year in force; running deadlines are counted anew',
);
export const rejectCalendarYear = step(
  'rejectCalendarYear',
  'reject',
  { reason: words(500) },
  'Reject a proposed year',
);
export const withdrawCalendarYear = step('withdrawCalendarYear', 'withdraw', {}, 'Withdraw an own proposal');
