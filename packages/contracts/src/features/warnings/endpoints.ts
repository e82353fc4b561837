import { WARNING_STATES } from '@qingfeng/domain/features/warnings/warning.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import {
  colour,
  day,
  id,
  idParams,
  listQuery,
  oneOrMore,
  page,
  version,
  withReason,
  words,
} from '../../shared/wire.ts';
import { ownWarning, ownWarningRow, period, warning, warningRow } from './warning.ts';

const HANDLERS = ['OFFICER', 'RESIDENT_OFFICER', 'CENTRE_CLERK', 'HANDLING_HEAD'] as const;
const DECIDERS = ['COMMISSION_LEADER', 'COMMITTEE_SECRETARY', 'LG_OFFICE', 'LEADING_GROUP'] as const;
const READERS = [...HANDLERS, ...DECIDERS, 'RECORDS_CLERK', 'APPEAL_REVIEWER'] as const;
/** A unit's leader takes part only in a matter whose talk names him as its lead. */
const READERS_AND_LEADS = [...READERS, 'LEADER'] as const;

export const listWarnings = endpoint({
  name: 'listWarnings',
  method: 'GET',
  path: '/api/v1/warnings',
  query: listQuery(['proposedAt', 'dueOn', 'level', 'caseNumber'], {
    tab: z.enum(['open', 'mine', 'decide', 'served', 'overdue', 'ended', 'all']).default('open'),
    state: oneOrMore(z.enum(WARNING_STATES)).optional(),
    colour: oneOrMore(colour).optional(),
    unitId: id.optional(),
    from: day.optional(),
    to: day.optional(),
    q: z.string().trim().max(100).optional(),
  }),
  /** Counts of the tabs: the shown ones as far as the total goes, the others to 1,001. */
  response: page(warningRow).extend({ tabs: z.record(z.string(), z.int()) }),
  audience: 'office',
  access: READERS,
  summary: 'Warnings in my scope, a page at a time',
});

export const exportWarnings = endpoint({
  name: 'exportWarnings',
  method: 'GET',
  path: '/api/v1/warnings.xlsx',
  query: withReason(listWarnings.query),
  response: z.object({}),
  audience: 'office',
  access: READERS,
  delivers: 'file',
  summary: 'The list as shown, as .xlsx with a watermark',
});

export const getWarning = endpoint({
  name: 'getWarning',
  method: 'GET',
  path: '/api/v1/warnings/:id',
  params: idParams,
  response: warning,
  audience: 'office',
  access: READERS_AND_LEADS,
  summary: 'One warning with its life line, deadlines, papers, answers and open steps',
});

/** What a proposing form needs: the schemes in force and, from the information, subject, facts and questions to begin with. */
export const getProposalForm = endpoint({
  name: 'getProposalForm',
  method: 'GET',
  path: '/api/v1/warning-proposals/:id',
  params: idParams,
  response: z.object({
    information: z.object({ id, number: z.string(), title: z.string(), informationLevel: z.int().nullable() }),
    object: warningRow.shape.object.nullable(),
    facts: z.array(z.string()),
    questions: z.array(z.string()),
    schemes: z.array(
      z.object({
        versionId: id,
        id: z.string(),
        name: z.string(),
        version: z.int(),
        levels: z.array(warning.shape.alternatives.element.extend({ response: warning.shape.owes })),
      }),
    ),
  }),
  audience: 'office',
  access: HANDLERS,
  summary: 'What to begin a proposal from, for an adopted piece of information',
});

const content = {
  levelCode: z.string().max(20),
  mode: z.string().max(40),
  circumstance: z.string().max(20),
  ground: words(2_000).nullable(),
  /** 是否已构成纪律处分. YES blocks the warning: the matter belongs on the case track. */
  boundaryAnswer: z.enum(['YES', 'NO']),
  facts: z.array(words(2_000)).min(1).max(20),
  questions: z.array(words(500)).max(20),
  limits: z.object({ response: period.nullable(), rectification: period.nullable(), overall: period.nullable() }),
};

export const proposeWarning = endpoint({
  name: 'proposeWarning',
  method: 'POST',
  path: '/api/v1/warnings',
  body: z.object({
    informationId: id,
    schemeVersionId: id,
    object: z.object({ kind: z.enum(['PERSON', 'UNIT', 'SECTION']), id }),
    ...content,
  }),
  response: warning,
  audience: 'office',
  access: HANDLERS,
  summary: 'Propose a warning from adopted information',
});

const step = <Body extends z.ZodRawShape>(
  name: string,
  verb: string,
  access: typeof HANDLERS | typeof READERS | typeof READERS_AND_LEADS | readonly ['RECORDS_CLERK'],
  body: Body,
  summary: string,
) =>
  endpoint({
    name,
    method: 'POST',
    path: `/api/v1/warnings/:id/${verb}`,
    params: idParams,
    body: z.object({ version, ...body }),
    /** Null when the step took the matter out of its taker's sight. */
    response: warning.nullable(),
    audience: 'office',
    access,
    summary,
  });

const reason = { reason: words() };
const levelChange = {
  levelCode: z.string().max(20),
  mode: z.string().max(40),
  circumstance: z.string().max(20),
  ground: words().nullable(),
};

export const reviseWarning = step('reviseWarning', 'revise', HANDLERS, content, 'Change a draft');
export const reassignWarning = step(
  'reassignWarning',
  'reassign',
  HANDLERS,
  { drafterId: id },
  'Give it to another officer of the handling unit, who goes on with it',
);

/** For the head who gives it on; who must stay away is not among them. */
export const listDrafters = endpoint({
  name: 'listDrafters',
  method: 'GET',
  path: '/api/v1/warnings/:id/drafters',
  params: idParams,
  response: z.object({ items: z.array(z.object({ accountId: id, name: z.string() })) }),
  audience: 'office',
  access: ['HANDLING_HEAD'],
  summary: 'Officers who may go on with the warning in its drafter’s place',
});
export const submitWarning = step('submitWarning', 'submit', HANDLERS, {}, 'Submit a draft to the body of its level');
export const withdrawWarning = step('withdrawWarning', 'withdraw', HANDLERS, reason, 'Withdraw a draft');
export const approveWarning = step(
  'approveWarning',
  'approve',
  READERS,
  {
    on: day,
    minutesNumber: words(100).nullable(),
    participants: z.array(words(50)).max(50),
    /** Scanned minutes or signed decision; without one the decision sheet is made from this form. */
    fileId: id.nullable(),
    lowered: z.object({ ...levelChange, ...reason }).nullable(),
  },
  'Record the decision of the competent body; the level may be lowered with a reason',
);
export const raiseWarning = step(
  'raiseWarning',
  'raise',
  READERS,
  { ...levelChange, ...reason },
  'A higher level: the matter goes to the body of that level',
);
export const askMoreOfWarning = step('askMoreOfWarning', 'ask-more', READERS, reason, 'Send it back for more');
export const rejectWarning = step('rejectWarning', 'reject', READERS, reason, 'Reject the proposal');
export const issueWarning = step(
  'issueWarning',
  'issue',
  HANDLERS,
  {
    interview: z
      .object({
        leadId: id,
        interviewerIds: z.array(id).min(1).max(10),
        on: day,
        time: z.string().regex(/^\d\d:\d\d$/),
        place: words(100),
        subject: words(200),
        plan: words(5_000),
      })
      .nullable(),
  },
  'Allot the number, make and freeze the paper',
);
export const rescindWarning = step(
  'rescindWarning',
  'rescind',
  READERS,
  reason,
  'Rescind before service; the number is voided',
);
export const serveWarning = step(
  'serveWarning',
  'serve',
  HANDLERS,
  { how: z.enum(['PAPER_RECEIPT', 'REFUSED']), on: day, witnesses: z.array(words(50)).max(4), fileId: id.nullable() },
  'Record service by a signed receipt, or a refusal recorded by two persons',
);
export const recordInterview = step(
  'recordInterview',
  'interview',
  READERS_AND_LEADS,
  { on: day, record: words(20_000), signedBy: z.array(words(50)).min(2).max(10), fileId: id.nullable() },
  'Record the talk held: that is service',
);
export const fileWarningRecord = step(
  'fileWarningRecord',
  'file',
  HANDLERS,
  { record: words(20_000), fileId: id.nullable() },
  'File the record where nothing is owed in writing',
);
export const reviewWarning = step('reviewWarning', 'review', HANDLERS, {}, 'Take the response for review');
export const acceptResponse = step(
  'acceptResponse',
  'accept',
  HANDLERS,
  { noFault: z.boolean() },
  'Accept the response; no fault closes it as 经说明了结',
);
export const returnResponse = step(
  'returnResponse',
  'return',
  HANDLERS,
  reason,
  'Return the response for more, with a short date counted once',
);
export const grantExtension = step(
  'grantExtension',
  'grant-extension',
  READERS,
  { period },
  'Grant the extension; its paper is issued',
);
export const refuseExtension = step('refuseExtension', 'refuse-extension', READERS, reason, 'Refuse the extension');
export const suspendWarning = step(
  'suspendWarning',
  'suspend',
  HANDLERS,
  { code: z.string().max(40), reason: words() },
  'Stop the clock for a listed reason',
);
export const resumeWarning = step('resumeWarning', 'resume', HANDLERS, {}, 'Let the clock run again');
const visit = {
  on: day,
  visitors: z.array(id).min(1).max(10),
  methods: z.array(z.enum(['HEARING', 'PAPERS', 'MEETING', 'SITE'])).min(1),
  place: words(100),
  personsMet: words(500),
  /** What the people there say of the correction, for the form. */
  reaction: words(500),
  opinion: words(),
};
export const passVisit = step('passVisit', 'pass-visit', HANDLERS, visit, 'Return visit passed; the form is filled');
export const failVisit = step(
  'failVisit',
  'fail-visit',
  HANDLERS,
  { ...visit, openMeasureIds: z.array(id), ...reason },
  'Return visit not passed',
);
export const liftWarning = step(
  'liftWarning',
  'lift',
  READERS,
  { filingNumber: words(100).nullable(), conclusion: words() },
  'Lift the warning; its paper is issued',
);
export const refuseLift = step(
  'refuseLift',
  'refuse-lift',
  READERS,
  { openMeasureIds: z.array(id), ...reason },
  'Refuse lifting, with the reason',
);
export const archiveWarning = step(
  'archiveWarning',
  'archive',
  ['RECORDS_CLERK'],
  { classification: words(50) },
  'Archive the complete dossier',
);
export const proposeEscalation = step(
  'proposeEscalation',
  'propose-escalation',
  HANDLERS,
  { ground: z.enum(['NOT_CORRECTED', 'STILL_REPORTED_AND_TRUE', 'SPREADING', 'OVERDUE_NO_RESPONSE']) },
  'Propose a higher level; only the decision on the new warning moves this one',
);
export const draftSuccessor = endpoint({
  name: 'draftSuccessor',
  method: 'POST',
  path: '/api/v1/warnings/:id/draft-successor',
  params: idParams,
  body: z.object({ version, ...content }),
  response: warning,
  audience: 'office',
  access: HANDLERS,
  summary: 'Draft the higher warning that is to follow this one; answers with the draft',
});
export const transferWarning = step(
  'transferWarning',
  'transfer',
  READERS,
  { clueNumber: words(100), ...reason },
  'Sanctionable conduct: to the case track, all clocks stop',
);
export const remindObject = step('remindObject', 'remind', HANDLERS, {}, 'Remind the object now, without content');

/** The paper as it would be issued, marked 草稿; nothing is numbered or kept. */
export const previewPaper = endpoint({
  name: 'previewPaper',
  method: 'GET',
  path: '/api/v1/warnings/:id/preview.docx',
  params: idParams,
  response: z.object({}),
  audience: 'office',
  access: READERS,
  delivers: 'file',
  summary: 'Draft of the paper from the same template',
});

/** The frozen bytes of an issued paper; each download is counted. */
export const getPaper = endpoint({
  name: 'getPaper',
  method: 'GET',
  path: '/api/v1/papers/:id',
  params: idParams,
  query: z.object({ purpose: z.enum(['view', 'download', 'print']).default('view') }).strict(),
  response: z.object({}),
  audience: 'office',
  access: 'signed-in',
  delivers: 'file',
  summary: 'An issued paper, exactly its frozen bytes',
});

const uploaded = z.object({ fileId: id, name: z.string(), size: z.int() });
const uploadQuery = z.object({ name: z.string().trim().min(1).max(200) }).strict();

export const attachToWarning = endpoint({
  name: 'attachToWarning',
  method: 'POST',
  path: '/api/v1/warnings/:id/files',
  params: idParams,
  query: uploadQuery,
  response: uploaded,
  audience: 'office',
  access: 'signed-in',
  upload: true,
  bodyLimit: 20 * 1024 * 1024,
  summary: 'Attach a file to a warning that I handle or have to answer',
});

export const getWarningFile = endpoint({
  name: 'getWarningFile',
  method: 'GET',
  path: '/api/v1/warnings/:id/files/:fileId',
  params: z.object({ id, fileId: id }),
  response: z.object({}),
  audience: 'office',
  access: 'signed-in',
  delivers: 'file',
  summary: 'A file of a warning',
});

/** The side of the person warned. */
export const listMyWarnings = endpoint({
  name: 'listMyWarnings',
  method: 'GET',
  path: '/api/v1/my-warnings',
  response: z.object({ items: z.array(ownWarningRow) }),
  audience: 'office',
  access: 'signed-in',
  summary: 'Warnings served on me',
});

export const getMyWarning = endpoint({
  name: 'getMyWarning',
  method: 'GET',
  path: '/api/v1/my-warnings/:id',
  params: idParams,
  response: ownWarning,
  audience: 'office',
  access: 'signed-in',
  summary: 'A warning served on me: the paper, what I owe and by when',
});

const ownStep = <Body extends z.ZodRawShape>(name: string, verb: string, body: Body, summary: string) =>
  endpoint({
    name,
    method: 'POST',
    path: `/api/v1/my-warnings/:id/${verb}`,
    params: idParams,
    body: z.object({ version, ...body }),
    response: ownWarning,
    audience: 'office',
    access: 'signed-in',
    summary,
  });

/** The password confirms who signs. */
export const signForWarning = ownStep(
  'signForWarning',
  'sign',
  { password: z.string().min(1).max(1_000) },
  'Sign for the paper',
);
export const answerQuestion = ownStep(
  'answerQuestion',
  'answer',
  { question: z.int().min(0), text: words(10_000), fileIds: z.array(id).max(20) },
  'Answer one question',
);
export const respondToWarning = ownStep(
  'respondToWarning',
  'respond',
  {
    text: words(20_000),
    fileIds: z.array(id).max(20),
    measures: z
      .array(z.object({ text: words(), owner: words(50), dueOn: day.nullable(), evidenceType: words(100) }))
      .max(30),
    signed: z.literal(true),
  },
  'Submit explanation, measures or report',
);
export const askExtension = ownStep('askExtension', 'ask-extension', reason, 'Ask for an extension, once');
export const finishMeasure = ownStep(
  'finishMeasure',
  'finish-measure',
  { measureId: id, doneOn: day, fileIds: z.array(id).min(1).max(20) },
  'A measure is done, with its evidence',
);
export const reportDone = ownStep(
  'reportDone',
  'report-done',
  { signed: z.literal(true) },
  'Report the rectification done',
);

/** Schemes in force, to read. */
export const listSchemes = endpoint({
  name: 'listSchemes',
  method: 'GET',
  path: '/api/v1/warning-schemes',
  response: z.object({
    items: z.array(
      z.object({ versionId: id, id: z.string(), name: z.string(), version: z.int(), scheme: z.unknown() }),
    ),
  }),
  audience: 'office',
  access: 'signed-in',
  summary: 'The warning schemes in force',
});
