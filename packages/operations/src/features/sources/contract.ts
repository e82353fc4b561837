import type { FeedFormat } from '@qingfeng/domain/features/sources/feed.ts';
import { mappingOf } from '@qingfeng/domain/features/sources/feed.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import type { Contract } from '@qingfeng/domain/features/sources/row.ts';

/** What was agreed about a feed, as far as reading goes. */
export const contractOf = (feed: {
  readonly kind: Kind;
  readonly format: FeedFormat;
  readonly allowedFields: readonly string[];
  readonly mapping: Mapping | null;
  readonly retentionMonths: number | null;
}): Contract => ({
  kind: feed.kind,
  allowedFields: feed.allowedFields,
  retentionMonths: feed.retentionMonths,
  ...mappingOf(feed.format, feed.mapping),
});
