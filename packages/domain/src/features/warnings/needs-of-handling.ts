import type { Present } from '../../shared/life.ts';
import { type Answer, dayBetween, given, incomplete, unless } from '../../shared/needs.ts';
import { Refusal } from '../../shared/refusal.ts';
import { isWithin } from '../calendar/calendar.ts';
import { currentOf } from '../calendar/clocks.ts';
import { passedLimit } from './deadline.ts';
import type { Unfinished, VisitInput, WarningInputs } from './inputs.ts';
import type { LiftCondition } from './scheme.ts';
import { levelOf, type Measure, owedBy, type Warning } from './warning.ts';

// What review, rectification, visit, lifting and the ends ask (rows 8 to 23).

const numbered = <T>(items: readonly T[], open: (item: T) => boolean): string[] =>
  items.flatMap((item, at) => (open(item) ? [String(at + 1)] : []));

/** Closing as 经说明了结 is for an explanation only (FS-04). */
export const noFaultByExplanation = (warning: Warning, { noFault }: WarningInputs['accept']): Answer =>
  unless(!noFault || owedBy(warning)?.kind === 'EXPLANATION', 'warning.no-fault-not-owed');

/** Each measure has an owner, a day and a kind of evidence (row 11). */
export const measuresComplete = ({ measures }: Warning): Answer => {
  const open = numbered(measures, (measure) => !given(measure.owner) || !given(measure.evidenceType) || !measure.dueOn);
  return unless(open.length === 0, 'warning.measures-incomplete', { measures: open });
};

/** No measure may end after the overall limit, which runs from service in all (WF-25, WF-27). */
export const measuresInTime = (
  { deadlines }: Warning,
  { measures }: { readonly measures: readonly Pick<Measure, 'dueOn'>[] },
): Answer => {
  const limit = currentOf(deadlines, 'overall')?.dueOn;
  const late = numbered(measures, ({ dueOn }) => limit !== undefined && dueOn !== null && dueOn > limit);
  return unless(late.length === 0, 'warning.measure-too-late', { measures: late, limit: limit ?? null });
};

export const measureEvidenced = (
  { measures }: Warning,
  { measureId, doneOn, fileIds }: WarningInputs['finishMeasure'],
  present: Present,
): Answer =>
  unless(
    measures.some(({ id, doneOn: done }) => id === measureId && done === null),
    'warning.measure-not-open',
  ) ??
  dayBetween(doneOn, null, present) ??
  incomplete({ evidence: fileIds.length > 0 });

/** Paper rectification is a named failure: every measure carries evidence (WF-35). */
export const everyMeasureEvidenced = ({ measures }: Warning): Answer => {
  const open = numbered(measures, ({ doneOn, evidenceFileIds }) => doneOn === null || evidenceFileIds.length === 0);
  return unless(open.length === 0, 'warning.measures-open', { measures: open });
};

export const limitPassed = (warning: Warning, { today }: Present): Answer =>
  unless(!warning.overdue && passedLimit(warning, today) !== null, 'warning.not-overdue');

export const notAskedBefore = ({ extension }: Warning): Answer =>
  unless(extension === null, 'warning.extension-asked-before');

/** At most what the level allows, counted from the nominal end (§6.2 rule 6). */
export const withinExtension = (warning: Warning, { period }: WarningInputs['grantExtension']): Answer => {
  const most = levelOf(warning).extension?.max;
  return unless(most !== undefined && isWithin(period, most), 'warning.extension-too-long');
};

export const visitOnRecord = (warning: Warning, input: VisitInput, present: Present): Answer => {
  const { methods, minVisitors } = levelOf(warning).returnVisit;
  return (
    dayBetween(input.on, warning.service?.on ?? null, present) ??
    incomplete({
      visitors: new Set(input.visitorIds).size >= minVisitors,
      methods: input.methods.length > 0 && input.methods.every((method) => methods.includes(method)),
      form: given(input.formFileId),
    })
  );
};

/** Whoever sends measures back says which; where none are owed there is nothing to name. */
export const openMeasuresNamed = ({ measures }: Warning, { openMeasureIds }: Unfinished): Answer =>
  incomplete({
    measures:
      (measures.length === 0 || openMeasureIds.length > 0) &&
      openMeasureIds.every((open) => measures.some(({ id }) => id === open)),
  });

/** What the scheme asks before lifting; the filing number is given with the step itself. */
export const readyToLift = (warning: Warning): Answer => {
  const met: Record<LiftCondition, boolean> = {
    RESPONSE_ACCEPTED: warning.responseAccepted,
    VISIT_PASSED: warning.visits.at(-1)?.passed === true,
    CHECK_FILED: true,
  };
  const conditions = levelOf(warning).lift.requires.filter((condition) => !met[condition]);
  return unless(conditions.length === 0, 'warning.not-ready-to-lift', { conditions });
};

export const filed = (warning: Warning, { filingNumber }: WarningInputs['lift']): Answer =>
  incomplete({ filing: !levelOf(warning).lift.requires.includes('CHECK_FILED') || given(filingNumber) });

export const suspensionReason = ({ scheme }: Warning, { code, reason }: WarningInputs['suspend']): Answer => {
  const listed = scheme.suspensionReasons.find((candidate) => candidate.code === code);
  if (!listed) return new Refusal('warning.suspension-reason-unknown', { reason: code });
  return incomplete({ reason: !listed.requiresText || given(reason) });
};

/** Papers of one file per matter (§5.15) that this warning must have by what happened to it. */
export const dossierOf = (warning: Warning): readonly string[] => {
  const owed = owedBy(warning)?.kind;
  return [
    'DECISION',
    'PAPER',
    warning.service?.how === 'INTERVIEW' ? 'INTERVIEW_RECORD' : 'RECEIPT',
    ...(owed && owed !== 'ORAL_ANSWER' ? ['RESPONSE'] : []),
    ...(warning.extension?.state === 'GRANTED' ? ['EXTENSION'] : []),
    ...(warning.visits.length > 0 ? ['VISIT_FORM'] : []),
    'LIFT',
  ];
};

export const dossierComplete = (warning: Warning, { dossier, classification }: WarningInputs['archive']): Answer =>
  incomplete({
    ...Object.fromEntries(dossierOf(warning).map((paper) => [paper, dossier.includes(paper)])),
    classification: given(classification),
  });

/** The level names this ground, and it was not proposed before. */
export const groundOfLevel = (warning: Warning, { ground }: WarningInputs['proposeEscalation']): Answer =>
  unless(
    levelOf(warning).escalation.some(({ when }) => when === ground),
    'warning.escalation-ground-unknown',
    {
      ground,
    },
  ) ??
  unless(
    warning.proposals.every((proposal) => proposal.ground !== ground),
    'warning.escalation-proposed-before',
    { ground },
  );

/** One that is to be followed by a higher one is not lifted or put away meanwhile. */
export const nothingFollows = ({ successorId }: Warning): Answer =>
  unless(successorId === null, 'warning.successor-open');

/** The draft rests on this warning and is about the same object. */
export const successorOfThis = (warning: Warning, { successor }: WarningInputs['draftSuccessor']): Answer =>
  unless(
    successor.state === 'DRAFT' &&
      successor.origin.kind === 'WARNING' &&
      successor.origin.id === warning.id &&
      successor.object.id === warning.object.id,
    'warning.successor-not-decided',
  );

export const successorOver = (warning: Warning, { successorId }: WarningInputs['dropSuccessor']): Answer =>
  unless(warning.successorId === successorId, 'warning.successor-not-decided');

/** Only the deciding body's approval of the new, higher warning moves the old one (row 19). */
export const successorDecided = (
  warning: Warning,
  { successor }: WarningInputs['escalate'],
  { viewer }: Present,
): Answer =>
  unless(
    successor.origin.kind === 'WARNING' &&
      successor.origin.id === warning.id &&
      successor.object.id === warning.object.id &&
      successor.decision?.recordedBy === viewer.accountId &&
      levelOf(successor).rank < levelOf(warning).rank,
    'warning.successor-not-decided',
  );

export const clueOpened = (_: Warning, { clueId }: WarningInputs['transfer']): Answer =>
  incomplete({ clue: given(clueId) });
