import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';

const ALGORITHM = 'HS256';
const ISSUER = 'qingfeng';
const AUDIENCE = 'qingfeng-office';
const TYPE = 'access';
/** Short of the ten minutes allowed (QUALITY §3): renewing is also what counts as activity, so idling is measured to five minutes. */
export const ACCESS_SECONDS = 300;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export type AccessTokens = {
  issue(sessionId: string): string;
  /** The session of a good token, `null` for anything else. Nothing but the session is in it: roles are read from the database. */
  read(token: string): string | null;
};

/** Access tokens signed with HS256 and no other algorithm. `secret` has at least 32 bytes, the configuration sees to it. */
export const accessTokens = (secret: string): AccessTokens => {
  // Of a string the library asks each time whether it is a public key, by failing to read it as one.
  const key = createSecretKey(Buffer.from(secret));
  return {
    issue: (sessionId) =>
      jwt.sign({ typ: TYPE }, key, {
        algorithm: ALGORITHM,
        subject: sessionId,
        issuer: ISSUER,
        audience: AUDIENCE,
        expiresIn: ACCESS_SECONDS,
        notBefore: 0,
      }),
    read: (token) => {
      try {
        const claims = jwt.verify(token, key, { algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE });
        if (typeof claims === 'string' || claims['typ'] !== TYPE) return null;
        // The library checks these only where they are present; a token without them is not one of ours.
        if (claims.exp === undefined || claims.nbf === undefined) return null;
        return claims.sub !== undefined && UUID.test(claims.sub) ? claims.sub : null;
      } catch {
        return null;
      }
    },
  };
};
