import { getReview, listReviews } from '@qingfeng/contracts/features/identity/review-endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { ReviewState } from '@qingfeng/domain/features/identity/periodic-review.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type ReviewRow = ResponseOf<typeof listReviews>['items'][number];
export type Review = ResponseOf<typeof getReview>;

export const reviewsQuery = (query: QueryInput<typeof listReviews>) =>
  queryOptions({
    queryKey: ['reviews', query],
    queryFn: ({ signal }) => call(listReviews, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const reviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['reviews', id],
    queryFn: ({ signal }) => call(getReview, { params: { id }, signal }),
  });

const PHASES = { OPEN: 'running', RAISED: 'waiting', CLOSED: 'finished' } as const satisfies Record<
  ReviewState,
  'waiting' | 'running' | 'finished'
>;
export const phaseOfReview = (state: ReviewState): 'waiting' | 'running' | 'finished' => PHASES[state];
