import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeOnce } from './write-once.ts';

/** A key that encrypts data keys. The id travels with everything it encrypted, so that keys can be changed. */
export type DataKey = { readonly id: string; readonly key: Buffer };

/** Everything that is wrong with the environment, at once: an operator should not learn it one start at a time. */
export class ConfigFault extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The configuration is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigFault';
    this.faults = faults;
  }
}

const KEY_BYTES = 32;
const base64Key = z
  .base64('must be base64')
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === KEY_BYTES, `must be ${String(KEY_BYTES)} bytes in base64`);

const dataKeys = z
  .string()
  .transform((text) => text.split(','))
  .pipe(
    z.array(
      z
        .string()
        .regex(/^[\w-]{1,16}:[A-Za-z0-9+/]{43}=$/, `must be id:base64 of ${String(KEY_BYTES)} bytes, several by commas`)
        .transform((item): DataKey => {
          const [id = '', key = ''] = item.split(':');
          return { id, key: Buffer.from(key, 'base64') };
        }),
    ),
  )
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'holds one id twice');

const port = z.coerce.number('must be a port').int().min(1).max(65_535);
const url = (...schemes: readonly string[]) =>
  z.string().refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text), {
    error: `must be a URL with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });
const isZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: port.default(3000),
  /** Prometheus reads here; nothing is served when absent. Keep it off the public network. */
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  /** As what the application signs in; the embedded server when absent. */
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  /** Owns the schema; only migrations and operators' commands use it. */
  OWNER_DATABASE_URL: url('postgres', 'postgresql').optional(),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((dir) => path.resolve(dir)),
  /** Which half a process serves: the public pages, the office, or both. */
  SITE: z.enum(['office', 'public', 'all']).default('all'),
  /** Office days begin and end in this zone. */
  ZONE: z.string().refine(isZone, 'is not a time zone').default('Asia/Shanghai'),
  DEMO: z.stringbool('must be true or false').optional(),
  PUBLIC_URL: url('http', 'https').optional(),
  /** How many proxies stand in front; their X-Forwarded-For is believed that far. */
  TRUST_PROXY: z.coerce.number('must be a number').int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  JWT_SECRET: z.string().min(KEY_BYTES, `must have ${String(KEY_BYTES)} characters at least`),
  /** The first encrypts, all decrypt. */
  DATA_KEYS: dataKeys,
  INDEX_KEY: base64Key,
  PASSWORD_PEPPER: base64Key,
  PASSWORD_PROFILE: z.enum(['dengbao3', 'nist']).default('dengbao3'),
  /** How many others must approve a version of a rule before it may be published. */
  RULE_APPROVERS: z.coerce.number('must be a number').int().min(1).max(5).default(1),
  /** Length of the periods over which a rule's precision is judged; a rule wrong too often in two of them is stopped. */
  RULE_PERIOD_MONTHS: z.coerce
    .number('must be a number')
    .refine((months) => [1, 2, 3, 4, 6, 12].includes(months), 'must divide the year: 1, 2, 3, 4, 6 or 12')
    .default(3),
  /** Share of rejected rows past which a delivery alarms, and the parts of a feed's usual number of rows that are too few and too many. */
  FEED_REJECTED_SHARE: z.coerce.number('must be a number').gt(0).lt(1).default(0.05),
  FEED_FEW: z.coerce.number('must be a number').gt(0).lt(1).default(0.5),
  FEED_MANY: z.coerce.number('must be a number').gt(1).max(100).default(2),
  /** Days without a sign-in after which an account is asked about, and working days for the monthly reviews of the three administrators. */
  ACCOUNT_IDLE_DAYS: z.coerce.number('must be a number').int().min(1).max(3_650).default(90),
  REVIEW_WORKDAYS: z.coerce.number('must be a number').int().min(1).max(60).default(10),
  /** Hours for which an approved export of the record may be fetched. */
  AUDIT_EXPORT_HOURS: z.coerce.number('must be a number').int().min(1).max(720).default(24),
  SMTP_URL: url('smtp', 'smtps').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, 'must be a mail address')
    .default('qingfeng@localhost'),
  SMS_URL: url('http', 'https').optional(),
  SMS_TOKEN: z.string().optional(),
  /** Folder below which files may be dropped for feeds that watch one. */
  DROP_DIR: z
    .string()
    .optional()
    .transform((dir) => (dir === undefined ? null : path.resolve(dir))),
  /** Hosts (with the port where it is not the usual one) that feeds may be fetched from, by commas. */
  PULL_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim())
        .filter((host) => host !== ''),
    ),
});

const SECRETS = ['JWT_SECRET', 'DATA_KEYS', 'INDEX_KEY', 'PASSWORD_PEPPER'] as const;
type SecretName = (typeof SECRETS)[number];
type Env = Readonly<Record<string, string | undefined>>;

const newKey = (): string => randomBytes(KEY_BYTES).toString('base64');

/** Outside production the secrets that are not given are drawn once and kept, so that a restart signs nobody out and still decrypts. */
const keptSecrets = (dataDir: string): Readonly<Record<SecretName, string>> => {
  const file = path.join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true });
  const drawn: Record<SecretName, string> = {
    JWT_SECRET: newKey(),
    DATA_KEYS: `1:${newKey()}`,
    INDEX_KEY: newKey(),
    PASSWORD_PEPPER: newKey(),
  };
  writeOnce(file, `${JSON.stringify(drawn, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<SecretName, string>;
};

/** Whether a secret looks typed or copied from an example rather than drawn at random. */
const isWeak = (secret: string): boolean =>
  new Set(secret).size < 12 || /secret|password|change|example|default|qingfeng|0123456789|abcdefgh/i.test(secret);

/** What is fine on a desk and refused in service. */
const productionFaults = (env: Env): readonly string[] => {
  const faults: string[] = [];
  const given = (name: string): string | undefined => env[name];
  for (const name of [...SECRETS, 'DATABASE_URL', 'PUBLIC_URL']) {
    if (given(name) === undefined) faults.push(`${name}: must be set in production`);
  }
  const drawn = SECRETS.flatMap((name) =>
    (given(name) ?? '').split(',').map((item) => ({ name, value: item.replace(/^[\w-]{1,16}:/, '') })),
  ).filter(({ value }) => value !== '');
  for (const { name, value } of drawn) {
    if (isWeak(value)) faults.push(`${name}: is too easy to guess, draw it with: openssl rand -base64 32`);
    else if (drawn.some((other) => other.value === value && other.name !== name))
      faults.push(`${name}: holds the same secret as another key`);
  }
  if (given('DEMO') !== undefined && z.stringbool().safeParse(given('DEMO')).data !== false)
    faults.push('DEMO: demo accounts are not for production');
  if (given('PUBLIC_URL')?.startsWith('http://'))
    faults.push('PUBLIC_URL: must be https in production, the session cookie travels over it');
  if (given('SMTP_URL') !== undefined && given('MAIL_FROM') === undefined)
    faults.push('MAIL_FROM: must be set when SMTP_URL is');
  if (given('SMS_URL') !== undefined && given('SMS_TOKEN') === undefined)
    faults.push('SMS_TOKEN: must be set when SMS_URL is');
  return faults;
};

/** `NAME_FILE` names a file that holds NAME (docker secrets); a variable that is set to nothing is not set. */
const given = (env: Env): { readonly env: Env; readonly faults: readonly string[] } => {
  const faults: string[] = [];
  const entries = Object.entries(env).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === '') return [];
    const key = name.replace(/_FILE$/, '');
    if (key === name || !(key in schema.shape)) return [[name, value]];
    try {
      return [[key, readFileSync(value, 'utf8').trim()]];
    } catch {
      faults.push(`${name}: cannot be read`);
      return [];
    }
  });
  return { env: Object.fromEntries(entries), faults };
};

/** The environment, parsed once. Throws `ConfigFault` with every fault; the faults never quote a value. */
export const readConfig = (environment: Env) => {
  const { env, faults: unread } = given(environment);
  const production = env['NODE_ENV'] === 'production';
  const kept = production ? {} : keptSecrets(path.resolve(env['DATA_DIR'] ?? '.data'));
  const parsed = schema.safeParse({ ...kept, ...env });
  const strict = production ? productionFaults(env) : [];
  const shape = (parsed.error?.issues ?? [])
    .map((issue) => ({ name: String(issue.path[0]), message: issue.message }))
    .filter(({ name }) => !strict.some((fault) => fault.startsWith(`${name}:`)))
    .map(({ name, message }) => `${name}: ${message}`);
  const faults = [...new Set([...unread, ...strict, ...shape])];
  if (faults.length > 0 || !parsed.success) throw new ConfigFault(faults);
  const values = parsed.data;
  return {
    environment: values.NODE_ENV,
    port: values.PORT,
    metrics: values.METRICS_PORT === undefined ? null : { port: values.METRICS_PORT, host: values.METRICS_HOST },
    databaseUrl: values.DATABASE_URL ?? null,
    ownerDatabaseUrl: values.OWNER_DATABASE_URL ?? null,
    dataDir: values.DATA_DIR,
    site: values.SITE,
    zone: values.ZONE,
    demo: values.DEMO ?? values.NODE_ENV === 'development',
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${String(values.PORT)}`).replace(/\/$/, ''),
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    jwtSecret: values.JWT_SECRET,
    dataKeys: values.DATA_KEYS,
    indexKey: values.INDEX_KEY,
    passwordPepper: values.PASSWORD_PEPPER,
    passwordProfile: values.PASSWORD_PROFILE,
    rules: { approvers: values.RULE_APPROVERS, periodMonths: values.RULE_PERIOD_MONTHS },
    feeds: { rejectedShare: values.FEED_REJECTED_SHARE, few: values.FEED_FEW, many: values.FEED_MANY },
    reviews: { idleDays: values.ACCOUNT_IDLE_DAYS, workdays: values.REVIEW_WORKDAYS },
    auditExportHours: values.AUDIT_EXPORT_HOURS,
    mail: { smtpUrl: values.SMTP_URL ?? null, from: values.MAIL_FROM },
    pull: { dropDir: values.DROP_DIR ?? path.join(values.DATA_DIR, 'drop'), hosts: values.PULL_HOSTS },
    sms: values.SMS_URL === undefined ? null : { url: values.SMS_URL, token: values.SMS_TOKEN ?? '' },
  } as const;
};

export type Config = ReturnType<typeof readConfig>;
