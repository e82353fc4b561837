import { DIRECTORY_READERS } from '@qingfeng/domain/features/organisation/directory.ts';
import { RECUSAL_STATES, RECUSAL_STEP_NAMES } from '@qingfeng/domain/features/organisation/recusal.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import {
  day,
  id,
  idParams,
  instant,
  listQuery,
  oneOrMore,
  openStep,
  page,
  version,
  withReason,
  words,
} from '../../shared/wire.ts';

const recusal = z.object({
  id,
  state: z.enum(RECUSAL_STATES),
  /** Who stays away. */
  person: z.string(),
  personUnit: z.string(),
  self: z.boolean(),
  /** From whose matters: a person, a unit or a supplier. */
  other: z.object({ kind: z.enum(['PERSON', 'UNIT', 'SUPPLIER']), name: z.string(), note: z.string().nullable() }),
  relation: z.string(),
  declaredOn: day,
  endedOn: day.nullable(),
  appliedBy: z.string().nullable(),
  appliedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  endReason: z.string().nullable(),
  version,
  openSteps: z.array(openStep),
});

const filters = {
  q: z.string().max(100).optional(),
  state: oneOrMore(z.enum(RECUSAL_STATES)).optional(),
  /** `mine`: those that bind me. */
  whose: z.enum(['mine']).optional(),
};
const sorts = ['declaredOn', 'person'] as const;

/** My recusals and those I applied for; for leaders of the commission also what waits for them and what is in force. */
export const listRecusals = endpoint({
  name: 'listRecusals',
  method: 'GET',
  path: '/api/v1/recusals',
  query: listQuery(sorts, filters),
  /** `mayApply`: whether the viewer may apply that a colleague stays away. */
  response: page(recusal).extend({ mayApply: z.boolean() }),
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'Recusals that bind the viewer, that the viewer applied for or decides on',
});

export const exportRecusals = endpoint({
  name: 'exportRecusals',
  method: 'GET',
  path: '/api/v1/recusals/export',
  query: withReason(listQuery(sorts, filters)),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'The recusals as shown, as a workbook',
});

export const getRecusal = endpoint({
  name: 'getRecusal',
  method: 'GET',
  path: '/api/v1/recusals/:id',
  params: idParams,
  response: recusal,
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'One recusal',
});

/** Whom to name: kin may work anywhere, so a whole name or a number finds a person of any unit, and nothing less does. */
export const findRecusalOthers = endpoint({
  name: 'findRecusalOthers',
  method: 'GET',
  path: '/api/v1/recusals/others',
  query: z.object({ q: z.string().trim().max(100).default('') }),
  response: z.object({
    people: z.array(z.object({ id, name: z.string(), unit: z.string(), post: z.string() })),
    units: z.array(z.object({ id, name: z.string() })),
  }),
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'People by their whole name or number and units, to declare a recusal towards them',
});

/** Of oneself it binds at once; applied for of a colleague it waits for a leader of the commission. */
export const declareRecusal = endpoint({
  name: 'declareRecusal',
  method: 'POST',
  path: '/api/v1/recusals',
  body: z.object({
    /** Who shall stay away; `null`: I myself. */
    personId: id.nullable(),
    other: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('PERSON'), id }),
      z.object({ kind: z.literal('UNIT'), id }),
      z.object({ kind: z.literal('SUPPLIER'), code: words(50), name: words(100) }),
    ]),
    relation: words(100),
  }),
  response: recusal,
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'Declare that I stay away from someone’s matters, or apply that a colleague does',
});

export const stepRecusal = endpoint({
  name: 'stepRecusal',
  method: 'POST',
  path: '/api/v1/recusals/:id/:step',
  params: idParams.extend({ step: z.enum(RECUSAL_STEP_NAMES as [string, ...string[]]) }),
  body: z.object({ version, reason: words(300).nullable() }),
  response: recusal,
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'Decide on a recusal, take an application back, ask for a recusal’s end or decide on that',
});
