import { openSession, refreshSession } from '@qingfeng/contracts/features/identity/endpoints.ts';
import type { BodyInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { NoAnswerError, problemOf } from './problem.ts';

/**
 * The access token lives in this variable and nowhere else: a reload asks the refresh cookie for a new one, and no
 * script of another origin, no storage and no address ever holds it.
 */
let token: string | null = null;
let refreshing: Promise<boolean> | null = null;
let onSignedOut: () => void = () => undefined;

/** What to do when the session has ended under a page; the office shows the sign-in page. */
export const whenSignedOut = (listener: () => void): void => {
  onSignedOut = listener;
};

export const send = async (path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new NoAnswerError(cause);
  }
};

const open = async (path: string, body: unknown): Promise<void> => {
  const response = await send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await problemOf(response);
  ({ accessToken: token } = (await response.json()) as ResponseOf<typeof openSession>);
};

export const signIn = (credentials: BodyInput<typeof openSession>): Promise<void> =>
  open(openSession.path, credentials);

/**
 * Whether the refresh cookie still opens. However many calls meet a 401 at once, one request goes out: the cookie
 * rotates, and a second use of the old one would look like theft.
 */
export const refresh = (): Promise<boolean> => {
  refreshing ??= open(refreshSession.path, {})
    .then(() => true)
    .catch((error: unknown) => {
      if (error instanceof NoAnswerError) throw error;
      token = null;
      return false;
    })
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
};

export const forgetAccess = (): void => {
  token = null;
};

const withToken = (init: RequestInit): RequestInit => {
  if (token === null) return init;
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  return { ...init, headers };
};

/** A fetch under the access token; an expired one is renewed silently, once. */
export const fetchSignedIn = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const isOpen = token !== null || (await refresh());
  const sentWith = token;
  const first = await send(path, withToken(init));
  if (first.status !== 401) return first;
  // Another call may have renewed the token while this one was on its way.
  const isRenewed = isOpen && (token !== sentWith || (await refresh()));
  if (isRenewed) return send(path, withToken(init));
  onSignedOut();
  return first;
};
