import {
  findSubjects,
  getInformation,
  getInformationFacets,
  getMyFactSheet,
  listInformation,
  listMyFactSheets,
} from '@qingfeng/contracts/features/information/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type InformationRow = ResponseOf<typeof listInformation>['items'][number];
export type Information = ResponseOf<typeof getInformation>;
export type Alert = NonNullable<Information['alert']>;

export const informationListQuery = (query: QueryInput<typeof listInformation>) =>
  queryOptions({
    queryKey: ['information', query],
    queryFn: ({ signal }) => call(listInformation, { query, signal }),
    placeholderData: keepPreviousData,
  });

/** The open alerts of some matters, as many as one batch may hold. */
export const matterQuery = (matterIds: readonly string[], tab: 'open' | 'untaken' | 'quiet') =>
  informationListQuery({ matterId: matterIds.join(','), tab, size: 200 });

export const facetsQuery = queryOptions({
  queryKey: ['information-facets'],
  queryFn: ({ signal }) => call(getInformationFacets, { signal }),
  staleTime: 300_000,
});

export const informationQuery = (id: string) =>
  queryOptions({
    queryKey: ['information', id],
    queryFn: ({ signal }) => call(getInformation, { params: { id }, signal }),
  });

export const subjectsQuery = (q: string, kind?: 'UNIT' | 'PERSON') =>
  queryOptions({
    queryKey: ['subjects', q, kind],
    queryFn: ({ signal }) => call(findSubjects, { query: { q, ...(kind === undefined ? {} : { kind }) }, signal }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });

export type FactSheet = ResponseOf<typeof getMyFactSheet>;

export const factSheetsQuery = (query: QueryInput<typeof listMyFactSheets>) =>
  queryOptions({
    queryKey: ['fact-sheets', query],
    queryFn: ({ signal }) => call(listMyFactSheets, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const factSheetQuery = (id: string) =>
  queryOptions({
    queryKey: ['fact-sheets', id],
    queryFn: ({ signal }) => call(getMyFactSheet, { params: { id }, signal }),
  });

/** What a step of triage makes stale. */
export const useInformationSettled = () => {
  const client = useQueryClient();
  return (after?: Information): void => {
    if (after !== undefined) client.setQueryData(informationQuery(after.id).queryKey, after);
    for (const key of ['information', 'information-facets', 'tasks', 'me'])
      void client.invalidateQueries({ queryKey: [key] });
  };
};
