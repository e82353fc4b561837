import type { FeedFormat, Mapping } from '@qingfeng/domain/features/sources/feed.ts';
import { undatedOf } from '@qingfeng/domain/features/sources/feed.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Contract } from '@qingfeng/domain/features/sources/row.ts';

/** What was agreed about a feed, as far as reading goes. */
export const contractOf = (feed: {
  readonly kind: Kind;
  readonly format: FeedFormat;
  readonly allowedFields: readonly string[];
  readonly mapping: Mapping;
  readonly retentionMonths: number | null;
}): Contract => ({
  kind: feed.kind,
  allowedFields: feed.allowedFields,
  defaults: feed.mapping.defaults ?? {},
  undated: undatedOf(feed.format, feed.mapping),
  retentionMonths: feed.retentionMonths,
});
