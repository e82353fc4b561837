import jwt from 'jsonwebtoken';

const ISSUER = 'qingfeng';
const AUDIENCE = 'qingfeng-office';
const TYPE = 'access';
/** Ten minutes at most (QUALITY §3). */
export const ACCESS_SECONDS = 600;

export type AccessTokens = {
  issue(sessionId: string): string;
  /** The session of a good token, `null` for anything else. Nothing but the session is in it: roles are read from the database. */
  read(token: string): string | null;
};

/** Access tokens signed with HS256 and no other algorithm. `secret` has at least 32 bytes, the configuration sees to it. */
export const accessTokens = (secret: string): AccessTokens => ({
  issue: (sessionId) =>
    jwt.sign({ typ: TYPE }, secret, {
      algorithm: 'HS256',
      subject: sessionId,
      issuer: ISSUER,
      audience: AUDIENCE,
      expiresIn: ACCESS_SECONDS,
      notBefore: 0,
    }),
  read: (token) => {
    try {
      const claims = jwt.verify(token, secret, { algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE });
      if (typeof claims === 'string' || claims['typ'] !== TYPE || claims.nbf === undefined || claims.exp === undefined)
        return null;
      return claims.sub ?? null;
    } catch {
      return null;
    }
  },
});
