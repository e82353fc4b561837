import { findRecusalOthers, getRecusal, listRecusals } from '@qingfeng/contracts/features/organisation/recusals.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { RecusalState } from '@qingfeng/domain/features/organisation/recusal.ts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type Recusal = ResponseOf<typeof getRecusal>;

export const recusalsQuery = (query: QueryInput<typeof listRecusals>) =>
  queryOptions({
    queryKey: ['recusals', query],
    queryFn: ({ signal }) => call(listRecusals, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const recusalQuery = (id: string) =>
  queryOptions({
    queryKey: ['recusals', id],
    queryFn: ({ signal }) => call(getRecusal, { params: { id }, signal }),
  });

export const recusalOthersQuery = (q: string) =>
  queryOptions({
    queryKey: ['recusals', 'others', q],
    queryFn: ({ signal }) => call(findRecusalOthers, { query: { q }, signal }),
    placeholderData: keepPreviousData,
  });

/** A recusal changes what one may see at all, so everything is asked again. */
export const useRecusalSettled = () => {
  const client = useQueryClient();
  return (after: Recusal): void => {
    client.setQueryData(recusalQuery(after.id).queryKey, after);
    void client.invalidateQueries();
  };
};

const PHASES = {
  PENDING: 'waiting',
  IN_FORCE: 'running',
  ENDING: 'waiting',
  ENDED: 'finished',
  REJECTED: 'finished',
  WITHDRAWN: 'finished',
} as const satisfies Record<RecusalState, 'waiting' | 'running' | 'finished'>;
export const phaseOfRecusal = (state: RecusalState): 'waiting' | 'running' | 'finished' => PHASES[state];
