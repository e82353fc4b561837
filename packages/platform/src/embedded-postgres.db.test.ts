import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import readline from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { scratchFolder } from '../../../tests/support/scratch.ts';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres.ts';
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { canReach, nativeFor, ordinaryUser } from './embedded/native.ts';

const isRoot = process.getuid?.() === 0;
let scratch: string;
let dataDir: string;
beforeEach(() => {
  scratch = scratchFolder('embedded');
  dataDir = path.join(scratch, 'data');
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const start = async (options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined, ...options });
  onTestFinished(() => server.stop());
  return server;
};

const ask = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
};

/** Another process that starts the server, says its address, and stays. */
const elsewhere = async (
  identity: { uid: number; gid: number } | null = null,
  then = '',
): Promise<{ child: ChildProcess; said: string }> => {
  const module = new URL('./embedded-postgres.ts', import.meta.url).href;
  const code = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
    const options = { dataDir: ${JSON.stringify(dataDir)}, log: () => {} };
    const server = await startEmbeddedPostgres(options).catch((error) => console.log(error.message));
    if (server) {
      console.log(server.ownerUrl);
      process.once('SIGTERM', () => server.stop().then(() => process.exit(0)));
      setInterval(() => {}, 1000);
      ${then}
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', then === '' ? 'inherit' : 'ignore'],
    ...identity,
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  const [said] = (await once(readline.createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, said };
};

describe('the first start', () => {
  it('makes a Chinese-speaking database with its two roles, on this machine only', async () => {
    const { ownerUrl, appUrl } = await start();
    expect(await ask(ownerUrl, 'select current_user, current_database()')).toEqual(['qingfeng_owner', 'qingfeng']);
    expect(await ask(appUrl, 'select current_user, current_database()')).toEqual(['qingfeng_app', 'qingfeng']);
    expect(await ask(ownerUrl, `show server_encoding`)).toEqual(['UTF8']);
    expect(await ask(ownerUrl, `show listen_addresses`)).toEqual(['127.0.0.1']);
    await ask(ownerUrl, 'create extension pg_trgm');
    expect(await ask(ownerUrl, `select show_trgm('清河县') <> '{}'`)).toEqual([true]);
    expect(
      await ask(ownerUrl, `select rolsuper, rolcreatedb from pg_roles where rolname ~ '^qingfeng' order by rolname`),
    ).toEqual([false, false, false, true]);
  });

  it('lets nobody in without the password, which is kept in a private file', async () => {
    const { ownerUrl } = await start();
    const wrong = new URL(ownerUrl);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(path.join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
  });

  it('begins again after one that was killed half-way', async () => {
    mkdirSync(path.join(dataDir, 'postgres.new'), { recursive: true });
    writeFileSync(path.join(dataDir, 'postgres.new/PG_VERSION'), 'torn');
    expect(await ask((await start()).ownerUrl, 'select 1')).toEqual([1]);
  });
});

describe('later starts', () => {
  it('find the data and the passwords again', async () => {
    const first = await start();
    await ask(first.ownerUrl, `create table kept as select '闻知竹' as name`);
    await first.stop();
    const second = await start();
    expect(await ask(second.ownerUrl, 'table kept')).toEqual(['闻知竹']);
    expect(new URL(second.appUrl).password).toBe(new URL(first.appUrl).password);
  });

  it('are not misled by a pid file whose number now belongs to someone else', async () => {
    await (await start()).stop();
    const file = path.join(dataDir, 'postgres/postmaster.pid');
    writeFileSync(file, `${String(process.pid)}\n${path.join(dataDir, 'postgres')}\n`);
    chownSync(file, statSync(path.join(dataDir, 'postgres')).uid, statSync(path.join(dataDir, 'postgres')).gid);
    writeFileSync(path.join(dataDir, 'postgres.lock'), JSON.stringify({ pid: process.pid, birth: 'long ago' }));
    expect(await ask((await start()).ownerUrl, 'select 1')).toEqual([1]);
  });

  it('take over from a process that was killed and left its server running', async () => {
    const { child, said } = await elsewhere();
    await ask(said, 'create table kept as select 1 as one');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await ask(said, 'table kept')).toEqual([1]);
    expect(await ask((await start()).ownerUrl, 'table kept')).toEqual([1]);
    await expect(ask(said, 'table kept')).rejects.toThrow('ECONNREFUSED');
  });

  it('find the data in a folder that was moved', async () => {
    const first = await start();
    await ask(first.ownerUrl, 'create table kept as select 1 as one');
    await first.stop();
    renameSync(dataDir, path.join(scratch, 'moved'));
    dataDir = path.join(scratch, 'moved');
    expect(await ask((await start()).ownerUrl, 'table kept')).toEqual([1]);
  });

  it('refuse data whose keys are gone', async () => {
    await (await start()).stop();
    rmSync(path.join(dataDir, 'postgres.json'));
    await expect(start()).rejects.toThrow('but not its keys');
  });
});

describe('two at once', () => {
  it('is refused, naming the process that has the data', async () => {
    const { child } = await elsewhere();
    await expect(start()).rejects.toThrow(`already in use by process ${String(child.pid)}`);
  });

  it('has one winner when both begin on nothing', async () => {
    const both = await Promise.all([elsewhere(), elsewhere()]);
    expect(both.map(({ said }) => said.startsWith('postgresql://')).sort()).toEqual([false, true]);
    expect(both.some(({ said }) => said.includes('already in use'))).toBe(true);
  });

  it('lets a command beside it find the running server', async () => {
    expect(runningEmbeddedPostgres(dataDir)).toBeNull();
    const server = await start();
    expect(runningEmbeddedPostgres(dataDir)?.ownerUrl).toBe(server.ownerUrl);
    await server.stop();
    expect(runningEmbeddedPostgres(dataDir)).toBeNull();
  });
});

it('does not outlive a process that ends without stopping it', async () => {
  const { child, said } = await elsewhere(null, 'setTimeout(() => { throw new Error("bug"); }, 300)');
  await once(child, 'exit');
  await expect.poll(() => ask(said, 'select 1').catch(String)).toMatch('ECONNREFUSED');
});

it('tells why the server did not start', async () => {
  await expect(start({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
    'invalid value for parameter "shared_buffers"',
  );
  expect(existsSync(path.join(dataDir, 'postgres.lock'))).toBe(false);
});

describe.runIf(isRoot)('as root', () => {
  const user = ordinaryUser();

  it('runs the server as an ordinary user', async () => {
    await start();
    const [pid = ''] = readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
    expect(statSync(`/proc/${pid}`).uid).toBe(user?.uid);
  });

  it('puts the data where that user may go when the checkout lies in a private home', async () => {
    chmodSync(scratch, 0o700);
    const fallbackDir = mkdtempSync(path.join(tmpdir(), 'qingfeng-fallback-'));
    onTestFinished(() => rmSync(fallbackDir, { recursive: true, force: true }));
    const first = await start({ fallbackDir });
    await ask(first.ownerUrl, 'create table kept as select 1 as one');
    await first.stop();
    expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false);
    expect(await ask((await start({ fallbackDir })).ownerUrl, 'table kept')).toEqual([1]);
  });

  it('copies the programs to where that user may read them', () => {
    chmodSync(scratch, 0o700);
    const home = mkdtempSync(path.join(tmpdir(), 'qingfeng-home-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const native = path.join(scratch, 'native');
    mkdirSync(path.join(native, 'bin'), { recursive: true });
    mkdirSync(path.join(native, 'lib'));
    writeFileSync(path.join(native, 'bin/postgres'), '');
    writeFileSync(path.join(native, 'lib/libpq.so.5.18'), '');
    const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' };
    writeFileSync(path.join(native, 'pg-symlinks.json'), JSON.stringify([link]));
    const umask = process.umask(0o077);
    const bin = nativeFor(user, home, { version: '1', native });
    process.umask(umask);
    expect(bin).toBe(path.join(home, 'postgres-1/bin'));
    chmodSync(home, 0o755);
    expect(canReach(path.join(bin, 'postgres'), user)).toBe(true);
    expect(statSync(path.join(bin, 'postgres')).mode & 0o004).toBe(0o004);
    expect(lstatSync(path.join(home, 'postgres-1/lib/libpq.so.5')).isSymbolicLink()).toBe(true);
    expect(nativeFor(user, home, { version: '1', native })).toBe(bin);
  });

  it('starts data that an ordinary user began, as that user', async () => {
    mkdirSync(dataDir);
    chownSync(dataDir, user?.uid ?? 0, user?.gid ?? 0);
    const { child, said } = await elsewhere(user);
    await ask(said, 'create table kept as select 1 as one');
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(await ask((await start()).ownerUrl, 'table kept')).toEqual([1]);
  });

  it('knows what stands in that user’s way', () => {
    const deep = path.join(scratch, 'a/b');
    mkdirSync(deep, { recursive: true });
    expect(canReach(path.join(deep, 'c'), user)).toBe(true);
    chmodSync(path.join(scratch, 'a'), 0o700);
    expect(canReach(path.join(deep, 'c'), user)).toBe(false);
    chownSync(path.join(scratch, 'a'), user?.uid ?? 0, 0);
    expect(canReach(path.join(deep, 'c'), user)).toBe(true);
  });
});
