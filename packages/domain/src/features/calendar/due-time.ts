import type { Instant, LocalDate } from '../../shared/local-date.ts';
import { addDays, instant, wallTime } from '../../shared/local-date.ts';

/** When a last day ends: 24:00, or the close of office hours where the county set it so (DOMAIN §6.2 rule 3). */
export type DueTime = {
  /** IANA name of the office's zone. */
  readonly zone: string;
  /** `HH:MM`, `24:00` for the whole day. */
  readonly closing: string;
};

/** The instant until which something due on this day is in time. */
export const dueInstant = (dueOn: LocalDate, { zone, closing }: DueTime): Instant => {
  const wholeDay = closing === '24:00';
  const wall = Date.parse(`${wholeDay ? addDays(dueOn, 1) : dueOn}T${wholeDay ? '00:00' : closing}:00Z`);
  // The zone's offset is read at the wall time itself, once more where a change of clocks lies between the two readings.
  const guess = wall - offsetAt(wall, zone);
  return instant(new Date(wall - offsetAt(guess, zone)));
};

/** Milliseconds that the zone is ahead of UTC at that moment. */
const offsetAt = (time: number, zone: string): number =>
  Date.parse(`${wallTime(time, zone).replace(' ', 'T')}Z`) - time;
