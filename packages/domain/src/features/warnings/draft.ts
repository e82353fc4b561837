import type { By } from '../../shared/by.ts';
import type { DraftContent, WarningInputs } from './inputs.ts';
import type { Warning, WarningOrigin } from './warning.ts';

/** What a draft says, and nothing else that a caller's object may carry. */
export const contentOf = (content: DraftContent): DraftContent => ({
  levelCode: content.levelCode,
  mode: content.mode,
  circumstance: content.circumstance,
  ground: content.ground,
  boundaryAnswer: content.boundaryAnswer,
  evidence: content.evidence,
  questions: content.questions,
  limits: content.limits,
});

const originOf = ({ kind, id, rank }: WarningInputs['propose']['origin']): WarningOrigin =>
  rank === undefined ? { kind, id } : { kind, id, rank };

/** The warning as it would be drafted (version 0): `propose` is judged on it. */
export const draftOf = (input: WarningInputs['propose'], by: By): Warning => ({
  ...contentOf(input),
  id: by.newId(),
  version: 0,
  state: 'DRAFT',
  scheme: input.scheme,
  object: input.object,
  handlingUnitId: input.handlingUnitId,
  origin: originOf(input.origin),
  assignments: {
    drafterId: by.viewer.accountId,
    reviewerId: null,
    deciderId: null,
    leadInterviewerId: null,
    interviewerIds: [],
    visitorIds: [],
  },
  decision: null,
  paper: null,
  interviewPlanFileId: null,
  service: null,
  answers: [],
  response: null,
  responseAccepted: false,
  measures: [],
  visits: [],
  filingNumber: null,
  returnCount: 0,
  deadlines: [],
  extension: null,
  suspension: null,
  overdue: false,
  proposals: [],
  conclusion: null,
  liftPaper: null,
  successorId: null,
  clueId: null,
  notes: [],
});
