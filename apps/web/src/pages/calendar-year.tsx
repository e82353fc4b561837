import { exportCalendarYear } from '@qingfeng/contracts/features/calendar/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { calendarYearQuery } from '../features/calendar/queries.ts';
import type { Year } from '../features/calendar/queries.ts';
import { YearGrid } from '../features/calendar/year-grid.tsx';
import { BalancePanel, ChangesPanel, DaysPanel } from '../features/calendar/year-panels.tsx';
import { useYearSteps } from '../features/calendar/year-steps.tsx';
import { download } from '../http/download.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { FactLine, Note } from '../ui/panel.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

/** One year: its days, how it stands to the law, and, while it waits, what it would change. */
export const Page = () => {
  const { id = '' } = useParams();
  return <Loaded result={useQuery(calendarYearQuery(id))}>{(year) => <YearPage key={id} year={year} />}</Loaded>;
};

const YearPage = ({ year }: { year: Year }) => {
  const { t } = useText();
  const { buttons, dialog } = useYearSteps(year);
  const { state, inForce, number, source, daysOff, makeups, reason } = year;
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/calendar">{t('calendar:title')}</Link> / {year.year}
        </>
      }
      title={t('calendar:yearTitle', { year: year.year })}
      subtitle={t('calendar:number', { number })}
      state={
        <StateChip phase={state === 'PROPOSED' ? 'waiting' : inForce ? 'running' : 'finished'}>
          {inForce ? t('calendar:inForce') : t(`calendar:state.${state}`)}
        </StateChip>
      }
      steps={[
        ...buttons,
        {
          step: 'export',
          label: t('list.export'),
          run: () => void download(exportCalendarYear, { params: { id: year.id } }),
        },
      ]}
      timeline={<History year={year} />}
      facts={<BalancePanel balance={year.balance} />}
    >
      <FactLine
        facts={[
          { label: t('calendar:column.source'), value: source },
          { label: t('calendar:column.daysOff'), value: t('calendar:days', { count: daysOff }) },
          { label: t('calendar:column.makeups'), value: t('calendar:days', { count: makeups }) },
        ]}
      />
      {reason !== null && (
        <Note>
          {t('calendar:reason')}：{reason}
        </Note>
      )}
      {state === 'PROPOSED' && <ChangesPanel changes={year.changes} />}
      <YearGrid year={year.year} days={year.days} />
      <DaysPanel days={year.days} />
      {dialog}
    </ThingPage>
  );
};

const History = ({ year }: { year: Year }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const { state, importedBy, importedAt, decidedBy, decidedAt } = year;
  const said = (at: Year['importedAt'], by: string | null) =>
    [at === null ? null : format.moment(at, today), by].filter((part) => part !== null).join(' · ');
  return (
    <Timeline
      items={[
        state === 'PROPOSED'
          ? { key: 'waiting', when: '', what: t('calendar:history.waiting'), coming: true }
          : {
              key: 'decided',
              when: said(decidedAt, decidedBy),
              what: importedAt === null ? t('calendar:shipped') : t(`calendar:state.${state}`),
            },
        ...(importedAt === null
          ? []
          : [{ key: 'proposed', when: said(importedAt, importedBy), what: t('calendar:history.proposed') }]),
      ]}
    />
  );
};
