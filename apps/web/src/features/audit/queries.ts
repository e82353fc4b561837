import { listEvents } from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type AuditEvent = ResponseOf<typeof listEvents>['items'][number];

export const eventsQuery = (query: QueryInput<typeof listEvents>) =>
  queryOptions({
    queryKey: ['events', query],
    queryFn: ({ signal }) => call(listEvents, { query, signal }),
    placeholderData: keepPreviousData,
  });
