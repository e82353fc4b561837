import nodemailer from 'nodemailer';
import type { Sent } from './sent.ts';

export type Mail = {
  /** The same for every try: receivers that see one message twice recognise it. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

export type Mailer = {
  readonly send: (mail: Mail) => Promise<Sent>;
  readonly close: () => void;
};

type Timeouts = { readonly connectMs: number; readonly greetMs: number; readonly silentMs: number };
const TIMEOUTS: Timeouts = { connectMs: 10_000, greetMs: 10_000, silentMs: 30_000 };

type SmtpFault = Error & { readonly code?: string; readonly responseCode?: number };

/** A 5xx to this address or this message is final. A 5xx to our login is our fault and will be mended; so is everything else. */
const outcomeOf = (fault: SmtpFault): Sent => {
  const reason = [fault.code, fault.responseCode].filter((part) => part !== undefined).join(' ') || fault.name;
  const ours = fault.code === 'EAUTH' || fault.responseCode === 530 || fault.responseCode === 535;
  const final = fault.responseCode !== undefined && fault.responseCode >= 500 && !ours;
  const unsendable = fault.code === 'EENVELOPE' && fault.responseCode === undefined;
  return { outcome: final || unsendable ? 'permanent' : 'temporary', reason };
};

/** Hands mail to the SMTP server of `smtpUrl`, over one kept connection. Reasons are codes, never the server's words, which quote addresses. */
export const openMailer = (
  { smtpUrl, from }: { readonly smtpUrl: string; readonly from: string },
  timeouts: Partial<Timeouts> = {},
): Mailer => {
  const { connectMs, greetMs, silentMs } = { ...TIMEOUTS, ...timeouts };
  const host = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '');
  const { hostname, port, protocol, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const transport = nodemailer.createTransport({
    host: hostname,
    port: Number(port || (secure ? 465 : 25)),
    secure,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: 2,
    connectionTimeout: connectMs,
    greetingTimeout: greetMs,
    socketTimeout: silentMs,
    // A message is text we made: it never names a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ id, to, subject, text }) => {
      try {
        const { messageId } = await transport.sendMail({
          messageId: `<${id}@${host}>`,
          from,
          to: { name: '', address: to },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { outcome: 'sent', providerId: messageId };
      } catch (error) {
        return outcomeOf(error instanceof Error ? error : new Error(String(error)));
      }
    },
    close: () => transport.close(),
  };
};
