import { getTaskCalendar, listTasks } from '@qingfeng/contracts/features/tasks/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { addDays, weekdayOf } from '@qingfeng/domain/shared/local-date.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { call } from '../../http/call.ts';

export type Task = ResponseOf<typeof listTasks>['items'][number];
export type TaskCounts = ResponseOf<typeof listTasks>['counts'];
export type TaskGroups = ResponseOf<typeof listTasks>['groups'];
export type CalendarDay = ResponseOf<typeof getTaskCalendar>['days'][number];

const WEEKS_SHOWN = 4;
const FOUND_AT_MOST = 6;

export const tasksQuery = (query: QueryInput<typeof listTasks>) =>
  queryOptions({
    queryKey: ['tasks', query],
    queryFn: ({ signal }) => call(listTasks, { query, signal }),
    placeholderData: keepPreviousData,
  });

/** Four weeks, from Monday of last week, so that what has just slipped is still seen. */
export const calendarQuery = (today: LocalDate) => {
  const from = addDays(today, -weekdayOf(today) - 6);
  const query = { from, to: addDays(from, WEEKS_SHOWN * 7 - 1) };
  return queryOptions({
    queryKey: ['tasks', 'calendar', query],
    queryFn: ({ signal }) => call(getTaskCalendar, { query, signal }),
  });
};

/** My open tasks that the text finds, for the palette. */
export const useTaskSearch = (text: string): readonly Task[] => {
  const q = useDeferredValue(text.trim());
  const { data } = useQuery({ ...tasksQuery({ q, size: FOUND_AT_MOST }), enabled: q !== '' });
  return q === '' ? [] : (data?.items ?? []);
};
