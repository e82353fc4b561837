import type { ParseArgsConfig } from 'node:util';

/** Exit codes: done, a check failed, bad use, cannot be computed. */
export const EXIT = { done: 0, failed: 1, usage: 2, impossible: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Thrown for bad use; the message says what to write instead. */
export class UsageError extends Error {}

/** Where a command speaks: `out` is data only, `say` is for the person at the terminal. */
export type Io = {
  readonly out: (text: string) => void;
  readonly say: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
};

export type Arguments = {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
};

export type Command = {
  readonly name: string;
  /** How it is called, without the `npm run -s qf --` before it. */
  readonly usage: string;
  /** One line for `help`. */
  readonly summary: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  readonly run: (args: Arguments, io: Io) => Promise<Exit>;
};
