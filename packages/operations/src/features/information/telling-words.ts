/** Words that would tell an outsider what fired or that someone reported. */
const TELLING = ['预警', '疑点', '举报'] as const;

/** The first word of a question that tells more than may be told, `null` where there is none. */
export const tellsTooMuch = (question: string, more: readonly (string | undefined)[]): string | null =>
  [...TELLING, ...more].find((word) => word !== undefined && word !== '' && question.includes(word)) ?? null;
