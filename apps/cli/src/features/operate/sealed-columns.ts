import { emailContext, phoneContext } from '@qingfeng/operations/features/organisation/read.ts';
import { totpContext } from '@qingfeng/operations/features/identity/totp.ts';
import { pullSecret, sealedIdentity } from '@qingfeng/operations/features/sources/read.ts';
import type { SealedColumn } from '@qingfeng/platform/rotate-keys.ts';

/** Every column that holds values of the vault; a test compares it with the columns that the schema has. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'account', column: 'totp_secret', contextOf: totpContext },
  { table: 'feed', column: 'pull_cipher', contextOf: pullSecret },
  { table: 'person', column: 'phone_cipher', contextOf: phoneContext },
  { table: 'person', column: 'email_cipher', contextOf: emailContext },
  { table: 'sealed_identity', column: 'sealed', contextOf: sealedIdentity },
];
