import type { Calendar, SpecialDay } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { toCalendar, yearsInForce } from './store.ts';

/** The calendar in force, for pages and sweeps that explain or count days. */
export const readCalendar = async (database: Database): Promise<Calendar> =>
  toCalendar(await database.read<{ year: number; version: number; days: SpecialDay[] }>(yearsInForce));
