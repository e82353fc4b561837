import { expect, test } from 'vitest';
import { slowing } from './pace.ts';

test('an address is slowed by its failures up to two seconds and forgiven with time', () => {
  let now = 0;
  const pace = slowing(() => now);
  for (let failure = 0; failure < 10; failure += 1) pace.failed('10.0.0.1');
  expect(pace.delayOf('10.0.0.1')).toBe(0);
  pace.failed('10.0.0.1');
  expect(pace.delayOf('10.0.0.1')).toBe(100);
  for (let failure = 0; failure < 10_000; failure += 1) pace.failed('10.0.0.1');
  expect(pace.delayOf('10.0.0.1')).toBe(2_000);
  expect(pace.delayOf('10.0.0.2')).toBe(0);
  now = 10 * 60_000;
  expect(pace.delayOf('10.0.0.1')).toBe(0);
});

test('a flood of addresses pushes out the oldest, not the busy one', () => {
  const pace = slowing(() => 0);
  for (let failure = 0; failure < 20; failure += 1) pace.failed('busy');
  for (let address = 0; address < 19_999; address += 1) pace.failed(String(address));
  expect(pace.delayOf('busy')).toBe(1_000);
  pace.failed('one more');
  expect(pace.delayOf('busy')).toBe(0);
});
