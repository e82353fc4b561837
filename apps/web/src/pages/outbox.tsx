import { exportOutbox } from '@qingfeng/contracts/features/notices/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { outboxQuery } from '../features/notices/queries.ts';
import { download } from '../http/download.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { DataTable } from '../ui/data-table.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { Pager } from '../ui/pager.tsx';

/** In demo mode: what would have been sent, word for word. */
export const Page = () => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const state = useListState({ filters: [], size: 50 });
  const result = useQuery(outboxQuery({ page: state.page, size: state.size }));
  return (
    <div className="list-page">
      <title>{`${t('notices:outbox.title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('notices:outbox.title')}</h1>
        <span className="muted">{t('notices:outbox.note')}</span>
        <span className="end">
          <ExportButton asksReason onExport={(reason) => download(exportOutbox, { query: { reason } })} />
        </span>
      </div>
      <Loaded result={result}>
        {({ items, total, totalCapped }) =>
          items.length === 0 ? (
            <div className="panel">
              <Empty title={t('notices:outbox.empty')} />
            </div>
          ) : (
            <>
              <DataTable
                label={t('notices:outbox.title')}
                rows={items}
                rowKey={({ noticeId, channel }) => `${noticeId} ${channel}`}
                busy={result.isPlaceholderData}
                columns={[
                  { key: 'at', label: t('notices:at'), width: '10em', cell: ({ at }) => format.moment(at, today) },
                  {
                    key: 'channel',
                    label: t('notices:channel'),
                    width: '6em',
                    cell: ({ channel }) => t(`notices:channel.${channel}`),
                  },
                  { key: 'to', label: t('notices:to'), width: '10em', cell: ({ to }) => to },
                  {
                    key: 'text',
                    label: t('notices:text'),
                    phone: 'headline',
                    cell: ({ subject, text }) => (subject === null ? text : `${subject}：${text}`),
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
