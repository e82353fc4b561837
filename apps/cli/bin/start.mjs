#!/usr/bin/env node
/**
 * `npm start` on whatever Node (>= 20) the machine has: installs the packages where there are none, then goes on with the pinned
 * Node, which reads TypeScript. Plain JavaScript, because nothing is installed when it begins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const node = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

if (!existsSync(node)) {
  console.log('安装依赖 installing packages');
  const { status, error } = spawnSync('npm', ['ci'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`安装失败 npm ci failed${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
}

const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', path.join(root, 'apps/cli/src/features/start/start.ts')],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
