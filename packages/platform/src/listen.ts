import pg from 'pg';
import type { Database } from './database.ts';

type Hearer = () => void;

export type Listener = {
  /** Calls `hear` at every signal for this key, and once after the connection was lost: something may have been missed. Returns how to stop. */
  readonly subscribe: (key: string, hear: Hearer) => () => void;
};

const RECONNECT_MS = 1_000;

/**
 * Hears what the database notifies on one channel, over one connection for the whole process however many subscribe: the payload
 * is the key. Connected only while someone listens.
 */
export const openListener = (database: Database, channel: string): Listener => {
  const hearers = new Map<string, Set<Hearer>>();
  let client: pg.Client | null = null;
  let again: NodeJS.Timeout | undefined;

  const tell = (heard: Iterable<Hearer>): void => {
    for (const hear of [...heard]) hear();
  };
  const connect = (): void => {
    clearTimeout(again);
    const fresh = new pg.Client(database.pool.options);
    client = fresh;
    const lost = (): void => {
      if (client !== fresh) return;
      client = null;
      fresh.end().catch(() => undefined);
      again = setTimeout(connect, RECONNECT_MS);
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ payload }) => tell(hearers.get(payload ?? '') ?? []));
    fresh
      .connect()
      .then(() => fresh.query(`listen ${pg.escapeIdentifier(channel)}`))
      .then(() => {
        if (client === fresh) tell([...hearers.values()].flatMap((set) => [...set]));
      })
      .catch(lost);
  };
  const disconnect = (): void => {
    clearTimeout(again);
    const last = client;
    client = null;
    last?.end().catch(() => undefined);
  };

  return {
    subscribe: (key, hear) => {
      const set = hearers.get(key) ?? new Set();
      hearers.set(key, set.add(hear));
      if (hearers.size === 1 && set.size === 1) connect();
      return () => {
        set.delete(hear);
        if (set.size === 0 && hearers.get(key) === set) hearers.delete(key);
        if (hearers.size === 0) disconnect();
      };
    },
  };
};
