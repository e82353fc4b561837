import type { getReview } from '@qingfeng/contracts/features/identity/review-endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { ReviewStep } from '@qingfeng/domain/features/identity/periodic-review.ts';
import {
  needsNote,
  REVIEW_STEPS,
  REVIEWS,
  refusalOfReviewStep,
} from '@qingfeng/domain/features/identity/periodic-review.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { closeTasks } from '../tasks/store.ts';
import { openReviewTask } from './open-reviews.ts';
import type { ReviewPolicy } from './review-read.ts';
import { grantsOf, idleAccounts, leaversOf, privilegedActs } from './review-read.ts';
import type { HeldReview } from './review-store.ts';
import { lockReview, saveReview } from './review-store.ts';

type Asked = {
  readonly id: string;
  readonly step: ReviewStep;
  readonly version: number;
  readonly note: string | null;
};

const PAST = { conclude: 'concluded', raise: 'raised', answer: 'answered' } as const satisfies Record<
  ReviewStep,
  string
>;

/** What lies before the reviewer at the moment of the step. */
const lookedOver = async (tx: WriteTx, by: By, { kind, from, to }: HeldReview, { idleDays, zone }: ReviewPolicy) => {
  if (kind !== 'ACCOUNTS') {
    const rows = await tx.$queryRaw<unknown[]>(
      kind === 'GRANTS' ? grantsOf({ from, to }, zone) : privilegedActs({ from, to }, zone),
    );
    return { found: rows.length, leavers: 0, unused: 0 };
  }
  const accounts = await tx.$queryRaw<ResponseOf<typeof getReview>['accounts']>(idleAccounts(by.now, idleDays));
  const unused = accounts.filter(({ asked }) => !asked).length;
  return { found: accounts.length, leavers: leaversOf(accounts), unused };
};

/** One step on a review. What is raised goes before whoever answers for it; what is concluded or answered is over. */
export const stepReview = (
  database: Database,
  by: By,
  { id, step, version, note }: Asked,
  policy: ReviewPolicy,
): Promise<string> =>
  change(database, by, async (tx) => {
    const review = await lockReview(tx, by, id);
    if (review === undefined) throw missing('periodic-review');
    const { kind, from, to, state } = review;
    const { found, leavers, unused } = await lookedOver(tx, by, review, policy);
    const refusal = refusalOfReviewStep(step, { kind, state, leavers }, by.viewer);
    if (refusal !== null) throw new Refusal(refusal, { thing: 'periodic-review', step, state });
    if (review.version !== version) throw new Refusal('thing.changed');
    if (note === null && needsNote(step, unused)) throw new Refusal('step.incomplete', { missing: ['note'] });
    const next = REVIEW_STEPS[step].to;
    const who = by.viewer.accountId;
    await saveReview(
      tx,
      id,
      step === 'answer'
        ? { state: next, answer: note, answeredBy: who, answeredAt: by.now }
        : { state: next, found, note, concludedBy: who, concludedAt: by.now },
    );
    await closeTasks(tx, by, id);
    const { answeredBy } = REVIEWS[kind];
    if (next === 'RAISED' && answeredBy !== null)
      await openReviewTask(tx, by, { id, from, dueOn: null }, 'periodic-review.answer', answeredBy);
    return {
      result: id,
      events: [
        {
          thingKind: 'periodic-review',
          thingId: id,
          type: `periodic-review.${PAST[step]}`,
          version: version + 1,
          body: { kind, from, to, found },
        },
      ],
    };
  });
