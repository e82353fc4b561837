import { useCallback, useRef } from 'react';

/** 128 random bits in hex. Not `randomUUID`: that exists on https only, and inner networks are often plain http. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The idempotency key of one act: the same for every retry of the same body, so that an answer lost on the way is not
 * an act done twice, and a new one as soon as the body differs, since a key stands for one body only.
 */
export const useIdempotencyKey = (): ((body: unknown) => string) => {
  const last = useRef({ body: '', key: '' });
  return useCallback((body) => {
    const text = JSON.stringify(body);
    if (last.current.key === '' || last.current.body !== text) last.current = { body: text, key: newKey() };
    return last.current.key;
  }, []);
};
