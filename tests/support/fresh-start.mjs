// The whole platform as `npm start` brings it up, on a fresh folder that is thrown away afterwards: for journeys in a browser.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const dataDir = mkdtempSync(path.join(tmpdir(), 'qingfeng-e2e-'));
const start = path.resolve(import.meta.dirname, '../../apps/cli/bin/start.mjs');
const child = spawn(process.execPath, [start], {
  stdio: 'inherit',
  env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'warn', DEMO: 'true' },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(code ?? 1);
});
