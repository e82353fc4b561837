import { getMe } from '@qingfeng/contracts/features/identity/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from './call.ts';

export type Me = ResponseOf<typeof getMe>;

/** Who is signed in; every page of the office hangs on it, so it belongs to no feature. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call(getMe, { signal }),
  staleTime: 60_000,
});

/** The signed-in person, on pages inside the frame, which is drawn only once `me` is there. */
export const useMe = (): Me => {
  const { data } = useQuery(meQuery);
  if (data === undefined) throw new Error('a page outside the frame asked who is signed in');
  return data;
};

/** The office's day, as the server counts it. */
export const useToday = (): LocalDate => useMe().today as LocalDate;
