import { Link } from 'react-router';
import { useText } from '../../text/use-text.ts';
import { piecesOf, useInformationWords } from './information-words.ts';
import type { Alert } from './queries.ts';

/** Why the rule fired, in a sentence with the values it read, and how old the data is. */
export const SentencePanel = ({ alert }: { alert: Alert }) => {
  const { t } = useText();
  const { language, day, valueOf } = useInformationWords();
  const { sentence, values, threshold, feeds, ruleCode, ruleName, ruleVersion, precisionPermille } = alert;
  const told = [...values, ...(threshold === null ? [] : [threshold])].map(valueOf);
  return (
    <section className="why">
      <p>
        {piecesOf(sentence[language], told).map(({ text, isValue }, index) =>
          isValue ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
        )}
      </p>
      <p className="caption">
        {[
          t('information:sentence.about', { code: ruleCode, name: ruleName, version: ruleVersion }),
          ...feeds.map(({ name, dataUntil, stale }) =>
            [
              dataUntil === null
                ? t('information:sentence.feedUnknown', { name })
                : t('information:sentence.feed', { name, date: day(dataUntil) }),
              ...(stale ? [t('information:sentence.stale')] : []),
            ].join(' '),
          ),
          precisionPermille === null
            ? t('information:sentence.noPrecision')
            : t('information:sentence.precision', { percent: Math.round(precisionPermille / 10) }),
        ].join(' · ')}{' '}
        · <Link to={`/rules/${ruleCode}`}>{t('information:sentence.rule')}</Link>
      </p>
    </section>
  );
};
