import * as contract from '@qingfeng/contracts/features/information/endpoints.ts';
import * as policies from '@qingfeng/contracts/features/information/policy.ts';
import * as verification from '@qingfeng/contracts/features/information/verification.ts';
import type { PolicyStep } from '@qingfeng/domain/features/information/policy.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { answerFactSheet, askUnit } from '@qingfeng/operations/features/information/ask-unit.ts';
import { confirmProposal } from '@qingfeng/operations/features/information/confirm-proposal.ts';
import { exportMyFactSheets } from '@qingfeng/operations/features/information/export-fact-sheets.ts';
import { exportInformation } from '@qingfeng/operations/features/information/export-information.ts';
import { exportMyVerifications } from '@qingfeng/operations/features/information/export-verifications.ts';
import { mergeInformation } from '@qingfeng/operations/features/information/merge-information.ts';
import { noteInformation } from '@qingfeng/operations/features/information/note-information.ts';
import {
  myVerificationOf,
  myVerifications,
  verificationsOf,
} from '@qingfeng/operations/features/information/read-verification.ts';
import {
  answerVerification,
  askVerificationAgain,
  returnVerification,
  withdrawVerification,
} from '@qingfeng/operations/features/information/step-verification.ts';
import {
  attachToVerification,
  verificationFile,
} from '@qingfeng/operations/features/information/verification-files.ts';
import { openVerification } from '@qingfeng/operations/features/information/open-verification.ts';
import { openIdentity } from '@qingfeng/operations/features/information/open-identity.ts';
import { proposeAdoption } from '@qingfeng/operations/features/information/propose-adoption.ts';
import { proposeDismissal } from '@qingfeng/operations/features/information/propose-dismissal.ts';
import { proposeTransfer } from '@qingfeng/operations/features/information/propose-transfer.ts';
import { proposePolicy } from '@qingfeng/operations/features/information/propose-policy.ts';
import { explanationOf, relationsIn } from '@qingfeng/operations/features/information/read-finding.ts';
import { readHandlers } from '@qingfeng/operations/features/information/read-handlers.ts';
import {
  factSheetOf,
  informationOf,
  myFactSheets,
  openedIdentityOf,
} from '@qingfeng/operations/features/information/read-information.ts';
import { readPolicies } from '@qingfeng/operations/features/information/read-policy.ts';
import {
  findSubjectsIn,
  informationFacets,
  listInformationOf,
} from '@qingfeng/operations/features/information/read.ts';
import { reassignInformation } from '@qingfeng/operations/features/information/reassign-information.ts';
import { registerInformation } from '@qingfeng/operations/features/information/register-information.ts';
import { returnProposal } from '@qingfeng/operations/features/information/return-proposal.ts';
import { snoozeInformation } from '@qingfeng/operations/features/information/snooze-information.ts';
import { stepPolicy } from '@qingfeng/operations/features/information/step-policy.ts';
import { takeInformation } from '@qingfeng/operations/features/information/take-information.ts';
import { assignMany, confirmMany, dismissMany, takeMany } from '@qingfeng/operations/features/information/step-many.ts';
import { verifyInformation } from '@qingfeng/operations/features/information/verify-information.ts';
import { wakeInformation } from '@qingfeng/operations/features/information/wake-information.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

type Dependencies = { readonly config: Config; readonly database: Database; readonly files: FileStore };

export const informationRoutes = ({ config, database, files }: Dependencies): Bound[] => {
  const vault = openVault(config);
  const answer = (by: By, id: string) => informationOf(database, by.viewer, id, by.today);
  return [
    bind(contract.listInformation, ({ query }, by) => listInformationOf(database, by.viewer, by.today, query)),
    bind(contract.getInformationFacets, (_input, by) => informationFacets(database, by.viewer)),
    bind(contract.exportInformation, ({ query }, by) => exportInformation(database, by, query)),
    bind(contract.getInformation, ({ params }, by) => answer(by, params.id)),
    bind(contract.getExplanation, ({ params }, by) => explanationOf(database, by.viewer, params.id)),
    bind(contract.getRelations, ({ params }, by) => relationsIn(database, by.viewer, params.id)),
    bind(contract.registerInformation, async ({ body }, by) =>
      answer(by, await registerInformation(database, by, body, vault)),
    ),
    bind(contract.takeManyInformation, ({ body }, by) => takeMany(database, by, body)),
    bind(contract.assignManyInformation, ({ body }, by) => assignMany(database, by, body)),
    bind(contract.dismissManyInformation, ({ body }, by) => dismissMany(database, by, body)),
    bind(contract.confirmManyDismissals, ({ body }, by) => confirmMany(database, by, body)),
    bind(contract.takeInformation, async ({ params, body }, by) =>
      answer(by, await takeInformation(database, by, { id: params.id, ...body })),
    ),
    bind(contract.snoozeInformation, async ({ params, body: { version, ...input } }, by) =>
      answer(by, await snoozeInformation(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.wakeInformation, async ({ params, body }, by) =>
      answer(by, await wakeInformation(database, by, { id: params.id, ...body })),
    ),
    bind(contract.verifyInformation, async ({ params, body }, by) =>
      answer(by, await verifyInformation(database, by, { id: params.id, ...body })),
    ),
    bind(contract.askUnit, async ({ params, body: { version, ...input } }, by) =>
      answer(by, await askUnit(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.proposeDismissal, async ({ params, body: { version, ...input } }, by) =>
      answer(by, await proposeDismissal(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.proposeAdoption, async ({ params, body: { version, ...input } }, by) =>
      answer(by, await proposeAdoption(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.proposeTransfer, async ({ params, body: { version, ...input } }, by) =>
      answer(by, await proposeTransfer(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.confirmProposal, async ({ params, body: { version, clueNumber } }, by) =>
      answer(by, await confirmProposal(database, by, { id: params.id, version }, clueNumber)),
    ),
    bind(contract.returnProposal, async ({ params, body: { version, ...input } }, by) =>
      answer(by, await returnProposal(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.reassignInformation, async ({ params, body: { version, handlerId } }, by) =>
      answer(by, await reassignInformation(database, by, { id: params.id, version }, handlerId)),
    ),
    bind(contract.listHandlers, ({ params }, by) => readHandlers(database, by.viewer, params.id, by.today)),
    bind(contract.mergeInformation, async ({ params, body: { version, ...input } }, by) =>
      answer(by, await mergeInformation(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.noteInformation, async ({ params, body: { version, ...input } }, by) =>
      answer(by, await noteInformation(database, by, { id: params.id, version }, input)),
    ),
    bind(contract.openIdentity, async ({ params, body }, by) =>
      openedIdentityOf(database, vault, by.viewer, await openIdentity(database, by, params.id, body)),
    ),
    bind(contract.findSubjects, ({ query }, by) => findSubjectsIn(database, by.viewer, query)),
    bind(verification.listVerifications, ({ params }, by) => verificationsOf(database, by.viewer, params.id, by.today)),
    bind(verification.openVerification, async ({ params, body }, by) =>
      verificationsOf(database, by.viewer, await openVerification(database, by, params.id, body), by.today),
    ),
    bind(verification.askVerificationAgain, async ({ params, body: { version, question } }, by) =>
      verificationsOf(
        database,
        by.viewer,
        await askVerificationAgain(database, by, { id: params.id, version }, question),
        by.today,
      ),
    ),
    bind(verification.withdrawVerification, async ({ params, body: { version, reason } }, by) =>
      verificationsOf(
        database,
        by.viewer,
        await withdrawVerification(database, by, { id: params.id, version }, reason),
        by.today,
      ),
    ),
    bind(verification.listMyVerifications, ({ query }, by) => myVerifications(database, by.viewer, by.today, query)),
    bind(verification.exportMyVerifications, ({ query }, by) => exportMyVerifications(database, by, query)),
    bind(verification.getMyVerification, ({ params }, by) =>
      myVerificationOf(database, by.viewer, params.id, by.today),
    ),
    bind(verification.attachToVerification, ({ params, query }, by, { request }) =>
      attachToVerification(database, by, files, params.id, query.name, request),
    ),
    bind(verification.getVerificationFile, ({ params }, by) =>
      verificationFile(database, by.viewer, files, params.id, params.fileId),
    ),
    bind(verification.answerVerification, async ({ params, body: { version, finding } }, by) => {
      await answerVerification(database, by, { id: params.id, version }, finding);
      return myVerificationOf(database, by.viewer, params.id, by.today);
    }),
    bind(verification.returnVerification, async ({ params, body: { version, reason } }, by) => {
      await returnVerification(database, by, { id: params.id, version }, reason);
      return myVerificationOf(database, by.viewer, params.id, by.today);
    }),
    bind(policies.getTriagePolicy, (_input, by) => readPolicies(database, by.viewer)),
    bind(policies.proposeTriagePolicy, async ({ body }, by) => {
      await proposePolicy(database, by, body);
      return readPolicies(database, by.viewer);
    }),
    bind(policies.stepTriagePolicy, async ({ params: { id, step }, body }, by) => {
      await stepPolicy(database, by, { id, step: step as PolicyStep, ...body });
      return readPolicies(database, by.viewer);
    }),
    bind(contract.listMyFactSheets, ({ query }, by) => myFactSheets(database, by.viewer, query)),
    bind(contract.exportMyFactSheets, ({ query }, by) => exportMyFactSheets(database, by, query)),
    bind(contract.getMyFactSheet, ({ params }, by) => factSheetOf(database, by.viewer, params.id)),
    bind(contract.answerFactSheet, async ({ params, body: { version, ...input } }, by) =>
      factSheetOf(database, by.viewer, await answerFactSheet(database, by, { id: params.id, version }, input)),
    ),
  ];
};
