import type { ReviewKind, ReviewState } from '@qingfeng/domain/features/identity/periodic-review.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleReview } from '../../shared/access.ts';

export type NewReview = {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly dueOn: LocalDate;
  readonly openedAt: Instant;
};

/** False when the month's review of this kind is there already. */
export const insertReview = async (tx: WriteTx, { id, kind, from, to, dueOn, openedAt }: NewReview): Promise<boolean> =>
  (await tx.$executeRaw(sql`
    insert into periodic_review (id, kind, period_from, period_to, due_on, opened_at)
    values (${id}::uuid, ${kind}, ${from}::date, ${to}::date, ${dueOn}::date, ${openedAt}::timestamptz)
    on conflict (kind, period_from) do nothing`)) === 1;

export type HeldReview = {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly state: ReviewState;
  readonly version: number;
};

/** A review that the viewer may see, held until the end of the change. */
export const lockReview = async (tx: WriteTx, by: By, id: string): Promise<HeldReview | undefined> => {
  const [held] = await tx.$queryRaw<HeldReview[]>(sql`
    select r.id, r.kind, r.period_from::text as "from", r.period_to::text as "to", r.state, r.version
    from periodic_review r where r.id = ${id}::uuid and ${visibleReview(by.viewer, sql`r`)} for update`);
  return held;
};

export const saveReview = async (
  tx: WriteTx,
  id: string,
  data: {
    readonly state: ReviewState;
    readonly found?: number;
    readonly note?: string | null;
    readonly concludedBy?: string;
    readonly concludedAt?: Instant;
    readonly answer?: string | null;
    readonly answeredBy?: string;
    readonly answeredAt?: Instant;
  },
): Promise<void> => {
  await tx.periodicReview.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
};
