import * as tests from '@qingfeng/contracts/features/rules/back-tests.ts';
import { getRuleBoard } from '@qingfeng/contracts/features/rules/board.ts';
import * as contract from '@qingfeng/contracts/features/rules/endpoints.ts';
import { sampleRule } from '@qingfeng/contracts/features/rules/samples.ts';
import * as shadows from '@qingfeng/contracts/features/rules/shadow-runs.ts';
import * as versions from '@qingfeng/contracts/features/rules/versions.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import {
  draftRule,
  draftRuleVersion,
  reviseRuleVersion,
} from '@qingfeng/operations/features/rules/draft-rule-version.ts';
import { exportRules } from '@qingfeng/operations/features/rules/export-rules.ts';
import { backTestOf } from '@qingfeng/operations/features/rules/read-back-test.ts';
import { ruleBoardOf } from '@qingfeng/operations/features/rules/read-board.ts';
import { ruleVersionOf } from '@qingfeng/operations/features/rules/read-version.ts';
import { listRulesOf, ruleOf } from '@qingfeng/operations/features/rules/read.ts';
import { cancelBackTest, requestBackTest } from '@qingfeng/operations/features/rules/request-back-test.ts';
import { requestEvaluation } from '@qingfeng/operations/features/rules/request-evaluation.ts';
import { sampleOf } from '@qingfeng/operations/features/rules/sample-rule.ts';
import { shadowRunOf } from '@qingfeng/operations/features/rules/read-shadow-run.ts';
import { startShadowRun, stopShadowRun } from '@qingfeng/operations/features/rules/start-shadow-run.ts';
import { stepRuleVersion } from '@qingfeng/operations/features/rules/step-rule-version.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

type Dependencies = { readonly database: Database; readonly config: Config };

export const rulesRoutes = ({ database, config }: Dependencies): Bound[] => {
  const version = (by: By, id: string) => ruleVersionOf(database, by.viewer, id, by.today);
  const test = (by: By, id: string) => backTestOf(database, by.viewer, id);
  const shadow = (by: By, id: string) => shadowRunOf(database, by.viewer, id);
  return [
    bind(contract.listRules, ({ query }, by) => listRulesOf(database, by.viewer, by.today, query)),
    bind(contract.exportRules, ({ query }, by) => exportRules(database, by, query)),
    bind(contract.getRule, ({ params }, by) => ruleOf(database, by.viewer, params.code, by.today)),
    bind(getRuleBoard, (_input, by) => ruleBoardOf(database, by.viewer, by.today, config.zone)),
    bind(contract.evaluateRules, async (_input, by) => ({ queued: await requestEvaluation(database, by) })),
    bind(sampleRule, ({ body: { definition, months } }, by) => sampleOf(database, by, config.zone, definition, months)),
    bind(versions.getRuleVersion, ({ params }, by) => version(by, params.id)),
    bind(versions.draftRule, async ({ body }, by) => version(by, await draftRule(database, by, body))),
    bind(versions.draftRuleVersion, async ({ params, body: { version: read, ...input } }, by) =>
      version(by, await draftRuleVersion(database, by, { code: params.code, version: read }, input)),
    ),
    bind(versions.reviseRuleVersion, async ({ params, body: { version: read, ...input } }, by) =>
      version(by, await reviseRuleVersion(database, by, { id: params.id, version: read }, input)),
    ),
    // Before the steps, whose path would take its last word for one.
    bind(tests.requestBackTest, async ({ params, body }, by) =>
      test(by, await requestBackTest(database, by, params.id, body)),
    ),
    bind(shadows.startShadowRun, async ({ params, body }, by) =>
      shadow(by, await startShadowRun(database, by, params.id, body)),
    ),
    bind(shadows.getShadowRun, ({ params }, by) => shadow(by, params.id)),
    bind(shadows.stopShadowRun, async ({ params }, by) => shadow(by, await stopShadowRun(database, by, params.id))),
    bind(tests.getBackTest, ({ params }, by) => test(by, params.id)),
    bind(tests.cancelBackTest, async ({ params }, by) => test(by, await cancelBackTest(database, by, params.id))),
    bind(versions.stepRuleVersion, async ({ params: { id, step }, body: { version: read, reason } }, by) =>
      version(by, await stepRuleVersion(database, by, { id, version: read }, step, reason, config.rules)),
    ),
  ];
};
