import { exportCalendarYears } from '@qingfeng/contracts/features/calendar/endpoints.ts';
import type { listCalendarYears } from '@qingfeng/contracts/features/calendar/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { YEAR_STATES } from '@qingfeng/domain/features/calendar/year.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { calendarYearsQuery } from '../features/calendar/queries.ts';
import type { YearRow } from '../features/calendar/queries.ts';
import { download } from '../http/download.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

/** The years by which days are counted, and which of the coming ones nobody has brought yet. */
export const Page = () => {
  const { t } = useText();
  const navigate = useNavigate();
  const state = useListState({ filters: ['state'] });
  const result = useQuery(calendarYearsQuery(state.query as QueryInput<typeof listCalendarYears>));
  const unknown = result.data?.unknownYears ?? [];
  const mayPropose = result.data?.mayPropose === true;
  return (
    <ListPage
      id="calendar"
      title={t('calendar:title')}
      note={unknown.length > 0 ? t('calendar:unknown', { years: unknown.join('、') }) : t('calendar:note')}
      actions={
        mayPropose && (
          <Button type="primary" size="small" onClick={() => void navigate('/calendar/import')}>
            {t('calendar:propose')}
          </Button>
        )
      }
      state={state}
      result={result}
      columns={useColumns()}
      filters={
        mayPropose
          ? [
              {
                kind: 'choice',
                name: 'state',
                label: t('calendar:column.state'),
                options: YEAR_STATES.map((value) => ({ value, label: t(`calendar:state.${value}`) })),
              },
            ]
          : []
      }
      rowKey={({ id }) => id}
      rowName={({ year, number }) => `${String(year)} ${t('calendar:number', { number })}`}
      rowHref={({ id }) => `/calendar/${id}`}
      rowClass={({ state: now, inForce }) => (now === 'PROPOSED' || inForce ? undefined : 'dim')}
      onExport={() => download(exportCalendarYears, { query: state.query })}
      empty={<Empty title={t('calendar:empty')} />}
    />
  );
};

const useColumns = (): readonly Column<YearRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return [
    {
      key: 'year',
      label: t('calendar:column.year'),
      width: '12em',
      sortable: true,
      always: true,
      phone: 'headline',
      cell: ({ id, year, number }) => (
        <>
          <Link to={`/calendar/${id}`}>{year}</Link> <span className="dim">{t('calendar:number', { number })}</span>
        </>
      ),
    },
    {
      key: 'state',
      label: t('calendar:column.state'),
      width: '8em',
      cell: ({ state, inForce }) => (
        <StateChip phase={state === 'PROPOSED' ? 'waiting' : inForce ? 'running' : 'finished'}>
          {inForce ? t('calendar:inForce') : t(`calendar:state.${state}`)}
        </StateChip>
      ),
    },
    {
      key: 'daysOff',
      label: t('calendar:column.daysOff'),
      width: '6em',
      numeric: true,
      cell: ({ daysOff }) => t('calendar:days', { count: daysOff }),
    },
    {
      key: 'makeups',
      label: t('calendar:column.makeups'),
      width: '7em',
      numeric: true,
      cell: ({ makeups }) => t('calendar:days', { count: makeups }),
    },
    { key: 'source', label: t('calendar:column.source'), cell: ({ source }) => source },
    {
      key: 'proposed',
      label: t('calendar:column.proposed'),
      width: '14em',
      className: 'muted',
      phone: 'off',
      cell: ({ importedBy, importedAt }) =>
        importedAt === null
          ? t('calendar:shipped')
          : `${format.moment(importedAt, today)}${importedBy === null ? '' : ` · ${importedBy}`}`,
    },
    {
      key: 'decided',
      label: t('calendar:column.decided'),
      width: '14em',
      className: 'muted',
      phone: 'off',
      cell: ({ decidedBy, decidedAt }) =>
        decidedAt === null || decidedBy === null ? null : `${format.moment(decidedAt, today)} · ${decidedBy}`,
    },
  ];
};
