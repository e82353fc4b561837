import { createHash, createHmac } from 'node:crypto';

/** What the database keeps of a token: 256 random bits need no salt. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const derive = (purpose: 'refresh' | 'initial password', from: string, key: string): Buffer =>
  createHmac('sha256', key).update(`${purpose} ${from}`).digest();

/**
 * The token that follows this one. Derived, not drawn: whoever presents the same token within the grace gets the same
 * successor without it being stored, and nobody computes it without the key.
 */
export const successorOf = (token: string, key: string): string => derive('refresh', token, key).toString('base64url');

/** Letters and digits that are not mistaken for one another when read from paper. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of five, 99 bits: what the security administrator hands over, to be replaced at the first sign-in. */
export const initialPasswordOf = (requestId: string, key: string): string => {
  const letters = [...derive('initial password', requestId, key).subarray(0, 20)].map(
    (byte) => READABLE[byte % READABLE.length],
  );
  return [0, 5, 10, 15].map((at) => letters.slice(at, at + 5).join('')).join('-');
};
