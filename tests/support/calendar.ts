import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { addDays, type LocalDate, localDate, yearOf } from '@qingfeng/domain/shared/local-date.ts';
import {
  type Calendar,
  calendarOf,
  type Period,
  type SpecialDay,
} from '@qingfeng/domain/features/calendar/calendar.ts';

type Vector = Period & { readonly day0: string; readonly due: string };
type Vectors = {
  readonly calendar: readonly SpecialDay[];
  readonly testVectors: readonly Vector[];
  readonly extensionAndWeekVectors: readonly (Vector & {
    readonly nominal?: string;
    readonly extension?: Period & { readonly due: string };
  })[];
};

/** The shipped calendar with the due days that the domain reference worked out by hand. */
export const VECTORS = JSON.parse(
  readFileSync(new URL('../../prisma/seed/data/calendar-2025-2026.json', import.meta.url), 'utf8'),
) as Vectors;

export const CALENDAR: Calendar = calendarOf(
  [2025, 2026].map((year) => ({
    year,
    version: 1,
    days: VECTORS.calendar.filter(({ date }) => yearOf(date) === year),
  })),
);

export const day = localDate;
/** A day of 2025 or 2026, far enough from the end that nothing counted from it leaves the published years. */
export const anyDay: fc.Arbitrary<LocalDate> = fc.nat(640).map((days) => addDays(day('2025-01-01'), days));
