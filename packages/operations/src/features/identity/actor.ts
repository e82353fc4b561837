import type { By } from '@qingfeng/domain/shared/by.ts';
import { VISITOR } from '@qingfeng/domain/shared/by.ts';

/**
 * The same request without its retry key. Where credentials are in the body nothing of it may be remembered: a hash of the
 * request would be a fast hash of the password.
 */
export const unremembered = ({ idempotency: _forgotten, ...by }: By): By => by;

/** Someone who has just proved to be this account, before there is a session to read the viewer from. */
export const asAccount = (by: By, accountId: string, name: string): By => ({
  ...unremembered(by),
  viewer: { ...VISITOR, accountId, name, roles: [] },
});
