import { InformationList } from '../features/information/information-list.tsx';
import { useText } from '../text/use-text.ts';

/** What the rules found. */
export const Page = () => {
  const { t } = useText();
  return (
    <InformationList
      id="alerts"
      title={t('information:alerts.title')}
      note={t('information:alerts.note')}
      empty={t('information:alerts.empty')}
      alertsOnly
    />
  );
};
