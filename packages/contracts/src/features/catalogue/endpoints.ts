import { IMPORT_COLUMNS } from '@qingfeng/domain/features/catalogue/import-row.ts';
import { DISCLOSURE_STATES, PUBLIC_STATES } from '@qingfeng/domain/features/catalogue/life.ts';
import { INNER_READERS, MOST, POWER_CATEGORIES, POWER_NEEDS } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { day, id, idParams, listQuery, oneOrMore, openStep, page, timelineEntry } from '../../shared/wire.ts';

const category = z.enum(POWER_CATEGORIES);
const text = z.string().trim().max(100).optional();

const row = z.object({
  code: z.string(),
  name: z.string(),
  summary: z.string().nullable(),
  category,
  unit: z.string(),
  promisedDays: z.int().nullable(),
  legalDays: z.int().nullable(),
  /** 已导入待完善: what an older catalogue brought still lacks something. */
  incomplete: z.boolean(),
});
const facet = z.object({ value: z.string(), label: z.string(), count: z.int() });

const publicQuery = listQuery(['relevance'], {
  q: text,
  category: category.optional(),
  unit: z.string().max(20).optional(),
});

export const listPublicPowers = endpoint({
  name: 'listPublicPowers',
  method: 'GET',
  path: '/api/v1/public/powers',
  query: publicQuery,
  response: page(row).extend({ categories: z.array(facet), units: z.array(facet) }),
  audience: 'public',
  access: 'anyone',
  summary: 'The disclosed power catalogue: search by words, pinyin initials or code',
});

const version = z.object({ number: z.int(), note: z.string().nullable(), on: day.nullable(), current: z.boolean() });

export const getPublicPower = endpoint({
  name: 'getPublicPower',
  method: 'GET',
  path: '/api/v1/public/powers/:code',
  params: z.object({ code: z.string().max(MOST.code) }),
  response: row.extend({
    /** SUSPENDED says only that, and none of the facts; RETIRED keeps what was public. */
    state: z.enum(PUBLIC_STATES),
    unitCode: z.string(),
    section: z.string().nullable(),
    fee: z.string().nullable(),
    phone: z.string().nullable(),
    steps: z.array(z.object({ name: z.string(), days: z.int().nullable(), note: z.string().nullable() })),
    basis: z.array(z.object({ title: z.string(), text: z.string().nullable() })),
    versions: z.array(version),
  }),
  audience: 'public',
  access: 'anyone',
  summary: 'One disclosed power by its code',
});

export const exportPublicPowers = endpoint({
  name: 'exportPublicPowers',
  method: 'GET',
  path: '/api/v1/public/powers.csv',
  query: z.object({ q: text, category: category.optional(), unit: z.string().max(20).optional() }).strict(),
  response: z.object({}),
  audience: 'public',
  access: 'anyone',
  delivers: 'file',
  summary: 'The disclosed catalogue as .csv',
});

/** Inside: the same items with what stays inside, and the version under way. */
const inner = row.extend({
  id,
  version: z.int(),
  publicState: z.enum(PUBLIC_STATES).nullable(),
  openState: z.enum(DISCLOSURE_STATES).nullable(),
  publishedOn: day.nullable(),
  missing: z.array(z.enum(POWER_NEEDS)),
});

export const listPowers = endpoint({
  name: 'listPowers',
  method: 'GET',
  path: '/api/v1/powers',
  query: listQuery(['code', 'name', 'relevance'], {
    q: text,
    category: oneOrMore(category).optional(),
    unit: oneOrMore(z.string().max(20)).optional(),
    /** Of the public one, or of the version under way: what is on its way through review. */
    state: oneOrMore(z.enum(DISCLOSURE_STATES)).optional(),
    incomplete: z.stringbool().optional(),
    mine: z.stringbool().optional(),
  }),
  response: page(inner).extend({ categories: z.array(facet), units: z.array(facet) }),
  audience: 'office',
  access: INNER_READERS,
  summary: 'The inner power catalogue',
});

const content = z.object({
  name: z.string().trim().min(1).max(MOST.name),
  category,
  summary: z.string().trim().max(MOST.summary).nullable(),
  basis: z
    .array(z.object({ title: z.string().trim().min(1).max(MOST.basis), text: z.string().trim().max(5_000).nullable() }))
    .max(50),
  steps: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(100),
        post: z.string().trim().max(100).nullable(),
        days: z.int().min(0).max(1_000).nullable(),
        note: z.string().trim().max(1_000).nullable(),
        weak: z.boolean(),
        key: z.boolean(),
      }),
    )
    .max(50),
  promisedDays: z.int().min(0).max(1_000).nullable(),
  legalDays: z.int().min(0).max(1_000).nullable(),
  fee: z.string().trim().max(MOST.fee).nullable(),
  section: z.string().trim().max(MOST.section).nullable(),
  phone: z.string().trim().max(MOST.phone).nullable(),
  riskPost: z.string().trim().max(MOST.riskPost).nullable(),
  workRules: z.string().trim().max(MOST.workRules).nullable(),
  institutions: z.array(z.string().trim().min(1).max(MOST.institutions)).max(50),
  sourceUrl: z.string().trim().max(MOST.url).nullable(),
});

const detail = inner.extend({
  unitCode: z.string(),
  content,
  draft: z
    .object({
      id,
      number: z.int(),
      state: z.enum(DISCLOSURE_STATES),
      content,
      missing: z.array(z.enum(POWER_NEEDS)),
      note: z.string().nullable(),
    })
    .nullable(),
  versions: z.array(version.extend({ state: z.string(), by: z.string().nullable() })),
  /** Steps of the version under way, or of the published one, that are open to this viewer. */
  openSteps: z.array(openStep),
  /** Words of the last return, suspension or cancellation. */
  reason: z.string().nullable(),
  timeline: z.array(timelineEntry),
});

export const getPower = endpoint({
  name: 'getPower',
  method: 'GET',
  path: '/api/v1/powers/:id',
  params: idParams,
  response: detail,
  audience: 'office',
  access: INNER_READERS,
  summary: 'One power item with its inner fields, versions and open steps',
});

/** A new version begins from the published one; a draft is changed. The public goes on reading the old one. */
export const editPower = endpoint({
  name: 'editPower',
  method: 'PUT',
  path: '/api/v1/powers/:id/draft',
  params: idParams,
  body: z.object({ version: z.int(), content, note: z.string().trim().max(500).nullable() }),
  response: detail,
  audience: 'office',
  access: ['UNIT_LIAISON'],
  summary: 'Edit a power item as a new version',
});

export const POWER_STEPS = ['submit', 'pass', 'return', 'release', 'giveUp', 'suspend', 'resume', 'retire'] as const;

export const stepPower = endpoint({
  name: 'stepPower',
  method: 'POST',
  path: '/api/v1/powers/:id/steps/:step',
  params: z.object({ id, step: z.enum(POWER_STEPS) }),
  body: z.object({ version: z.int(), reason: z.string().trim().max(500).nullable() }),
  response: detail,
  audience: 'office',
  access: ['UNIT_LIAISON', 'LEADER', 'CATALOGUE_REVIEWER'],
  summary: 'Take a step of the disclosure: submit, pass, return, release …',
});

export const importPowers = endpoint({
  name: 'importPowers',
  method: 'POST',
  path: '/api/v1/powers/import',
  query: z.object({ name: z.string().trim().min(1).max(200) }).strict(),
  response: z.object({
    added: z.int(),
    unchanged: z.int(),
    /** Known codes whose content differs: a version under way was drafted for each, the public one stays. */
    drafted: z.int(),
    rejected: z.array(
      z.object({
        line: z.int(),
        /** One of `IMPORT_FAULTS`, or why the row could not be read at all (`RowFault`). */
        reason: z.string(),
        column: z.enum(IMPORT_COLUMNS).nullable(),
        value: z.string().nullable(),
      }),
    ),
  }),
  audience: 'office',
  access: ['UNIT_LIAISON'],
  upload: true,
  bodyLimit: 20 * 1024 * 1024,
  summary: 'Bring an older catalogue (.csv, .xlsx); good rows go in, bad ones are listed with line and reason',
});

export const getPowerTemplate = endpoint({
  name: 'getPowerTemplate',
  method: 'GET',
  path: '/api/v1/powers/template.xlsx',
  response: z.object({}),
  audience: 'office',
  access: ['UNIT_LIAISON'],
  delivers: 'file',
  summary: 'The empty list that the importer reads, with its headings',
});

export const exportPowers = endpoint({
  name: 'exportPowers',
  method: 'GET',
  path: '/api/v1/powers.xlsx',
  query: listPowers.query,
  response: z.object({}),
  audience: 'office',
  access: INNER_READERS,
  delivers: 'file',
  summary: 'The inner list as shown, as .xlsx',
});
