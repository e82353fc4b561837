import {
  getCadre,
  getUnit,
  listAuthority,
  listCadres,
  listUnits,
} from '@qingfeng/contracts/features/organisation/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type UnitRow = ResponseOf<typeof listUnits>['items'][number];
export type Unit = ResponseOf<typeof getUnit>;
export type CadreRow = ResponseOf<typeof listCadres>['items'][number];
export type Cadre = ResponseOf<typeof getCadre>;
export type Authority = ResponseOf<typeof listAuthority>;

export const unitsQuery = (query: QueryInput<typeof listUnits>) =>
  queryOptions({
    queryKey: ['units', query],
    queryFn: ({ signal }) => call(listUnits, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const unitQuery = (id: string) =>
  queryOptions({
    queryKey: ['units', id],
    queryFn: ({ signal }) => call(getUnit, { params: { id }, signal }),
  });

export const cadresQuery = (query: QueryInput<typeof listCadres>) =>
  queryOptions({
    queryKey: ['cadres', query],
    queryFn: ({ signal }) => call(listCadres, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const cadreQuery = (id: string) =>
  queryOptions({
    queryKey: ['cadres', id],
    queryFn: ({ signal }) => call(getCadre, { params: { id }, signal }),
  });

export const authorityQuery = queryOptions({
  queryKey: ['authority'],
  queryFn: ({ signal }) => call(listAuthority, { signal }),
});
