import { written } from '@qingfeng/domain/features/rules/words.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { isLocalDate as isDay } from '@qingfeng/domain/shared/local-date.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useInformationWords } from './information-words.ts';

const isInstant = (text: string): text is Instant => /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/u.test(text);

/** What stands in a cell of evidence, in words: amounts and counts, days and times, codes by their names. */
export const useCellText = (): ((cell: string | number | null) => string) => {
  const { t } = useText();
  const format = useFormat();
  const { day, language, today } = useInformationWords();
  return (cell) => {
    if (cell === null) return t('none');
    if (typeof cell === 'number')
      return Number.isInteger(cell) ? format.number(cell) : format.amount(Math.round(cell * 100));
    if (isInstant(cell)) return format.dayAndTime(cell, today);
    return isDay(cell) ? day(cell) : written(cell, 'CODE', language);
  };
};
