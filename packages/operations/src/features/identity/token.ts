import { createHash, createHmac } from 'node:crypto';

/** What the database keeps of a token: 256 random bits need no salt. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * The token that follows this one. Derived, not drawn: whoever presents the same token within the grace gets the same
 * successor without it being stored, and nobody computes it without the key.
 */
export const successorOf = (token: string, refreshKey: string): string =>
  createHmac('sha256', refreshKey).update(`refresh ${token}`).digest('base64url');
