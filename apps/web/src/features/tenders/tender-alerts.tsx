import { Link } from 'react-router';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { LevelMark } from '../../ui/badges.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Tender } from './queries.ts';

/** What the rules found on this tender or on a bid in it, as far as the viewer may see it. */
export const TenderAlerts = ({ tender: { alertRows } }: { tender: Tender }) => {
  const { t } = useText();
  const wording = useWording();
  return (
    <Panel title={t('tenders:alerts.title')} note={t('tenders:alerts.note')}>
      {alertRows.length === 0 ? (
        <p className="muted">{t('tenders:alerts.empty')}</p>
      ) : (
        <ul className="file-list">
          {alertRows.map(({ id, number, title, colour, rule, state }) => (
            <li key={id}>
              {colour !== null && <LevelMark colour={colour} />}
              <span className="grow cut">
                <Link to={`/alerts/${id}`}>{title}</Link>
              </span>
              <span className="dim">
                {rule} · {number} · {wording('information', `state.${state}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
};
