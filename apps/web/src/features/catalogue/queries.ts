import { getPower, listPowers } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { importPowers } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type PowerRow = ResponseOf<typeof listPowers>['items'][number];
export type Power = ResponseOf<typeof getPower>;
export type Content = Power['content'];
export type ImportResult = ResponseOf<typeof importPowers>;

export const powersQuery = (query: QueryInput<typeof listPowers>) =>
  queryOptions({
    queryKey: ['powers', query],
    queryFn: ({ signal }) => call(listPowers, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const powerQuery = (id: string) =>
  queryOptions({
    queryKey: ['powers', id],
    queryFn: ({ signal }) => call(getPower, { params: { id }, signal }),
  });

/** Puts what a step answered on screen, and lets lists and tasks be asked again. */
export const usePowerSettled = () => {
  const client = useQueryClient();
  return (after: Power): void => {
    client.setQueryData(powerQuery(after.id).queryKey, after);
    for (const key of ['powers', 'tasks', 'me']) void client.invalidateQueries({ queryKey: [key] });
  };
};
