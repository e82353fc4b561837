import { STAGE_STATES } from '@qingfeng/domain/features/information/verification.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import {
  day,
  id,
  idParams,
  instant,
  listQuery,
  openStep,
  page,
  version,
  withReason,
  words,
} from '../../shared/wire.ts';

const TRIAGE = ['OFFICER', 'RESIDENT_OFFICER', 'CENTRE_CLERK', 'HANDLING_HEAD', 'COMMISSION_LEADER'] as const;
/** Who may be asked at all: persons of partner bodies, and the commission's own officers. */
const ASKED = ['PARTNER', 'OFFICER', 'RESIDENT_OFFICER', 'CENTRE_CLERK'] as const;

const cell = z.union([z.string(), z.number()]).nullable();
const released = z.object({
  /** Names of the one concerned and of the unit, where the officer released them. */
  subject: z.string().nullable(),
  unit: z.string().nullable(),
  columns: z.array(z.string()),
  rows: z.array(z.array(cell)),
});
const file = z.object({ id, name: z.string(), size: z.int() });

const stage = z.object({
  id,
  version,
  position: z.int(),
  name: z.string(),
  state: z.enum(STAGE_STATES),
  body: z.string().nullable(),
  person: z.string(),
  question: z.string(),
  released,
  earlier: z.boolean(),
  workdays: z.int(),
  askedAt: instant.nullable(),
  dueOn: day.nullable(),
  late: z.boolean(),
  finding: z.string().nullable(),
  reason: z.string().nullable(),
  endedAt: instant.nullable(),
  files: z.array(file),
  openSteps: z.array(openStep),
});

const verifications = z.object({
  items: z.array(z.object({ id, number: z.string(), openedBy: z.string(), openedAt: instant, stages: z.array(stage) })),
  /** Whether the viewer may open one now. */
  mayOpen: z.boolean(),
  /** The stages of the policy, with who may be asked in each; empty for who may not open one. */
  plan: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      workdays: z.int(),
      people: z.array(z.object({ accountId: id, name: z.string(), unit: z.string().nullable() })),
    }),
  ),
});

export const listVerifications = endpoint({
  name: 'listVerifications',
  method: 'GET',
  path: '/api/v1/information/:id/verifications',
  params: idParams,
  response: verifications,
  audience: 'office',
  access: TRIAGE,
  summary: 'Joint verifications of a matter with their stages, and who may be asked',
});

export const openVerification = endpoint({
  name: 'openVerification',
  method: 'POST',
  path: '/api/v1/information/:id/verifications',
  params: idParams,
  body: z.object({
    version,
    stages: z
      .array(
        z.object({
          code: z.string().max(20),
          accountId: id,
          question: words(),
          /** Of the evidence: keys of columns. Nothing else of it goes out. */
          columns: z.array(z.string().max(60)).max(60),
          subject: z.boolean(),
          unit: z.boolean(),
          earlier: z.boolean(),
        }),
      )
      .min(1)
      .max(8),
  }),
  response: verifications,
  audience: 'office',
  access: TRIAGE,
  summary: 'Have a matter verified by several bodies one after the other, each told only what is released to it',
});

const officerStep = <Body extends z.ZodRawShape>(name: string, verb: string, body: Body, summary: string) =>
  endpoint({
    name,
    method: 'POST',
    path: `/api/v1/verification-stages/:id/${verb}`,
    params: idParams,
    body: z.object({ version, ...body }),
    response: verifications,
    audience: 'office',
    access: TRIAGE,
    summary,
  });
export const askVerificationAgain = officerStep(
  'askVerificationAgain',
  'ask-again',
  { question: words() },
  'Ask anew what was returned',
);
export const withdrawVerification = officerStep(
  'withdrawVerification',
  'withdraw',
  { reason: words(500) },
  'Take a stage back; the next one begins',
);

/** What someone who is asked sees: the question and what was released, nothing else of the matter. */
const mine = z.object({
  id,
  version,
  number: z.string(),
  name: z.string(),
  state: z.enum(STAGE_STATES),
  question: z.string(),
  released,
  askedAt: instant.nullable(),
  dueOn: day.nullable(),
  late: z.boolean(),
  finding: z.string().nullable(),
  reason: z.string().nullable(),
  endedAt: instant.nullable(),
  /** What bodies before found, where the officer shows it. */
  earlier: z.array(z.object({ name: z.string(), finding: z.string() })),
  files: z.array(file),
  openSteps: z.array(openStep),
});

export const listMyVerifications = endpoint({
  name: 'listMyVerifications',
  method: 'GET',
  path: '/api/v1/verifications',
  query: listQuery(['dueOn'], { state: z.enum(['ASKED', 'ANSWERED', 'RETURNED']).optional() }),
  response: page(
    mine.pick({ id: true, number: true, name: true, state: true, question: true, dueOn: true, late: true }),
  ),
  audience: 'office',
  access: ASKED,
  summary: 'What I am asked to verify',
});

export const exportMyVerifications = endpoint({
  name: 'exportMyVerifications',
  method: 'GET',
  path: '/api/v1/verifications/export',
  query: withReason(listMyVerifications.query),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: ASKED,
  summary: 'What I am asked to verify, as shown, as a workbook',
});

export const getMyVerification = endpoint({
  name: 'getMyVerification',
  method: 'GET',
  path: '/api/v1/verifications/:id',
  params: idParams,
  response: mine,
  audience: 'office',
  access: ASKED,
  summary: 'One question to me, with what was released for it',
});

export const attachToVerification = endpoint({
  name: 'attachToVerification',
  method: 'POST',
  path: '/api/v1/verifications/:id/files',
  params: idParams,
  query: z.object({ name: z.string().trim().min(1).max(200) }).strict(),
  response: z.object({ fileId: id, name: z.string(), size: z.int() }),
  audience: 'office',
  access: ASKED,
  upload: true,
  bodyLimit: 20 * 1024 * 1024,
  summary: 'Attach a file to my answer',
});

export const getVerificationFile = endpoint({
  name: 'getVerificationFile',
  method: 'GET',
  path: '/api/v1/verifications/:id/files/:fileId',
  params: z.object({ id, fileId: id }),
  response: z.object({}),
  audience: 'office',
  access: 'signed-in',
  delivers: 'file',
  summary: 'A file of an answer: for who gave it, and for who sees the matter',
});

const myStep = <Body extends z.ZodRawShape>(name: string, verb: string, body: Body, summary: string) =>
  endpoint({
    name,
    method: 'POST',
    path: `/api/v1/verifications/:id/${verb}`,
    params: idParams,
    body: z.object({ version, ...body }),
    response: mine,
    audience: 'office',
    access: ASKED,
    summary,
  });
export const answerVerification = myStep(
  'answerVerification',
  'answer',
  { finding: words(5_000) },
  'Answer with what was found; the matter goes on to the next body',
);
export const returnVerification = myStep(
  'returnVerification',
  'return',
  { reason: words(500) },
  'Return it to the officer with the reason',
);
