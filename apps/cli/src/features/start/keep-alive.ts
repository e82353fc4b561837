import { setTimeout as pause } from 'node:timers/promises';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** One that lived this long was well: its next death is a first one. */
const WELL_MS = 60_000;

/** How long to wait before the next start, after so many deaths in a row. */
export const pauseAfter = (deaths: number): number => Math.min(FIRST_PAUSE_MS * 2 ** (deaths - 1), LONGEST_PAUSE_MS);

export type Running = {
  /** Resolves when it is gone, with how it went. */
  readonly gone: Promise<string>;
  readonly stop: () => Promise<void>;
};

export type KeepAlive = {
  readonly start: () => Promise<Running>;
  readonly onDeath: (how: string, nextMs: number) => void;
  readonly pauses?: (deaths: number) => number;
};

/**
 * Starts something and starts it again whenever it dies, after longer and longer pauses, until it is stopped.
 * Only the first start may fail; a later one that fails counts as a death.
 */
export const keepAlive = async ({ start, onDeath, pauses = pauseAfter }: KeepAlive): Promise<() => Promise<void>> => {
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let current = await start();

  const keep = async (): Promise<void> => {
    let deaths = 0;
    let since = Date.now();
    while (!isStopping()) {
      const how = await current.gone;
      if (isStopping()) return;
      deaths = Date.now() - since >= WELL_MS ? 1 : deaths + 1;
      onDeath(how, pauses(deaths));
      await pause(pauses(deaths), undefined, { signal: stopping.signal }).catch(() => undefined);
      if (isStopping()) return;
      since = Date.now();
      current = await start().catch((error: unknown): Running => ({
        gone: Promise.resolve(error instanceof Error ? error.message : String(error)),
        stop: () => Promise.resolve(),
      }));
    }
  };
  const kept = keep();
  return async () => {
    stopping.abort();
    await current.stop();
    await kept;
    // One that was just starting when we said stop.
    await current.stop();
  };
};
