import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Panel } from '../../ui/panel.tsx';
import { tendersOfMatterQuery } from './queries.ts';
import { useTenderWords } from './tender-words.ts';

/** From an alert on bids to the tenders that they are bids in. */
export const MatterTenders = ({ informationId }: { informationId: string }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const { scoreOf } = useTenderWords();
  const { items = [], left = 0 } = useQuery(tendersOfMatterQuery(informationId)).data ?? {};
  if (items.length === 0) return null;
  return (
    <Panel title={t('tenders:matter.title')} note={t('tenders:matter.note')}>
      <ul className="file-list">
        {items.map(({ id, tenderRef, project, openedOn, scorePermille }) => (
          <li key={id}>
            <span className="grow cut">
              <Link to={`/tenders/${id}`}>{project ?? tenderRef}</Link>
            </span>
            <span className="dim">
              {tenderRef} · {format.day(openedOn, today)} · {t('tenders:column.score')} {scoreOf(scorePermille)}
            </span>
          </li>
        ))}
      </ul>
      {left > 0 && <p className="muted">{t('tenders:matter.left', { count: left })}</p>}
    </Panel>
  );
};
