import * as contract from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { confirmPassword } from '@qingfeng/operations/features/identity/confirm-password.ts';
import { bcryptCost, passwordsWith } from '@qingfeng/operations/features/identity/password.ts';
import { acceptResponse } from '@qingfeng/operations/features/warnings/accept-response.ts';
import { answerQuestion } from '@qingfeng/operations/features/warnings/answer-question.ts';
import { approveWarning } from '@qingfeng/operations/features/warnings/approve-warning.ts';
import { archiveWarning } from '@qingfeng/operations/features/warnings/archive-warning.ts';
import { askExtension } from '@qingfeng/operations/features/warnings/ask-extension.ts';
import { askMoreOfWarning } from '@qingfeng/operations/features/warnings/ask-more-of-warning.ts';
import { attachToWarning } from '@qingfeng/operations/features/warnings/attach-to-warning.ts';
import { draftSuccessor } from '@qingfeng/operations/features/warnings/draft-successor.ts';
import { exportWarnings } from '@qingfeng/operations/features/warnings/export-warnings.ts';
import { finishMeasure } from '@qingfeng/operations/features/warnings/finish-measure.ts';
import { grantExtension } from '@qingfeng/operations/features/warnings/grant-extension.ts';
import { issueWarning } from '@qingfeng/operations/features/warnings/issue-warning.ts';
import { liftWarning } from '@qingfeng/operations/features/warnings/lift-warning.ts';
import { previewPaper } from '@qingfeng/operations/features/warnings/preview-paper.ts';
import { proposeEscalation } from '@qingfeng/operations/features/warnings/propose-escalation.ts';
import { proposeWarning } from '@qingfeng/operations/features/warnings/propose-warning.ts';
import { raiseWarning } from '@qingfeng/operations/features/warnings/raise-warning.ts';
import { paperFile, warningFile } from '@qingfeng/operations/features/warnings/read-files.ts';
import { listSchemesOf, proposalForm } from '@qingfeng/operations/features/warnings/read-proposal.ts';
import { ownWarningOf, ownWarningsOf, warningOf } from '@qingfeng/operations/features/warnings/read-warning.ts';
import { listWarningsOf } from '@qingfeng/operations/features/warnings/read.ts';
import { fileWarningRecord, recordInterview } from '@qingfeng/operations/features/warnings/record-interview.ts';
import { failVisit, passVisit } from '@qingfeng/operations/features/warnings/record-visit.ts';
import { refuseExtension } from '@qingfeng/operations/features/warnings/refuse-extension.ts';
import { refuseLift } from '@qingfeng/operations/features/warnings/refuse-lift.ts';
import { readDrafters } from '@qingfeng/operations/features/warnings/read-drafters.ts';
import { reassignWarning } from '@qingfeng/operations/features/warnings/reassign-warning.ts';
import { rejectWarning } from '@qingfeng/operations/features/warnings/reject-warning.ts';
import { remindObject } from '@qingfeng/operations/features/warnings/remind-object.ts';
import { reportDone } from '@qingfeng/operations/features/warnings/report-done.ts';
import { rescindWarning } from '@qingfeng/operations/features/warnings/rescind-warning.ts';
import { respondToWarning } from '@qingfeng/operations/features/warnings/respond-to-warning.ts';
import { resumeWarning } from '@qingfeng/operations/features/warnings/resume-warning.ts';
import { returnResponse } from '@qingfeng/operations/features/warnings/return-response.ts';
import { reviewWarning } from '@qingfeng/operations/features/warnings/review-warning.ts';
import { reviseWarning } from '@qingfeng/operations/features/warnings/revise-warning.ts';
import { serveWarning, signForWarning } from '@qingfeng/operations/features/warnings/serve-warning.ts';
import { submitWarning } from '@qingfeng/operations/features/warnings/submit-warning.ts';
import { suspendWarning } from '@qingfeng/operations/features/warnings/suspend-warning.ts';
import { transferWarning } from '@qingfeng/operations/features/warnings/transfer-warning.ts';
import { withdrawWarning } from '@qingfeng/operations/features/warnings/withdraw-warning.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

type Dependencies = {
  readonly config: Config;
  readonly database: Database;
  readonly files: FileStore;
};

export const warningsRoutes = ({ config, database, files }: Dependencies): Bound[] => {
  const passwords = passwordsWith({
    pepper: config.passwordPepper,
    cost: bcryptCost(config.environment === 'production'),
  });
  const handled = (by: By, id: string) => warningOf(database, by.viewer, id, by.today, config.zone);
  /** A step answers with the same read that GET uses, or with nothing when it took the matter out of its taker's sight. */
  const stepped = (by: By, id: string) =>
    handled(by, id).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'thing.missing') return null;
      throw error;
    });
  const own = (by: By, id: string) => ownWarningOf(database, by.viewer, id, by.today, config.zone);

  return [
    bind(contract.listWarnings, ({ query }, by) => listWarningsOf(database, by.viewer, by.today, query)),
    bind(contract.exportWarnings, ({ query }, by) => exportWarnings(database, by, query)),
    bind(contract.getWarning, ({ params }, by) => handled(by, params.id)),
    bind(contract.getProposalForm, ({ params }, by) => proposalForm(database, by.viewer, params.id)),
    bind(contract.listSchemes, () => listSchemesOf(database)),

    bind(contract.proposeWarning, async ({ body }, by) => handled(by, await proposeWarning(database, by, body))),
    bind(contract.reviseWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await reviseWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.submitWarning, async ({ params, body }, by) =>
      stepped(by, await submitWarning(database, by, { id: params.id, ...body })),
    ),
    bind(contract.listDrafters, ({ params }, by) => readDrafters(database, by.viewer, params.id, by.today)),
    bind(contract.reassignWarning, async ({ params, body: { version, drafterId } }, by) =>
      stepped(by, await reassignWarning(database, by, { id: params.id, version }, drafterId)),
    ),
    bind(contract.withdrawWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await withdrawWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.approveWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await approveWarning(database, by, files, { id: params.id, version }, input)),
    ),
    bind(contract.raiseWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await raiseWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.askMoreOfWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await askMoreOfWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.rejectWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await rejectWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.issueWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await issueWarning(database, by, files, { id: params.id, version }, input)),
    ),
    bind(contract.rescindWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await rescindWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.serveWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await serveWarning(database, by, files, { id: params.id, version }, input)),
    ),
    bind(contract.recordInterview, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await recordInterview(database, by, files, { id: params.id, version }, input)),
    ),
    bind(contract.fileWarningRecord, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await fileWarningRecord(database, by, files, { id: params.id, version }, input)),
    ),
    bind(contract.reviewWarning, async ({ params, body }, by) =>
      stepped(by, await reviewWarning(database, by, { id: params.id, ...body })),
    ),
    bind(contract.acceptResponse, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await acceptResponse(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.returnResponse, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await returnResponse(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.grantExtension, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await grantExtension(database, by, files, { id: params.id, version }, input)),
    ),
    bind(contract.refuseExtension, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await refuseExtension(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.suspendWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await suspendWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.resumeWarning, async ({ params, body }, by) =>
      stepped(by, await resumeWarning(database, by, { id: params.id, ...body })),
    ),
    bind(contract.passVisit, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await passVisit(database, by, files, { id: params.id, version }, input)),
    ),
    bind(contract.failVisit, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await failVisit(database, by, files, { id: params.id, version }, input)),
    ),
    bind(contract.liftWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await liftWarning(database, by, files, { id: params.id, version }, input)),
    ),
    bind(contract.refuseLift, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await refuseLift(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.archiveWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await archiveWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.proposeEscalation, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await proposeEscalation(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.draftSuccessor, async ({ params, body: { version, ...input } }, by) =>
      handled(by, await draftSuccessor(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.transferWarning, async ({ params, body: { version, ...input } }, by) =>
      stepped(by, await transferWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.remindObject, async ({ params, body }, by) =>
      stepped(by, await remindObject(database, by, { id: params.id, ...body })),
    ),

    bind(contract.previewPaper, ({ params }, by) => previewPaper(database, by, params.id)),
    bind(contract.getPaper, ({ params, query }, by) => paperFile(database, by, files, params.id, query.purpose)),
    bind(contract.attachToWarning, ({ params, query }, by, { request }) =>
      attachToWarning(database, by, files, params.id, query.name, request),
    ),
    bind(contract.getWarningFile, ({ params }, by) =>
      warningFile(database, by.viewer, files, params.id, params.fileId),
    ),

    bind(contract.listMyWarnings, (_input, by) => ownWarningsOf(database, by.viewer, by.today, config.zone)),
    bind(contract.getMyWarning, ({ params }, by) => own(by, params.id)),
    bind(contract.signForWarning, async ({ params, body }, by) => {
      await confirmPassword(database, passwords, by, body.password);
      return own(by, await signForWarning(database, by, files, { id: params.id, version: body.version }));
    }),
    bind(contract.answerQuestion, async ({ params, body: { version, ...input } }, by) =>
      own(by, await answerQuestion(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.respondToWarning, async ({ params, body: { version, ...input } }, by) =>
      own(by, await respondToWarning(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.askExtension, async ({ params, body: { version, ...input } }, by) =>
      own(by, await askExtension(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.finishMeasure, async ({ params, body: { version, ...input } }, by) =>
      own(by, await finishMeasure(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.reportDone, async ({ params, body: { version, ...input } }, by) =>
      own(by, await reportDone(database, by, { id: params.id, version }, input)),
    ),
  ];
};
