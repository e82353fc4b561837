import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { RequestHandler } from 'express';
import { addressOf } from './address.ts';

/** Addresses remembered at most; the longest unused is forgotten, so a flood of addresses costs no memory. */
const ADDRESSES = 20_000;

/** A map that forgets what was not touched for the longest. */
const recent = <Value>(most: number) => {
  const values = new Map<string, Value>();
  return {
    get: (key: string): Value | undefined => values.get(key),
    set: (key: string, value: Value): void => {
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) values.delete(oldest);
    },
  };
};

/**
 * A token bucket per address: `burst` requests at once, then `perSecond`. Refused with the seconds to wait, never longer than
 * the bucket needs for one more: a whole county behind one address is slowed and not locked out. In memory only.
 */
export const atPace = (
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
  now: () => number = () => performance.now(),
): RequestHandler => {
  const buckets = recent<{ left: number; at: number }>(ADDRESSES);
  return (request, _response, next) => {
    const address = addressOf(request);
    const at = now();
    const before = buckets.get(address) ?? { left: burst, at };
    const left = Math.min(burst, before.left + ((at - before.at) / 1_000) * perSecond);
    buckets.set(address, { left: left < 1 ? left : left - 1, at });
    if (left < 1) throw new Refusal('request.too-many', { seconds: Math.ceil((1 - left) / perSecond) });
    next();
  };
};

/** Failures of an address that cost nothing, milliseconds each further one costs, the most that is ever waited, and how fast it is forgotten. */
const FREE = 10;
const STEP_MS = 100;
const MOST_MS = 2_000;
const HALVED_AFTER_MS = 60_000;

/** Makes an address wait in proportion to its recent failures. It is slowed, never turned away, and quick again within minutes. */
export const slowing = (now: () => number = () => performance.now()) => {
  const scores = recent<{ score: number; at: number }>(ADDRESSES);
  const scoreOf = (address: string): number => {
    const last = scores.get(address);
    return last === undefined ? 0 : last.score * 0.5 ** ((now() - last.at) / HALVED_AFTER_MS);
  };
  return {
    failed: (address: string): void => {
      scores.set(address, { score: scoreOf(address) + 1, at: now() });
    },
    /** Milliseconds the next try of this address waits. */
    delayOf: (address: string): number => Math.min(MOST_MS, Math.max(0, Math.floor(scoreOf(address)) - FREE) * STEP_MS),
  };
};
