import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ownWarningsQuery } from '../features/warnings/queries.ts';
import type { OwnWarningRow } from '../features/warnings/queries.ts';
import { badgeOf, phaseOf, useWarningWords } from '../features/warnings/warning-words.ts';
import { useText } from '../text/use-text.ts';
import { LevelBadge, StateChip } from '../ui/badges.tsx';
import { DeadlineChip } from '../ui/deadline.tsx';
import { Empty, Loaded } from '../ui/page-states.tsx';

/** Warnings served on me, and papers that wait for my signature. */
export const Page = () => {
  const { t } = useText();
  const result = useQuery(ownWarningsQuery);
  return (
    <div className="own-list">
      <title>{`${t('warnings:own.title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('warnings:own.title')}</h1>
        <span className="muted">{t('warnings:own.note')}</span>
      </div>
      <Loaded result={result}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="panel">
              <Empty title={t('warnings:own.empty')} />
            </div>
          ) : (
            <ul className="stack">
              {items.map((row) => (
                <li key={row.id}>
                  <Link to={`/my-warnings/${row.id}`} className="own-card">
                    <OwnRow row={row} />
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
};

const OwnRow = ({ row: { view, paperNumber, level, state, deadline, on } }: { row: OwnWarningRow }) => {
  const { t } = useText();
  const { today, day, stateOf } = useWarningWords();
  if (view === 'TO_SIGN')
    return (
      <>
        <b>{t('warnings:own.waiting')}</b>
        <span className="muted">{t('warnings:own.waitingNote', { date: day(on) })}</span>
        <span className="end own-act">{t('warnings:own.sign')}</span>
      </>
    );
  if (view === 'CLOSED')
    return (
      <>
        <b>{paperNumber ?? t('warnings:title')}</b>
        <StateChip phase="finished">{t('warnings:own.closed')}</StateChip>
        <span className="muted">{t('warnings:own.closedNote', { date: day(on) })}</span>
      </>
    );
  return (
    <>
      {level !== null && <LevelBadge level={badgeOf(level)} />}
      <b>{paperNumber}</b>
      {state !== null && <StateChip phase={phaseOf(state)}>{stateOf(state)}</StateChip>}
      <span className="end">{deadline !== null && <DeadlineChip deadline={deadline} today={today} />}</span>
    </>
  );
};
