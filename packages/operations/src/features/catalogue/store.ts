import type { PowerContent, PowerNeed } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { publicView } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { createHash } from 'node:crypto';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { canonicalJson } from '@qingfeng/platform/canonical-json.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { searchColumns } from './search.ts';

/** Hash of the public view: equal on both nets, or the copy outside is not ours (PC-04). */
export const publicHash = (content: PowerContent): string =>
  createHash('sha256')
    .update(canonicalJson(publicView(content)))
    .digest('hex');

/** The columns of an item that its published version gives it, search included. */
export const publishedColumns = (code: string, content: PowerContent, unit: string, missing: readonly string[]) => {
  const view = publicView(content);
  const { words, more, initials, searchText } = searchColumns(code, view, unit);
  return {
    name: view.name,
    category: view.category,
    summary: view.summary,
    promised_days: view.promisedDays,
    legal_days: view.legalDays,
    incomplete: missing.length > 0,
    initials,
    search_text: searchText,
    words,
    more,
  };
};
export type PublishedColumns = ReturnType<typeof publishedColumns>;

/** Puts the public view of a version beside its item, where search finds it; a name weighs more than the rest. */
export const savePublished = async (tx: WriteTx, id: string, columns: PublishedColumns): Promise<void> => {
  await tx.$executeRaw(sql`
    update power_item set name = ${columns.name}, category = ${columns.category}, summary = ${columns.summary},
      promised_days = ${columns.promised_days}::int, legal_days = ${columns.legal_days}::int, incomplete = ${columns.incomplete},
      initials = ${columns.initials}, search_text = ${columns.search_text},
      search = setweight(to_tsvector('simple', ${columns.words}), 'A') || setweight(to_tsvector('simple', ${columns.more}), 'C')
    where id = ${id}::uuid`);
};

/** Opens the next version of an item as a draft; the caller counts the item's own version up. */
export const openDraft = async (
  tx: WriteTx,
  by: By,
  itemId: string,
  draft: { readonly content: PowerContent; readonly missing: PowerNeed[]; readonly note: string | null },
): Promise<void> => {
  const { _max: last } = await tx.powerItemVersion.aggregate({ where: { itemId }, _max: { number: true } });
  const id = by.newId();
  const made = { number: (last.number ?? -1) + 1, state: 'DRAFT', createdBy: by.viewer.accountId, createdAt: by.now };
  await tx.powerItemVersion.create({ data: { id, itemId, ...made, ...draft } });
  await tx.powerItem.update({ where: { id: itemId }, data: { openVersionId: id, openState: 'DRAFT' } });
};
