import type { requestAccountChange } from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import {
  getAccount,
  getAccountRequest,
  listAccountCandidates,
  listAccountRequests,
  listAccounts,
  listGrantUnits,
} from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import type { BodyInput, QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type AccountRow = ResponseOf<typeof listAccounts>['items'][number];
export type Account = ResponseOf<typeof getAccount>;
export type AccountRequest = ResponseOf<typeof getAccountRequest>;
export type AccountWish = BodyInput<typeof requestAccountChange>;

export const accountsQuery = (query: QueryInput<typeof listAccounts>) =>
  queryOptions({
    queryKey: ['accounts', query],
    queryFn: ({ signal }) => call(listAccounts, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', id],
    queryFn: ({ signal }) => call(getAccount, { params: { id }, signal }),
  });

export const accountRequestsQuery = (query: QueryInput<typeof listAccountRequests>) =>
  queryOptions({
    queryKey: ['account-requests', query],
    queryFn: ({ signal }) => call(listAccountRequests, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const accountRequestQuery = (id: string) =>
  queryOptions({
    queryKey: ['account-requests', id],
    queryFn: ({ signal }) => call(getAccountRequest, { params: { id }, signal }),
  });

export const candidatesQuery = (q: string) =>
  queryOptions({
    queryKey: ['account-candidates', q],
    queryFn: ({ signal }) => call(listAccountCandidates, { query: { q }, signal }),
    placeholderData: keepPreviousData,
  });

export const grantUnitsQuery = (q: string) =>
  queryOptions({
    queryKey: ['grant-units', q],
    queryFn: ({ signal }) => call(listGrantUnits, { query: { q }, signal }),
    placeholderData: keepPreviousData,
  });

/** What a change of accounts makes stale: lists, counts in the navigation, tasks. */
export const ACCOUNT_KEYS = [['accounts'], ['account-requests'], ['account-candidates'], ['tasks'], ['me']];
