import { compare, hash as bcryptHash } from 'bcrypt';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { pepperPassword } from '@qingfeng/platform/crypto.ts';

export type Passwords = {
  hash(password: string): Promise<string>;
  /** Whether the password is the one behind the hash. Without a hash (an unknown login) it takes as long and says no. `from` says whose turn it takes. */
  matches(password: string, hash: string | null, from?: string): Promise<boolean>;
};

/** bcrypt runs on libuv's few threads, which files and DNS need too: so many at once, the others wait in line. */
const AT_ONCE = 2;
const LINE = 100;

/** Some 250 ms a password in service; on a desk and in tests nobody waits for a secret that guards nothing. */
export const bcryptCost = (production: boolean): number => (production ? 12 : 8);

/** bcrypt of the peppered password. Each step of `cost` doubles the time. */
export const passwordsWith = ({ pepper, cost }: { readonly pepper: Buffer; readonly cost: number }): Passwords => {
  const inTurn = takingTurns(AT_ONCE, LINE);
  const digest = (password: string): string => pepperPassword(password, pepper);
  let nobodys: Promise<string> | undefined;
  return {
    hash: (password) => inTurn('', () => bcryptHash(digest(password), cost)),
    matches: async (password, hash, from = '') => {
      nobodys ??= bcryptHash(digest(''), cost);
      const against = hash ?? (await nobodys);
      return inTurn(from, async () => (await compare(digest(password), against)) && hash !== null);
    },
  };
};

/**
 * Runs at most `atOnce` works. Whoever asks (`from`) has a line of its own and the lines take turns, so a flood from one address
 * delays that address; a line that is full turns the next away until it is shorter.
 */
const takingTurns = (
  atOnce: number,
  waiting: number,
): (<Result>(from: string, work: () => Promise<Result>) => Promise<Result>) => {
  const lines = new Map<string, (() => void)[]>();
  let running = 0;
  const callNext = (): void => {
    const [turn] = lines;
    if (turn === undefined) {
      running -= 1;
      return;
    }
    const [from, line] = turn;
    const go = line.shift();
    lines.delete(from);
    if (line.length > 0) lines.set(from, line);
    go?.();
  };
  return async (from, work) => {
    if (running < atOnce) {
      running += 1;
    } else {
      const line = lines.get(from) ?? [];
      if (line.length >= waiting) throw new Refusal('request.too-many', { seconds: 5 });
      lines.set(from, line);
      await new Promise<void>((go) => line.push(go));
    }
    try {
      return await work();
    } finally {
      callNext();
    }
  };
};
