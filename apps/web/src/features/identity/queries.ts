import { closeSession, listDemoAccounts, listMySessions } from '@qingfeng/contracts/features/identity/endpoints.ts';
import { queryOptions } from '@tanstack/react-query';
import { forgetAccess } from '../../http/access.ts';
import { call } from '../../http/call.ts';
import { useMe, useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';

export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  queryFn: ({ signal }) => call(listDemoAccounts, { signal }),
  staleTime: Infinity,
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call(listMySessions, { signal }),
});

/** Today in words with its working-day note: `10月10日 星期六 · 调休上班`. The year is said where the sentence stands alone. */
export const useTodayWords = (withYear: boolean): string => {
  const { t } = useText();
  const format = useFormat();
  const { todayKind, todayName } = useMe();
  const today = useToday();
  const note = todayKind === 'workday' ? [] : [todayName ?? t(`day.${todayKind}`)];
  return [`${format.day(today, withYear ? undefined : today)} ${format.weekday(today)}`, ...note].join(' · ');
};

/** Signs out here: the server ends the session, the page forgets everything it has read. */
export const signOut = async (): Promise<void> => {
  await call(closeSession, {}).finally(forgetAccess);
  // A fresh document: nothing of this person stays in memory for the next one at the same desk.
  window.location.assign('/office/');
};
