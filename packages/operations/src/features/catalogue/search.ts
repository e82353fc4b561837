import type { PublicPower } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { initialsOf, wordsOf } from '@qingfeng/platform/chinese.ts';
import type { Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** What an item is found by: words of what the public may read, the pinyin initials of its name, and its code. */
export const searchColumns = (code: string, view: PublicPower, unit: string) => ({
  words: wordsOf(view.name).join(' '),
  more: wordsOf([view.summary ?? '', view.category, unit, ...view.basis.map(({ title }) => title)].join(' ')).join(' '),
  initials: initialsOf(view.name),
  searchText: `${view.name} ${code}`.toLowerCase(),
});

const like = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** A word that could be pinyin initials: 2 to 20 Latin letters and nothing else. */
const INITIALS = /^[a-z]{2,20}$/;

export type Search = { readonly matches: Sql; readonly rank: Sql };

/**
 * How a text is looked for in `p`: its words (a name counts more than the rest), a part of the name or code, or initials. Chinese is
 * cut into the same words on both sides; the query must hold all of them.
 */
export const searching = (q: string): Search => {
  const text = q.normalize('NFKC').trim().toLowerCase();
  const words = wordsOf(text);
  const part = `%${like(text)}%`;
  const query = sql`to_tsquery('simple', ${words.map((word) => `'${word.replaceAll("'", "''").replaceAll('\\', '')}'`).join(' & ')})`;
  const ways = [
    sql`p.search_text like ${part}`,
    ...(words.length > 0 ? [sql`p.search @@ ${query}`] : []),
    ...(INITIALS.test(text) ? [sql`p.initials like ${`%${text}%`}`] : []),
  ];
  return {
    matches: sql`(${ways.slice(1).reduce((all, way) => sql`${all} or ${way}`, ways[0] ?? sql`false`)})`,
    rank: sql`
      (case when p.search_text like ${`${like(text)}%`} then 4 when p.search_text like ${part} then 3 else 0 end
       + ${words.length > 0 ? sql`coalesce(ts_rank(p.search, ${query}), 0)` : sql`0`})`,
  };
};
