import { CELLS } from '@qingfeng/domain/features/rules/back-test.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { colour, day, id, idParams, instant } from '../../shared/wire.ts';
import { RULE_READERS } from './endpoints.ts';

const permille = z.int().nullable();
const counted = z.object({ reason: z.string(), count: z.int() });
const sentence = z.object({ zh: z.string(), en: z.string() });
const months = z.array(z.object({ month: z.string(), confirmed: z.int(), false: z.int(), unverified: z.int() }));
const unitCounts = { hits: z.int(), confirmed: z.int(), false: z.int(), missed: z.int() };

const measured = z.object({
  hits: z.int(),
  /** Matters that people have decided, by whether the version finds them. */
  matrix: z.object({
    FOUND_CONFIRMED: z.int(),
    FOUND_FALSE: z.int(),
    MISSED_CONFIRMED: z.int(),
    MISSED_FALSE: z.int(),
  }),
  unverified: z.int(),
  precisionPermille: permille,
  recallPermille: permille,
  months,
  load: z.object({ perWeek: z.number(), fresh: z.int(), hoursPerWeek: z.number().nullable() }),
  /** Of all records, by reason. */
  notEvaluable: z.array(counted),
});

/** As it is kept; what of it someone may see is decided when it is read. */
export const backTestResult = measured.extend({
  units: z.array(z.object({ unitId: id.nullable(), ...unitCounts })),
  examples: z.array(
    z.object({
      cell: z.enum(CELLS),
      informationId: id.nullable(),
      hit: z
        .object({
          label: z.string(),
          personId: id.nullable(),
          unitId: id.nullable(),
          from: day,
          to: day,
          colour,
          sentence,
        })
        .nullable(),
    }),
  ),
});
export type BackTestResult = z.output<typeof backTestResult>;

export const BACK_TEST_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;

const backTest = z.object({
  id,
  versionId: id,
  from: day,
  to: day,
  state: z.enum(BACK_TEST_STATES),
  percent: z.int(),
  requestedBy: z.string().nullable(),
  requestedAt: instant,
  finishedAt: instant.nullable(),
  /** From start to end. */
  seconds: z.number().nullable(),
  /** Whether it tested the version as it stands now. */
  current: z.boolean(),
  mayCancel: z.boolean(),
  result: measured
    .extend({
      /** Units in the viewer's scope; `unit` null gathers those without one and those too small to be told. */
      units: z.array(z.object({ unit: z.string().nullable(), ...unitCounts })),
      /** What the viewer may see of the examples; others are only counted. */
      examples: z.array(
        z.object({
          cell: z.enum(CELLS),
          informationId: id.nullable(),
          label: z.string(),
          colour: colour.nullable(),
          sentence,
          from: day,
          to: day,
        }),
      ),
      hidden: z.int(),
    })
    .nullable(),
});

export const getBackTest = endpoint({
  name: 'getBackTest',
  method: 'GET',
  path: '/api/v1/back-tests/:id',
  params: idParams,
  response: backTest,
  audience: 'office',
  access: RULE_READERS,
  summary: 'A back-test: how far it is, or what the version would have found against verified outcomes',
});

export const requestBackTest = endpoint({
  name: 'requestBackTest',
  method: 'POST',
  path: '/api/v1/rule-versions/:id/back-tests',
  params: idParams,
  body: z.object({ from: day, to: day }).refine(({ from, to }) => from <= to, 'from after to'),
  response: backTest,
  audience: 'office',
  access: ['RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER'],
  summary: 'Back-test a version over a period',
});

export const cancelBackTest = endpoint({
  name: 'cancelBackTest',
  method: 'POST',
  path: '/api/v1/back-tests/:id/cancel',
  params: idParams,
  response: backTest,
  audience: 'office',
  access: ['RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER'],
  summary: 'Stop a back-test',
});
