import {
  closeSession,
  getMe,
  listDemoAccounts,
  listMySessions,
} from '@qingfeng/contracts/features/identity/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { forgetAccess } from '../../http/access.ts';
import { call } from '../../http/call.ts';

export type Me = ResponseOf<typeof getMe>;

/** Who is signed in; everything that depends on the person hangs on it. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => call(getMe, { signal }),
  staleTime: 60_000,
});

export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  queryFn: ({ signal }) => call(listDemoAccounts, { signal }),
  staleTime: Infinity,
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call(listMySessions, { signal }),
});

/** The signed-in person, on pages inside the frame, which is drawn only once `me` is there. */
export const useMe = (): Me => {
  const { data } = useQuery(meQuery);
  if (data === undefined) throw new Error('a page outside the frame asked who is signed in');
  return data;
};

/** Signs out here: the server ends the session, the page forgets everything it has read. */
export const signOut = async (): Promise<void> => {
  await call(closeSession, {}).finally(forgetAccess);
  // A fresh document: nothing of this person stays in memory for the next one at the same desk.
  window.location.assign('/office/');
};
