import type { FeedFormat, Mapping } from '@qingfeng/domain/features/sources/feed.ts';
import { undatedOf } from '@qingfeng/domain/features/sources/feed.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { officeClock } from '@qingfeng/domain/features/sources/office-clock.ts';
import type { Contract } from '@qingfeng/domain/features/sources/row.ts';
import type { Surroundings } from '@qingfeng/domain/features/sources/values.ts';
import { surroundingsOf } from '@qingfeng/domain/features/sources/values.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';

/** What was agreed about a feed, as far as reading goes. */
export const contractOf = (feed: {
  readonly kind: Kind;
  readonly format: FeedFormat;
  readonly allowedFields: readonly string[];
  readonly mapping: Mapping;
}): Contract => ({
  kind: feed.kind,
  allowedFields: feed.allowedFields,
  defaults: feed.mapping.defaults ?? {},
  undated: undatedOf(feed.format, feed.mapping),
});

export const around = (zone: string, today: LocalDate): Surroundings => surroundingsOf(officeClock(zone), today);
