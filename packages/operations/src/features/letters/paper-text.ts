import type { Period } from '@qingfeng/domain/features/calendar/calendar.ts';

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1…99 as the numbers of points are written: 一, 十, 十一, 二十, 九十九. */
export const numeral = (number: number): string => {
  const tens = Math.floor(number / 10);
  return `${tens > 1 ? (DIGITS[tens] ?? '') : ''}${tens > 0 ? '十' : ''}${DIGITS[number % 10] ?? ''}`;
};

/** 9时, 14时30分, from `HH:MM`. */
export const timeText = (time: string): string => {
  const [hour, minute] = time.split(':').map(Number);
  return `${String(hour)}时${minute ? `${String(minute)}分` : ''}`;
};

const UNITS: Record<Period['unit'], string> = { WORKDAY: '个工作日', MONTH: '个月', WEEK: '周', CALENDAR_DAY: '日' };
export const periodText = ({ amount, unit }: Period): string => `${String(amount)}${UNITS[unit]}`;

/** A sentence without its end mark, so that the sentence around it can end it. */
export const clause = (text: string): string => text.trim().replace(/[，、；。,;.\s]+$/u, '');

/** Points of one list: a semicolon after each, a full stop after the last; `事项` is the bare point, for a table. */
export const points = (texts: readonly string[]): { 序: string; 内容: string; 事项: string }[] =>
  texts.map((text, index) => ({
    序: numeral(index + 1),
    事项: clause(text),
    内容: endsItself(text) ? text.trim() : `${clause(text)}${index === texts.length - 1 ? '。' : '；'}`,
  }));
const endsItself = (text: string): boolean => /[？！?!]$/u.test(text.trim());

/** A paragraph that ends with a full stop. */
export const paragraph = (text: string): string => (endsItself(text) ? text.trim() : `${clause(text)}。`);

/** Every line of every text a paragraph of its own; blank lines fall out. */
export const paragraphs = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => text.split(/\r?\n/))
    .filter((line) => line.trim() !== '')
    .map(paragraph);

/** ■ before what was chosen, □ before the rest. */
export const ticked = <K extends string>(choices: Readonly<Record<K, string>>, chosen: readonly K[]): string =>
  Object.entries<string>(choices)
    .map(([key, label]) => `${chosen.some((choice) => choice === key) ? '■' : '□'}${label}`)
    .join('　');
