import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigFault, readConfig } from './config.ts';

let dir: string;
beforeEach(() => (dir = mkdtempSync(path.join(tmpdir(), 'qingfeng-config-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const key = (): string => randomBytes(32).toString('base64');
const service = (): Record<string, string> => ({
  NODE_ENV: 'production',
  DATA_DIR: dir,
  DATABASE_URL: 'postgresql://app:x@db/qingfeng',
  PUBLIC_URL: 'https://qingfeng.gov.example/',
  JWT_SECRET: key(),
  DATA_KEYS: `2026b:${key()},2026a:${key()}`,
  INDEX_KEY: key(),
  PASSWORD_PEPPER: key(),
});

const faultsOf = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults;
    throw error;
  }
};
const named = (env: Record<string, string | undefined>): readonly string[] =>
  faultsOf(env).map((fault) => fault.slice(0, fault.indexOf(':')));

describe('on a desk', () => {
  it('needs nothing, is a demo, and keeps the secrets it drew in a private file', () => {
    const first = readConfig({ DATA_DIR: dir });
    const second = readConfig({ DATA_DIR: dir });
    expect(first).toMatchObject({
      environment: 'development',
      demo: true,
      port: 3000,
      zone: 'Asia/Shanghai',
      site: 'all',
    });
    expect(second).toEqual(first);
    expect(statSync(path.join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('prefers a secret that is given', () => {
    const given = key();
    expect(readConfig({ DATA_DIR: dir, INDEX_KEY: given }).indexKey.toString('base64')).toBe(given);
  });

  it('takes a variable that is set to nothing as not set', () => {
    expect(readConfig({ DATA_DIR: dir, DATABASE_URL: '', PORT: '' })).toMatchObject({ databaseUrl: null, port: 3000 });
  });
});

describe('faults', () => {
  it('are told all at once, without quoting a value', () => {
    const env = {
      DATA_DIR: dir,
      PORT: '99999',
      ZONE: 'Mars/Olympus',
      SITE: 'cellar',
      SMTP_URL: 'ftp://hidden',
      INDEX_KEY: 'hidden',
    };
    expect(named(env)).toEqual(expect.arrayContaining(['PORT', 'ZONE', 'SITE', 'SMTP_URL', 'INDEX_KEY']));
    expect(faultsOf(env).join()).not.toContain('hidden');
  });

  it('name a file that cannot be read', () => {
    expect(faultsOf({ DATA_DIR: dir, JWT_SECRET_FILE: path.join(dir, 'absent') })).toContain(
      'JWT_SECRET_FILE: cannot be read',
    );
  });

  it('name a key id used twice', () => {
    expect(faultsOf({ DATA_DIR: dir, DATA_KEYS: `a:${key()},a:${key()}` })).toEqual(['DATA_KEYS: holds one id twice']);
  });
});

describe('in service', () => {
  it('starts with drawn secrets, the first data key being the one that encrypts', () => {
    const config = readConfig(service());
    expect(config).toMatchObject({
      demo: false,
      publicUrl: 'https://qingfeng.gov.example',
      passwordProfile: 'dengbao3',
    });
    expect(config.dataKeys.map(({ id }) => id)).toEqual(['2026b', '2026a']);
  });

  it('reads a secret from the file that docker mounts', () => {
    const { INDEX_KEY: secret = '', ...rest } = service();
    writeFileSync(path.join(dir, 'index_key'), `${secret}\n`);
    expect(readConfig({ ...rest, INDEX_KEY_FILE: path.join(dir, 'index_key') }).indexKey.toString('base64')).toBe(
      secret,
    );
  });

  it('never draws a secret itself', () => {
    expect(named({ NODE_ENV: 'production', DATA_DIR: dir })).toEqual([
      'JWT_SECRET',
      'DATA_KEYS',
      'INDEX_KEY',
      'PASSWORD_PEPPER',
      'DATABASE_URL',
      'PUBLIC_URL',
    ]);
    expect(() => readFileSync(path.join(dir, 'secrets.json'))).toThrow('ENOENT');
  });

  const used = key();
  it.each([
    ['a secret of one letter', { JWT_SECRET: 'a'.repeat(64) }, 'JWT_SECRET'],
    ['a secret that says what it is', { JWT_SECRET: 'my-Secret-for-the-county-of-Qinghe-2026' }, 'JWT_SECRET'],
    ['a short secret', { JWT_SECRET: 'kJ8#nV2$pQ9!' }, 'JWT_SECRET'],
    ['a key of zeros', { INDEX_KEY: Buffer.alloc(32).toString('base64') }, 'INDEX_KEY'],
    ['a data key of zeros', { DATA_KEYS: `a:${Buffer.alloc(32).toString('base64')}` }, 'DATA_KEYS'],
    ['one secret for two ends', { INDEX_KEY: used, PASSWORD_PEPPER: used }, 'INDEX_KEY'],
    ['demo mode', { DEMO: 'true' }, 'DEMO'],
    ['a page over http', { PUBLIC_URL: 'http://qingfeng.gov.example' }, 'PUBLIC_URL'],
    ['mail without a sender', { SMTP_URL: 'smtp://mail:25' }, 'MAIL_FROM'],
    ['an SMS gateway without a token', { SMS_URL: 'https://sms' }, 'SMS_TOKEN'],
  ])('refuses %s', (_, change, fault) => {
    expect(named({ ...service(), ...change })).toContain(fault);
  });
});
