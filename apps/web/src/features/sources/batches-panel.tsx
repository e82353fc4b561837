import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { useListState } from '../../ui/list-state.ts';
import { Empty, Loaded } from '../../ui/page-states.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Panel } from '../../ui/panel.tsx';
import { AlarmChips } from './health-chip.tsx';
import { batchesQuery } from './queries.ts';
import type { BatchRow, Feed } from './queries.ts';
import { phaseOf, useSourceWords } from './source-words.ts';

/** Deliveries of a source, newest first; one under work moves on by itself. */
export const BatchesPanel = ({ feed: { id } }: { feed: Pick<Feed, 'id'> }) => {
  const { t } = useText();
  const state = useListState({ size: 20 });
  const result = useQuery(batchesQuery(id, { page: state.page, size: state.size }));
  const columns = useColumns();
  return (
    <Panel title={t('sources:batches.title')} flush>
      <Loaded result={result}>
        {({ items, total, totalCapped }) =>
          items.length === 0 ? (
            <Empty title={t('sources:batches.empty')} note={t('sources:batches.emptyNote')} />
          ) : (
            <>
              <DataTable
                label={t('sources:batches.title')}
                columns={columns}
                rows={items}
                rowKey={(batch) => batch.id}
                busy={result.isFetching && result.isPlaceholderData}
              />
              {total > state.size && <Pager state={state} total={total} totalCapped={totalCapped} />}
            </>
          )
        }
      </Loaded>
    </Panel>
  );
};

const useColumns = (): readonly Column<BatchRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const { today, countsOf, whatOf } = useSourceWords();
  return [
    {
      key: 'receivedAt',
      label: t('sources:batch.column.received'),
      width: '9em',
      phone: 'headline',
      cell: ({ id, receivedAt }) => <Link to={`/batches/${id}`}>{format.moment(receivedAt, today)}</Link>,
    },
    {
      key: 'what',
      label: t('sources:batch.column.what'),
      className: 'cut',
      cell: (batch) => <span title={whatOf(batch)}>{whatOf(batch)}</span>,
    },
    {
      key: 'by',
      label: t('sources:batch.column.by'),
      width: '6em',
      className: 'muted',
      phone: 'off',
      cell: ({ receivedBy }) => receivedBy ?? t('sources:platform'),
    },
    {
      key: 'state',
      label: t('sources:batch.column.state'),
      width: '6.5em',
      cell: ({ state }) => <StateChip phase={phaseOf(state)}>{t(`sources:batch.state.${state}`)}</StateChip>,
    },
    {
      key: 'counts',
      label: t('sources:batch.result'),
      width: '17em',
      cell: ({ counts, state, alarms }) =>
        state === 'FAILED' ? null : (
          <>
            {countsOf(counts)} <AlarmChips alarms={alarms} />
          </>
        ),
    },
  ];
};
