import type { By } from '../../shared/by.ts';
import type { Effects } from '../../shared/life.ts';
import { saying } from '../../shared/note.ts';
import { bindingDeadline, passedLimit } from './deadline.ts';
import { contentOf } from './draft.ts';
import type { Unfinished, VisitInput } from './inputs.ts';
import type { WarningLife } from './life.ts';
import { decisionOf, type EarlierResponse, levelOf, owedBy, type ServiceRecord, type Warning } from './warning.ts';

const silently = (changes: Partial<Warning> = {}) => ({ changes, tells: {} });

const served = (record: ServiceRecord) => ({
  changes: { service: record },
  tells: { how: record.how, on: record.on },
});

/** An extension still pending when the object has answered or reported is no longer needed. */
const settled = ({ extension }: Warning): Pick<Warning, 'extension'> => ({
  extension: extension?.state === 'PENDING' ? { ...extension, state: 'REFUSED' } : extension,
});

/** What was handed in so far, the measures of each beside it. */
const earlierOf = ({ earlierResponses = [], response, measures }: Warning): readonly EarlierResponse[] =>
  response === null ? earlierResponses : [...earlierResponses, { ...response, measures }];

/** The object is asked again: what was given stays on file, a new round begins. */
const askedAgain = (warning: Warning, { reason, openMeasureIds }: Unfinished, by: By, changes: Partial<Warning> = {}) =>
  saying(warning, reason, by, {
    ...changes,
    returnCount: warning.returnCount + 1,
    responseAccepted: openMeasureIds.length > 0,
    conclusion: null,
    measures: warning.measures.map((measure) =>
      openMeasureIds.includes(measure.id) ? { ...measure, doneOn: null } : measure,
    ),
  });

const visited = (warning: Warning, { on, methods, formFileId, visitorIds }: VisitInput, passed: boolean) => ({
  visits: [...warning.visits, { on, methods, formFileId, passed }],
  assignments: { ...warning.assignments, visitorIds },
});

/** What each step changes besides state and clocks, and what it tells the record. */
export const EFFECTS: Effects<WarningLife> = {
  propose: ({ levelCode, circumstance, origin }) => ({ changes: {}, tells: { levelCode, circumstance, origin } }),
  revise: (_, input) => ({
    changes: contentOf(input),
    tells: { levelCode: input.levelCode, circumstance: input.circumstance },
  }),
  reassign: ({ assignments }, { drafterId }) => ({
    changes: {
      assignments: {
        ...assignments,
        drafterId,
        formerDrafterIds: [...(assignments.formerDrafterIds ?? []), assignments.drafterId],
      },
    },
    tells: { from: assignments.drafterId, to: drafterId },
  }),
  submit: () => silently(),
  withdraw: (warning, { reason }, by) => saying(warning, reason, by),

  approve: (warning, { on, minutesNumber, participants, fileId, lowered }, by) => {
    const { body } = decisionOf(warning);
    const recordedBy = by.viewer.accountId;
    const level = lowered ?? warning;
    const said = lowered && saying(warning, lowered.reason, by, levelAs(lowered));
    return {
      changes: {
        ...said?.changes,
        decision: { body, on, recordedBy, minutesNumber, participants, fileId },
        assignments: { ...warning.assignments, deciderId: recordedBy },
      },
      tells: {
        body,
        on,
        minutesNumber,
        participants: participants.length,
        levelCode: level.levelCode,
        loweredFrom: lowered && warning.levelCode,
        noteId: said && said.tells.noteId,
      },
    };
  },
  raise: (warning, { reason, ...level }, by) => {
    const { changes, tells } = saying(warning, reason, by, levelAs(level));
    return { changes, tells: { ...tells, fromLevel: warning.levelCode, toLevel: level.levelCode } };
  },
  askMore: (warning, { reason }, by) => saying(warning, reason, by),
  reject: (warning, { reason }, by) => saying(warning, reason, by, { rejected: true }),

  issue: (warning, { paper, interview }) => ({
    changes: {
      paper,
      interviewPlanFileId: interview?.planFileId ?? null,
      assignments: {
        ...warning.assignments,
        leadInterviewerId: interview?.leadId ?? null,
        interviewerIds: interview?.interviewerIds ?? [],
      },
    },
    tells: { number: paper.number, sha256: paper.sha256 },
  }),
  rescind: (warning, { reason }, by) => {
    const { changes, tells } = saying(warning, reason, by);
    return { changes, tells: { ...tells, voidedNumber: warning.paper?.number ?? null } };
  },

  sign: (_, __, { today }) => served({ how: 'SIGNED', on: today, receiptFileId: null, witnesses: [] }),
  serve: (_, { how, on, receiptFileId, witnesses }) => served({ how, on, receiptFileId, witnesses }),
  interview: (_, { on, recordFileId, signedBy }) =>
    served({ how: 'INTERVIEW', on, receiptFileId: recordFileId, witnesses: signedBy }),

  answer: (warning, { question, text, fileIds }) => ({
    changes: { answers: [...warning.answers, { question, round: warning.returnCount, text, fileIds }] },
    tells: { question },
  }),
  respond: (warning, { text, fileIds, measures, signed }, by) => {
    const kind = owedBy(warning)?.kind ?? 'EXPLANATION';
    return {
      changes: {
        ...settled(warning),
        earlierResponses: earlierOf(warning),
        response: { kind, round: warning.returnCount, on: by.today, text, fileIds, signed },
        measures: measures.map(({ text: what, owner, dueOn, evidenceType }) => ({
          id: by.newId(),
          text: what,
          owner,
          dueOn,
          evidenceType,
          evidenceFileIds: [],
          doneOn: null,
        })),
      },
      tells: { kind, measures: measures.length },
    };
  },
  file: (warning, { recordFileId }, { today }) => ({
    changes: {
      response: {
        kind: 'ORAL_ANSWER',
        round: warning.returnCount,
        on: today,
        text: '',
        fileIds: [recordFileId],
        signed: true,
      },
      responseAccepted: true,
      conclusion: 'REMINDED',
    },
    tells: { fileId: recordFileId },
  }),
  markOverdue: (warning, _, { today }) => ({
    changes: { overdue: true },
    tells: { dueOn: passedLimit(warning, today)?.dueOn ?? today },
  }),

  review: (warning, _, { viewer }) => ({
    changes: { assignments: { ...warning.assignments, reviewerId: viewer.accountId } },
    tells: { reviewerId: viewer.accountId },
  }),
  accept: (warning, { noFault }) => {
    const reminded = owedBy(warning)?.kind === 'EXPLANATION' ? 'REMINDED' : null;
    return { changes: { responseAccepted: true, conclusion: noFault ? 'EXPLAINED' : reminded }, tells: { noFault } };
  },
  return: (warning, { reason }, by) => {
    const { changes, tells } = askedAgain(warning, { reason, openMeasureIds: [] }, by);
    return { changes, tells: { ...tells, returnCount: warning.returnCount + 1 } };
  },

  askExtension: (warning, { reason }, by) => {
    const late = (bindingDeadline(warning)?.dueOn ?? by.today) < by.today;
    const { changes, tells } = saying(warning, reason, by);
    const extension = {
      askedOn: by.today,
      noteId: tells.noteId,
      late,
      state: 'PENDING',
      period: null,
      paper: null,
    } as const;
    return { changes: { ...changes, extension }, tells: { ...tells, late } };
  },
  grantExtension: ({ extension }, { period, paper }) => ({
    changes: { extension: extension && { ...extension, state: 'GRANTED', period, paper } },
    tells: { number: paper.number, sha256: paper.sha256 },
  }),
  refuseExtension: (warning, { reason }, by) => saying(warning, reason, by, settled(warning)),

  finishMeasure: (warning, { measureId, doneOn, fileIds }) => ({
    changes: {
      measures: warning.measures.map((measure) =>
        measure.id === measureId
          ? { ...measure, doneOn, evidenceFileIds: [...measure.evidenceFileIds, ...fileIds] }
          : measure,
      ),
    },
    tells: { measureId, files: fileIds.length },
  }),
  reportDone: (warning) => ({ changes: settled(warning), tells: { measures: warning.measures.length } }),
  passVisit: (warning, input) => ({
    changes: visited(warning, input, true),
    tells: { methods: input.methods, visitors: input.visitorIds.length },
  }),
  failVisit: (warning, input, by) => {
    const { changes, tells } = askedAgain(warning, input, by, visited(warning, input, false));
    return { changes, tells: { ...tells, methods: input.methods, visitors: input.visitorIds.length } };
  },

  lift: (warning, { filingNumber, paper }) => {
    const conclusion = warning.conclusion ?? 'CORRECTED';
    return {
      changes: { conclusion, filingNumber, liftPaper: paper },
      tells: { conclusion, number: paper.number, sha256: paper.sha256, filingNumber },
    };
  },
  refuseLift: (warning, input, by) => askedAgain(warning, input, by),

  suspend: (warning, { code, reason }, by) => {
    const { changes, tells } = saying(warning, reason, by, { suspension: { code, on: by.today } });
    return { changes, tells: { ...tells, code } };
  },
  resume: () => silently({ suspension: null }),
  archive: (_, { classification }) => ({ changes: {}, tells: { classification } }),

  proposeEscalation: (warning, { ground }, { today, viewer }) => {
    const rules = levelOf(warning).escalation.filter(({ when }) => when === ground);
    const towards = rules.map(({ to }) => to);
    const proposal = { ground, towards, on: today, by: viewer.accountId };
    return { changes: { proposals: [...warning.proposals, proposal] }, tells: { ground, towards } };
  },
  draftSuccessor: (_, { successor }) => ({
    changes: { successorId: successor.id },
    tells: { successorId: successor.id },
  }),
  dropSuccessor: (_, { successorId }) => ({ changes: { successorId: null }, tells: { successorId } }),
  escalate: ({ state, deadlines, overdue, suspension }, { successor }) => ({
    changes: { successorId: successor.id, face: { state, deadlines, overdue, suspension } },
    tells: { successorId: successor.id },
  }),
  showEnd: () => silently({ face: null }),
  transfer: (warning, { clueId, reason }, by) => {
    const { changes, tells } = saying(warning, reason, by, { clueId, successorId: null });
    return { changes, tells: { ...tells, clueId } };
  },
};

/** The level as the body set it; limits written for the proposed level fall away. */
function levelAs({
  levelCode,
  circumstance,
  mode,
  ground,
}: Pick<Warning, 'levelCode' | 'circumstance' | 'mode' | 'ground'>) {
  return { levelCode, circumstance, mode, ground, limits: { response: null, rectification: null, overall: null } };
}
