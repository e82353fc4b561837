import type { Present } from '../../shared/life.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { type Answer, dayBetween, given, incomplete, unless } from '../../shared/needs.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { WarningInputs, WithPaper } from './inputs.ts';
import { levelOf, modeOf, owedBy, type Warning } from './warning.ts';

// What issuing, serving and answering ask (rows 5 to 9b).

export const notBeforeIssue = (warning: Warning, { on }: { readonly on: LocalDate }, present: Present): Answer =>
  dayBetween(on, warning.paper?.on ?? null, present);

export const numberedAndFrozen = (_: Warning, { paper }: WithPaper): Answer =>
  incomplete({ number: given(paper.number), paper: given(paper.fileId) && /^[0-9a-f]{64}$/.test(paper.sha256) });

/** A talk needs a plan, a notice, a lead of the right rank and enough people (WF-05 to WF-07). */
export const interviewArranged = (warning: Warning, { interview }: WarningInputs['issue']): Answer => {
  if (modeOf(warning).servedBy === 'PAPER') return null;
  const asked = levelOf(warning).interview;
  if (!interview) return incomplete({ interview: false });
  const people = new Set([interview.leadId, ...interview.interviewerIds]).size;
  return incomplete({
    plan: given(interview.planFileId),
    notice: given(interview.noticeFileId),
    interviewers: people >= (asked?.minInterviewers ?? 1),
    lead: asked === null || asked.leadRoles.some((role) => interview.leadRoles.includes(role)),
  });
};

export const identityConfirmed = (_: Warning, { identityConfirmed: confirmed }: WarningInputs['sign']): Answer =>
  incomplete({ identity: confirmed });

/** A signed receipt, or a refusal to sign recorded by two persons (§6.2 rule 8). */
export const servedOnRecord = (
  { object }: Warning,
  { how, receiptFileId, witnesses }: WarningInputs['serve'],
): Answer => {
  const others = new Set(witnesses.filter((person) => person !== object.id && person !== object.headId));
  return incomplete({ receipt: given(receiptFileId), witnesses: how === 'PAPER_RECEIPT' || others.size >= 2 });
};

/** The record is signed by everyone who talked, and there were enough of them. */
export const signedByAll = (
  { assignments }: Warning,
  { recordFileId, signedBy }: WarningInputs['interview'],
): Answer => {
  const talked = [assignments.leadInterviewerId, ...assignments.interviewerIds];
  return incomplete({
    record: given(recordFileId),
    signatures: talked.every((account) => account !== null && signedBy.includes(account)),
  });
};

const answeredIn = ({ answers, returnCount }: Warning, question: number, anyRound: boolean) =>
  answers.some((answer) => answer.question === question && (anyRound || answer.round === returnCount));

/** Each question once a round; what was given is not changed afterwards. */
export const questionOpen = (warning: Warning, { question, text }: WarningInputs['answer']): Answer =>
  warning.questions[question] === undefined || answeredIn(warning, question, false)
    ? new Refusal('warning.question-closed', { question: question + 1 })
    : incomplete({ text: given(text) });

export const everyQuestionAnswered = (warning: Warning): Answer => {
  const open = warning.questions.flatMap((_, at) => (answeredIn(warning, at, true) ? [] : [String(at + 1)]));
  return unless(open.length === 0, 'warning.questions-open', { questions: open });
};

/** The kind that is owed, signed: words, or measures, or a report with evidence (rows 7 and 9b). */
export const responseOfKind = (
  warning: Warning,
  { text, fileIds, measures, signed }: WarningInputs['respond'],
): Answer => {
  const kind = owedBy(warning)?.kind;
  return incomplete({
    text: given(text) || kind === 'MEASURES',
    measures: kind !== 'MEASURES' || measures.length > 0,
    evidence: kind !== 'RECTIFY_REPORT' || fileIds.length > 0,
    signature: signed,
  });
};

export const signed = (_: Warning, { signed: hasSigned }: WarningInputs['reportDone']): Answer =>
  incomplete({ signature: hasSigned });

export const recordFiled = (_: Warning, { recordFileId }: WarningInputs['file']): Answer =>
  incomplete({ record: given(recordFileId) });
