import {
  getBatch,
  getFeed,
  getFeedForm,
  listBatches,
  listFeeds,
  listRejectedRows,
} from '@qingfeng/contracts/features/sources/endpoints.ts';
import { getRetention } from '@qingfeng/contracts/features/sources/retention.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { isOver } from '@qingfeng/domain/features/sources/batch.ts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type FeedRow = ResponseOf<typeof listFeeds>['items'][number];
export type Feed = ResponseOf<typeof getFeed>;
export type BatchRow = ResponseOf<typeof listBatches>['items'][number];
export type Batch = ResponseOf<typeof getBatch>;
export type RejectedRow = ResponseOf<typeof listRejectedRows>['items'][number];
export type FeedForm = ResponseOf<typeof getFeedForm>;

/** A delivery under work is asked for this often. */
const WATCH_MS = 1_000;
const RULES_LOOK_MS = 15_000;

export const feedsQuery = (query: QueryInput<typeof listFeeds>) =>
  queryOptions({
    queryKey: ['feeds', query],
    queryFn: ({ signal }) => call(listFeeds, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const feedQuery = (id: string) =>
  queryOptions({ queryKey: ['feeds', id], queryFn: ({ signal }) => call(getFeed, { params: { id }, signal }) });

export type Retention = ResponseOf<typeof getRetention>;
export const retentionQuery = (id: string) =>
  queryOptions({
    queryKey: ['feeds', id, 'retention'],
    queryFn: ({ signal }) => call(getRetention, { params: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.deletions.some(({ state: now }) => now === 'RUNNING') === true ? WATCH_MS : false,
  });

export const feedFormQuery = queryOptions({
  queryKey: ['feeds', 'form'],
  queryFn: ({ signal }) => call(getFeedForm, { signal }),
});

export const batchesQuery = (id: string, query: QueryInput<typeof listBatches>) =>
  queryOptions({
    queryKey: ['feeds', id, 'batches', query],
    queryFn: ({ signal }) => call(listBatches, { params: { id }, query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((batch) => !isOver(batch.state)) === true ? WATCH_MS : false,
  });

/** Until it is over, and then until the rules have looked, which takes them seconds. */
const isWatched = ({ state, finishedAt, judged }: Batch): boolean => {
  if (!isOver(state)) return true;
  if (state !== 'DONE' || finishedAt === null || judged === null || judged.length > 0) return false;
  return Date.now() - Date.parse(finishedAt) < RULES_LOOK_MS;
};

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['batches', id],
    queryFn: ({ signal }) => call(getBatch, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data !== undefined && isWatched(state.data) ? WATCH_MS : false),
  });

export const rejectedQuery = (id: string, query: QueryInput<typeof listRejectedRows>) =>
  queryOptions({
    queryKey: ['batches', id, 'rejected', query],
    queryFn: ({ signal }) => call(listRejectedRows, { params: { id }, query, signal }),
    placeholderData: keepPreviousData,
  });

/** After a write about feeds or deliveries: what is shown of them is asked for anew. */
export const useRefreshSources = (): (() => Promise<unknown>) => {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['feeds'] }),
      client.invalidateQueries({ queryKey: ['batches'] }),
    ]);
};
