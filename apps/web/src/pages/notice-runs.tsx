import { useQuery } from '@tanstack/react-query';
import { runsQuery } from '../features/notices/queries.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { DataTable } from '../ui/data-table.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { Pager } from '../ui/pager.tsx';

/** For the system administrator: whether everyone was told, in numbers. */
export const Page = () => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const state = useListState({ filters: [], size: 50 });
  const result = useQuery(runsQuery({ page: state.page, size: state.size }));
  return (
    <div className="list-page">
      <title>{`${t('notices:runs.title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('notices:runs.title')}</h1>
        <span className="muted">{t('notices:runs.note')}</span>
      </div>
      <Loaded result={result}>
        {({ items, total, totalCapped }) =>
          items.length === 0 ? (
            <div className="panel">
              <Empty title={t('notices:runs.empty')} />
            </div>
          ) : (
            <>
              <DataTable
                label={t('notices:runs.title')}
                rows={items}
                rowKey={({ id }) => id}
                busy={result.isPlaceholderData}
                columns={[
                  { key: 'at', label: t('notices:at'), width: '10em', cell: ({ at }) => format.moment(at, today) },
                  { key: 'event', label: t('notices:runs.event'), phone: 'headline', cell: ({ type }) => type },
                  {
                    key: 'notices',
                    label: t('notices:runs.notices'),
                    width: '6em',
                    cell: ({ notices }) => format.number(notices),
                  },
                  {
                    key: 'sent',
                    label: t('notices:runs.sent'),
                    width: '6em',
                    cell: ({ counts }) => format.number(counts.SENT),
                  },
                  {
                    key: 'open',
                    label: t('notices:runs.open'),
                    width: '6em',
                    cell: ({ counts }) => format.number(counts.QUEUED + counts.SENDING),
                  },
                  {
                    key: 'failed',
                    label: t('notices:runs.failed'),
                    width: '6em',
                    cell: ({ counts }) => format.number(counts.FAILED + counts.GAVE_UP),
                  },
                  {
                    key: 'state',
                    label: t('notices:runs.state'),
                    width: '10em',
                    cell: ({ state: stands }) => t(`notices:state.${stands}`),
                  },
                ]}
              />
              <Pager state={state} total={total} totalCapped={totalCapped} />
            </>
          )
        }
      </Loaded>
    </div>
  );
};
