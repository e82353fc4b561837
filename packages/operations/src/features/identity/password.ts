import { compare, hash as bcryptHash } from 'bcrypt';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { pepperPassword } from '@qingfeng/platform/crypto.ts';

export type Passwords = {
  hash(password: string): Promise<string>;
  /** Whether the password is the one behind the hash. Without a hash (an unknown login) it takes as long and says no. */
  matches(password: string, hash: string | null): Promise<boolean>;
};

/** bcrypt runs on libuv's few threads, which files and DNS need too: so many at once, the others wait in line. */
const AT_ONCE = 2;
const LINE = 200;

/** Some 250 ms a password in service; on a desk and in tests nobody waits for a secret that guards nothing. */
export const bcryptCost = (production: boolean): number => (production ? 12 : 8);

/** bcrypt of the peppered password. Each step of `cost` doubles the time. */
export const passwordsWith = ({ pepper, cost }: { readonly pepper: Buffer; readonly cost: number }): Passwords => {
  const inLine = line(AT_ONCE, LINE);
  const digest = (password: string): string => pepperPassword(password, pepper);
  let nobodys: Promise<string> | undefined;
  return {
    hash: (password) => inLine(() => bcryptHash(digest(password), cost)),
    matches: async (password, hash) => {
      nobodys ??= bcryptHash(digest(''), cost);
      const against = hash ?? (await nobodys);
      return inLine(async () => (await compare(digest(password), against)) && hash !== null);
    },
  };
};

/** Runs at most `atOnce` works, lets `waiting` more stand in line and turns the rest away until it is shorter. */
const line = (atOnce: number, waiting: number): (<Result>(work: () => Promise<Result>) => Promise<Result>) => {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new Refusal('request.too-many', { seconds: 5 });
      await new Promise<void>((go) => queue.push(go));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};
