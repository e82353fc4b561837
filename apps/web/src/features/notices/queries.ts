import {
  getNoticePreferences,
  listNoticeRuns,
  listNotices,
  listOutbox,
  markNoticesRead,
  setNoticePreferences,
  streamNotices,
} from '@qingfeng/contracts/features/notices/endpoints.ts';
import type { BodyInput, QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../http/call.ts';
import { listen } from '../../http/stream.ts';

export type Notice = ResponseOf<typeof listNotices>['items'][number];

export const noticesQuery = (query: QueryInput<typeof listNotices>) =>
  queryOptions({
    queryKey: ['notices', query],
    queryFn: ({ signal }) => call(listNotices, { query, signal }),
    placeholderData: keepPreviousData,
  });

/** Marks these notices read, all of them without ids; the bell follows. */
export const useMarkRead = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids?: readonly string[]) =>
      call(markNoticesRead, { body: ids === undefined ? {} : { ids: [...ids] } }),
    onSuccess: () => Promise.all([['notices'], ['me']].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
};

/** While the office is open, a notice shows as soon as it is there: lists and counts are read anew. */
export const useNoticesLive = (onNotice: () => void): void => {
  const client = useQueryClient();
  const latest = useRef(onNotice);
  useEffect(() => {
    latest.current = onNotice;
  });
  useEffect(() => {
    const ending = new AbortController();
    void listen(streamNotices.path, ending.signal, () => {
      void client.invalidateQueries({ queryKey: ['notices'] });
      void client.invalidateQueries({ queryKey: ['tasks'] });
      latest.current();
    });
    return () => ending.abort();
  }, [client]);
};

export type NoticePreferences = BodyInput<typeof setNoticePreferences>;

export const preferencesQuery = queryOptions({
  queryKey: ['notice-preferences'],
  queryFn: ({ signal }) => call(getNoticePreferences, { signal }),
});

export const useSetPreferences = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NoticePreferences) => call(setNoticePreferences, { body }),
    onSuccess: (saved) => client.setQueryData(preferencesQuery.queryKey, saved),
  });
};

export const runsQuery = (query: QueryInput<typeof listNoticeRuns>) =>
  queryOptions({
    queryKey: ['notice-runs', query],
    queryFn: ({ signal }) => call(listNoticeRuns, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const outboxQuery = (query: QueryInput<typeof listOutbox>) =>
  queryOptions({
    queryKey: ['outbox', query],
    queryFn: ({ signal }) => call(listOutbox, { query, signal }),
    placeholderData: keepPreviousData,
  });
