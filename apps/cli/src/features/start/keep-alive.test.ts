import { describe, expect, it } from 'vitest';
import type { Running } from './keep-alive.ts';
import { keepAlive, pauseAfter } from './keep-alive.ts';

/** Something that runs until it is told to die or to stop. */
const mortal = () => {
  let end: (how: string) => void = () => undefined;
  const gone = new Promise<string>((resolve) => (end = resolve));
  return { gone, die: (how: string) => end(how), stop: async () => end('stopped') };
};

const kept = async (starts: readonly (() => Running)[]) => {
  const deaths: string[] = [];
  let started = 0;
  const stop = await keepAlive({
    start: async () => {
      const next = starts[started];
      started += 1;
      if (!next) throw new Error('nothing left');
      return next();
    },
    onDeath: (how) => deaths.push(how),
    pauses: () => 1,
  });
  return { stop, deaths, started: () => started };
};

describe('keepAlive', () => {
  it('starts again what dies, and stays quiet when it is stopped', async () => {
    const [first, second] = [mortal(), mortal()];
    const { stop, deaths, started } = await kept([() => first, () => second]);
    first.die('SIGKILL');
    await expect.poll(started).toBe(2);
    await stop();
    expect(await second.gone).toBe('stopped');
    expect(deaths).toEqual(['SIGKILL']);
    expect(started()).toBe(2);
  });

  it('goes on after a start that failed', async () => {
    const [first, third] = [mortal(), mortal()];
    const fails = (): Running => {
      throw new Error('port taken');
    };
    const { stop, deaths, started } = await kept([() => first, fails, () => third]);
    first.die('exit 1');
    await expect.poll(started).toBe(3);
    await stop();
    expect(deaths).toEqual(['exit 1', 'port taken']);
  });

  it('leaves the failure of the first start to whoever asked for it', async () => {
    await expect(kept([])).rejects.toThrow('nothing left');
  });

  it('stops one that was just starting', async () => {
    const [first, second] = [mortal(), mortal()];
    let go: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (go = resolve));
    let started = 0;
    const stop = await keepAlive({
      start: async () => {
        started += 1;
        if (started === 1) return first;
        await slow;
        return second;
      },
      onDeath: () => undefined,
      pauses: () => 1,
    });
    first.die('gone');
    await expect.poll(() => started).toBe(2);
    const stopped = stop();
    go();
    await stopped;
    expect(await second.gone).toBe('stopped');
  });

  it('waits twice as long after each death, up to half a minute', () => {
    expect([1, 2, 3, 4, 7, 100].map(pauseAfter)).toEqual([500, 1_000, 2_000, 4_000, 30_000, 30_000]);
  });
});
