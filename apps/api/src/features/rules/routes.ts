import * as contract from '@qingfeng/contracts/features/rules/endpoints.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import {
  draftRuleVersion,
  publishRuleVersion,
  reviewRuleVersion,
  setRuleState,
} from '@qingfeng/operations/features/rules/change-rule.ts';
import { listRulesOf, ruleOf } from '@qingfeng/operations/features/rules/read.ts';
import { requestEvaluation } from '@qingfeng/operations/features/rules/request-evaluation.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

export const rulesRoutes = ({ database }: { readonly database: Database }): Bound[] => {
  const answer = (by: By, code: string) => ruleOf(database, by.viewer, code, by.today);
  return [
    bind(contract.listRules, ({ query }, by) => listRulesOf(database, by.viewer, by.today, query)),
    bind(contract.getRule, ({ params }, by) => answer(by, params.code)),
    bind(contract.draftRuleVersion, async ({ params, body: { version, ...input } }, by) =>
      answer(by, await draftRuleVersion(database, by, { code: params.code, version }, input)),
    ),
    bind(contract.reviewRuleVersion, async ({ params, body }, by) =>
      answer(by, await reviewRuleVersion(database, by, { ...params, ...body })),
    ),
    bind(contract.publishRuleVersion, async ({ params, body }, by) =>
      answer(by, await publishRuleVersion(database, by, { ...params, ...body })),
    ),
    bind(contract.pauseRule, async ({ params, body: { version } }, by) =>
      answer(by, await setRuleState(database, by, { code: params.code, version }, 'PAUSED')),
    ),
    bind(contract.resumeRule, async ({ params, body: { version } }, by) =>
      answer(by, await setRuleState(database, by, { code: params.code, version }, 'ACTIVE')),
    ),
    bind(contract.evaluateRules, async (_input, by) => ({ queued: await requestEvaluation(database, by) })),
  ];
};
