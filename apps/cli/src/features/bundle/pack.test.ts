import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CannotBundle, packBundle } from './pack.ts';

const NOW = new Date('2026-11-27T01:00:00Z');
const LOCK = {
  packages: {
    '': { version: '0.1.0', engines: { node: '>=20' }, optionalDependencies: { browser: '1' } },
    'apps/one': {},
    'apps/one/node_modules/own': {},
    'node_modules/@house/one': { link: true },
    'node_modules/browser': { optional: true },
    'node_modules/elsewhere': { optional: true },
    'node_modules/node': { version: '24.21.0' },
    'node_modules/node/node_modules/inner': {},
    'node_modules/tester': { dev: true },
  },
};

let folder: string;
let root: string;
const write = (file: string, text = file): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const link = (to: string, file: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  symlinkSync(to, path.join(root, file));
};
const sh = (command: string, cwd = root): string => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};
const pack = () => packBundle(root, ['apps/one/dist'], path.join(folder, 'out.tar.gz'), NOW);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'qingfeng-pack-'));
  root = path.join(folder, '清风 checkout');
  write('.gitignore', 'node_modules/\ndist/\n.env\n');
  write('package-lock.json', JSON.stringify(LOCK));
  write('apps/one/main.ts');
  sh('git init -q . && git add -A && git -c user.name=a -c user.email=a@b.c commit -qm first');
  write('.env', 'SECRET=1');
  write('notes.txt');
  write('apps/one/dist/page.js');
  write('apps/one/node_modules/own/index.js');
  for (const name of ['browser', 'node/bin', 'node/node_modules/inner', 'node/node_modules/not-locked', 'tester'])
    write(`node_modules/${name}/file`);
  link('../../apps/one', 'node_modules/@house/one');
  link('../node/bin/file', 'node_modules/.bin/node');
  link('../tester/file', 'node_modules/.bin/tester');
  write('node_modules/.bin/wrapper');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a bundle holds the commit, what runs it and what was made from it, and proves itself', async () => {
  const packed = await pack();
  const there = path.join(folder, 'there');
  mkdirSync(there);
  sh('tar xzf ../out.tar.gz', there);
  expect(sh('find . ! -type d | sort', there).trim().split('\n')).toEqual([
    './.gitignore',
    './MANIFEST.json',
    './SHA256SUMS',
    './apps/one/dist/page.js',
    './apps/one/main.ts',
    './apps/one/node_modules/own/index.js',
    './node_modules/.bin/node',
    './node_modules/@house/one',
    './node_modules/node/bin/file',
    './node_modules/node/node_modules/inner/file',
    './package-lock.json',
  ]);
  expect(sh('sha256sum -c SHA256SUMS', there).trim().split('\n')).toHaveLength(8);
  expect(sh('cat node_modules/@house/one/main.ts', there)).toBe('apps/one/main.ts');
  const manifest: unknown = JSON.parse(readFileSync(path.join(there, 'MANIFEST.json'), 'utf8'));
  expect(manifest).toEqual({
    product: 'qingfeng',
    version: '0.1.0',
    commit: sh('git rev-parse HEAD').trim(),
    platform: `${process.platform}-${process.arch}`,
    node: '24.21.0',
    startsWith: '>=20',
    madeAt: NOW.toISOString(),
    files: 9,
  });
  expect(sh('sha256sum out.tar.gz', folder)).toContain(packed.sha256);
});

test('what differs from the commit is not bundled under its name', async () => {
  write('apps/one/main.ts', 'changed');
  await expect(pack()).rejects.toThrow(CannotBundle);
  expect(existsSync(path.join(folder, 'out.tar.gz'))).toBe(false);
});
