import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import type { FeedRow } from './queries.ts';

/** What is odd about a delivery, in words; nothing where nothing is. */
export const AlarmChips = ({ alarms }: { alarms: FeedRow['lastAlarms'] }) => {
  const { t } = useText();
  return alarms.map((alarm) => (
    <span key={alarm} className="tag">
      {t(`sources:alarm.${alarm}`)}
    </span>
  ));
};

/** Overdue is solid ink as on every deadline; the rest are states. */
export const HealthChip = ({ feed: { health, daysLate } }: { feed: Pick<FeedRow, 'health' | 'daysLate'> }) => {
  const { t } = useText();
  if (health === 'STALE') return <span className="deadline late">{t('sources:stale', { days: daysLate })}</span>;
  const phase = health === 'FRESH' ? 'running' : health === 'NEVER' || health === 'UNAPPROVED' ? 'waiting' : 'finished';
  return <StateChip phase={phase}>{t(`sources:health.${health}`)}</StateChip>;
};
