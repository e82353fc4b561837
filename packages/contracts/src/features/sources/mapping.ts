import {
  MAPPING_DECIDERS,
  MAPPING_STATES,
  MAPPING_STEP_NAMES,
} from '@qingfeng/domain/features/sources/mapping-life.ts';
import { MAPPING_FAULTS } from '@qingfeng/domain/features/sources/mapping.ts';
import { SAMPLE_ROWS } from '@qingfeng/domain/features/sources/sample.ts';
import { AMOUNT_UNITS, MOMENT_FORMATS, QUANTITY_UNITS } from '@qingfeng/domain/features/sources/translate.ts';
import type { Unit } from '@qingfeng/domain/features/sources/translate.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { id, idParams, instant, openStep, version, words } from '../../shared/wire.ts';
import { faultCount, MOST_FILE_BYTES, READERS, REGISTRARS } from './endpoints.ts';

const UNITS = [...Object.keys(AMOUNT_UNITS), ...Object.keys(QUANTITY_UNITS)] as [Unit, ...Unit[]];
const MOST_CODES = 1_000;

const reading = z.discriminatedUnion('how', [
  z.object({ how: z.literal('AS_IS') }).strict(),
  z.object({ how: z.literal('MOMENT'), format: z.enum(MOMENT_FORMATS) }).strict(),
  z.object({ how: z.literal('UNIT'), unit: z.enum(UNITS), rounded: z.boolean() }).strict(),
  z
    .object({
      how: z.literal('CODES'),
      /** Their code → ours; an empty one of ours leaves the field empty. */
      codes: z
        .record(words(100), z.string().trim().max(200))
        .refine((codes) => Object.keys(codes).length <= MOST_CODES, `at most ${String(MOST_CODES)} codes`),
      unknown: z.enum(['REJECT', 'EMPTY', 'AS_IS']),
    })
    .strict(),
]);

export const mapping = z
  .object({
    /** By field of ours; what is not named is read under our own headings. */
    fields: z.record(
      words(50),
      z
        .object({
          /** The first that a file has is read; none: the source does not bring it; null: our own headings. */
          headings: z.array(words(100)).max(10).nullable(),
          /** What stands where the source brings nothing, in our spelling. */
          constant: words(200).nullable(),
          reading,
        })
        .strict(),
    ),
    undated: z.enum(['REJECT', 'RECEIVED']),
  })
  .strict();

const mappingVersion = z.object({
  id,
  version,
  number: z.int(),
  state: z.enum(MAPPING_STATES),
  mapping,
  note: z.string(),
  draftedBy: z.string().nullable(),
  draftedAt: instant,
  submittedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decision: z.string().nullable(),
  inForceAt: instant.nullable(),
  /** Deliveries that were read with it. */
  deliveries: z.int(),
  /** Of a version on its way: the fields that it would store otherwise than the one in force. */
  changed: z.array(z.string()),
  /** And what keeps it from being put forward. */
  faults: z.array(z.object({ field: z.string(), fault: z.enum(MAPPING_FAULTS) })),
  openSteps: z.array(openStep),
});

const mappings = z.object({
  /** Newest first. */
  versions: z.array(mappingVersion),
  /** Whether this viewer drafts. */
  mayDraft: z.boolean(),
  /** Heading line of the last table that came, and whether its file can still be looked into. */
  lastDelivery: z
    .object({
      id,
      fileName: z.string().nullable(),
      receivedAt: instant,
      headings: z.array(z.string()),
      stands: z.boolean(),
    })
    .nullable(),
});

export const listMappings = endpoint({
  name: 'listMappings',
  method: 'GET',
  path: '/api/v1/feeds/:id/mappings',
  params: idParams,
  response: mappings,
  audience: 'office',
  access: READERS,
  summary: 'How the columns of a source become our fields: every version of it',
});

export const draftMapping = endpoint({
  name: 'draftMapping',
  method: 'PUT',
  path: '/api/v1/feeds/:id/mappings/draft',
  params: idParams,
  body: z
    .object({
      /** Of the draft that was read; null for a new one. */
      version: version.nullable(),
      mapping,
      note: z.string().trim().max(500).default(''),
    })
    .strict(),
  response: mappings,
  audience: 'office',
  access: REGISTRARS,
  summary: 'Save the draft of another mapping; nothing is read by it yet',
});

export const stepMapping = endpoint({
  name: 'stepMapping',
  method: 'POST',
  path: '/api/v1/feeds/:id/mappings/:mappingId/:step',
  params: idParams.extend({ mappingId: id, step: z.enum(MAPPING_STEP_NAMES) }),
  body: z.object({ version, reason: words(500).nullable() }),
  response: mappings,
  audience: 'office',
  access: [...REGISTRARS, ...MAPPING_DECIDERS],
  summary: 'Put a mapping forward or take it back, approve or refuse it',
});

const cell = z.union([z.string(), z.object({ digest: z.string(), isIdentity: z.boolean() })]);
const sample = z.object({
  headings: z.array(z.string()),
  /** The first rows. Secrets, and what looks like one, are digests that fit nothing but each other. */
  rows: z.array(z.object({ line: z.int(), cells: z.array(cell) })).max(SAMPLE_ROWS),
  /** What the draft would make of the whole file; null where none was to be tried. */
  tried: z
    .object({
      taken: z.int(),
      rejected: z.int(),
      /** Whether the file goes on behind what was tried. */
      cut: z.boolean(),
      reasons: z.array(faultCount.extend({ lines: z.array(z.int()) })),
      /** Why the file as a whole would be refused: a refusal code with its facts. */
      error: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
    })
    .nullable(),
});

/** The version to be tried on the whole file. */
const tries = { mappingId: id.optional() };

export const sampleFile = endpoint({
  name: 'sampleFile',
  method: 'POST',
  path: '/api/v1/feeds/:id/sample',
  params: idParams,
  query: z.object({ name: words(200), ...tries }).strict(),
  response: sample,
  audience: 'office',
  access: REGISTRARS,
  upload: true,
  bodyLimit: MOST_FILE_BYTES,
  summary:
    'Look into a file without taking it: its first rows with secrets hidden, and what a mapping would make of it; nothing is kept',
});

export const sampleLastDelivery = endpoint({
  name: 'sampleLastDelivery',
  method: 'GET',
  path: '/api/v1/feeds/:id/sample',
  params: idParams,
  query: z.object(tries).strict(),
  response: sample,
  audience: 'office',
  access: REGISTRARS,
  summary: 'The same of the last file that was delivered',
});

export const getFeedTemplate = endpoint({
  name: 'getFeedTemplate',
  method: 'GET',
  path: '/api/v1/feeds/:id/template.xlsx',
  params: idParams,
  response: z.object({}),
  audience: 'office',
  access: READERS,
  delivers: 'file',
  summary: 'Excel template of a source, in its own headings, units and codes',
});
