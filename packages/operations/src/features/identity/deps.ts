import type { Vault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Passwords } from './password.ts';

/** What identity stands on, made once at boot from the configuration. */
export type IdentityDeps = {
  readonly database: Database;
  readonly passwords: Passwords;
  readonly vault: Vault;
  /** 256 random bits as text (`platform/ids.ts`). */
  readonly newSecret: () => string;
  /** Secret from which refresh tokens and initial passwords are derived; never in the database. */
  readonly derivationKey: string;
};
