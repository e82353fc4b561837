import {
  getTender,
  getTenderFacets,
  listTenders,
  listTendersOfMatter,
} from '@qingfeng/contracts/features/tenders/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type TenderRow = ResponseOf<typeof listTenders>['items'][number];
export type Tender = ResponseOf<typeof getTender>;
export type Market = NonNullable<Tender['market']>;

export const tendersQuery = (query: QueryInput<typeof listTenders>) =>
  queryOptions({
    queryKey: ['tenders', query],
    queryFn: ({ signal }) => call(listTenders, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const tenderFacetsQuery = queryOptions({
  queryKey: ['tender-facets'],
  queryFn: ({ signal }) => call(getTenderFacets, { signal }),
  staleTime: 300_000,
});

export const tenderQuery = (id: string) =>
  queryOptions({ queryKey: ['tenders', id], queryFn: ({ signal }) => call(getTender, { params: { id }, signal }) });

export const tendersOfMatterQuery = (id: string) =>
  queryOptions({
    queryKey: ['tenders-of-matter', id],
    queryFn: ({ signal }) => call(listTendersOfMatter, { params: { id }, signal }),
  });
