import type { PolicyState, PolicyStep } from '@qingfeng/domain/features/information/policy.ts';
import { POLICY_STEPS, refusalOfPolicyStep } from '@qingfeng/domain/features/information/policy.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';
import { closeTasks } from '../tasks/store.ts';
import { lockPolicies } from './propose-policy.ts';

type Asked = {
  readonly id: string;
  readonly step: PolicyStep;
  readonly version: number;
  readonly reason: string | null;
};

export const SETTLE_TASK = 'settle-matters';
const PAST = { publish: 'published', reject: 'rejected', withdraw: 'withdrawn' } as const;

/** A step on a proposed policy. Once published every new finding is triaged by it, and those that stand are settled anew. */
export const stepPolicy = (database: Database, by: By, { id, step, version, reason }: Asked): Promise<string> =>
  change(database, by, async (tx) => {
    await lockPolicies(tx);
    const found = await tx.triagePolicyVersion.findUnique({ where: { id } });
    if (found === null) throw missing('triage-policy');
    const refusal = refusalOfPolicyStep(
      step,
      { state: found.state as PolicyState, proposedBy: found.proposedBy },
      by.viewer,
    );
    if (refusal !== null) throw new Refusal(refusal, { thing: 'triage-policy', step, state: found.state });
    if (found.version !== version) throw new Refusal('thing.changed', { version: found.version });
    await tx.triagePolicyVersion.update({
      where: { id },
      data: {
        state: POLICY_STEPS[step].to,
        decidedBy: by.viewer.accountId,
        decidedAt: by.now,
        decision: reason,
        version: version + 1,
      },
    });
    await closeTasks(tx, by, id);
    if (step === 'publish') await enqueue(tx, SETTLE_TASK, {}, { key: SETTLE_TASK });
    return {
      result: id,
      events: [
        {
          thingKind: 'triage-policy',
          thingId: id,
          type: `triage-policy.${PAST[step]}`,
          version: version + 1,
          body: { number: found.number },
        },
      ],
    };
  });
