import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { pinyin } from 'pinyin-pro';

/** Pinyin initials of a Chinese text, lower case; letters and digits stay, anything else falls out: 县住建局 → xzjj. */
export const initialsOf = (text: string): string =>
  pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

let cutter: Jieba | undefined;

/** Loads the dictionary (0.7 s), so that the first who searches does not wait for it. */
export const loadDictionary = (): void => {
  cutter ??= Jieba.withDict(dict);
};

/** Words of a text for full-text search, longer words with their parts; other scripts by their own words, lower case. */
export const wordsOf = (text: string): string[] => {
  cutter ??= Jieba.withDict(dict);
  return [
    ...new Set(
      cutter
        .cutForSearch(text.normalize('NFKC').toLowerCase(), true)
        .map((word) => word.trim())
        .filter((word) => /[\p{L}\p{N}]/u.test(word)),
    ),
  ];
};
