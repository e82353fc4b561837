import { addWorkdays } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { ReviewKind } from '@qingfeng/domain/features/identity/periodic-review.ts';
import { monthBefore, REVIEW_KINDS, REVIEWS } from '@qingfeng/domain/features/identity/periodic-review.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';
import { openTask } from '../tasks/store.ts';
import { insertReview } from './review-store.ts';

/** Opens the reviews of the last whole month that are not there yet, each before the administrator who looks it over. */
export const openReviews = async (database: Database, by: By, workdays: number): Promise<number> => {
  let opened = 0;
  for (const kind of REVIEW_KINDS) if (await openReview(database, by, kind, workdays)) opened += 1;
  return opened;
};

const openReview = (database: Database, by: By, kind: ReviewKind, workdays: number): Promise<boolean> =>
  change(database, by, async (tx) => {
    const period = monthBefore(by.today);
    const review = { id: by.newId(), kind, ...period, dueOn: addWorkdays(await loadCalendar(tx), by.today, workdays) };
    if (!(await insertReview(tx, { ...review, openedAt: by.now }))) return unchanged(false);
    await openReviewTask(tx, by, review, `periodic-review.${kind.toLowerCase()}`, REVIEWS[kind].by);
    return {
      result: true,
      events: [
        {
          thingKind: 'periodic-review',
          thingId: review.id,
          type: 'periodic-review.opened',
          version: 1,
          body: { kind, ...period },
        },
      ],
    };
  });

/** `2026年10月` says which month; what is to be looked over is the act. */
export const openReviewTask = (
  tx: WriteTx,
  by: By,
  { id, from, dueOn }: { readonly id: string; readonly from: LocalDate; readonly dueOn: LocalDate | null },
  act: string,
  role: Role,
): Promise<void> =>
  openTask(tx, by, {
    act,
    thingKind: 'periodic-review',
    thingId: id,
    title: `${from.slice(0, 4)}年${String(Number(from.slice(5, 7)))}月`,
    unitId: null,
    dueOn,
    to: { role, scopeUnitId: null },
  });
