import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useText } from '../../text/use-text.ts';
import { LevelMark } from '../../ui/badges.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useInformationWords } from './information-words.ts';
import { matterQuery } from './queries.ts';
import type { Information } from './queries.ts';
import { StepMany } from './step-many.tsx';

type MatterPanelProps = { id: string; matter: NonNullable<Information['matter']> };

/** The other open alerts of the matter, and what of it nobody has taken: taken together, shown before. */
export const MatterPanel = ({ id, matter }: MatterPanelProps) => {
  const { t } = useText();
  const { stateOf } = useInformationWords();
  const inSight = useQuery(matterQuery([matter.id], 'open')).data?.items ?? [];
  const silent = useQuery(matterQuery([matter.id], 'quiet')).data?.items ?? [];
  const rows = [...inSight, ...silent];
  const untaken = inSight.filter(({ state }) => state === 'RECEIVED');
  const [taking, setTaking] = useState(false);
  return (
    <Panel title={t('information:matter.title')} note={t('information:matter.note', { count: matter.size })}>
      <ul className="file-list">
        {rows.map((row) => (
          <li key={row.id} aria-current={row.id === id ? 'true' : undefined}>
            {row.colour !== null && <LevelMark colour={row.colour} />}
            <span className="grow cut">
              {row.id === id ? <b>{row.title}</b> : <Link to={`/alerts/${row.id}`}>{row.title}</Link>}
            </span>
            <span className="dim">
              {row.rule?.code} · {row.number} ·{' '}
              {row.quiet === null ? stateOf(row.state) : t('information:matter.quiet')}
            </span>
          </li>
        ))}
      </ul>
      {untaken.length > 1 && (
        <Button size="small" onClick={() => setTaking(true)}>
          {t('information:matter.take', { count: untaken.length })}
        </Button>
      )}
      {taking && <StepMany what="take" rows={untaken} onClose={() => setTaking(false)} />}
    </Panel>
  );
};
