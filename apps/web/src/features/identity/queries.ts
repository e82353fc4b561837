import {
  closeSession,
  getMe,
  listDemoAccounts,
  listMySessions,
} from '@qingfeng/contracts/features/identity/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { forgetAccess } from '../../http/access.ts';
import { call } from '../../http/call.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';

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

/** Today in words with its working-day note: `10月10日 星期六 · 调休上班`. The year is said where the sentence stands alone. */
export const useTodayWords = (withYear: boolean): string => {
  const { t } = useText();
  const format = useFormat();
  const { today: text, todayKind, todayName } = useMe();
  const today = text as LocalDate;
  const note = todayKind === 'workday' ? [] : [todayName ?? t(`day.${todayKind}`)];
  return [`${format.day(today, withYear ? undefined : today)} ${format.weekday(today)}`, ...note].join(' · ');
};

/** Signs out here: the server ends the session, the page forgets everything it has read. */
export const signOut = async (): Promise<void> => {
  await call(closeSession, {}).finally(forgetAccess);
  // A fresh document: nothing of this person stays in memory for the next one at the same desk.
  window.location.assign('/office/');
};
