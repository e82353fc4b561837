import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

export type { Logger } from 'pino';

const REDACTED = '[redacted]';
/** Deep enough for what we log; deeper is cut, so that a large or circular object cannot fill the log. */
const MAX_DEPTH = 6;

/** Fields that name a person, reach a person, tell where a person sits, or open a door. Compared without case, `_` and `-`. */
const PERSONAL = new Set(
  `password newPassword oldPassword passwordHash token accessToken refreshToken authorization cookie setCookie secret totp totpSecret
   apiKey receipt idNumber identityNumber identityCard phone mobile telephone email mail address contact personName fullName
   displayName claimant applicant payee reporter reporterName ip remoteAddress remotePort userAgent referer referrer forwarded
   xForwardedFor xRealIp text body html content detail parameters values`
    .split(/\s+/)
    .map((name) => name.toLowerCase()),
);

/** Identity card and mobile numbers, wherever they stand in a sentence. */
const NUMBERS = /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|1[3-9]\d{9})(?![0-9A-Za-z])/g;

/** What of an error may be told; a database error's `detail` and a request's body would quote the rows. */
const TOLD_OF_ERROR = [
  'code',
  'reason',
  'kind',
  'severity',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
  'status',
];

const isPersonal = (key: string): boolean => PERSONAL.has(key.replaceAll(/[_-]/g, '').toLowerCase());

/** The value as it may stand in a log. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return value.replaceAll(NUMBERS, REDACTED);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) {
    const told = Object.fromEntries(
      TOLD_OF_ERROR.flatMap((key) => (key in value ? [[key, redact(Reflect.get(value, key), depth + 1)]] : [])),
    );
    return {
      type: value.name,
      message: redact(value.message),
      ...told,
      stack: redact(value.stack),
      ...(value.cause === undefined ? {} : { cause: redact(value.cause, depth + 1) }),
    };
  }
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, isPersonal(key) ? REDACTED : redact(item, depth + 1)]),
  );
};

const plain = (bindings: object): Record<string, unknown> => ({ ...(redact(bindings) as object) });

/**
 * JSON lines. A request's or a job's own logger is `logger.child({ requestId })`: the same id goes from the page through the
 * request to the jobs it enqueues. A child's own fields are not redacted: ids and codes only.
 */
export const createLogger = (
  { service, level = 'info' }: { readonly service: string; readonly level?: string },
  destination?: DestinationStream,
): Logger =>
  pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      // Redaction replaces pino's own reading of errors.
      serializers: { err: (error: unknown) => error },
      formatters: { level: (label) => ({ level: label }), log: plain, bindings: plain },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args.map((arg) => (typeof arg === 'string' ? redact(arg) : arg));
          method.apply(this, [first instanceof Error ? { err: first } : first, ...rest] as Parameters<typeof method>);
        },
      },
    },
    ...(destination ? [destination] : []),
  );
