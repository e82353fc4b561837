import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import express from 'express';
import { expect, test, vi } from 'vitest';
import { atPace, slowing } from './pace.ts';

test('so many at once, then so many a second, each address for itself; the refusal says how long to wait', () => {
  let now = 0;
  const pace = atPace({ burst: 3, perSecond: 2 }, () => now);
  const ask = (ip: string): 'in' | number => {
    const request = Object.create(express.request, { ip: { value: ip } }) as express.Request;
    const next = vi.fn();
    try {
      void pace(request, Object.create(express.response) as express.Response, next);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'request.too-many') return Number(error.details['seconds']);
      throw error;
    }
    expect(next).toHaveBeenCalledOnce();
    return 'in';
  };
  const many = (ip: string, times: number) => Array.from({ length: times }, () => ask(ip));
  expect(many('10.0.0.1', 4)).toEqual(['in', 'in', 'in', 1]);
  expect(ask('10.0.0.2')).toBe('in');
  now = 499;
  expect(ask('10.0.0.1')).toBe(1);
  now = 500;
  expect(many('10.0.0.1', 2)).toEqual(['in', 1]);
  // However long the flood was, a second later there is room again.
  many('10.0.0.1', 10_000);
  now = 1_500;
  expect(many('10.0.0.1', 3)).toEqual(['in', 'in', 1]);
});

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
