import type { Instant, LocalDate } from '../../shared/local-date.ts';
import { wallTime } from '../../shared/local-date.ts';

const HOUR = 3_600_000;

/** Tells local times of the office's zone as instants, and instants as its days. */
export type OfficeClock = {
  readonly dayOf: (at: number) => LocalDate;
  /** A local time `YYYY-MM-DDTHH:MM:SS.mmm` as milliseconds since 1970. */
  readonly instantOf: (local: string) => number;
};

const isoOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

/**
 * Asking Intl costs 30 µs, too much for a million rows, so the offset is remembered by the hour: no zone changes
 * its offset inside one.
 */
export const officeClock = (zone: string): OfficeClock => {
  const known = new Map<number, number>();
  const offsetAt = (at: number): number => {
    const hour = Math.floor(at / HOUR);
    const before = known.get(hour);
    if (before !== undefined) return before;
    const local = Date.parse(`${wallTime(hour * HOUR, zone).replace(' ', 'T')}Z`);
    const offset = local - hour * HOUR;
    known.set(hour, offset);
    return offset;
  };
  return {
    dayOf: (at) => isoOf(at + offsetAt(at)).slice(0, 10) as LocalDate,
    instantOf: (local) => {
      const asUtc = Date.parse(`${local}Z`);
      // The offset of the first guess may be that of the other side of a change of clocks.
      const guess = asUtc - offsetAt(asUtc);
      return asUtc - offsetAt(guess);
    },
  };
};
