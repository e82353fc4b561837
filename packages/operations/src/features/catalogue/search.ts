import type { PublicPower } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { initialsOf, wordsOf } from '@qingfeng/platform/chinese.ts';
import type { Sql } from '@qingfeng/platform/database.ts';
import { join, sql } from '@qingfeng/platform/database.ts';

/** What an item is found by: words of what the public may read, the pinyin initials of its name, and its code. */
export const searchColumns = (code: string, view: PublicPower, unit: string) => ({
  words: wordsOf(view.name).join(' '),
  more: wordsOf([view.summary ?? '', view.category, unit, ...view.basis.map(({ title }) => title)].join(' ')).join(' '),
  initials: initialsOf(view.name),
  searchText: `${view.name} ${code}`.toLowerCase(),
});

const like = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** Letters that could be pinyin initials. */
const INITIALS = /^[a-z]{2,20}$/;
/** Three letters and more find any place in a text by their trigrams; fewer would read the whole index. */
const TRIGRAM = 3;

export type Search = { readonly matches: Sql; readonly rank: Sql };

/**
 * How a text is looked for in `p`: by its words (those of a name count more than the rest), as a part of name or code, or as pinyin
 * initials. Chinese is cut into the same words on both sides; the query must hold all of them, one alone may also begin a word.
 */
export const searching = (q: string): Search => {
  const text = q.normalize('NFKC').trim().toLowerCase();
  const words = wordsOf(text).map((word) => `'${word.replaceAll(/['\\]/g, '')}'`);
  const query = sql`to_tsquery('simple', ${words.length === 1 ? `${words[0] ?? ''}:*` : words.join(' & ')})`;
  const hasWords = words.length > 0;
  const part = `%${like(text)}%`;
  const ways = [
    ...(hasWords ? [sql`p.search @@ ${query}`] : []),
    ...(text.length >= TRIGRAM ? [sql`p.search_text like ${part}`] : []),
    // Two letters are only looked for where the name begins.
    ...(INITIALS.test(text) ? [sql`p.initials like ${text.length >= TRIGRAM ? part : `${text}%`}`] : []),
  ];
  return {
    matches: ways.length === 0 ? sql`false` : sql`(${join(ways, ' or ')})`,
    rank: sql`
      (case when p.search_text like ${`${like(text)}%`} then 4 when p.search_text like ${part} then 3 else 0 end
       + ${hasWords ? sql`coalesce(ts_rank(p.search, ${query}), 0)` : sql`0`})`,
  };
};
