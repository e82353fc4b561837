import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launch } from './program.ts';

let dir: string;
beforeEach(() => (dir = mkdtempSync(path.join(tmpdir(), 'qingfeng-program-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A program that says its pid and runs on; told to stop, it says so first. */
const programOf = (code: string) => {
  const main = path.join(dir, 'main.mjs');
  writeFileSync(main, code);
  return { name: 'test', main, env: process.env, logFile: path.join(dir, 'test.log') };
};
const STAYS = `
  process.once('SIGTERM', () => { console.log('stopped'); process.exit(0); });
  setInterval(() => {}, 1000);
  console.log(process.pid);`;

const log = (): string => {
  try {
    return readFileSync(path.join(dir, 'test.log'), 'utf8');
  } catch {
    return '';
  }
};
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a program', { timeout: 20_000 }, () => {
  it('keeps what it says, and ends as it likes when it is stopped', async () => {
    const program = launch(programOf(STAYS));
    await expect.poll(log, { timeout: 10_000 }).toMatch(/^\d+\n$/);
    await program.stop();
    expect(log()).toMatch(/stopped\n$/);
    expect(await program.gone).toBe('exit 0');
  });

  it('tells how it went', async () => {
    expect(await launch(programOf('process.exit(3)')).gone).toBe('exit 3');
    expect(await launch(programOf(`process.kill(process.pid, 'SIGKILL')`)).gone).toBe('SIGKILL');
  });

  it('does not go on alone when its parent is killed', async () => {
    const program = programOf(STAYS);
    const module = new URL('program.ts', import.meta.url).href;
    const code = `const { launch } = await import('${module}'); launch({ ...${JSON.stringify(program)}, env: process.env });`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
    await expect.poll(log, { timeout: 10_000 }).toMatch(/^\d+\n$/);
    const pid = Number(log());
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    expect(log()).toMatch(/stopped\n$/);
  });
});
