import { exportNotices } from '@qingfeng/contracts/features/notices/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { NoticeLines } from '../features/notices/notice-lines.tsx';
import { PreferencesPanel } from '../features/notices/preferences-panel.tsx';
import { noticesQuery, useMarkRead } from '../features/notices/queries.ts';
import { download } from '../http/download.ts';
import { useToday } from '../http/me.ts';
import { useText } from '../text/use-text.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { Pager } from '../ui/pager.tsx';

const TABS = ['unread', 'all'] as const;

export const Page = () => {
  const { t } = useText();
  const today = useToday();
  const state = useListState({ filters: ['tab'], size: 50 });
  const tab = state.filters['tab'] === 'all' ? 'all' : 'unread';
  const result = useQuery(noticesQuery({ tab, page: state.page, size: state.size }));
  const markRead = useMarkRead();
  const unread = result.data?.unread ?? 0;
  return (
    <>
      <title>{`${t('notices:title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('notices:title')}</h1>
        <span className="muted">{t('notices:note')}</span>
        <span className="end">
          <Button size="small" disabled={unread === 0 || markRead.isPending} onClick={() => markRead.mutate(undefined)}>
            {t('notices:markAll')}
          </Button>{' '}
          <ExportButton onExport={() => download(exportNotices, { query: { tab } })} />
        </span>
      </div>
      <nav className="tabs" aria-label={t('notices:title')}>
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            aria-current={each === tab ? 'true' : undefined}
            onClick={() => state.set({ tab: each === 'unread' ? undefined : each })}
          >
            {t(`notices:tab.${each}`)}
            {each === 'unread' && unread > 0 && <b>{unread}</b>}
          </button>
        ))}
      </nav>
      <div className="panel below-tabs">
        <Loaded result={result}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t(`notices:empty.${tab}`)} />
            ) : (
              <NoticeLines notices={items} today={today} />
            )
          }
        </Loaded>
      </div>
      {result.data !== undefined && result.data.total > result.data.items.length && (
        <Pager state={state} total={result.data.total} totalCapped={result.data.totalCapped} />
      )}
      <PreferencesPanel />
    </>
  );
};
