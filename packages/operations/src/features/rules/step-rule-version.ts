import type { RuleVersion, VERSION_STEPS } from '@qingfeng/domain/features/rules/version-life.ts';
import { take } from '@qingfeng/domain/features/rules/version-life.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { addMonths } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { queueBackTest } from './back-test-store.ts';
import { endShadowOf } from './shadow-store.ts';
import { SHADOWED_STATES } from './start-shadow-run.ts';
import type { HeldVersion } from './version-store.ts';
import { inForceOf, loadVersion, saveVersion, settleVersionTasks } from './version-store.ts';

/** The county's policy on rules, from the configuration. */
export type RulePolicy = {
  /** How many others must approve a version before it may be published. */
  readonly approvers: number;
};

type Step = (typeof VERSION_STEPS)[number];

/** Takes a step of a version's life. Publishing retires the version before it in the same change: one is in force at any moment. */
export const stepRuleVersion = (
  database: Database,
  by: By,
  which: { readonly id: string; readonly version: number },
  step: Step,
  reason: string | null,
  policy: RulePolicy,
): Promise<string> =>
  change(database, by, async (tx) => {
    const held = await loadVersion(tx, by, which);
    // The policy of the day on which it was put up for review holds for this review.
    const life = step === 'submit' ? { ...held.life, approvalsNeeded: policy.approvers } : held.life;
    const { next, events } = take(step, life, { reason: reason ?? '' }, by);
    const before = step === 'publish' ? await supersede(tx, by, held) : [];
    await saveVersion(tx, held.life, next, {
      stateReason: reason,
      ...(step === 'publish' && { publishedAt: by.now }),
    });
    await saveRule(tx, held, next);
    const left = isShadowed(next.state) ? [] : await endShadowOf(tx, by, next.id);
    await settleVersionTasks(tx, by, held, next);
    // Nobody approves what has not been tested: without a test of this wording, one of the last two years is begun.
    if (step === 'submit' && !life.backTested)
      await queueBackTest(tx, by, next.id, { from: addMonths(by.today, -24), to: by.today });
    return { result: next.id, events: [...events, ...before, ...left] };
  });

const isShadowed = (state: RuleVersion['state']): boolean => (SHADOWED_STATES as readonly string[]).includes(state);

const supersede = async (tx: WriteTx, by: By, { ruleCode }: HeldVersion): Promise<readonly DomainEvent[]> => {
  const old = await inForceOf(tx, ruleCode);
  if (old === null) return [];
  const { next, events } = take('supersede', old.life, {}, { ...by, viewer: SYSTEM });
  await saveVersion(tx, old.life, next);
  return events;
};

/** What the engine looks at follows the version in force. */
const saveRule = async (tx: WriteTx, { life, ruleCode, definition }: HeldVersion, next: RuleVersion): Promise<void> => {
  const wasInForce = life.state === 'PUBLISHED' || life.state === 'PAUSED';
  const isInForce = next.state === 'PUBLISHED' || next.state === 'PAUSED';
  if (!wasInForce && !isInForce) return;
  await tx.rule.update({
    where: { code: ruleCode },
    data: {
      ...(next.state === 'PUBLISHED' && { name: definition.name.zh }),
      publishedVersionId: isInForce ? next.id : null,
      state: next.state === 'PAUSED' ? 'PAUSED' : 'ACTIVE',
      ...(next.frozen ? {} : { frozenAt: null }),
      version: { increment: 1 },
    },
  });
};
