import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { isLocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { ROLES } from '@qingfeng/domain/shared/roles.ts';
import { z } from 'zod';

export const id = z.uuid();
export const day = z.custom<LocalDate>(
  (value) => typeof value === 'string' && isLocalDate(value),
  'expected YYYY-MM-DD',
);
export const instant = z.custom<Instant>(
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  'expected an ISO instant in UTC with milliseconds',
);
export const role = z.enum(ROLES);
/** The version that was read; a write bound to an older one is a conflict. */
export const version = z.int().min(1);
/** A person's own words: trimmed, 1 to `max` characters. */
export const words = (max = 2_000) => z.string().trim().min(1).max(max);
/** The colour of a level: presentation of a scheme, `null` where the thing has none. */
export const colour = z.enum(['RED', 'YELLOW', 'BLUE']);
export const idParams = z.object({ id });

/** The largest number a list counts to; beyond it the page says "10,000+". */
export const TOTAL_CAP = 10_000;
/** Counts of tabs beside the one that is shown go as far as this; past it a page says so. */
export const TAB_CAP = 1_000;

/** Query of every list: page from 1, size ≤ 200, sort by one of the named columns, `-` first for descending. */
export const listQuery = <const Sort extends readonly [string, ...string[]], Filters extends z.ZodRawShape>(
  sorts: Sort,
  filters: Filters,
) =>
  z
    .object({
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      size: z.coerce.number().int().min(1).max(200).default(20),
      sort: z
        .string()
        .refine((text) => (sorts as readonly string[]).includes(text.replace(/^-/, '')), {
          message: `sort by one of ${sorts.join(', ')}`,
        })
        .optional(),
      ...filters,
    })
    .strict();

/** The query of a list with people in it, to take it out: why is asked of everyone (DOMAIN §7.2). */
export const withReason = <Shape extends z.ZodRawShape, Config extends z.core.$ZodObjectConfig>(
  query: z.ZodObject<Shape, Config>,
) => query.extend({ reason: words(200) });

/** Answer of every list; totals are counted to 10,001 and then capped. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), total: z.int().min(0), totalCapped: z.boolean() });

/** A comma separated list in a query string: `?state=RECEIVED,SCREENING`. */
export const oneOrMore = <Value extends string>(item: z.ZodType<Value, string>) =>
  z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).min(1).max(50));

/** RFC 9457 problem, the one form of every error. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  details: z.record(z.string(), z.unknown()),
  /** What is wrong where: `message` for programmers, `fault` and its `limit` for the words of a page (`few.list`, `many.text`). */
  issues: z
    .array(z.object({ path: z.string(), message: z.string(), fault: z.string(), limit: z.number().nullable() }))
    .optional(),
  requestId: z.string(),
});
export type Problem = z.output<typeof problem>;

/** A step that is open to this viewer on this thing, or closed with the reason why; the page draws exactly these. */
export const openStep = z.object({
  step: z.string(),
  open: z.boolean(),
  primary: z.boolean(),
  /** Refusal code that says what is missing, when closed. */
  why: z.string().nullable(),
});

/** One line of a thing's timeline, told from `event`. */
export const timelineEntry = z.object({
  id,
  at: instant,
  actor: z.string().nullable(),
  onBehalfOf: z.string().nullable(),
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.output<typeof timelineEntry>;

/** A deadline as a page shows it. */
export const deadline = z.object({
  dueOn: day,
  workingDaysLeft: z.int(),
  estimated: z.boolean(),
});
