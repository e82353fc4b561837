import { exportFeeds, getTemplate } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { listFeeds } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { DELIVERED_KINDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { RegisterDialog } from '../features/sources/feed-form.tsx';
import { AlarmChips, HealthChip } from '../features/sources/health-chip.tsx';
import { feedsQuery } from '../features/sources/queries.ts';
import type { FeedRow } from '../features/sources/queries.ts';
import { useSourceWords } from '../features/sources/source-words.ts';
import { download } from '../http/download.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

const HEALTHS = ['STALE', 'UNAPPROVED', 'FRESH', 'NEVER', 'PAUSED'] as const;

/** Sources of data: how fresh each is and what its last delivery held. */
export const Page = () => {
  const { t } = useText();
  const navigate = useNavigate();
  const state = useListState({ filters: ['kind', 'health'] });
  const result = useQuery(feedsQuery(state.query as QueryInput<typeof listFeeds>));
  const [registering, setRegistering] = useState(false);
  return (
    <>
      <ListPage
        id="sources"
        title={t('sources:title')}
        note={t('sources:note')}
        actions={
          <>
            <Dropdown
              trigger={['click']}
              menu={{
                items: DELIVERED_KINDS.map((kind) => ({
                  key: kind,
                  label: t(`sources:kind.${kind}`),
                  onClick: () => void download(getTemplate, { params: { kind } }),
                })),
              }}
            >
              <Button size="small">{t('sources:templates')}</Button>
            </Dropdown>
            {result.data?.mayRegister === true && (
              <Button type="primary" size="small" onClick={() => setRegistering(true)}>
                {t('sources:register')}
              </Button>
            )}
          </>
        }
        state={state}
        result={result}
        columns={useColumns()}
        views={[
          { label: t('sources:allView'), search: '' },
          { label: t('sources:staleView'), search: 'health=STALE', count: result.data?.stale },
        ]}
        searchHint={t('sources:search')}
        filters={[
          {
            kind: 'choice',
            name: 'kind',
            label: t('sources:column.kind'),
            options: DELIVERED_KINDS.map((value) => ({ value, label: t(`sources:kind.${value}`) })),
          },
          {
            kind: 'choice',
            name: 'health',
            label: t('sources:column.health'),
            options: HEALTHS.map((value) => ({ value, label: t(`sources:health.${value}`) })),
          },
        ]}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/sources/${id}`}
        rowClass={({ status }) => (status === 'PAUSED' ? 'dim' : undefined)}
        onExport={() => download(exportFeeds, { query: state.query })}
        empty={<Empty title={t('sources:empty')} note={t('sources:emptyNote')} />}
      />
      {registering && (
        <RegisterDialog onClose={() => setRegistering(false)} onDone={({ id }) => void navigate(`/sources/${id}`)} />
      )}
    </>
  );
};

const useColumns = (): readonly Column<FeedRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const { today, countsOf } = useSourceWords();
  return [
    {
      key: 'name',
      label: t('sources:column.name'),
      always: true,
      sortable: true,
      phone: 'headline',
      cell: ({ id, name, code }) => (
        <>
          <Link to={`/sources/${id}`}>{name}</Link> <span className="dim">{code}</span>
        </>
      ),
    },
    { key: 'unit', label: t('sources:column.unit'), width: '10em', cell: ({ unit }) => unit.name },
    { key: 'kind', label: t('sources:column.kind'), width: '6em', cell: ({ kind }) => t(`sources:kind.${kind}`) },
    {
      key: 'health',
      label: t('sources:column.health'),
      width: '6.5em',
      cell: (feed) => (
        <>
          <HealthChip feed={feed} /> <AlarmChips alarms={feed.lastAlarms} />
        </>
      ),
    },
    {
      key: 'dueOn',
      label: t('sources:column.due'),
      width: '7em',
      sortable: true,
      phone: 'off',
      cell: ({ dueOn }) => (dueOn === null ? null : format.day(dueOn, today)),
    },
    {
      key: 'dataUntil',
      label: t('sources:column.until'),
      width: '7em',
      cell: ({ dataUntil }) => (dataUntil === null ? t('sources:none') : format.day(dataUntil, today)),
    },
    {
      key: 'lastReceivedAt',
      label: t('sources:column.received'),
      width: '9em',
      sortable: true,
      className: 'muted',
      phone: 'off',
      cell: ({ lastReceivedAt }) =>
        lastReceivedAt === null ? t('sources:none') : format.moment(lastReceivedAt, today),
    },
    {
      key: 'counts',
      label: t('sources:column.counts'),
      width: '15em',
      className: 'muted',
      phone: 'off',
      cell: ({ lastCounts }) => (lastCounts === null ? null : countsOf(lastCounts)),
    },
  ];
};
