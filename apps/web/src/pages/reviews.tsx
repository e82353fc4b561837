import type { listReviews } from '@qingfeng/contracts/features/identity/review-endpoints.ts';
import { exportReviews } from '@qingfeng/contracts/features/identity/review-endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { REVIEW_STATES } from '@qingfeng/domain/features/identity/periodic-review.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { phaseOfReview, reviewsQuery } from '../features/identity/review-queries.ts';
import type { ReviewRow } from '../features/identity/review-queries.ts';
import { download } from '../http/download.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

/** What the three administrators look over, month by month. */
export const Page = () => {
  const { t } = useText();
  const state = useListState({ filters: ['state'], sort: '-from' });
  const result = useQuery(reviewsQuery(state.query as QueryInput<typeof listReviews>));
  const nameOf = useReviewName();
  return (
    <ListPage
      id="reviews"
      title={t('reviews:title')}
      note={t('reviews:note')}
      state={state}
      result={result}
      columns={useColumns()}
      filters={[
        {
          kind: 'choice',
          name: 'state',
          label: t('reviews:column.state'),
          options: REVIEW_STATES.map((value) => ({ value, label: t(`reviews:state.${value}`) })),
        },
      ]}
      rowKey={({ id }) => id}
      rowName={nameOf}
      rowHref={({ id }) => `/reviews/${id}`}
      rowClass={({ state: at }) => (at === 'CLOSED' ? 'dim' : undefined)}
      exportAsksReason
      onExport={(reason) => download(exportReviews, { query: { ...state.query, reason } })}
      empty={<Empty title={t('reviews:empty')} note={t('reviews:emptyNote')} />}
    />
  );
};

/** `角色复核 2026年10月`. */
const useReviewName = (): ((review: Pick<ReviewRow, 'kind' | 'from'>) => string) => {
  const { t } = useText();
  const format = useFormat();
  return ({ kind, from }) => `${t(`reviews:kind.${kind}`)} ${format.month(from)}`;
};

const useColumns = (): readonly Column<ReviewRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const nameOf = useReviewName();
  return [
    {
      key: 'from',
      label: t('reviews:column.review'),
      sortable: true,
      always: true,
      phone: 'headline',
      cell: (row) => <Link to={`/reviews/${row.id}`}>{nameOf(row)}</Link>,
    },
    {
      key: 'state',
      label: t('reviews:column.state'),
      width: '8em',
      cell: ({ state }) => <StateChip phase={phaseOfReview(state)}>{t(`reviews:state.${state}`)}</StateChip>,
    },
    {
      key: 'dueOn',
      label: t('reviews:column.due'),
      width: '10.4em',
      className: 'muted',
      cell: ({ dueOn }) => format.day(dueOn),
    },
    {
      key: 'concluded',
      label: t('reviews:column.concluded'),
      width: '14em',
      className: 'muted',
      cell: ({ concludedBy, concludedAt }) =>
        concludedAt === null ? null : [format.moment(concludedAt, today), concludedBy].join(' · '),
    },
  ];
};
