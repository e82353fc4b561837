import { pinyin } from 'pinyin-pro';

/** Pinyin initials of a Chinese text, lower case; letters and digits stay, anything else falls out: 县住建局 → xzjj. */
export const initialsOf = (text: string): string =>
  pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
