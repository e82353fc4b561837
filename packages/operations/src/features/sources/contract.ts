import type { FeedFormat, Mapping } from '@qingfeng/domain/features/sources/feed.ts';
import { undatedOf } from '@qingfeng/domain/features/sources/feed.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { officeClock } from '@qingfeng/domain/features/sources/office-clock.ts';
import type { Contract } from '@qingfeng/domain/features/sources/row.ts';
import type { Surroundings } from '@qingfeng/domain/features/sources/values.ts';
import { surroundingsOf } from '@qingfeng/domain/features/sources/values.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Vault } from '@qingfeng/platform/crypto.ts';

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

/** What reading stands on: the office's zone, and the vault that turns secrets into digests at the door. */
export type Reading = { readonly zone: string; readonly vault: Vault };

export const around = ({ zone, vault }: Reading, today: LocalDate): Surroundings =>
  surroundingsOf(officeClock(zone), today, (text, sort) => vault.blindIndex(text, `record.${sort}`));
