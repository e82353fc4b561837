import * as contract from '@qingfeng/contracts/features/rules/endpoints.ts';
import * as versions from '@qingfeng/contracts/features/rules/versions.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { draftRuleVersion, reviseRuleVersion } from '@qingfeng/operations/features/rules/draft-rule-version.ts';
import { ruleVersionOf } from '@qingfeng/operations/features/rules/read-version.ts';
import { listRulesOf, ruleOf } from '@qingfeng/operations/features/rules/read.ts';
import { requestEvaluation } from '@qingfeng/operations/features/rules/request-evaluation.ts';
import { stepRuleVersion } from '@qingfeng/operations/features/rules/step-rule-version.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

type Dependencies = { readonly database: Database; readonly config: Config };

export const rulesRoutes = ({ database, config }: Dependencies): Bound[] => {
  const version = (by: By, id: string) => ruleVersionOf(database, by.viewer, id, by.today);
  return [
    bind(contract.listRules, ({ query }, by) => listRulesOf(database, by.viewer, by.today, query)),
    bind(contract.getRule, ({ params }, by) => ruleOf(database, by.viewer, params.code, by.today)),
    bind(contract.evaluateRules, async (_input, by) => ({ queued: await requestEvaluation(database, by) })),
    bind(versions.getRuleVersion, ({ params }, by) => version(by, params.id)),
    bind(versions.draftRuleVersion, async ({ params, body: { version: read, ...input } }, by) =>
      version(by, await draftRuleVersion(database, by, { code: params.code, version: read }, input)),
    ),
    bind(versions.reviseRuleVersion, async ({ params, body: { version: read, ...input } }, by) =>
      version(by, await reviseRuleVersion(database, by, { id: params.id, version: read }, input)),
    ),
    bind(versions.stepRuleVersion, async ({ params: { id, step }, body: { version: read, reason } }, by) =>
      version(by, await stepRuleVersion(database, by, { id, version: read }, step, reason, config.rules)),
    ),
  ];
};
