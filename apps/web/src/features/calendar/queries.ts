import type { previewCalendarYear } from '@qingfeng/contracts/features/calendar/endpoints.ts';
import { getCalendarYear, listCalendarYears } from '@qingfeng/contracts/features/calendar/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type YearRow = ResponseOf<typeof listCalendarYears>['items'][number];
export type Year = ResponseOf<typeof getCalendarYear>;
export type Preview = ResponseOf<typeof previewCalendarYear>;

export const calendarYearsQuery = (query: QueryInput<typeof listCalendarYears>) =>
  queryOptions({
    queryKey: ['calendar-years', query],
    queryFn: ({ signal }) => call(listCalendarYears, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const calendarYearQuery = (id: string) =>
  queryOptions({
    queryKey: ['calendar-years', id],
    queryFn: ({ signal }) => call(getCalendarYear, { params: { id }, signal }),
  });

/** Puts what a step answered on screen; whatever counts days is asked again. */
export const useYearSettled = () => {
  const client = useQueryClient();
  return (after: Year): void => {
    client.setQueryData(calendarYearQuery(after.id).queryKey, after);
    for (const key of ['calendar-years', 'tasks', 'me']) void client.invalidateQueries({ queryKey: [key] });
  };
};
