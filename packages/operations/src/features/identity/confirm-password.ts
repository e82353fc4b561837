import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Passwords } from './password.ts';
import { ownPasswords } from './read.ts';

/** Refuses unless this is the signed-in person's own password: who signs for a paper confirms it with the password. */
export const confirmPassword = async (
  database: Database,
  passwords: Passwords,
  by: By,
  password: string,
): Promise<void> => {
  const { passwordHash } = await ownPasswords(database, by.viewer.accountId);
  if (!(await passwords.matches(password, passwordHash))) throw new Refusal('password.wrong');
};
