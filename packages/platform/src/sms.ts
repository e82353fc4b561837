import { z } from 'zod';
import type { Sent } from './sent.ts';

export type Sms = {
  /** The same for every try: the gateway sends one message per id. */
  readonly id: string;
  readonly to: string;
  readonly text: string;
};

export type SmsGateway = { readonly send: (sms: Sms) => Promise<Sent> };

const ANSWER = z.object({
  accepted: z.boolean(),
  messageId: z.string().max(200).optional(),
  /** A short code of the gateway's own. */
  code: z.string().max(50).optional(),
  /** Whether trying the same message again is of any use. */
  retry: z.boolean().optional(),
});

const TIMEOUT_MS = 15_000;
/** An answer is a line; what is longer is an error page. */
const MOST_ANSWER = 64 * 1024;
/** The request itself is wrong: the same one will be wrong tomorrow. Others, wrong tokens and too many requests included, pass. */
const FINAL_STATUSES = new Set([400, 404, 410, 413, 422]);

const temporary = (reason: string): Sent => ({ outcome: 'temporary', reason });

const readAnswer = async (response: Response): Promise<string> => {
  let text = '';
  const decoder = new TextDecoder();
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > MOST_ANSWER) return '';
  }
  return text;
};

const outcomeOf = (status: number, body: string, id: string): Sent => {
  // It has this id already: an earlier try arrived though its answer did not.
  if (status === 409) return { outcome: 'sent', providerId: id };
  if (FINAL_STATUSES.has(status)) return { outcome: 'permanent', reason: `status ${String(status)}` };
  if (status < 200 || status > 299) return temporary(`status ${String(status)}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return temporary('answer unreadable');
  }
  const answer = ANSWER.safeParse(parsed);
  if (!answer.success) return temporary('answer unreadable');
  const { accepted, messageId = id, code = 'refused', retry = true } = answer.data;
  if (accepted) return { outcome: 'sent', providerId: messageId };
  return { outcome: retry ? 'temporary' : 'permanent', reason: code };
};

/**
 * Hands messages to an HTTP gateway: `POST url` with a bearer token, the id as `Idempotency-Key` and `{ id, to, text }`; it answers
 * `{ accepted, messageId?, code?, retry? }`, and 409 for an id that it has. Whatever else it does, silence, errors and
 * garbage included, is temporary: a message is given up only on its word.
 */
export const openSmsGateway = (
  { url, token }: { readonly url: string; readonly token: string },
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
): SmsGateway => ({
  send: async ({ id, to, text }) => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': id },
        body: JSON.stringify({ id, to, text }),
        // A gateway that sends numbers on to another address is not the one that was configured.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return outcomeOf(response.status, await readAnswer(response), id);
    } catch (error) {
      return temporary(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable');
    }
  },
});
