import { getBackTest } from '@qingfeng/contracts/features/rules/back-tests.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type BackTest = ResponseOf<typeof getBackTest>;
export type BackTestResult = NonNullable<BackTest['result']>;

export const isUnderWay = ({ state }: Pick<BackTest, 'state'>): boolean => state === 'QUEUED' || state === 'RUNNING';
const ASK_EVERY_MS = 1_000;

/** A back-test, asked for again until it is over. */
export const backTestQuery = (id: string) =>
  queryOptions({
    queryKey: ['back-tests', id],
    queryFn: ({ signal }) => call(getBackTest, { params: { id }, signal }),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isUnderWay(data) ? ASK_EVERY_MS : false),
  });
