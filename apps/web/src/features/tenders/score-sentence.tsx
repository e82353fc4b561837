import { FEWEST_TENDERS } from '@qingfeng/domain/features/tenders/shown-screens.ts';
import { useText } from '../../text/use-text.ts';
import type { Tender } from './queries.ts';
import { figure, placeOf, type Screen, useTenderWords } from './tender-words.ts';

/** So many reasons are told; the others stand in the table. */
const MOST_REASONS = 3;

/** What the prices score and which screens made it so, in sentences with the values read and the market's marks. */
export const ScoreSentence = ({ tender }: { tender: Tender }) => {
  const { t } = useText();
  const { scoreOf, screenOf, marketOf } = useTenderWords();
  const { scorePermille, flagged, market, screens } = tender;
  const reasonOf = (screen: Screen): string => {
    const { value, quartiles } = screen;
    const name = screenOf(screen.screen);
    if (value === null || quartiles === null) return t('tenders:score.missing', { screen: name });
    const place = placeOf(screen);
    const told = { screen: name, value: figure(value) };
    if (place === 'below') return t('tenders:score.below', { ...told, mark: figure(quartiles.q1) });
    if (place === 'above') return t('tenders:score.above', { ...told, mark: figure(quartiles.q3) });
    return t('tenders:score.within', { ...told, mark: figure(quartiles.middle) });
  };
  const chief = screens
    .filter(({ adds }) => adds !== null && (flagged ? adds > 0 : adds < 0))
    .toSorted((one, other) => Math.abs(other.adds ?? 0) - Math.abs(one.adds ?? 0))
    .slice(0, MOST_REASONS);
  const why =
    (market?.tenders ?? 0) < FEWEST_TENDERS
      ? t('tenders:score.few', { count: FEWEST_TENDERS })
      : t('tenders:score.single');
  return (
    <section className="why">
      <p>
        {scorePermille === null ? (
          t('tenders:score.none', { why })
        ) : (
          <b>{t(flagged ? 'tenders:score.flag' : 'tenders:score.usual', { score: scoreOf(scorePermille) })}</b>
        )}
      </p>
      {scorePermille !== null && chief.length === 0 && <p>{t('tenders:score.nothing')}</p>}
      {chief.length > 0 && (
        <>
          <p>{t(flagged ? 'tenders:score.raises' : 'tenders:score.lowers')}</p>
          <ul className="rights">
            {chief.map((screen) => (
              <li key={screen.screen}>{reasonOf(screen)}</li>
            ))}
          </ul>
        </>
      )}
      <p className="caption">
        {t('tenders:score.caution')} {market !== null && marketOf(market)}
      </p>
    </section>
  );
};
