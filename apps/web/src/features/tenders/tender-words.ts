import { wordsOf } from '@qingfeng/domain/features/rules/bid-screens/words.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import type { Market, Tender } from './queries.ts';

export type Screen = Tender['screens'][number];

/** Three significant digits, without an exponent a reader would have to decode. */
export const figure = (value: number): string => String(Number(value.toPrecision(3)));

/** Where a value lies beside the market's quartiles. */
export const placeOf = ({ value, quartiles }: Screen): 'below' | 'within' | 'above' | 'missing' | null => {
  if (value === null) return 'missing';
  if (quartiles === null) return null;
  if (value < quartiles.q1) return 'below';
  return value > quartiles.q3 ? 'above' : 'within';
};

/** A screen as the language on screen calls it. */
export const useScreenNames = (): ((screen: string) => string) => {
  const { language } = useFormat();
  return (screen) => wordsOf(screen, language === 'en' ? 'en' : 'zh') ?? screen;
};

export const useTenderWords = () => {
  const { t } = useText();
  const wording = useWording();
  const format = useFormat();
  const today = useToday();
  return {
    scoreOf: (permille: number | null): string =>
      permille === null ? t('tenders:unscored') : (permille / 1000).toFixed(2),
    screenOf: useScreenNames(),
    /** How the market was judged, and when. */
    marketOf: ({ currency, likeness, tenders, method, screenedAt }: Market): string => {
      const facts = { currency, count: tenders, method, at: format.dayAndTime(screenedAt, today) };
      return likeness === null
        ? t('tenders:foot.itself', facts)
        : t('tenders:foot.known', { ...facts, name: wording('tenders', `market.${likeness}`) });
    },
  };
};
