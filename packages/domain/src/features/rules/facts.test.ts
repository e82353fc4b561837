import fc from 'fast-check';
import { expect, it } from 'vitest';
import { millisOf, wallClock } from './facts.ts';

it('reads an instant as Date.parse does', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      expect(millisOf(date.toISOString())).toBe(date.getTime());
    }),
  );
});

it.each([
  ['2026-03-01T15:59:59.999Z', 'Asia/Shanghai', '2026-03-01', 23],
  ['2026-03-01T16:00:00.000Z', 'Asia/Shanghai', '2026-03-02', 0],
  ['2026-03-01T16:00:00.000Z', 'UTC', '2026-03-01', 16],
  ['2026-07-01T03:30:00.000Z', 'America/Bogota', '2026-06-30', 22],
])('%s in %s is %s at %i', (instant, zone, day, hour) => {
  expect(wallClock(zone)(millisOf(instant))).toEqual({ day, hour });
});
