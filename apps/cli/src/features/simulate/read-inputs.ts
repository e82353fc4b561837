import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Calendar,
  type CalendarYear,
  calendarOf,
  type SpecialDay,
} from '@qingfeng/domain/features/calendar/calendar.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { readCounty } from '../../../../../prisma/seed/county.ts';
import { parseCsv } from './csv.ts';
import type { Inputs } from './world.ts';

const DATA = path.join(import.meta.dirname, '../../../../../prisma/seed/data');
const read = (name: string): string => readFileSync(path.join(DATA, name), 'utf8');

/** The committed demo county with its suppliers and the power items of its departments. */
export const readInputs = (): Inputs => {
  const unitOf = new Map(
    parseCsv(read('catalogue/departments.csv')).map(({ department, unitCode }) => [department, unitCode] as const),
  );
  return {
    county: readCounty(),
    suppliers: parseCsv(read('suppliers.csv')).map(({ code = '', name = '', trade = '' }) => ({ code, name, trade })),
    items: parseCsv(read('catalogue/power-items.csv')).flatMap((item) => {
      const unitCode = unitOf.get(item['部门']);
      const code = item['事项实施编码'];
      return unitCode === undefined || code === undefined ? [] : [{ code, unitCode }];
    }),
  };
};

/** The years of the published calendars that ship with the product. */
export const readCalendarYears = (): CalendarYear[] => {
  const { calendar } = JSON.parse(read('calendar-2025-2026.json')) as { calendar: readonly SpecialDay[] };
  const years = Map.groupBy(calendar, ({ date }) => yearOf(date));
  return [...years].map(([year, days]) => ({ year, version: 1, days }));
};

export const readCalendar = (): Calendar => calendarOf(readCalendarYears());
